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
#include "agent/runtime/agent/rest.h"
#include "agent/runtime/agent/sessions.h"
#include "agent/runtime/agent/stage.h"
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

  // The time of what is shown: the demo's is another one than the machine's.
  [[nodiscard]] const Clock& shown_clock() const { return shown_clock_; }

  [[nodiscard]] std::uint64_t version() const override { return changes_.version(); }
  [[nodiscard]] std::int64_t change_number() const override { return changes_.change_number(); }

  Result<overlay::Caller> who(const Secret& token) override { return sessions_.who(token); }
  Result<overlay::NewSession> begin_session(const Secret& code) override { return sessions_.begin(code); }
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
  Result<overlay::Fresh<overlay::DayReport>> day_report(const overlay::Caller& caller,
                                                        const overlay::DayReportQuery& query) override;
  Result<overlay::Fresh<overlay::Accounts>> accounts(const overlay::Caller& caller) override;

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
  Result<overlay::Session> session_of(const overlay::Caller& caller, Stage& stage);

  // Asks `answer` on one consistent view.
  template <class Answer, class Ask>
  Result<overlay::Fresh<Answer>> answered(const overlay::Caller& caller, Ask ask);

  // commands.cc
  struct Applied;
  Result<overlay::CommandDone> apply(Stage& stage, const overlay::Caller& caller, const overlay::Command& command);
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
  std::map<overlay::Caller::Kind, overlay::Session>
      last_sessions_;       // Guarded by mutex_: what was known before the store was gone.
  SleepWatch sleep_watch_;  // Of the thread that looks after everything.
  std::atomic<std::int64_t> settled_{-1};
  std::atomic<int> checks_{0};  // Test calls under way.
  std::atomic<bool> low_disk_{false};
  std::atomic<bool> stopped_{false};
};

}  // namespace rigong::runtime
