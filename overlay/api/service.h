// SPDX-License-Identifier: Apache-2.0
// Who answers the page. The server has checked form, bounds and token before it asks; rights, rules and data are the service's.
//
// Threads: every method may be called from any thread at any time. Errors: wrong_use (400), not_found (404, also for what the
// caller may not see: the same words as for what does not exist), refused (403; for a command id used twice with another content
// 422), busy and unavailable (503), others 500. All carry words for a person.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "overlay/api/command.h"
#include "overlay/api/import.h"
#include "overlay/api/load.h"
#include "overlay/api/one_on_one.h"
#include "overlay/api/panel.h"
#include "overlay/api/people.h"
#include "overlay/api/period_figures.h"
#include "overlay/api/periods.h"
#include "overlay/api/posts.h"
#include "overlay/api/ranking.h"
#include "overlay/api/reports.h"
#include "overlay/api/session.h"
#include "overlay/api/sheet.h"
#include "overlay/api/team.h"
#include "overlay/api/work.h"

namespace rigong::overlay {

// Who asks, as the token says. What they may see depends on whose desk it is, which the service knows.
struct Caller {
  enum class Kind { page, machine } kind = Kind::page;  // machine: the token file of the data folder (the command line).
  std::string session;                                  // Names the page session; not the token. Empty for the machine.
  std::string person = {};                              // Whose device it is, by an invitation; empty = whoever's desk it is.
};

// An answer that may be given again as it is, while version() is the same and the clock has not reached valid_until.
template <class Answer>
struct Fresh {
  Answer answer;
  std::uint64_t version = 0;
  TimeMs valid_until = kLatestTime;
};

struct PanelQuery {
  std::string person;
  std::string shop;
  std::optional<Day> day;
};
struct TurnsQuery {
  std::string person;
  std::string shop;
  Day from;
  Day to;
  Pick pick = Pick::all;
  std::optional<int> minute_from;
  std::optional<int> minute_to;
  int limit = 100;
  std::string after;
};
struct TrendQuery {
  std::string person;
  std::string shop;
  std::string figure;
  int days = 90;
  std::optional<Day> to;
};
struct ShopFiguresQuery {
  std::string person;
  std::string shop;
  Day from;
  Day to;
};
struct TeamQuery {
  std::string group;
  std::string shop;
  std::optional<Day> day;
};
struct RankingQuery {
  std::string group;
  std::string shop;
  RankBy by = RankBy::day;
  std::optional<Day> day;  // Any of the period; without one yesterday.
};
struct LoadQuery {
  std::string group;
  std::string shop;
  int weeks = 4;
  int at_once = 3;
  int within_s = 30;
  int share = 80;  // Of a hundred.
};
struct PeriodQuery {
  std::string id;
  std::string group;
};
struct OneOnOneQuery {
  std::string person;
  std::optional<Day> week;  // Any day of it; without one last week.
};
struct OneOnOnesQuery {
  std::string group;
  std::optional<Day> week;
};
struct TeamReportQuery {
  std::string group;
  RankBy by = RankBy::month;
  std::optional<Day> day;  // Any of the period; without one the last that is over.
};
struct DepartmentReportQuery {
  RankBy by = RankBy::month;
  std::optional<Day> day;
};
struct ReportFileQuery {
  ReportOf report = ReportOf::team;
  ReportFormat format = ReportFormat::xlsx;
  bool english = false;
  std::string group;  // Of a team's report.
  RankBy by = RankBy::month;
  std::optional<Day> day;
};
struct PostsQuery {
  Day from;
  Day to;
};
struct PostPreviewQuery {
  std::string target;
  std::string group;
  RankBy by = RankBy::day;
  std::optional<Day> day;  // Any of the period; without one yesterday.
};
struct SheetsQuery {
  std::string person;
  Day from;
  Day to;
};
struct SheetQuery {
  std::string person;
  Day day;
};

struct WorkQuery {
  std::string person;
  std::optional<Day> day;
};
struct TaskQuery {
  std::string id;
};
struct HandoffsQuery {
  std::optional<std::string> group;
  std::optional<Day> day;
};
struct PromisesQuery {
  std::string person;
  std::optional<std::string> group;
  Day from;
  Day to;
};

struct DayReportQuery {
  std::string group;
  std::optional<Day> day;
};

struct LogQuery {
  bool all = false;
  std::int64_t before = 0;  // 0 = from the newest.
};
struct ExportQuery {
  Day from;
  Day to;
};

// A command of the command line, run where the data folder is open.
struct Run {
  std::vector<std::string> arguments;
  std::string folder;  // Where relative paths begin.
  std::string language;
  bool terminal = false;
};
enum class RunOutput { out, err };

class Service {
 public:
  virtual ~Service() = default;

  // Grows with everything that may change an answer (a commit, the demo begun or left). Never blocks.
  [[nodiscard]] virtual std::uint64_t version() const = 0;
  // The number of the `change` event. Never blocks.
  [[nodiscard]] virtual std::int64_t change_number() const = 0;

