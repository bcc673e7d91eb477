// SPDX-License-Identifier: Apache-2.0
// A team's store with hand-made days, asked as the page asks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agent/runtime/agent/post_commands.h"
#include "agent/runtime/answers/answers.h"
#include "tests/runtime/team.h"

namespace rigong::runtime_test {

class Desk {
 public:
  explicit Desk(config::Config config = {});

  std::vector<runtime::AwaySource> away;  // Sources that cannot be read.

  [[nodiscard]] Team& team() { return team_; }
  [[nodiscard]] runtime::CustomerNames& names() { return names_; }

  void take(const std::vector<Record>& records, const std::string& account = "files:main", const std::string& type = "files",
            const std::string& shop = "main");
  void work_out() { team_.work_out(); }
  // A member who answers as the platform id of the same name, unless another is given. What they answered is to be worked out
  // anew.
  void member(const std::string& id, const std::string& group, const std::string& platform_id = "",
              const std::string& left_on = "", const std::string& account = "files:main");
  void lead(const std::string& id);
  // A member of the test joined on that day.
  void joined(const std::string& id, const std::string& on);
  // Left after that day; does not want to be named in public.
  void left(const std::string& id, const std::string& on);
  void unnamed(const std::string& id);
  void shift(const std::string& rep, const std::string& day, model::ShiftKind kind);
  // Works from…to, minutes after midnight.
  void shift_at(const std::string& rep, const std::string& day, int from, int to);
  void special(const std::string& day, const std::string& label);
  void named_period(const model::NamedPeriod& period);
  void target(const std::string& scope, const std::string& figure, double value, const std::string& from);
  void keep(const model::Sheet& sheet);

  void as_lead() { viewer_ = {overlay::Role::lead, ""}; }
  void as_rep(const std::string& id) { viewer_ = {overlay::Role::rep, id}; }
  void as_nobody() { viewer_ = {}; }

  [[nodiscard]] overlay::Panel panel(const std::string& person, TimeMs now, const std::string& day = "",
                                     const std::string& shop = "");
  [[nodiscard]] Result<overlay::Panel> try_panel(const std::string& person, TimeMs now, const std::string& day = "",
                                                 const std::string& shop = "");
  [[nodiscard]] Result<overlay::Turns> turns(const overlay::TurnsQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::Trend> trend(const overlay::TrendQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::ShopFigures> shop_figures(const overlay::ShopFiguresQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::Team> team_view(const overlay::TeamQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::Load> load(const overlay::LoadQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::PeriodFigures> period(const overlay::PeriodQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::Ranking> ranking(const overlay::RankingQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::TeamReport> team_report(const overlay::TeamReportQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::DepartmentReport> department_report(const overlay::DepartmentReportQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::ReportFile> report_file(const overlay::ReportFileQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::Sheets> sheets(const overlay::SheetsQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::Sheet> sheet(const overlay::SheetQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::Posts> posts(const overlay::PostsQuery& query, TimeMs now);
  [[nodiscard]] Result<overlay::PostPreview> post_preview(const overlay::PostPreviewQuery& query, TimeMs now);
  [[nodiscard]] Result<runtime::PostDone> post(const overlay::PostAct& act, TimeMs now);
  std::vector<runtime::PostTarget> targets;                 // Where reports go to.
  std::shared_ptr<const runtime::ConversationLinks> links;  // Where conversations are opened.
  [[nodiscard]] overlay::People people(TimeMs now);
  // Of the last answer.
  [[nodiscard]] TimeMs valid_until() const { return valid_until_; }

 private:
  template <class Answer>
  auto ask(TimeMs now, Answer answer);

  Team team_;
  runtime::CustomerNames names_;
  runtime::Viewer viewer_{overlay::Role::lead, ""};
  TimeMs valid_until_ = 0;
};

[[nodiscard]] Day day(const std::string& text);
// A question and its answer so many seconds later, by the customer of the conversation's name.
[[nodiscard]] std::vector<Record> turn(const std::string& conversation, const std::string& rep, const std::string& asked_at,
                                       int seconds);
// A rating of the conversation, invited and given at these times.
[[nodiscard]] Record rated(const std::string& id, const std::string& conversation, TimeMs invited_at, TimeMs rated_at, int level);
[[nodiscard]] std::vector<Record> operator+(std::vector<Record> a, const std::vector<Record>& b);
// The figure of that name.
[[nodiscard]] const overlay::Figure& figure(const overlay::Panel& panel, const std::string& name);
[[nodiscard]] const overlay::Comparison* comparison(const overlay::Figure& figure, overlay::Comparison::Kind kind);

}  // namespace rigong::runtime_test
