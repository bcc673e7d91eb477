// SPDX-License-Identifier: Apache-2.0
// What a person does on the page. Checked for shape and bounds by the server, for rights and rules by whoever answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "overlay/api/checklist.h"
#include "overlay/api/common.h"
#include "overlay/api/one_on_one.h"
#include "overlay/api/people_acts.h"
#include "overlay/api/periods.h"
#include "overlay/api/posts.h"
#include "overlay/api/reports.h"
#include "overlay/api/work.h"

namespace rigong::overlay {

struct SaveSheet {
  struct Figure {
    std::string name;
    bool confirmed = false;
    std::optional<double> typed;
  };
  std::string person;
  Day day;
  std::vector<Figure> figures;
  std::string line;
  std::string note;
};
struct SignSheet {
  std::string person;
  Day day;
  std::string signature;
};
struct ReopenSheet {
  std::string person;
  Day day;
};
struct ChooseDesk {
  std::string person;
  bool lead = false;
};
struct StartDemo {};
struct LeaveDemo {};
struct AddAccount {
  std::string type;
  std::string name;
  std::string shop;
  std::vector<std::pair<std::string, std::string>> options;  // Name and value; some are secrets: never logged.
};
struct RemoveAccount {
  std::string name;
};

struct Command {
  std::string id;    // UUIDv7, checked.
  std::string body;  // The request as it came, for telling a repetition from another command under the same id.
  std::variant<SaveSheet, SignSheet, ReopenSheet, ChooseDesk, StartDemo, LeaveDemo, AddAccount, RemoveAccount, WorkAct, PeopleAct,
               PostAct, PeriodAct, TalkAct, ReportAct, ChecklistAct>
      act;
};

// What a service says of a command id that was used with another content; the server answers it with 422.
[[nodiscard]] Error command_id_used();
[[nodiscard]] bool is_command_id_used(const Error& error);

struct CommandDone {
  std::string id;
  std::int64_t change = 0;
  std::optional<Words> words;
};
template <class Visit>
void describe(Visit&& visit, const CommandDone& x) {
  visit("id", x.id);
  visit("change", x.change);
  visit("words", x.words);
}

}  // namespace rigong::overlay
