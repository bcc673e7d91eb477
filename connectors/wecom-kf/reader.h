// SPDX-License-Identifier: Apache-2.0
// One poll: a page of messages of each service account; who serves there, every hour; and in the morning the platform's figures
// of the days before, a few calls at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/wecom-kf/client.h"
#include "connectors/wecom-kf/cursor.h"
#include "connectors/wecom-kf/figures_walk.h"
#include "connectors/wecom-kf/messages.h"
#include "connectors/wecom-kf/roster.h"

namespace rigong::connectors::wecom_kf {

class Reader {
 public:
  Reader(const Client& client, const Settings& settings, const PollRequest& request, RecordSink& sink)
      : settings_(settings), request_(request), sink_(sink), session_(client, request), corp_(client.corp()) {}
  [[nodiscard]] Result<PollResult> poll();

 private:
  void begin();
  [[nodiscard]] bool roster_is_due() const;
  // What became of a part of the poll. Fails only where the poll is to end.
  Status note(const Status& part, std::string_view zh, std::string_view en);
  Status roster();
  Status messages();
  [[nodiscard]] bool is_readable(const KfAccount& account) const;
  Status page_of(KfAccount& account);
  // Asks from the account's cursor on, and from the oldest where that is given while the cursor is refused twice in the same way:
  // then the platform does not know it any more.
  Result<Answer> ask_page(KfAccount& account);
  // Whether the page lies days before the one it was said to follow. Then the account goes back to where that one began.
  bool leads_back(KfAccount& account, TimeMs newest);
  // Hands over what the page holds; fails, taking nothing, where it is not this account's.
  Status take(const KfAccount& account, const std::vector<const rapidjson::Value*>& rows);
  void note_read();
  Status figures();
  [[nodiscard]] PollResult result() const;
  [[nodiscard]] std::vector<Words> lacking() const;

  const Settings& settings_;
  const PollRequest& request_;
  RecordSink& sink_;
  Session session_;
  std::string corp_;
  Progress progress_;
  bool asked_lately_ = false;
  std::optional<Error> error_;   // The first of this poll.
  bool worked_ = false;          // Some part of it did.
  std::vector<Words> troubles_;  // Of this poll, each of which cost a part of it.
};

}  // namespace rigong::connectors::wecom_kf
