// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/command.h"
#include "agent/runtime/report_text.h"
#include "agent/runtime/talk_report.h"
#include "overlay/server/json_writer.h"

namespace rigong::runtime {
namespace {

// Whom the pages are of: the one asked for, else everybody of the group (of all groups without one) whose week it was.
Result<std::vector<std::string>> people_of(Reading& reading, const OneOnOneOptions& options) {
  if (!options.rep.empty()) return std::vector{options.rep};
  std::vector<std::string> people;
  RIGONG_ASSIGN(const overlay::OneOnOnes first, answer_one_on_ones(reading, {options.group, options.week}));
  const std::vector<std::string> groups = options.group.empty() ? first.groups : std::vector{options.group};
  for (const std::string& group : groups) {
    RIGONG_ASSIGN(const overlay::OneOnOnes due, answer_one_on_ones(reading, {group, options.week}));
    for (const overlay::TalkRow& row : due.rows) {
      if (row.state != overlay::TalkRow::State::off) people.push_back(row.person.id);
    }
  }
  return people;
}

}  // namespace

Status command_one_on_one(const Command& command, const OneOnOneOptions& options) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::read));
  RIGONG_ASSIGN(const auto view, open.store->read());
  ShopRules rules(open.config);
  const CustomerNames names;
  // Whoever can read the data folder is the machine's owner.
  Reading reading{*view, rules, open.config, names, {overlay::Role::lead, ""}, command.clock->now()};
  RIGONG_ASSIGN(const auto people, people_of(reading, options));
  std::vector<overlay::OneOnOne> pages;
  for (const std::string& person : people) {
    RIGONG_ASSIGN(auto page, answer_one_on_one(reading, {person, options.week}));
    // Private notes are for the page alone.
    page.notes.clear();
    pages.push_back(std::move(page));
  }
  if (options.form == ReportForm::json) {
    *command.out << overlay::to_json(pages) << "\n";
    return {};
  }
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const model::Report report = talk_report(pages[i], command.language);
    switch (options.form) {
      case ReportForm::markdown:
        *command.out << (i > 0 ? "\n---\n\n" : "") << report_as_markdown(report);
        break;
      case ReportForm::html:
        *command.out << report_as_html(report, command.language);
        break;
      default:
        *command.out << (i > 0 ? "\n\n" : "") << report_as_text(report);
    }
  }
  return {};
}

}  // namespace rigong::runtime
