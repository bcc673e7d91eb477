// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/desk_service.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>

#include "agent/base/text.h"
#include "agent/runtime/agent/demo_workspace.h"
#include "agent/runtime/agent/desk.h"
#include "agent/runtime/agent/people_commands.h"
#include "agent/runtime/agent/process.h"
#include "agent/runtime/notice.h"
#include "agent/runtime/old_copies.h"
#include "agent/runtime/tidy.h"
#include "agent/runtime/work_out.h"

namespace rigong::runtime {
namespace {

using overlay::Caller;
using overlay::Fresh;

tl::unexpected<Error> machine_only() {
  return fail(ErrorKind::refused, "这只能由本机的命令行做。请在终端运行 rigong。",
              "Only the command line of this machine may do that. Run rigong in a terminal.");
}

}  // namespace

Result<std::unique_ptr<DeskService>> DeskService::make(Parts parts) {
  std::unique_ptr<DeskService> service(new DeskService(std::move(parts)));
  std::string demo;
  {
    RIGONG_ASSIGN(const auto view, service->main_->workspace().store().read());
    RIGONG_ASSIGN(demo, view->setting(kDemoSetting));
    RIGONG_ASSIGN(const std::int64_t number, view->change_number());
    service->changes_.set_change_number(number);
  }
  RIGONG_TRY(service->tell_what_is_kept(service->main_->workspace()));
  if (service->main_->is_demo()) return service;
  const std::filesystem::path folder = demo_folder(service->main_->workspace().folder());
  if (demo.empty()) {
    // Left behind by a stop in the middle of leaving it.
    std::error_code code;
    std::filesystem::remove_all(folder, code);
    return service;
  }
  auto workspace = open_own_demo(folder, *service->parts_.clock);
  if (!workspace) {
    spdlog::warn("demo: {}", one_line(workspace.error().words.en));
    return service;
  }
  service->demo_ = service->make_stage(std::move(*workspace), Stage::What::demo);
  service->changed();
  return service;
}

DeskService::DeskService(Parts parts)
    : parts_(std::move(parts)),
      sessions_(parts_.workspace->store(), *parts_.clock, parts_.machine_token),
      main_(make_stage(parts_.workspace, parts_.what)),
      imports_(*parts_.workspace, [this] { changed(); }),
      sleep_watch_(parts_.clock->now()) {}

DeskService::~DeskService() { stop(); }

TimeMs DeskService::ShownClock::now() const { return service_.shown()->workspace().clock().now(); }

std::shared_ptr<Stage> DeskService::make_stage(std::shared_ptr<Workspace> workspace, Stage::What what) {
  return std::make_shared<Stage>(std::move(workspace), what, health_, [this] { changed(); });
}

std::shared_ptr<Stage> DeskService::shown() const {
  const std::lock_guard lock(mutex_);
  return demo_ ? demo_ : main_;
}

void DeskService::show(std::shared_ptr<Stage> demo) {
  {
    const std::lock_guard lock(mutex_);
    demo_.swap(demo);
    last_sessions_.clear();
  }
  view_log_.forget();
  // Here and not where the last reader lets go of it, which may be one of its own threads.
  if (demo) demo->stop();
  changed();
}

void DeskService::changed() {
  const auto stage = shown();
  if (const auto view = stage->workspace().store().read()) {
    if (const auto number = (*view)->change_number()) changes_.set_change_number(*number);
  }
  changes_.happened();
}

Status DeskService::begin() {
  const auto stage = shown();
  const Status begun = main_->begin();
  if (stage != main_) RIGONG_TRY(stage->begin());
  RIGONG_TRY(begun);
  Workspace& workspace = main_->workspace();
  ShopRules rules(workspace.config());
  const auto done =
      work_out(workspace.patient_store(), rules, [&](const WorkOutProgress&) { return !workspace.stopping().asked(); });
  if (!done && done.error().kind != ErrorKind::cancelled) return fail(done.error());
  if (done && done->conversations + done->days > 0) changed();
  return {};
}

void DeskService::stop() {
  if (stopped_.exchange(true)) return;
  main_->workspace().stopping().ask();
  const auto stage = shown();
  stage->stop();
  imports_.stop();
  recount_.stop();
  main_->stop();
  static_cast<void>(stage->workspace().store().settle());
  static_cast<void>(main_->workspace().store().settle());
}

Error DeskService::noted(Error error) {
  if (error.kind == ErrorKind::io || error.kind == ErrorKind::damaged) {
    check_disk();
    check_store();
  }
  return error;
}

void DeskService::check_disk() {
  std::error_code code;
  const auto space = std::filesystem::space(main_->workspace().folder(), code);
  if (code) return;
  if (space.available < parts_.pause_below) low_disk_ = true;
  if (space.available > parts_.resume_above) low_disk_ = false;
  const Words words{
      "磁盘快满了，已暂停更新，现有数据仍可查看。请腾出空间，之后会自动恢复。",
      "The disk is nearly full, so nothing new is fetched; what is there can be looked at. Make room and it goes on "
      "by itself."};
  if (health_.report("disk", low_disk_ ? std::optional(words) : std::nullopt)) {
    if (low_disk_) spdlog::warn("{}", words.en);
    changes_.happened();
  }
}

void DeskService::check_store() {
  const auto view = main_->workspace().store().read();
  const bool gone = !view && view.error().kind != ErrorKind::busy;
  if (health_.report("store", gone ? std::optional(view.error().words) : std::nullopt)) {
    if (gone) spdlog::error("{}", one_line(view.error().words.en));
    changes_.happened();
  }
}

void DeskService::check_sleep() {
  if (!sleep_watch_.slept(parts_.clock->now(), kLookEvery)) return;
  spdlog::info("the machine slept; asking every account again");
  const auto stage = shown();
  main_->wake();
  if (stage != main_) stage->wake();
}

void DeskService::look_after() {
  check_sleep();
  check_disk();
  check_store();
  const auto stage = shown();
  stage->workspace().names().forget_old(stage->workspace().clock().now());
  imports_.forget_old();
  if (health_.sick()) return;
  if (const Status done = sessions_.tidy(); !done) spdlog::warn("sessions: {}", one_line(done.error().words.en));
  tidy_people(*main_);
  if (stage != main_) tidy_people(*stage);
  settle_and_trim();
}

Status DeskService::tell_what_is_kept(Workspace& workspace) {
  RIGONG_ASSIGN(const auto transaction, workspace.store().write());
  RIGONG_ASSIGN(const bool told, keep_notice(*transaction, workspace.config().shop.name, workspace.clock().now()));
  return told ? transaction->commit() : Status();
}

Status DeskService::shut_out_leavers(Workspace& workspace) {
  std::set<std::string> left;
  {
    RIGONG_ASSIGN(const auto view, workspace.store().read());
    RIGONG_ASSIGN(left, sessions_of_leavers(*view, today_of(workspace)));
  }
  if (left.empty()) return {};
  RIGONG_ASSIGN(const auto transaction, workspace.store().write());
  RIGONG_TRY(Sessions::remove(*transaction, left));
  RIGONG_TRY(transaction->commit());
  sessions_.forget(left);
  return {};
}

void DeskService::tidy_people(Stage& stage) {
  Workspace& workspace = stage.workspace();
  const auto tried = [](const char* what, const Status& done) {
    if (!done && done.error().kind != ErrorKind::cancelled) spdlog::warn("{}: {}", what, one_line(done.error().words.en));
  };
  tried("devices", shut_out_leavers(workspace));
  // With the first look of the day.
  const Day today = today_of(workspace);
  Day last;
  {
    const auto view = workspace.store().read();
    if (!view) return;
    const auto report = last_tidy(**view);
    if (!report) return tried("tidying", fail(report.error()));
    if (report->at != kNoTime) last = report->day;
  }
  if (last == today) return;
  const auto done = tidy(workspace.patient_store(), workspace.clock().now(), today,
                         [&] { return stopped_.load() || workspace.stopping().asked(); });
  if (!done) return tried("tidying", fail(done.error()));
  remove_old_copies(workspace.folder(), workspace.clock().now());
  changed();
}

void DeskService::settle_and_trim() {
  const std::int64_t number = change_number();
  if (settled_.exchange(number) == number) return;
  const auto stage = shown();
  static_cast<void>(main_->workspace().patient_store().settle());
  if (stage != main_) static_cast<void>(stage->workspace().patient_store().settle());
  give_back_memory();
}

Result<overlay::Done> DeskService::end_session(const Caller& caller) {
  if (caller.kind == Caller::Kind::page) RIGONG_TRY(sessions_.end(caller.session));
  return overlay::Done{};
}

Result<overlay::NewCode> DeskService::make_code(const Caller& caller) {
  if (caller.kind != Caller::Kind::machine) return machine_only();
  return sessions_.make_code();
}

Result<int> DeskService::run(const Caller& caller, const overlay::Run& run,
                             const std::function<bool(overlay::RunOutput, std::string_view)>& write) {
  if (caller.kind != Caller::Kind::machine) return machine_only();
  std::atomic<bool> nobody_listens{false};
  const Stopping& stopping = main_->workspace().stopping();
  const int exit = parts_.run_command(
      run, main_->workspace().open_store(), [&] { return nobody_listens || stopping.asked(); },
      [&](overlay::RunOutput output, std::string_view text) {
        if (!write(output, text)) nobody_listens = true;
        return !nobody_listens;
      });
  sessions_.forget_all();
  changed();
  return exit;
}

Status DeskService::may_bring_in(const Caller& caller) {
  const auto stage = shown();
  if (stage->is_demo()) {
    return fail(ErrorKind::refused, "现在显示的是演示数据。请先退出演示，再导入自己的数据。",
                "What is shown is the demo. Leave it first, then bring in data of your own.");
  }
  const config::Config& config = stage->workspace().config();
  if (at_the_machine(caller, config)) return {};
  RIGONG_ASSIGN(const auto view, stage->workspace().store().read());
  RIGONG_ASSIGN(const Viewer viewer, viewer_of(caller, *view, config, today_of(stage->workspace())));
  if (team::reach_of(role_of(viewer), team::Deed::change_accounts) == team::Reach::team) return {};
  return fail(ErrorKind::refused, "只有组长可以添加数据来源。请联系组长。", "Only the lead brings in data. Ask the lead.");
}

Result<overlay::Import> DeskService::begin_import(const Caller& caller, const overlay::NewImport& file) {
  RIGONG_TRY(may_bring_in(caller));
  return imports_.begin(file);
}

Result<overlay::Import> DeskService::put_import_part(const Caller& caller, const std::string& id, int part,
                                                     std::string_view bytes) {
  RIGONG_TRY(may_bring_in(caller));
  return imports_.put_part(id, part, bytes);
}

Result<overlay::Import> DeskService::preview_import(const Caller& caller, const std::string& id,
                                                    const overlay::ImportReading& reading) {
  RIGONG_TRY(may_bring_in(caller));
  return imports_.preview(id, reading);
}

Result<overlay::Import> DeskService::apply_import(const Caller& caller, const std::string& id,
                                                  const overlay::ImportReading& reading) {
  RIGONG_TRY(may_bring_in(caller));
  return imports_.apply(id, reading);
}

Result<overlay::Import> DeskService::import(const Caller& caller, const std::string& id) {
  RIGONG_TRY(may_bring_in(caller));
  return imports_.state(id);
}

Result<overlay::Done> DeskService::drop_import(const Caller& caller, const std::string& id) {
  RIGONG_TRY(may_bring_in(caller));
  RIGONG_TRY(imports_.drop(id));
  return overlay::Done{};
}

}  // namespace rigong::runtime
