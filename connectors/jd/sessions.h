// SPDX-License-Identifier: Apache-2.0
// The list of sessions of a rep (sessionlist): one call and its rows.
#pragma once

#include <vector>

#include "connectors/jd/rep_walk.h"

namespace rigong::connectors::jd {

struct ChatSession {
  std::string customer;
  std::string waiter;
  TimeMs begin = 0;
  std::optional<TimeMs> reply;
  std::optional<TimeMs> end;  // Nothing while it lasts.
  bool is_online = true;      // Else a message left while nobody was there (留言).
};

struct SessionPage {
  std::optional<Off> off;
  std::vector<ChatSession> sessions;
  bool more = false;
  std::string content;
};

// Rows that cannot be used are named to the sink, without a word about the customer.
[[nodiscard]] Result<SessionPage> read_sessions(Work& work, const Question& question, int page, std::size_t rows_of_page);

// What the platform's rule of 首次30秒应答率 makes of a day: sessions that began from 23:00 to 09:00 do not count.
struct FirstAnswers {
  std::int64_t counted = 0;
  std::int64_t answered = 0;
  std::int64_t in_time = 0;
  DurationMs sum = 0;
};
[[nodiscard]] FirstAnswers first_answers(const std::vector<ChatSession>& sessions, Day day);

// Delivers of each rep's day how long the first answer took and how many came within 30 s, from the times of the sessions.
class FirstAnswerTask final : public RepTask {
 public:
  explicit FirstAnswerTask(Work& work) : work_(work) {}
  Result<Page> read(const Question& question) override;

 private:
  Work& work_;
};

}  // namespace rigong::connectors::jd
