// SPDX-License-Identifier: Apache-2.0
// One poll: a page of the list with what is new on it, or a page of ratings.
//
// The list is walked from the newest activity down. What becomes active meanwhile moves to its top, so that nothing below is
// passed over; it is the next walk's, which goes down to where this one began. Numbers of pages may shift, so a conversation can
// be seen twice, which doubles nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/chatwoot/client.h"
#include "connectors/chatwoot/cursor.h"
#include "connectors/chatwoot/records.h"

namespace rigong::connectors::chatwoot {

struct Settings {
  int days = 30;  // Before the first poll.
  bool ratings = true;
};

class Reader {
 public:
  Reader(const Client& client, const Settings& settings, const PollRequest& request, RecordSink& sink)
      : client_(client), settings_(settings), request_(request), sink_(sink) {}
  [[nodiscard]] Result<PollResult> poll();

 private:
  enum class Taken { done, stopped_early };
  struct Page {
    std::vector<Conversation> rows;
    std::string ids;     // What makes it this page.
    Seconds newest = 0;  // Activity on it; 0 where it is empty.
    Seconds oldest = 0;
    std::int64_t count = 0;  // Of all conversations.
    std::vector<RejectedRow> rejected;
  };

  [[nodiscard]] Seconds their_now() const { return (request_.now + request_.http->clock_offset()) / kSecondMs; }
  [[nodiscard]] Result<PollResult> result();
  void begin_list();
  void end_list();
  Status list_page();
  [[nodiscard]] Result<Page> ask_page(int number) const;
  // Fails where the server gave its first page under another page's number: what belongs there would be passed over.
  [[nodiscard]] Status check_other_than_first(const Page& page, const std::string& guard) const;
  Status ratings_page();
  // Reads what changed of the page. Where the server fails in the middle, what was complete is kept and the rest is left.
  Result<Taken> take(const std::vector<Conversation>& page);
  [[nodiscard]] bool is_wanted(const Conversation& conversation) const;
  Result<bool> take_messages(const Conversation& conversation);
  // Whether the server answers at all: then it is this one conversation that it cannot give.
  [[nodiscard]] Status answers() const;
  // Who the reps are.
  void names();
  void set_aside(const Conversation& conversation, const Words& reason);
  // Some of those set aside, asked for by their numbers: by now they may lie below where any walk ends.
  Status try_aside();
  // Nothing where there is no such conversation any more.
  [[nodiscard]] Result<std::optional<Conversation>> ask_conversation(std::int64_t id) const;

  const Client& client_;
  const Settings& settings_;
  const PollRequest& request_;
  RecordSink& sink_;
  Progress progress_;
};

}  // namespace rigong::connectors::chatwoot
