// SPDX-License-Identifier: Apache-2.0
// Messages (chatlog), customer by customer, and who took a session. A conversation is one customer of the shop.
#pragma once

#include <map>
#include <set>
#include <string>

#include "connectors/jd/rep_walk.h"
#include "connectors/jd/sessions.h"

namespace rigong::connectors::jd {

// A page of a rep's sessions, and what was said with each of its customers that day. With Question::since only of sessions that
// went on after that.
class ChatTask final : public RepTask {
 public:
  explicit ChatTask(Work& work) : work_(work) {}
  Result<Page> read(const Question& question) override;

 private:
  // Of the pages of one customer.
  struct Known {
    std::set<std::string> rows;
    std::map<std::string, int> counts;
  };
  // What was said with one customer; nothing, with why, where it is not given.
  Result<std::optional<Off>> read_customer(const Question& question, const ChatSession& session);
  void take(const Question& question, const std::vector<const rapidjson::Value*>& rows, const ChatSession& session, Known& known);
  Work& work_;
};

}  // namespace rigong::connectors::jd