  // Whose token it is; refused for one that is unknown, revoked or 30 days idle. Takes the same time for all of them.
  virtual Result<Caller> who(const Secret& token) = 0;
  // A session for a one-time code of make_code() or the token of an invitation; `device` is what the device calls itself. refused
  // for one that is unknown, used or too old.
  virtual Result<NewSession> begin_session(const Secret& code, const std::string& device) = 0;
  virtual Result<Done> end_session(const Caller& caller) = 0;
  // refused unless the caller is the machine.
  virtual Result<NewCode> make_code(const Caller& caller) = 0;

  virtual Result<Fresh<Session>> session(const Caller& caller) = 0;
  virtual Result<Fresh<People>> people(const Caller& caller) = 0;
  virtual Result<Fresh<Panel>> panel(const Caller& caller, const PanelQuery& query) = 0;
  virtual Result<Fresh<Turns>> turns(const Caller& caller, const TurnsQuery& query) = 0;
  virtual Result<Fresh<Trend>> trend(const Caller& caller, const TrendQuery& query) = 0;
  virtual Result<Fresh<ShopFigures>> shop_figures(const Caller& caller, const ShopFiguresQuery& query) = 0;
  virtual Result<Fresh<Team>> team(const Caller& caller, const TeamQuery& query) = 0;
  virtual Result<Fresh<Ranking>> ranking(const Caller& caller, const RankingQuery& query) = 0;
  virtual Result<Fresh<Load>> load(const Caller& caller, const LoadQuery& query) = 0;
  virtual Result<Fresh<Periods>> periods(const Caller& caller) = 0;
  virtual Result<Fresh<PeriodFigures>> period(const Caller& caller, const PeriodQuery& query) = 0;
  virtual Result<Fresh<OneOnOne>> one_on_one(const Caller& caller, const OneOnOneQuery& query) = 0;
  virtual Result<Fresh<OneOnOnes>> one_on_ones(const Caller& caller, const OneOnOnesQuery& query) = 0;
  virtual Result<Fresh<TeamReport>> team_report(const Caller& caller, const TeamReportQuery& query) = 0;
  virtual Result<Fresh<DepartmentReport>> department_report(const Caller& caller, const DepartmentReportQuery& query) = 0;
  virtual Result<Fresh<ReportFile>> report_file(const Caller& caller, const ReportFileQuery& query) = 0;
  virtual Result<Fresh<Posts>> posts(const Caller& caller, const PostsQuery& query) = 0;
  virtual Result<Fresh<PostPreview>> post_preview(const Caller& caller, const PostPreviewQuery& query) = 0;
  virtual Result<Fresh<Sheets>> sheets(const Caller& caller, const SheetsQuery& query) = 0;
  virtual Result<Fresh<Sheet>> sheet(const Caller& caller, const SheetQuery& query) = 0;
  virtual Result<Fresh<Work>> work(const Caller& caller, const WorkQuery& query) = 0;
  virtual Result<Fresh<TaskStory>> task(const Caller& caller, const TaskQuery& query) = 0;
  virtual Result<Fresh<Handoffs>> handoffs(const Caller& caller, const HandoffsQuery& query) = 0;
  virtual Result<Fresh<Promises>> promises(const Caller& caller, const PromisesQuery& query) = 0;
  virtual Result<Fresh<DayReport>> day_report(const Caller& caller, const DayReportQuery& query) = 0;
  virtual Result<Fresh<Accounts>> accounts(const Caller& caller) = 0;
  virtual Result<Fresh<Members>> members(const Caller& caller) = 0;
  virtual Result<Fresh<Devices>> devices(const Caller& caller) = 0;
  virtual Result<Fresh<Notices>> notices(const Caller& caller) = 0;
  virtual Result<Fresh<OwnData>> own_data(const Caller& caller) = 0;
  virtual Result<Fresh<OwnExport>> own_export(const Caller& caller, const ExportQuery& query) = 0;
  virtual Result<Fresh<Log>> log(const Caller& caller, const LogQuery& query) = 0;
  virtual Result<NewInvitation> invite(const Caller& caller, const Invite& invite) = 0;

  // Asks the account once and keeps nothing; up to half a minute.
  virtual Result<AccountCheck> check_account(const Caller& caller, const AddAccount& account) = 0;

  virtual Result<CommandDone> command(const Caller& caller, const Command& command) = 0;
  // The exit status. refused unless the caller is the machine. `write` returns false when nobody listens any more: the command
  // then stops where it safely can.
  virtual Result<int> run(const Caller& caller, const Run& run,
                          const std::function<bool(RunOutput, std::string_view)>& write) = 0;

  virtual Result<Import> begin_import(const Caller& caller, const NewImport& file) = 0;
  virtual Result<Import> put_import_part(const Caller& caller, const std::string& id, int part, std::string_view bytes) = 0;
  virtual Result<Import> preview_import(const Caller& caller, const std::string& id, const ImportReading& reading) = 0;
  virtual Result<Import> apply_import(const Caller& caller, const std::string& id, const ImportReading& reading) = 0;
  virtual Result<Import> import(const Caller& caller, const std::string& id) = 0;
  virtual Result<Done> drop_import(const Caller& caller, const std::string& id) = 0;
};

}  // namespace rigong::overlay
