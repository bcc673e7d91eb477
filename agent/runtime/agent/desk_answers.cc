// SPDX-License-Identifier: Apache-2.0
// What is read: the answers proper are made elsewhere (agent/runtime/answers), from one consistent view each.
#include <algorithm>
#include <array>
#include <set>

#include "agent/runtime/agent/desk.h"
#include "agent/runtime/agent/desk_service.h"
#include "agent/runtime/answers/cast.h"
#include "agent/runtime/answers/notices.h"
#include "agent/runtime/shop_rules.h"
#include "agent/team/complaints.h"
#include "agent/team/handoffs.h"

namespace rigong::runtime {
namespace {

using overlay::Caller;
using overlay::Fresh;

constexpr std::size_t kMostLastSessions = 256;

std::vector<std::string> groups_of(const std::vector<model::Member>& members, const Viewer& viewer) {
  std::set<std::string> found;
  for (const model::Member& member : members) {
    const bool seen = team::reach_of(role_of(viewer), team::Deed::see_team) == team::Reach::team || member.id == viewer.person;
    if (seen && !member.group.empty()) found.insert(member.group);
  }
  return in_trade_order(std::move(found));
}

std::vector<overlay::Shop> shops_of(const config::Config& config, const std::vector<model::Account>& accounts) {
  std::vector<overlay::Shop> shops;
  const auto add = [&](const std::string& id) {
    const bool known = std::any_of(shops.begin(), shops.end(), [&](const overlay::Shop& shop) { return shop.id == id; });
    if (known || id.empty()) return;
    const config::ShopSettings settings = config.shop_settings(id);
    const bool own_name = id == config.shop.id || config.shops.contains(id);
    shops.push_back({id, own_name && !settings.name.empty() ? settings.name : id});
  };
  add(config.shop.id);
  for (const auto& [id, settings] : config.shops) add(id);
  for (const model::Account& account : accounts) add(account.shop);
  return shops;
}

// Of the last weeks: an older one that nobody held is not asked for any more.
Result<std::optional<Day>> talk_to_see(storage::ReadView& view, const Viewer& viewer, Day today) {
  constexpr int kDaysBack = 14;
  if (viewer.person.empty()) return std::optional<Day>();
  RIGONG_ASSIGN(const auto talks, view.talks(viewer.person, today - kDaysBack, today));
  for (const model::Talk& talk : talks) {
    if (talk.invited && talk.person_signed_at == kNoTime) return std::optional(talk.week);
  }
  return std::optional<Day>();
}

Words title_of(const std::string& type) {
  for (const connectors::Definition* definition : connectors::all()) {
    if (definition->type == type) return {std::string(definition->title_zh), std::string(definition->title_en)};
  }
  return {type, type};
}

const char* word_of(connectors::OptionType type) {
  switch (type) {
    case connectors::OptionType::integer:
      return "integer";
    case connectors::OptionType::boolean:
      return "boolean";
    case connectors::OptionType::secret:
      return "secret";
    case connectors::OptionType::path:
      return "path";
    case connectors::OptionType::url:
      return "url";
    case connectors::OptionType::text:
      break;
  }
  return "text";
}

// What can be added on the page. The demo has a way of its own.
std::vector<overlay::ConnectorKind> kinds() {
  std::vector<overlay::ConnectorKind> kinds;
  for (const connectors::Definition* definition : connectors::all()) {
    if (definition->type == "demo") continue;
    overlay::ConnectorKind kind{
        std::string(definition->type), {std::string(definition->title_zh), std::string(definition->title_en)}, {}};
    for (const connectors::OptionSpec& option : definition->options) {
      kind.options.push_back({std::string(option.name),
                              {std::string(option.title_zh), std::string(option.title_en)},
                              word_of(option.type),
                              option.required,
                              std::string(option.default_value),
                              {std::string(option.help_zh), std::string(option.help_en)}});
    }
    kinds.push_back(std::move(kind));
  }
  return kinds;
}

// What reaches beyond oneself, for the page to offer it.
std::vector<std::string> reach_of_all(const Viewer& viewer, bool at_the_machine) {
  using team::Deed;
  constexpr std::array kDeeds{Deed::see_figures,   Deed::see_team, Deed::see_accounts, Deed::change_accounts,
                              Deed::manage_people, Deed::set_role, Deed::publish,      Deed::post_reports,
                              Deed::set_terms,     Deed::see_log,  Deed::decide};
  std::vector<std::string> may;
  for (const Deed deed : kDeeds) {
    const bool brings_in = deed == Deed::change_accounts && at_the_machine;
    if (brings_in || team::reach_of(role_of(viewer), deed) == team::Reach::team) may.emplace_back(team::word(deed));
  }
  return may;
}

overlay::MajorTask::Why why_of(team::ComplaintStep late) {
  using Why = overlay::MajorTask::Why;
  return late == team::ComplaintStep::cause    ? Why::cause_late
         : late == team::ComplaintStep::answer ? Why::answer_late
                                               : Why::major;
}

// What a lead is to be told of at once: what is major, and complaints that are late.
Result<std::vector<overlay::MajorTask>> unseen_major(storage::ReadView& view, const Viewer& viewer, Day today, TimeMs now) {
  std::vector<overlay::MajorTask> major;
  if (team::reach_of(role_of(viewer), team::Deed::hear_major) != team::Reach::team) return major;
  // The latest there is to say about each.
  std::map<std::string, std::pair<model::Task, team::ComplaintStep>> tasks;
  RIGONG_ASSIGN(const auto unseen, view.unseen_tasks());
  for (const model::Task& task : unseen) tasks.insert_or_assign(task.id, std::pair(task, team::ComplaintStep::none));
  RIGONG_ASSIGN(const auto complaints, view.open_complaints());
  for (const model::Task& task : complaints) {
    const team::ComplaintStep late = team::late_step(task, now);
    if (late != team::ComplaintStep::none) tasks.insert_or_assign(task.id, std::pair(task, late));
  }
  for (const auto& [id, told] : tasks) {
    const auto& [task, late] = told;
    const auto owner = person_of(view, task.owner, today);
    major.push_back({task.id,
                     team::shown_number(task),
                     task.department,
                     task.title,
                     {task.owner, owner ? owner->name : task.owner},
                     task.group,
                     task.from,
                     why_of(late)});
  }
  return major;
}

}  // namespace

Day DeskService::today_of(Workspace& workspace) {
  ShopRules rules(workspace.config());
  return rules.calendar(workspace.config().shop.id).day_of(workspace.clock().now());
}

template <class Answer, class Ask>
Result<Fresh<Answer>> DeskService::answered(const Caller& caller, const char* kind, Ask ask) {
  Fresh<Answer> fresh;
  // Before the view is taken: a commit in between makes the answer newer than its number, never older.
  fresh.version = version();
  const auto stage = shown();
  Workspace& workspace = stage->workspace();
  auto view = workspace.store().read();
  if (!view) return fail(noted(view.error()));
  const auto viewer = viewer_of(caller, **view, workspace.config(), today_of(workspace));
  if (!viewer) return fail(noted(viewer.error()));
  ShopRules rules(workspace.config());
  Reading reading{**view, rules, workspace.config(), workspace.names(), *viewer, workspace.clock().now()};
  reading.links = stage->links();
  reading.away = stage->away();
  auto answer = ask(reading);
  if (!answer) return fail(noted(answer.error()));
  fresh.answer = std::move(*answer);
  if (!reading.looked_at.empty()) {
    view->reset();
    const Status written =
        view_log_.note(workspace.store(), *viewer, caller.session, kind, reading.looked_at, workspace.clock().now());
    if (!written) return fail(noted(written.error()));
    // Looking on for longer is written again.
    reading.valid_only_until(reading.now + kViewMs);
  }
  fresh.valid_until = reading.valid_until;
  return fresh;
}

Result<Fresh<overlay::People>> DeskService::people(const Caller& caller) {
  return answered<overlay::People>(caller, "view.people", [&](Reading& reading) { return answer_people(reading); });
}
Result<Fresh<overlay::Panel>> DeskService::panel(const Caller& caller, const overlay::PanelQuery& query) {
  return answered<overlay::Panel>(caller, "view.panel", [&](Reading& reading) { return answer_panel(reading, query); });
}
Result<Fresh<overlay::Turns>> DeskService::turns(const Caller& caller, const overlay::TurnsQuery& query) {
  return answered<overlay::Turns>(caller, "view.turns", [&](Reading& reading) { return answer_turns(reading, query); });
}
Result<Fresh<overlay::Trend>> DeskService::trend(const Caller& caller, const overlay::TrendQuery& query) {
  return answered<overlay::Trend>(caller, "view.trend", [&](Reading& reading) { return answer_trend(reading, query); });
}
Result<Fresh<overlay::ShopFigures>> DeskService::shop_figures(const Caller& caller, const overlay::ShopFiguresQuery& query) {
  return answered<overlay::ShopFigures>(caller, "view.figures",
                                        [&](Reading& reading) { return answer_shop_figures(reading, query); });
}
Result<Fresh<overlay::Team>> DeskService::team(const Caller& caller, const overlay::TeamQuery& query) {
  return answered<overlay::Team>(caller, "view.team", [&](Reading& reading) { return answer_team(reading, query); });
}
Result<Fresh<overlay::Sheets>> DeskService::sheets(const Caller& caller, const overlay::SheetsQuery& query) {
  return answered<overlay::Sheets>(caller, "view.sheets", [&](Reading& reading) { return answer_sheets(reading, query); });
}
Result<Fresh<overlay::Sheet>> DeskService::sheet(const Caller& caller, const overlay::SheetQuery& query) {
  return answered<overlay::Sheet>(caller, "view.sheet", [&](Reading& reading) { return answer_sheet(reading, query); });
}
Result<Fresh<overlay::Work>> DeskService::work(const Caller& caller, const overlay::WorkQuery& query) {
  return answered<overlay::Work>(caller, "view.work", [&](Reading& reading) { return answer_work(reading, query); });
}
Result<Fresh<overlay::TaskStory>> DeskService::task(const Caller& caller, const overlay::TaskQuery& query) {
  return answered<overlay::TaskStory>(caller, "view.task", [&](Reading& reading) { return answer_task(reading, query); });
}
Result<Fresh<overlay::Handoffs>> DeskService::handoffs(const Caller& caller, const overlay::HandoffsQuery& query) {
  return answered<overlay::Handoffs>(caller, "view.handoffs", [&](Reading& reading) { return answer_handoffs(reading, query); });
}
Result<Fresh<overlay::Promises>> DeskService::promises(const Caller& caller, const overlay::PromisesQuery& query) {
  return answered<overlay::Promises>(caller, "view.promises", [&](Reading& reading) { return answer_promises(reading, query); });
}
Result<Fresh<overlay::Ranking>> DeskService::ranking(const Caller& caller, const overlay::RankingQuery& query) {
  return answered<overlay::Ranking>(caller, "view.ranking", [&](Reading& reading) { return answer_ranking(reading, query); });
}
Result<Fresh<overlay::Load>> DeskService::load(const Caller& caller, const overlay::LoadQuery& query) {
  return answered<overlay::Load>(caller, "view.load", [&](Reading& reading) { return answer_load(reading, query); });
}
Result<Fresh<overlay::Periods>> DeskService::periods(const Caller& caller) {
  return answered<overlay::Periods>(caller, "view.periods", [&](Reading& reading) { return answer_periods(reading); });
}
Result<Fresh<overlay::PeriodFigures>> DeskService::period(const Caller& caller, const overlay::PeriodQuery& query) {
  return answered<overlay::PeriodFigures>(caller, "view.period",
                                          [&](Reading& reading) { return answer_period_figures(reading, query); });
}
Result<Fresh<overlay::TeamReport>> DeskService::team_report(const Caller& caller, const overlay::TeamReportQuery& query) {
  return answered<overlay::TeamReport>(caller, "view.report",
                                       [&](Reading& reading) { return answer_team_report(reading, query); });
}
Result<Fresh<overlay::DepartmentReport>> DeskService::department_report(const Caller& caller,
                                                                        const overlay::DepartmentReportQuery& query) {
  return answered<overlay::DepartmentReport>(caller, "view.report",
                                             [&](Reading& reading) { return answer_department_report(reading, query); });
}
Result<Fresh<overlay::ReportFile>> DeskService::report_file(const Caller& caller, const overlay::ReportFileQuery& query) {
  return answered<overlay::ReportFile>(caller, "view.report_file",
                                       [&](Reading& reading) { return answer_report_file(reading, query); });
}
Result<Fresh<overlay::OneOnOne>> DeskService::one_on_one(const Caller& caller, const overlay::OneOnOneQuery& query) {
  return answered<overlay::OneOnOne>(caller, "view.talk", [&](Reading& reading) { return answer_one_on_one(reading, query); });
}
Result<Fresh<overlay::OneOnOnes>> DeskService::one_on_ones(const Caller& caller, const overlay::OneOnOnesQuery& query) {
  return answered<overlay::OneOnOnes>(caller, "view.talks", [&](Reading& reading) { return answer_one_on_ones(reading, query); });
}
Result<Fresh<overlay::Posts>> DeskService::posts(const Caller& caller, const overlay::PostsQuery& query) {
  return answered<overlay::Posts>(caller, "view.posts",
                                  [&](Reading& reading) { return answer_posts(reading, query, shown()->targets()); });
}
Result<Fresh<overlay::PostPreview>> DeskService::post_preview(const Caller& caller, const overlay::PostPreviewQuery& query) {
  return answered<overlay::PostPreview>(
      caller, "view.posts", [&](Reading& reading) { return answer_post_preview(reading, query, shown()->targets()); });
}
Result<Fresh<overlay::DayReport>> DeskService::day_report(const Caller& caller, const overlay::DayReportQuery& query) {
  return answered<overlay::DayReport>(caller, "view.report", [&](Reading& reading) { return answer_day_report(reading, query); });
}
Result<Fresh<overlay::Members>> DeskService::members(const Caller& caller) {
  return answered<overlay::Members>(caller, "view.members", [&](Reading& reading) { return answer_members(reading); });
}
Result<Fresh<overlay::Notices>> DeskService::notices(const Caller& caller) {
  return answered<overlay::Notices>(caller, "view.notices", [&](Reading& reading) { return answer_notices(reading); });
}
Result<Fresh<overlay::OwnData>> DeskService::own_data(const Caller& caller) {
  return answered<overlay::OwnData>(caller, "view.own", [&](Reading& reading) { return answer_own_data(reading); });
}
Result<Fresh<overlay::OwnExport>> DeskService::own_export(const Caller& caller, const overlay::ExportQuery& query) {
  return answered<overlay::OwnExport>(caller, "view.own", [&](Reading& reading) { return answer_own_export(reading, query); });
}
Result<Fresh<overlay::Log>> DeskService::log(const Caller& caller, const overlay::LogQuery& query) {
  return answered<overlay::Log>(caller, "view.log", [&](Reading& reading) { return answer_log(reading, query); });
}
Result<Fresh<overlay::Devices>> DeskService::devices(const Caller& caller) {
  return answered<overlay::Devices>(caller, "view.devices",
                                    [&](Reading& reading) { return answer_devices(reading, caller.session); });
}

Result<overlay::Session> DeskService::session_of(const Caller& caller, Stage& stage) {
  Workspace& workspace = stage.workspace();
  const config::Config& config = workspace.config();
  RIGONG_ASSIGN(const auto view, workspace.store().read());
  RIGONG_ASSIGN(const Viewer viewer, viewer_of(caller, *view, config, today_of(workspace)));
  ShopRules rules(config);
  overlay::Session session;
  session.role = viewer.role;
  session.own_device = viewer.own_device;
  session.now = workspace.clock().now();
  session.today = rules.calendar(config.shop.id).day_of(session.now);
  if (!viewer.person.empty()) {
    // Somebody of whom nothing came yet is still who they are.
    const auto person = person_of(*view, viewer.person, session.today);
    session.person = person ? *person : overlay::Person{viewer.person, viewer.person, "", viewer.role, false};
  }
  if (!viewer.acting_for.empty()) {
    RIGONG_ASSIGN(const auto away, person_of(*view, viewer.acting_for, session.today));
    session.acting_for = overlay::Named{away.id, away.name};
  }
  session.may = reach_of_all(viewer, at_the_machine(caller, config));
  RIGONG_ASSIGN(session.to_sign, to_sign(*view, viewer));
  RIGONG_ASSIGN(session.major, unseen_major(*view, viewer, session.today, workspace.clock().now()));
  RIGONG_ASSIGN(session.talk, talk_to_see(*view, viewer, session.today));
  RIGONG_ASSIGN(session.change, view->change_number());
  session.version = RIGONG_VERSION;
  session.zone = config.shop.calendar.time_zone;
  RIGONG_ASSIGN(const auto accounts, view->accounts());
  session.shops = shops_of(config, accounts);
  RIGONG_ASSIGN(const auto members, view->members());
  session.groups = groups_of(members, viewer);
  session.demo = stage.is_demo();
  session.demo_only = main_->is_demo();
  session.desk_fixed = !config.desk_member.empty();
  session.empty = true;
  for (const overlay::Shop& shop : session.shops) {
    RIGONG_ASSIGN(const auto days, view->known_days(shop.id));
    if (days) session.empty = false;
  }
  for (AwaySource& source : stage.away()) session.away.push_back({std::move(source.account), source.since});
  session.notice = health_.notice();
  return session;
}

Result<Fresh<overlay::Session>> DeskService::session(const Caller& caller) {
  Fresh<overlay::Session> fresh;
  fresh.version = version();
  const auto stage = shown();
  const TimeMs now = stage->workspace().clock().now();
  // It carries the time, and so is never given twice.
  fresh.valid_until = now;
  const auto session = session_of(caller, *stage);
  if (session) {
    fresh.answer = *session;
    const std::lock_guard lock(mutex_);
    if (last_sessions_.size() >= kMostLastSessions) last_sessions_.clear();
    last_sessions_[caller.session] = *session;
    return fresh;
  }
  // Whoever is not let in any more is told so, and nothing else.
  if (session.error().kind == ErrorKind::refused) return fail(session.error());
  // The page is to say what is wrong as long as anything can be said.
  const Error error = noted(session.error());
  const std::lock_guard lock(mutex_);
  const auto last = last_sessions_.find(caller.session);
  if (last == last_sessions_.end()) return fail(error);
  fresh.answer = last->second;
  fresh.answer.now = now;
  fresh.answer.notice = error.words;
  return fresh;
}

Result<Fresh<overlay::Accounts>> DeskService::accounts(const Caller&) {
  Fresh<overlay::Accounts> fresh;
  fresh.version = version();
  const auto stage = shown();
  const TimeMs now = stage->workspace().clock().now();
  fresh.valid_until = now + kSecondMs;
  ShopRules rules(stage->workspace().config());
  for (const Stage::LaneInfo& lane : stage->lanes()) {
    const LaneState& known = lane.state;
    std::optional<std::int64_t> calls = known.calls;
    if (calls && known.calls_day != rules.calendar(lane.account.shop).day_of(now)) calls = 0;
    fresh.answer.accounts.push_back({lane.account.name, lane.account.type, title_of(lane.account.type), lane.account.shop, true,
                                     lane.fixed, known.last_success_at, known.caught_up_at, known.next_poll_at,
                                     known.last_message_at, known.problem, known.progress, known.reading, known.lacking,
                                     known.calls_left, calls});
  }
  auto view = stage->workspace().store().read();
  if (!view) return fail(noted(view.error()));
  RIGONG_ASSIGN(const auto known, (*view)->accounts());
  for (const model::Account& account : known) {
    const auto& listed = fresh.answer.accounts;
    const bool polled = std::any_of(listed.begin(), listed.end(), [&](const auto& each) { return each.name == account.name; });
    if (polled) continue;
    overlay::AccountState state;
    state.name = account.name;
    state.type = account.type;
    state.title = title_of(account.type);
    state.shop = account.shop;
    fresh.answer.accounts.push_back(std::move(state));
  }
  fresh.answer.kinds = kinds();
  return fresh;
}

}  // namespace rigong::runtime
