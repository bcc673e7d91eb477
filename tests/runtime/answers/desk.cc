// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/answers/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "agent/runtime/people.h"
#include "agent/runtime/work_out.h"

namespace rigong::runtime_test {

using testing::get;
using testing::must;

namespace {

void change(Team& team, const std::function<Status(storage::WriteTransaction&)>& act) {
  const auto write = get(team.store().write());
  must(act(*write));
  must(write->commit());
}

model::AccountNo account_named(storage::ReadView& view, const std::string& name) {
  for (const auto& account : get(view.accounts())) {
    if (account.name == name) return account.number;
  }
  throw std::runtime_error("no account " + name);
}

}  // namespace

Desk::Desk(config::Config config) : team_(std::move(config)) {}

void Desk::take(const std::vector<Record>& records, const std::string& account, const std::string& type,
                const std::string& shop) {
  const runtime::MessageFlags flags(team_.config().metrics);
  runtime::StoreIntake intake(team_.store(), {0, account, type, account.substr(0, account.find(':')), shop}, team_.hasher(),
                              flags, team_.clock());
  for (const Record& record : records) {
    if (const auto* message = std::get_if<model::Message>(&record)) intake.message(*message);
    if (const auto* assignment = std::get_if<model::Assignment>(&record)) intake.assignment(*assignment);
    if (const auto* rating = std::get_if<model::Rating>(&record)) intake.rating(*rating);
    if (const auto* order = std::get_if<model::Order>(&record)) intake.order(*order);
    if (const auto* delivered = std::get_if<model::DeliveredDay>(&record)) intake.delivered(*delivered);
  }
  must(intake.finish());
}

void Desk::member(const std::string& id, const std::string& group, const std::string& platform_id, const std::string& left_on,
                  const std::string& account) {
  change(team_, [&](storage::WriteTransaction& write) -> Status {
    model::Member member;
    member.id = id;
    member.name = "名" + id;
    member.group = group;
    member.left_on = parse_day(left_on);
    RIGONG_TRY(write.put_member(member));
    const auto number = get(write.ensure_account({0, account, "files", account.substr(0, account.find(':')), "main"}));
    model::MemberAccount mapping;
    mapping.member_id = id;
    mapping.account = number;
    mapping.platform_id = platform_id.empty() ? id : platform_id;
    RIGONG_TRY(write.put_member_accounts(id, {&mapping, 1}));
    return runtime::begin_anew(write, number);
  });
}

void Desk::joined(const std::string& id, const std::string& on) {
  change(team_, [&](storage::WriteTransaction& write) -> Status {
    auto member = get(runtime::find_member(write, id));
    member.value().joined_on = day(on);
    return write.put_member(*member);
  });
}

void Desk::left(const std::string& id, const std::string& on) {
  change(team_, [&](storage::WriteTransaction& write) -> Status {
    auto member = get(runtime::find_member(write, id));
    member.value().left_on = day(on);
    return write.put_member(*member);
  });
}

void Desk::unnamed(const std::string& id) {
  change(team_, [&](storage::WriteTransaction& write) -> Status {
    auto member = get(runtime::find_member(write, id));
    member.value().unnamed = true;
    return write.put_member(*member);
  });
}

void Desk::lead(const std::string& id) {
  change(team_, [&](storage::WriteTransaction& write) {
    model::Member member;
    member.id = id;
    member.name = "名" + id;
    member.role = model::MemberRole::lead;
    return write.put_member(member);
  });
}

void Desk::shift(const std::string& rep, const std::string& on, model::ShiftKind kind) {
  change(team_, [&](storage::WriteTransaction& write) -> Status {
    const auto number = get(write.ensure_rep(account_named(write, "files:main"), rep));
    const model::LeanShift shift{number, day(on), kind, -1, -1};
    RIGONG_TRY(write.put_shifts({&shift, 1}));
    return {};
  });
}

void Desk::shift_at(const std::string& rep, const std::string& on, int from, int to) {
  change(team_, [&](storage::WriteTransaction& write) -> Status {
    const auto number = get(write.ensure_rep(account_named(write, "files:main"), rep));
    const model::LeanShift shift{number, day(on), model::ShiftKind::work, from, to};
    RIGONG_TRY(write.put_shifts({&shift, 1}));
    return {};
  });
}

void Desk::special(const std::string& on, const std::string& label) {
  model::NamedPeriod period;
  period.id = "special " + on;
  period.name = label;
  period.from = period.to = day(on);
  named_period(period);
}

void Desk::named_period(const model::NamedPeriod& period) {
  change(team_, [&](storage::WriteTransaction& write) { return write.put_named_period(period); });
}

void Desk::target(const std::string& scope, const std::string& name, double value, const std::string& from) {
  change(team_, [&](storage::WriteTransaction& write) {
    return write.put_target({scope, name, value, day(from), std::nullopt});
  });
}

void Desk::keep(const model::Sheet& sheet) {
  change(team_, [&](storage::WriteTransaction& write) { return write.put_sheet(sheet); });
}

template <class Answer>
auto Desk::ask(TimeMs now, Answer answer) {
  const auto view = get(team_.store().read());
  runtime::ShopRules rules(team_.config());
  runtime::Reading reading{*view, rules, team_.config(), names_, viewer_, now};
  reading.away = away;
  reading.links = links;
  auto result = answer(reading);
  valid_until_ = reading.valid_until;
  return result;
}

Result<overlay::Panel> Desk::try_panel(const std::string& person, TimeMs now, const std::string& on, const std::string& shop) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_panel(reading, {person, shop, parse_day(on)}); });
}
overlay::Panel Desk::panel(const std::string& person, TimeMs now, const std::string& on, const std::string& shop) {
  return get(try_panel(person, now, on, shop));
}
Result<overlay::Turns> Desk::turns(const overlay::TurnsQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_turns(reading, query); });
}
Result<overlay::Trend> Desk::trend(const overlay::TrendQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_trend(reading, query); });
}
Result<overlay::ShopFigures> Desk::shop_figures(const overlay::ShopFiguresQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_shop_figures(reading, query); });
}
Result<overlay::Team> Desk::team_view(const overlay::TeamQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_team(reading, query); });
}
Result<overlay::Load> Desk::load(const overlay::LoadQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_load(reading, query); });
}
Result<overlay::PeriodFigures> Desk::period(const overlay::PeriodQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_period_figures(reading, query); });
}
Result<overlay::Ranking> Desk::ranking(const overlay::RankingQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_ranking(reading, query); });
}
Result<overlay::TeamReport> Desk::team_report(const overlay::TeamReportQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_team_report(reading, query); });
}
Result<overlay::DepartmentReport> Desk::department_report(const overlay::DepartmentReportQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_department_report(reading, query); });
}
Result<overlay::ReportFile> Desk::report_file(const overlay::ReportFileQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_report_file(reading, query); });
}
Result<overlay::Sheets> Desk::sheets(const overlay::SheetsQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_sheets(reading, query); });
}
Result<overlay::Sheet> Desk::sheet(const overlay::SheetQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_sheet(reading, query); });
}
Result<overlay::Posts> Desk::posts(const overlay::PostsQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_posts(reading, query, targets); });
}
Result<overlay::PostPreview> Desk::post_preview(const overlay::PostPreviewQuery& query, TimeMs now) {
  return ask(now, [&](runtime::Reading& reading) { return runtime::answer_post_preview(reading, query, targets); });
}
Result<runtime::PostDone> Desk::post(const overlay::PostAct& act, TimeMs now) {
  const auto draft = ask(now, [&](runtime::Reading& reading) { return runtime::draft_post(reading, targets, act); });
  const auto write = get(team_.store().write());
  runtime::ShopRules rules(team_.config());
  runtime::Reading reading{*write, rules, team_.config(), names_, viewer_, now};
  auto done = runtime::do_post(*write, reading, targets, act, draft);
  if (done) must(write->commit());
  return done;
}
overlay::People Desk::people(TimeMs now) {
  return get(ask(now, [&](runtime::Reading& reading) { return runtime::answer_people(reading); }));
}

