// SPDX-License-Identifier: Apache-2.0
// Answers the page and the command line: hands each question to whoever knows, on the shop's data or on the demo's.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "agent/runtime/agent/changes.h"
#include "agent/runtime/agent/health.h"
#include "agent/runtime/agent/imports.h"
#include "agent/runtime/agent/post_commands.h"
#include "agent/runtime/agent/recount.h"
#include "agent/runtime/agent/rest.h"
#include "agent/runtime/agent/sessions.h"
#include "agent/runtime/agent/stage.h"
#include "agent/runtime/agent/view_log.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/service.h"

namespace rigong::runtime {

// Runs a command of the command line on what is open; the exit status.
using RunCommand = std::function<int(const overlay::Run& run, const OpenStore& open, const std::function<bool()>& stopped,
                                     const std::function<bool(overlay::RunOutput, std::string_view)>& write)>;

class DeskService final : public overlay::Service {
 public:
  struct Parts {
    std::shared_ptr<Workspace> workspace;        // The shop's, or, in `rigong demo`, the demo's.
    Stage::What what = Stage::What::shop;        // Which of the two.
    Secret machine_token;                        // That of the token file.
    const Clock* clock = nullptr;                // The machine's; outlives the service.
    RunCommand run_command;                      // Any thread.
    std::uintmax_t pause_below = 64ULL << 20;    // Bytes of disk space: with less nothing is asked for …
    std::uintmax_t resume_above = 200ULL << 20;  // … until there is this much again.
  };
  // Reads what it needs of the store; where the demo was being shown, it is again. No account is asked before begin().
  [[nodiscard]] static Result<std::unique_ptr<DeskService>> make(Parts parts);
  ~DeskService() override;

  // Begins to ask accounts, and works out what is left of the last time.
  Status begin();
  // Every half minute (kLookEvery), by one thread: looks after disk, store, sessions and memory, and whether the machine slept,
  // when every account is asked again. The calling thread writes.
  void look_after();
  static constexpr DurationMs kLookEvery = 30 * kSecondMs;
  // Ends all work in the background and folds the log of the store. Any number of times.
  void stop();
  // `listener` is called, from any thread, when answers may be others now. Empty = nobody.
  void listen(std::function<void()> listener) { changes_.listen(std::move(listener)); }

  // Where this machine reaches the page: "http://127.0.0.1:7717". Invitations name it where no public_url is set.
  void set_address(std::string url);

  // The time of what is shown: the demo's is another one than the machine's.
  [[nodiscard]] const Clock& shown_clock() const { return shown_clock_; }

  [[nodiscard]] std::uint64_t version() const override { return changes_.version(); }
  [[nodiscard]] std::int64_t change_number() const override { return changes_.change_number(); }

  Result<overlay::Caller> who(const Secret& token) override { return sessions_.who(token); }
  Result<overlay::NewSession> begin_session(const Secret& code, const std::string& device) override {
    return sessions_.begin(code, device);
  }
  Result<overlay::Done> end_session(const overlay::Caller& caller) override;
  Result<overlay::NewCode> make_code(const overlay::Caller& caller) override;

