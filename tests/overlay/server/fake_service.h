// SPDX-License-Identifier: Apache-2.0
// A service whose answers a test sets, and a server in front of it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "agent/base/clock.h"
#include "overlay/api/service.h"
#include "overlay/server/server.h"
#include "tests/support/raw_socket.h"

namespace rigong::overlay {

inline constexpr const char* kPageToken = "page-token-of-session-one";
inline constexpr const char* kOtherToken = "page-token-of-session-two";
inline constexpr const char* kMachineToken = "token-of-the-token-file";
inline constexpr const char* kGoodCode = "good-code";
inline constexpr const char* kImportId = "01976b3e-7d00-7abc-89ab-0123456789ab";
inline constexpr TimeMs kNow = 1'800'000'000'000;

class FakeService final : public Service {
 public:
  std::atomic<std::uint64_t> version_now{1};
  std::atomic<std::int64_t> change_now{7};
  std::atomic<int> asked{0};  // How often an answer was worked out.
  std::atomic<TimeMs> valid_until{kLatestTime};
  std::atomic<int> slow_ms{0};   // How long an answer takes.
  std::string text = "made up";  // In every panel.
  std::optional<Error> failure;  // In place of every answer.
  std::function<int(const Run&, const std::function<bool(RunOutput, std::string_view)>&)> on_run;

  // What came last.
  std::mutex mutex;
  std::optional<PanelQuery> panel_query;
  std::optional<TurnsQuery> turns_query;
  std::optional<Command> last_command;
  std::optional<AddAccount> last_account;
  std::optional<NewImport> last_import;
  std::optional<ImportReading> last_reading;
  std::optional<Run> last_run;
  std::string last_part;
  std::vector<std::string> ended;

  [[nodiscard]] std::uint64_t version() const override { return version_now; }
  [[nodiscard]] std::int64_t change_number() const override { return change_now; }
  Result<Caller> who(const Secret& token) override;
  Result<NewSession> begin_session(const Secret& code, const std::string& device) override;
  Result<Done> end_session(const Caller& caller) override;
  Result<NewCode> make_code(const Caller& caller) override;
  Result<Fresh<Session>> session(const Caller& caller) override;
  Result<Fresh<People>> people(const Caller& caller) override;
  Result<Fresh<Panel>> panel(const Caller& caller, const PanelQuery& query) override;
  Result<Fresh<Turns>> turns(const Caller& caller, const TurnsQuery& query) override;
  Result<Fresh<Trend>> trend(const Caller& caller, const TrendQuery& query) override;
  Result<Fresh<ShopFigures>> shop_figures(const Caller& caller, const ShopFiguresQuery& query) override;
  Result<Fresh<Team>> team(const Caller& caller, const TeamQuery& query) override;
  Result<Fresh<Sheets>> sheets(const Caller& caller, const SheetsQuery& query) override;
  Result<Fresh<Sheet>> sheet(const Caller& caller, const SheetQuery& query) override;
  Result<Fresh<Work>> work(const Caller& caller, const WorkQuery& query) override;
  Result<Fresh<TaskStory>> task(const Caller& caller, const TaskQuery& query) override;
  Result<Fresh<Handoffs>> handoffs(const Caller& caller, const HandoffsQuery& query) override;
  Result<Fresh<Promises>> promises(const Caller& caller, const PromisesQuery& query) override;
  Result<Fresh<Load>> load(const Caller& caller, const LoadQuery& query) override;
  Result<Fresh<Ranking>> ranking(const Caller& caller, const RankingQuery& query) override;
  Result<Fresh<Periods>> periods(const Caller& caller) override;
  Result<Fresh<OneOnOne>> one_on_one(const Caller& caller, const OneOnOneQuery& query) override;
  Result<Fresh<TeamReport>> team_report(const Caller& caller, const TeamReportQuery& query) override;
  Result<Fresh<DepartmentReport>> department_report(const Caller& caller, const DepartmentReportQuery& query) override;
  Result<Fresh<ReportFile>> report_file(const Caller& caller, const ReportFileQuery& query) override;
  Result<Fresh<OneOnOnes>> one_on_ones(const Caller& caller, const OneOnOnesQuery& query) override;
  Result<Fresh<PeriodFigures>> period(const Caller& caller, const PeriodQuery& query) override;
  Result<Fresh<Posts>> posts(const Caller& caller, const PostsQuery& query) override;
  Result<Fresh<PostPreview>> post_preview(const Caller& caller, const PostPreviewQuery& query) override;
  Result<Fresh<DayReport>> day_report(const Caller& caller, const DayReportQuery& query) override;
  Result<Fresh<Accounts>> accounts(const Caller& caller) override;
  Result<Fresh<Members>> members(const Caller& caller) override;
  Result<Fresh<Devices>> devices(const Caller& caller) override;
  Result<Fresh<Notices>> notices(const Caller& caller) override;
  Result<Fresh<OwnData>> own_data(const Caller& caller) override;
  Result<Fresh<OwnExport>> own_export(const Caller& caller, const ExportQuery& query) override;
  Result<Fresh<Log>> log(const Caller& caller, const LogQuery& query) override;
  Result<NewInvitation> invite(const Caller& caller, const Invite& invite) override;
  Result<CommandDone> command(const Caller& caller, const Command& command) override;
  Result<int> run(const Caller& caller, const Run& run, const std::function<bool(RunOutput, std::string_view)>& write) override;
  Result<AccountCheck> check_account(const Caller& caller, const AddAccount& account) override;
  Result<Import> begin_import(const Caller& caller, const NewImport& file) override;
  Result<Import> put_import_part(const Caller& caller, const std::string& id, int part, std::string_view bytes) override;
  Result<Import> preview_import(const Caller& caller, const std::string& id, const ImportReading& reading) override;
  Result<Import> apply_import(const Caller& caller, const std::string& id, const ImportReading& reading) override;
  Result<Import> import(const Caller& caller, const std::string& id) override;
  Result<Done> drop_import(const Caller& caller, const std::string& id) override;

 private:
  template <class Answer>
  Result<Fresh<Answer>> fresh(Answer answer);
  Result<Import> one_import(const std::string& id);
};

// A panel as the page gets it: some 20 KB.
[[nodiscard]] Panel sample_panel(const std::string& text);

// Some files of a page: "/", a script in three codings, a large picture.
[[nodiscard]] Assets sample_assets();

struct Running {
  explicit Running(ServerOptions options = {});
  FakeService service;
  ManualClock clock{kNow};
  std::unique_ptr<Server> server;
  [[nodiscard]] int port() const { return server->port(); }
  // "127.0.0.1:PORT"
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
  // A request with a good Host and the page's token; `more` are whole header lines.
  [[nodiscard]] std::string request(const std::string& method, const std::string& target, const std::string& more = "",
                                    const std::string& body = "") const;
  [[nodiscard]] test::Reply get(const std::string& target, const std::string& more = "") const;
  [[nodiscard]] test::Reply post(const std::string& target, const std::string& body) const;
};

}  // namespace rigong::overlay