Day day(const std::string& text) { return parse_day(text).value(); }

std::vector<Record> turn(const std::string& conversation, const std::string& rep, const std::string& asked_at, int seconds) {
  return {asks(conversation, "k" + conversation, at(asked_at)), answers(conversation, rep, at(asked_at) + seconds * kSecondMs)};
}

Record rated(const std::string& id, const std::string& conversation, TimeMs invited_at, TimeMs rated_at, int level) {
  model::Rating rating;
  rating.rating_id = id;
  rating.conversation_id = conversation;
  rating.invited_at = invited_at;
  rating.rated_at = rated_at;
  rating.level = level;
  return rating;
}

std::vector<Record> operator+(std::vector<Record> a, const std::vector<Record>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

const overlay::Figure& figure(const overlay::Panel& panel, const std::string& name) {
  const auto found =
      std::find_if(panel.figures.begin(), panel.figures.end(), [&](const auto& each) { return each.name == name; });
  if (found == panel.figures.end()) throw std::runtime_error("no figure " + name);
  return *found;
}

const overlay::Comparison* comparison(const overlay::Figure& figure, overlay::Comparison::Kind kind) {
  const auto found =
      std::find_if(figure.comparisons.begin(), figure.comparisons.end(), [&](const auto& each) { return each.kind == kind; });
  return found != figure.comparisons.end() ? &*found : nullptr;
}

}  // namespace rigong::runtime_test
