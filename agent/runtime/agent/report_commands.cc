// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/report_commands.h"

#include <algorithm>

#include "agent/runtime/answers/reports.h"

namespace rigong::runtime {
namespace {

class Doing {
 public:
  Doing(storage::WriteTransaction& transaction, Reading& reading, const std::string& command)
      : transaction_(transaction), reading_(reading), command_(command) {}

  Result<Words> operator()(const overlay::GiveReport& act) const {
    RIGONG_TRY(meant(act.group, act.by, act.day));
    RIGONG_ASSIGN(const overlay::TeamReport report, answer_team_report(reading_, {act.group, act.by, act.day}));
    const bool any =
        std::any_of(report.figures.begin(), report.figures.end(), [](const auto& each) { return each.total.has_value(); });
    if (!any) {
      return fail(ErrorKind::refused, "这一期没有数字，没什么可交。请先接入或导入数据。",
                  "There are no figures of this period, so there is nothing to hand in. Connect or import data first.");
    }
    RIGONG_TRY(transaction_.add_given_report({command_, report.group, given_by(report.by), report.from, report.to,
                                              reading_.viewer.person, reading_.now, given_status(report.status),
                                              told_as_text(report.figures)}));
    if (report.status == overlay::FigureStatus::final)
      return Words{"已记下：这份报告已交。", "Noted: this report was handed in."};
    return Words{"已记下：这份报告已交。数字定稿后，会列出与交时不同的地方。",
                 "Noted: this report was handed in. What is different once the figures are final will be listed."};
  }

  Result<Words> operator()(const overlay::TakeBackReport& act) const {
    RIGONG_ASSIGN(const auto all, meant(act.group, act.by, act.day));
    if (all.empty()) return fail(ErrorKind::refused, "这份报告没有标过已交。", "This report was not marked as handed in.");
    RIGONG_TRY(transaction_.remove_given_report(all.front().id));
    return Words{"已取消“已交”的标记。", "It no longer counts as handed in."};
  }

 private:
  // The times that it was handed in; or why the viewer may not say anything about it.
  Result<std::vector<model::GivenReport>> meant(const std::string& asked, overlay::RankBy by, Day day) const {
    RIGONG_ASSIGN(const Scene scene, Scene::load(reading_, ""));
    RIGONG_ASSIGN(const std::string group, scene.group_to_look_at(asked));
    RIGONG_ASSIGN(const RankSpan span, report_span(by, day, scene.today));
    if (!scene.may_with_all(team::Deed::post_reports)) {
      return fail(ErrorKind::refused, "只有组长能标报告已交。请组长来标。",
                  "Only leads mark reports as handed in. Ask a lead to.");
    }
    return reading_.view.given_reports(group, given_by(by), span.from);
  }

  storage::WriteTransaction& transaction_;
  Reading& reading_;
  const std::string& command_;
};

}  // namespace

Result<Words> do_report(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                        const overlay::ReportAct& act) {
  return std::visit(Doing(transaction, reading, command), act);
}

}  // namespace rigong::runtime
