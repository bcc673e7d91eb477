// SPDX-License-Identifier: Apache-2.0
// What every command of the command line shares. Results go to `out`, messages for the person to `err`.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "agent/base/clock.h"
#include "agent/config/config.h"
#include "agent/runtime/data_folder.h"
#include "agent/runtime/figure_rows.h"
#include "agent/runtime/table.h"
#include "overlay/api/ranking.h"
#include "overlay/api/reports.h"
#include "storage/open.h"

namespace rigong::runtime {

enum ExitCode { kDone = 0, kFailed = 1, kWrongUse = 2, kAlreadyRunning = 3 };

// A store with what is needed around it. Commands that read take no lock and never write.
struct OpenStore {
  config::Config config;
  std::shared_ptr<DataFolder> folder;
  std::shared_ptr<storage::Store> store;
};

struct Command {
  std::filesystem::path config_file;
  std::filesystem::path data;  // Empty = the default.
  Language language = Language::zh;
  Format format = Format::table;
  std::ostream* out = nullptr;
  std::ostream* err = nullptr;
  bool err_is_terminal = false;
  const Clock* clock = nullptr;
  // Where the command runs inside the agent that has the data folder open: what it has open, and where relative paths begin.
  const OpenStore* inside = nullptr;
  std::filesystem::path base;
  // Whether the person or a stop wants an end. May be empty.
  std::function<bool()> stopped;

  [[nodiscard]] std::filesystem::path data_folder() const;
  // A path as it was typed, from where the person stands.
  [[nodiscard]] std::filesystem::path path(const std::filesystem::path& typed) const { return base / typed; }
  [[nodiscard]] bool goes_on() const { return !stopped || !stopped(); }
  [[nodiscard]] Result<config::Config> config() const;
  // A line for the person.
  void tell(const Words& words) const { *err << say(words, language) << '\n'; }
  void print(const Table& table) const { write(table, format, language, *out); }
};

[[nodiscard]] Result<OpenStore> open_for(const Command& command, FolderUse use);
// Runs `change` in one transaction and commits it; then lets the store fold its log, since the command ends here.
[[nodiscard]] Status change_store(const OpenStore& open, const std::function<Status(storage::WriteTransaction&)>& change);

struct FiguresOptions {
  std::optional<Day> from, to;
  Period period = Period::day;
  std::string rep, shop, source;
  std::vector<std::filesystem::path> input;
  std::string preset;
  std::vector<std::pair<std::string, std::string>> map;
  std::optional<TimeMs> now;
};
[[nodiscard]] Status command_figures(const Command& command, const FiguresOptions& options);
[[nodiscard]] Status command_turns(const Command& command, const FiguresOptions& options);

enum class ReportForm { text, markdown, html, json };
struct RankingOptions {
  std::string group, shop;
  overlay::RankBy by = overlay::RankBy::day;
  std::optional<Day> day;
  ReportForm form = ReportForm::text;
  bool in_public = false;  // What goes to the group, in place of the lead's full table.
};
[[nodiscard]] Status command_ranking(const Command& command, const RankingOptions& options);
// The ranking as this machine's owner sees it.
[[nodiscard]] Result<overlay::Ranking> ranking_of(const Command& command, const OpenStore& open, const RankingOptions& options);

struct OneOnOneOptions {
  std::string rep;          // Empty = everybody who is due,
  std::string group;        // of this group, or of all.
  std::optional<Day> week;  // Any day of it; without one last week.
  ReportForm form = ReportForm::text;
};
// The pages of the weekly talks, one after the other.
[[nodiscard]] Status command_one_on_one(const Command& command, const OneOnOneOptions& options);

struct ReportOptions {
  overlay::ReportOf of = overlay::ReportOf::team;
  std::string group;  // Of the team's report: without it the first.
  overlay::RankBy by = overlay::RankBy::month;
  std::optional<Day> day;        // Any of the period; without one the last that is over.
  std::string form;              // text (also anything that is none of these), html, or a word of overlay::ReportFormat.
  std::filesystem::path output;  // Of xlsx needed, since that is no text; else without one the standard output.
};
[[nodiscard]] Status command_report(const Command& command, const ReportOptions& options);

struct PostOptions {
  bool dry_run = false;
  // Of dry_run alone: what goes out is what is due.
  std::optional<overlay::RankBy> by;
  std::optional<Day> day;
  std::filesystem::path picture;  // Of dry_run alone: where the picture is written to, further ones as NAME-2 and so on.
};
// Sends what is due now to the groups of the settings; with dry_run shows exactly what would go out to each, and sends nothing.
// refused where anything of it did not go out, after everything else did; wrong_use for `by`, `day` or `picture` without dry_run.
[[nodiscard]] Status command_post(const Command& command, const PostOptions& options);

struct ImportOptions {
  std::vector<std::filesystem::path> files;
  std::string shop, preset;
  std::vector<std::pair<std::string, std::string>> map;
  bool dry_run = false;
};
[[nodiscard]] Status command_import(const Command& command, const ImportOptions& options);

struct MemberOptions {
  std::string id, name, group, account, rep;
  std::optional<model::MemberRole> role;
  std::optional<Day> from, to;
};
[[nodiscard]] Status command_member_list(const Command& command);
// Makes the member, or changes what is given.
[[nodiscard]] Status command_member_set(const Command& command, const MemberOptions& options);
// The member answered as options.rep of options.account from … to.
[[nodiscard]] Status command_member_map(const Command& command, const MemberOptions& options);
// options.to is the last day. History stays.
[[nodiscard]] Status command_member_leave(const Command& command, const MemberOptions& options);

// A one-time link for the member's device, and its QR code. Whoever has the link becomes the member.
[[nodiscard]] Status command_member_invite(const Command& command, const MemberOptions& options);

[[nodiscard]] Status command_token_list(const Command& command);
[[nodiscard]] Status command_token_end(const Command& command, const std::string& id);

[[nodiscard]] Status command_target_list(const Command& command);
[[nodiscard]] Status command_target_set(const Command& command, const model::Target& target);
[[nodiscard]] Status command_target_remove(const Command& command, const model::Target& target);

// `repair`: also works out what is pending.
[[nodiscard]] Status command_doctor(const Command& command, bool repair);
[[nodiscard]] Status command_backup(const Command& command, const std::filesystem::path& file);
[[nodiscard]] Status command_restore(const Command& command, const std::filesystem::path& file);
// what: "rejected", "figures" or "turns". `discard`: the rejected rows are dropped from the store once they have been written
// out.
[[nodiscard]] Status command_export(const Command& command, const std::string& what, const FiguresOptions& options, bool discard);
// The kinds of source that this build knows.
[[nodiscard]] Status command_connectors(const Command& command);
// Asks each account once (or the one of that name) and says what it gives and lacks, beside how the running agent fares with it.
// The store stays as it is. failed where an account cannot be read.
[[nodiscard]] Status command_connectors_check(const Command& command, const std::string& name);
[[nodiscard]] Status command_version(const Command& command);

}  // namespace rigong::runtime