  Result<overlay::Fresh<overlay::Session>> session(const overlay::Caller& caller) override;
  Result<overlay::Fresh<overlay::People>> people(const overlay::Caller& caller) override;
  Result<overlay::Fresh<overlay::Panel>> panel(const overlay::Caller& caller, const overlay::PanelQuery& query) override;
  Result<overlay::Fresh<overlay::Turns>> turns(const overlay::Caller& caller, const overlay::TurnsQuery& query) override;
  Result<overlay::Fresh<overlay::Trend>> trend(const overlay::Caller& caller, const overlay::TrendQuery& query) override;
  Result<overlay::Fresh<overlay::ShopFigures>> shop_figures(const overlay::Caller& caller,
                                                            const overlay::ShopFiguresQuery& query) override;
  Result<overlay::Fresh<overlay::Team>> team(const overlay::Caller& caller, const overlay::TeamQuery& query) override;
  Result<overlay::Fresh<overlay::Sheets>> sheets(const overlay::Caller& caller, const overlay::SheetsQuery& query) override;
  Result<overlay::Fresh<overlay::Sheet>> sheet(const overlay::Caller& caller, const overlay::SheetQuery& query) override;
  Result<overlay::Fresh<overlay::Work>> work(const overlay::Caller& caller, const overlay::WorkQuery& query) override;
  Result<overlay::Fresh<overlay::TaskStory>> task(const overlay::Caller& caller, const overlay::TaskQuery& query) override;
  Result<overlay::Fresh<overlay::Handoffs>> handoffs(const overlay::Caller& caller, const overlay::HandoffsQuery& query) override;
  Result<overlay::Fresh<overlay::Promises>> promises(const overlay::Caller& caller, const overlay::PromisesQuery& query) override;
  Result<overlay::Fresh<overlay::Load>> load(const overlay::Caller& caller, const overlay::LoadQuery& query) override;
  Result<overlay::Fresh<overlay::Ranking>> ranking(const overlay::Caller& caller, const overlay::RankingQuery& query) override;
  Result<overlay::Fresh<overlay::Periods>> periods(const overlay::Caller& caller) override;
  Result<overlay::Fresh<overlay::PeriodFigures>> period(const overlay::Caller& caller,
                                                        const overlay::PeriodQuery& query) override;
  Result<overlay::Fresh<overlay::TeamReport>> team_report(const overlay::Caller& caller,
                                                          const overlay::TeamReportQuery& query) override;
  Result<overlay::Fresh<overlay::DepartmentReport>> department_report(const overlay::Caller& caller,
                                                                      const overlay::DepartmentReportQuery& query) override;
  Result<overlay::Fresh<overlay::ReportFile>> report_file(const overlay::Caller& caller,
                                                          const overlay::ReportFileQuery& query) override;
  Result<overlay::Fresh<overlay::OneOnOne>> one_on_one(const overlay::Caller& caller,
                                                       const overlay::OneOnOneQuery& query) override;
  Result<overlay::Fresh<overlay::OneOnOnes>> one_on_ones(const overlay::Caller& caller,
                                                         const overlay::OneOnOnesQuery& query) override;
  Result<overlay::Fresh<overlay::Posts>> posts(const overlay::Caller& caller, const overlay::PostsQuery& query) override;
  Result<overlay::Fresh<overlay::PostPreview>> post_preview(const overlay::Caller& caller,
                                                            const overlay::PostPreviewQuery& query) override;
  Result<overlay::Fresh<overlay::DayReport>> day_report(const overlay::Caller& caller,
                                                        const overlay::DayReportQuery& query) override;
  Result<overlay::Fresh<overlay::Accounts>> accounts(const overlay::Caller& caller) override;

  Result<overlay::Fresh<overlay::Members>> members(const overlay::Caller& caller) override;
  Result<overlay::Fresh<overlay::Devices>> devices(const overlay::Caller& caller) override;
  Result<overlay::Fresh<overlay::Notices>> notices(const overlay::Caller& caller) override;
  Result<overlay::Fresh<overlay::OwnData>> own_data(const overlay::Caller& caller) override;
  Result<overlay::Fresh<overlay::OwnExport>> own_export(const overlay::Caller& caller,
                                                        const overlay::ExportQuery& query) override;
  Result<overlay::Fresh<overlay::Log>> log(const overlay::Caller& caller, const overlay::LogQuery& query) override;
  Result<overlay::NewInvitation> invite(const overlay::Caller& caller, const overlay::Invite& invite) override;

  Result<overlay::AccountCheck> check_account(const overlay::Caller& caller, const overlay::AddAccount& account) override;

  Result<overlay::CommandDone> command(const overlay::Caller& caller, const overlay::Command& command) override;
  Result<int> run(const overlay::Caller& caller, const overlay::Run& run,
                  const std::function<bool(overlay::RunOutput, std::string_view)>& write) override;

  Result<overlay::Import> begin_import(const overlay::Caller& caller, const overlay::NewImport& file) override;
  Result<overlay::Import> put_import_part(const overlay::Caller& caller, const std::string& id, int part,
                                          std::string_view bytes) override;
  Result<overlay::Import> preview_import(const overlay::Caller& caller, const std::string& id,
                                         const overlay::ImportReading& reading) override;
  Result<overlay::Import> apply_import(const overlay::Caller& caller, const std::string& id,
                                       const overlay::ImportReading& reading) override;
  Result<overlay::Import> import(const overlay::Caller& caller, const std::string& id) override;
  Result<overlay::Done> drop_import(const overlay::Caller& caller, const std::string& id) override;

