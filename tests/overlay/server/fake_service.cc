// SPDX-License-Identifier: Apache-2.0
#include "tests/overlay/server/fake_service.h"

#include <spdlog/spdlog.h>

#include <array>
#include <catch2/catch.hpp>
#include <thread>

namespace rigong::overlay {
namespace {

tl::unexpected<Error> refused() { return fail(ErrorKind::refused, "不行。", "No."); }

}  // namespace

Result<Caller> FakeService::who(const Secret& token) {
  if (token.reveal() == kPageToken) return Caller{Caller::Kind::page, "one", ""};
  if (token.reveal() == kOtherToken) return Caller{Caller::Kind::page, "two", ""};
  if (token.reveal() == kMachineToken) return Caller{Caller::Kind::machine, "", ""};
  return refused();
}

Result<NewSession> FakeService::begin_session(const Secret& code, const std::string&) {
  if (code.reveal() != kGoodCode) return refused();
  return NewSession{"a-new-token"};
}

Result<Done> FakeService::end_session(const Caller& caller) {
  const std::lock_guard lock(mutex);
  ended.push_back(caller.session);
  return Done{};
}

Result<NewCode> FakeService::make_code(const Caller& caller) {
  if (caller.kind != Caller::Kind::machine) return refused();
  return NewCode{"one-time", kNow + 60'000};
}

template <class Answer>
Result<Fresh<Answer>> FakeService::fresh(Answer answer) {
  ++asked;
  if (slow_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(slow_ms));
  if (failure) return fail(*failure);
  return Fresh<Answer>{std::move(answer), version_now, valid_until};
}

Result<Fresh<Session>> FakeService::session(const Caller& caller) {
  Session answer;
  answer.version = caller.session;
  return fresh(answer);
}
Result<Fresh<People>> FakeService::people(const Caller&) { return fresh(People{{{"a", "甲", "售前", Role::rep, false}}}); }
Result<Fresh<Panel>> FakeService::panel(const Caller&, const PanelQuery& query) {
  {
    const std::lock_guard lock(mutex);
    panel_query = query;
  }
  return fresh(sample_panel(text));
}
Result<Fresh<Turns>> FakeService::turns(const Caller&, const TurnsQuery& query) {
  {
    const std::lock_guard lock(mutex);
    turns_query = query;
  }
  return fresh(Turns{});
}
Result<Fresh<Trend>> FakeService::trend(const Caller&, const TrendQuery&) { return fresh(Trend{}); }
Result<Fresh<ShopFigures>> FakeService::shop_figures(const Caller&, const ShopFiguresQuery&) { return fresh(ShopFigures{}); }
Result<Fresh<Team>> FakeService::team(const Caller&, const TeamQuery&) { return fresh(Team{}); }
Result<Fresh<Sheets>> FakeService::sheets(const Caller&, const SheetsQuery&) { return fresh(Sheets{}); }
Result<Fresh<Sheet>> FakeService::sheet(const Caller&, const SheetQuery&) { return fresh(Sheet{}); }
Result<Fresh<Work>> FakeService::work(const Caller&, const WorkQuery&) { return fresh(Work{}); }
Result<Fresh<TaskStory>> FakeService::task(const Caller&, const TaskQuery&) { return fresh(TaskStory{}); }
Result<Fresh<Handoffs>> FakeService::handoffs(const Caller&, const HandoffsQuery&) { return fresh(Handoffs{}); }
Result<Fresh<Promises>> FakeService::promises(const Caller&, const PromisesQuery&) { return fresh(Promises{}); }
Result<Fresh<Load>> FakeService::load(const Caller&, const LoadQuery&) { return fresh(Load{}); }
Result<Fresh<Ranking>> FakeService::ranking(const Caller&, const RankingQuery&) { return fresh(Ranking{}); }
Result<Fresh<Periods>> FakeService::periods(const Caller&) { return fresh(Periods{}); }
Result<Fresh<OneOnOne>> FakeService::one_on_one(const Caller&, const OneOnOneQuery&) { return fresh(OneOnOne{}); }
Result<Fresh<TeamReport>> FakeService::team_report(const Caller&, const TeamReportQuery&) { return fresh(TeamReport{}); }
Result<Fresh<DepartmentReport>> FakeService::department_report(const Caller&, const DepartmentReportQuery&) {
  return fresh(DepartmentReport{});
}
Result<Fresh<ReportFile>> FakeService::report_file(const Caller&, const ReportFileQuery&) { return fresh(ReportFile{}); }
Result<Fresh<OneOnOnes>> FakeService::one_on_ones(const Caller&, const OneOnOnesQuery&) { return fresh(OneOnOnes{}); }
Result<Fresh<PeriodFigures>> FakeService::period(const Caller&, const PeriodQuery&) { return fresh(PeriodFigures{}); }
Result<Fresh<Posts>> FakeService::posts(const Caller&, const PostsQuery&) { return fresh(Posts{}); }
Result<Fresh<PostPreview>> FakeService::post_preview(const Caller&, const PostPreviewQuery&) { return fresh(PostPreview{}); }
Result<Fresh<DayReport>> FakeService::day_report(const Caller&, const DayReportQuery&) { return fresh(DayReport{}); }
Result<Fresh<Accounts>> FakeService::accounts(const Caller&) { return fresh(Accounts{}); }

Result<Fresh<Members>> FakeService::members(const Caller&) { return fresh(Members{}); }
Result<Fresh<Devices>> FakeService::devices(const Caller&) { return fresh(Devices{}); }
Result<Fresh<Notices>> FakeService::notices(const Caller&) { return fresh(Notices{}); }
Result<Fresh<OwnData>> FakeService::own_data(const Caller&) { return fresh(OwnData{}); }
Result<Fresh<OwnExport>> FakeService::own_export(const Caller&, const ExportQuery&) { return fresh(OwnExport{}); }
Result<Fresh<Log>> FakeService::log(const Caller&, const LogQuery&) { return fresh(Log{}); }
Result<NewInvitation> FakeService::invite(const Caller&, const Invite&) {
  asked++;
  return NewInvitation{"http://made.up/#join=x", {"1"}, kNow, false};
}

Result<CommandDone> FakeService::command(const Caller&, const Command& command) {
  const std::lock_guard lock(mutex);
  last_command = command;
  if (failure) return fail(*failure);
  return CommandDone{command.id, change_now, std::nullopt};
}

Result<int> FakeService::run(const Caller&, const Run& run, const std::function<bool(RunOutput, std::string_view)>& write) {
  {
    const std::lock_guard lock(mutex);
    last_run = run;
  }
  if (failure) return fail(*failure);
  return on_run ? on_run(run, write) : 0;
}

Result<Import> FakeService::one_import(const std::string& id) {
  if (failure) return fail(*failure);
  Import answer;
  answer.id = id;
  return answer;
}

Result<AccountCheck> FakeService::check_account(const Caller&, const AddAccount& account) {
  const std::lock_guard lock(mutex);
  last_account = account;
  if (failure) return fail(*failure);
  AccountCheck check;
  check.reading.push_back({"消息", "Messages"});
  check.lacking.push_back({"评价：请申请权限", "Ratings: apply for the right"});
  check.calls_left = 100;
  check.found.messages = 3;
  return check;
}

Result<Import> FakeService::begin_import(const Caller&, const NewImport& file) {
  const std::lock_guard lock(mutex);
  last_import = file;
  return one_import(kImportId);
}
Result<Import> FakeService::put_import_part(const Caller&, const std::string& id, int, std::string_view bytes) {
  const std::lock_guard lock(mutex);
  last_part = bytes;
  return one_import(id);
}
Result<Import> FakeService::preview_import(const Caller&, const std::string& id, const ImportReading& reading) {
  const std::lock_guard lock(mutex);
  last_reading = reading;
  return one_import(id);
}
Result<Import> FakeService::apply_import(const Caller&, const std::string& id, const ImportReading& reading) {
  const std::lock_guard lock(mutex);
  last_reading = reading;
  return one_import(id);
}
Result<Import> FakeService::import(const Caller&, const std::string& id) { return one_import(id); }
Result<Done> FakeService::drop_import(const Caller&, const std::string&) { return Done{}; }

Panel sample_panel(const std::string& text) {
  Panel panel;
  panel.person = {"a", "甲", "售前", Role::rep, false};
  panel.day = panel.today = Day{20'000};
  panel.now = kNow;
  panel.mode = Mode::live;
  panel.special = text;
  for (const char* name : {"response_mean_ms", "slow_share", "reply_rate", "satisfaction", "conversion"}) {
    Figure figure;
    figure.name = name;
    figure.unit = Unit::share;
    figure.value = {0.941, 160, 170, false};
    figure.goal = Goal{0.9, std::nullopt, true, ""};
    for (const Comparison::Kind kind : {Comparison::Kind::day_before, Comparison::Kind::same_weekday}) {
      figure.comparisons.push_back({kind, panel.day - 1, {0.93, 150, 161, false}, 0.011, false, false, false});
    }
    for (int i = 14; i-- > 0;) figure.history.push_back({panel.day - i, 0.9, 90, 100, false, std::nullopt});
    panel.figures.push_back(std::move(figure));
  }
  for (int i = 0; i < 30; ++i) {
    panel.waiting.push_back(
        {"c" + std::to_string(i), "客户 " + std::to_string(i), kNow, kNow + 100'000, kNow + 180'000, std::nullopt});
  }
  return panel;
}

Assets sample_assets() {
  static const std::string large(5 * 1024 * 1024, 'x');
  static const std::array<Asset, 3> kAll = {
      Asset{"/", "text/html; charset=utf-8", "\"page\"", "<!doctype html><title>page</title>", "", "", false},
      Asset{"/app.3f2a91.js", "text/javascript; charset=utf-8", "\"app\"", "identity-bytes", "gzip-bytes", "br-bytes", true},
      Asset{"/large.0a0a0a.bin", "application/octet-stream", "\"large\"", large, "", "", true},
  };
  return kAll;
}

Running::Running(ServerOptions options) {
  spdlog::set_level(spdlog::level::off);
  options.port = 0;
  auto started = Server::start(options, service, clock, sample_assets());
  REQUIRE(started);
  server = std::move(*started);
}

std::string Running::request(const std::string& method, const std::string& target, const std::string& more,
                             const std::string& body) const {
  std::string text =
      method + " " + target + " HTTP/1.1\r\nHost: " + host() + "\r\nAuthorization: Bearer " + kPageToken + "\r\n" + more;
  if (!body.empty() || method == "POST" || method == "PUT") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

test::Reply Running::get(const std::string& target, const std::string& more) const {
  return test::ask(port(), request("GET", target, more));
}

test::Reply Running::post(const std::string& target, const std::string& body) const {
  return test::ask(port(), request("POST", target, "Content-Type: application/json\r\n", body));
}

}  // namespace rigong::overlay