 private:
  explicit DeskService(Parts parts);
  class ShownClock final : public Clock {
   public:
    explicit ShownClock(const DeskService& service) : service_(service) {}
    [[nodiscard]] TimeMs now() const override;

   private:
    const DeskService& service_;
  };

  // What is shown: the shop's own stage or the demo's. Holding it keeps it alive.
  [[nodiscard]] std::shared_ptr<Stage> shown() const;
  void show(std::shared_ptr<Stage> demo);
  [[nodiscard]] std::shared_ptr<Stage> make_stage(std::shared_ptr<Workspace> workspace, Stage::What what);
  // After a commit to whatever store.
  void changed();
  // Looks after disk and store where the error may come from there, and hands it on.
  Error noted(Error error);
  void check_disk();
  void check_store();
  void settle_and_trim();
  void check_sleep();
  Status may_bring_in(const overlay::Caller& caller);
  Status may_switch(const overlay::Caller& caller);
  Result<overlay::Session> session_of(const overlay::Caller& caller, Stage& stage);

  // Asks `answer` on one consistent view. What it shows of others is written down as `kind` before it is given.
  template <class Answer, class Ask>
  Result<overlay::Fresh<Answer>> answered(const overlay::Caller& caller, const char* kind, Ask ask);
  [[nodiscard]] static Day today_of(Workspace& workspace);
  static Status tell_what_is_kept(Workspace& workspace);
  Status shut_out_leavers(Workspace& workspace);
  // Shuts out devices of those who left, and once a day removes what was kept long enough.
  void tidy_people(Stage& stage);

  // commands.cc
  struct Applied;
  Result<overlay::CommandDone> apply(Stage& stage, const overlay::Caller& caller, const overlay::Command& command);
  // What a command writes to a group, read before anybody has to wait for its transaction; nothing for any other command.
  Result<std::optional<PostDraft>> draft(Stage& stage, const overlay::Caller& caller, const overlay::Command& command);
  struct NewAccount;
  // The account as it would be added; or what is wrong with it.
  Result<NewAccount> prepared(const overlay::Caller& caller, Stage& stage, storage::ReadView& view,
                              const overlay::AddAccount& act);
  Status act(Applied& applied, const overlay::SaveSheet& act);
  Status act(Applied& applied, const overlay::SignSheet& act);
  Status act(Applied& applied, const overlay::ReopenSheet& act);
  Status act(Applied& applied, const overlay::ChooseDesk& act);
  Status act(Applied& applied, const overlay::StartDemo& act);
  Status act(Applied& applied, const overlay::LeaveDemo& act);
  Status act(Applied& applied, const overlay::AddAccount& act);
  Status act(Applied& applied, const overlay::RemoveAccount& act);
  Status act(Applied& applied, const overlay::WorkAct& act);
  Status act(Applied& applied, const overlay::PeopleAct& act);
  Status act(Applied& applied, const overlay::PostAct& act);
  Status act(Applied& applied, const overlay::PeriodAct& act);
  Status act(Applied& applied, const overlay::TalkAct& act);
  Status act(Applied& applied, const overlay::ReportAct& act);
  Status act(Applied& applied, const overlay::ChecklistAct& act);

  const Parts parts_;
  const ShownClock shown_clock_{*this};
  Changes changes_;
  Health health_;
  Sessions sessions_;
  std::shared_ptr<Stage> main_;
  mutable std::mutex mutex_;
  std::shared_ptr<Stage> demo_;  // Guarded by mutex_; null while the shop's own is shown.
  std::mutex commands_;          // One at a time: they change accounts and demo beside the store.
  Imports imports_;
  std::string address_;                                    // Guarded by mutex_.
  std::map<std::string, overlay::Session> last_sessions_;  // By page session; guarded by mutex_: what was known before the store
                                                           // was gone.
  ViewLog view_log_;
  Recount recount_;
  SleepWatch sleep_watch_;  // Of the thread that looks after everything.
  std::atomic<std::int64_t> settled_{-1};
  std::atomic<int> checks_{0};  // Test calls under way.
  std::atomic<bool> low_disk_{false};
  std::atomic<bool> stopped_{false};
};

}  // namespace rigong::runtime
