// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/runtime/command.h"
#include "agent/runtime/message_flags.h"
#include "agent/runtime/progress_line.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/store_intake.h"
#include "agent/runtime/work_out.h"
#include "connectors/files/files.h"

namespace rigong::runtime {
namespace {

using connectors::files::FileSummary;

constexpr std::size_t kRejectionsShown = 5;

Words rejection(const connectors::RejectedRow& row) {
  return {fmt::format("  {} 第 {} 行：{}", one_line(row.origin), row.line, row.reason.zh),
          fmt::format("  {} line {}: {}", one_line(row.origin), row.line, row.reason.en)};
}

// For --dry-run: takes everything and keeps nothing.
class CountingSink final : public connectors::RecordSink {
 public:
  CountingSink(const Command& command, ProgressLine& line) : command_(command), line_(line) {}
  void message(const model::Message&) override {}
  void assignment(const model::Assignment&) override {}
  void rating(const model::Rating&) override {}
  void order(const model::Order&) override {}
  void shift(const model::Shift&) override {}
  void delivered(const model::DeliveredDay&) override {}
  void rejected(const connectors::RejectedRow& row) override {
    if (shown_++ < kRejectionsShown) command_.tell(rejection(row));
  }
  bool progress(std::uint64_t done, std::uint64_t total) override {
    line_.show([&] { return fmt::format("{} / {} MB", done >> 20, total >> 20); });
    return true;
  }

 private:
  const Command& command_;
  ProgressLine& line_;
  std::size_t shown_ = 0;
};

std::string kind_word(const std::string& kind, Language language) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {{"messages", "消息"}, {"ratings", "评价"},
                                                                             {"orders", "订单"},   {"assignments", "分配"},
                                                                             {"shifts", "班次"},   {"daily", "日报"}};
  if (language == Language::en) return kind;
  for (const auto& [name, word] : kWords) {
    if (name == kind) return std::string(word);
  }
  return kind;
}

std::string span_of(const FileSummary& summary, const ShopCalendar& calendar) {
  if (summary.first_time && summary.last_time) {
    return fmt::format("{} – {}", calendar.iso(*summary.first_time), calendar.iso(*summary.last_time));
  }
  if (summary.first_day && summary.last_day)
    return fmt::format("{} – {}", to_string(*summary.first_day), to_string(*summary.last_day));
  return "—";
}

// What the file was taken for: shown by --dry-run before anything is stored.
void describe(const Command& command, const std::string& name, const FileSummary& summary, const ShopCalendar& calendar) {
  std::string columns;
  for (const auto& column : summary.columns) columns += fmt::format("\n    {} → {}", one_line(column.column), column.field);
  std::string ignored;
  for (const std::string& column : summary.ignored_columns) ignored += (ignored.empty() ? "" : ", ") + one_line(column);
  std::string rows;
  for (const std::string& row : summary.first_rows) rows += "\n    " + one_line(row);
  *command.out << (command.language == Language::zh
                       ? fmt::format("{}\n  识别为：{}（{}，{}）\n  列：{}\n  未用的列：{}\n  行：{} 行可用，{} 行有问题，{} "
                                     "行汇总已略过\n  时间：{}\n  前几行：{}\n",
                                     name, summary.title.zh, format_name(summary.format), summary.encoding, columns,
                                     ignored.empty() ? "无" : ignored, summary.accepted, summary.rejected, summary.summary_rows,
                                     span_of(summary, calendar), rows)
                       : fmt::format(
                             "{}\n  understood as: {} ({}, {})\n  columns:{}\n  columns not used: {}\n  rows: {} usable, {} with "
                             "problems, {} summary rows left out\n  time: {}\n  first rows:{}\n",
                             name, summary.title.en, format_name(summary.format), summary.encoding, columns,
                             ignored.empty() ? "none" : ignored, summary.accepted, summary.rejected, summary.summary_rows,
                             span_of(summary, calendar), rows));
}

connectors::files::FileRequest file_request(const ImportOptions& options, const std::filesystem::path& path,
                                            const ShopCalendar& calendar) {
  connectors::files::FileRequest request;
  request.path = path;
  request.preset = options.preset;
  request.map = options.map;
  request.calendar = &calendar;
  return request;
}

Status dry_run(const Command& command, const ImportOptions& options, const ShopCalendar& calendar) {
  for (const auto& path : options.files) {
    ProgressLine line(*command.err, command.err_is_terminal);
    CountingSink sink(command, line);
    RIGONG_ASSIGN(const FileSummary summary, connectors::files::read_file(file_request(options, path, calendar), sink));
    line.clear();
    describe(command, path_text(path.filename()), summary, calendar);
  }
  command.tell({"以上只是预览，没有写入任何数据。去掉 --dry-run 即可导入。",
                "This was a preview; nothing was stored. Leave out --dry-run to import."});
  return {};
}

storage::Taken taken_of(const IntakeCounts& counts) {
  storage::Taken sum;
  for (const storage::Taken& part :
       {counts.messages, counts.assignments, counts.ratings, counts.orders, counts.shifts, counts.delivered}) {
    sum.added += part.added;
    sum.doubled += part.doubled;
    sum.changed += part.changed;
  }
  return sum;
}

void tell_result(const Command& command, const std::string& name, const FileSummary& summary, const IntakeCounts& counts,
                 const ShopCalendar& calendar) {
  const storage::Taken taken = taken_of(counts);
  Words words;
  words.zh = fmt::format("{}：{}，新增 {}，已有 {}", name, kind_word(summary.kind, Language::zh), taken.added, taken.doubled);
  words.en = fmt::format("{}: {}, {} new, {} already there", name, summary.kind, taken.added, taken.doubled);
  if (taken.changed > 0) {
    words.zh += fmt::format("，更新 {}", taken.changed);
    words.en += fmt::format(", {} updated", taken.changed);
  }
  if (counts.rejected > 0) {
    words.zh += fmt::format("；{} 行无法使用，已另存，可用 rigong export rejected 导出", counts.rejected);
    words.en += counts.rejected == 1
                    ? std::string("; one row could not be used and is kept aside ('rigong export rejected')")
                    : fmt::format("; {} rows could not be used and are kept aside ('rigong export rejected')", counts.rejected);
  }
  const std::string span = span_of(summary, calendar);
  words.zh += fmt::format("。{}", span);
  words.en += fmt::format(". {}", span);
  command.tell(words);
}

tl::unexpected<Error> no_standard_input() {
  return fail(ErrorKind::wrong_use, "日拱正在运行，不能从标准输入导入。请先存成文件再导入。",
              "Rigong is running, so nothing can be imported from standard input. Save it as a file and import that.");
}

}  // namespace

Status command_import(const Command& command, const ImportOptions& options) {
  if (options.dry_run) {
    RIGONG_ASSIGN(const config::Config config, command.config());
    const std::string shop = options.shop.empty() ? config.shop.id : options.shop;
    RIGONG_ASSIGN(const ShopCalendar calendar, ShopCalendar::make(config.shop_settings(shop).calendar));
    return dry_run(command, options, calendar);
  }
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::write));
  const std::string shop = options.shop.empty() ? open.config.shop.id : options.shop;
  RIGONG_ASSIGN(const Secret key, open.folder->hash_key());
  RIGONG_ASSIGN(const KeyedHasher hasher, KeyedHasher::make(key));
  const MessageFlags flags(open.config.metrics);
  ShopRules rules(open.config);
  const ShopCalendar& calendar = rules.calendar(shop);

  for (const auto& typed : options.files) {
    if (command.inside != nullptr && typed == "-") return no_standard_input();
    const std::filesystem::path path = command.path(typed);
    const std::string name = path_text(path.filename());
    ProgressLine line(*command.err, command.err_is_terminal);
    std::size_t shown = 0;
    IntakeHooks hooks;
    hooks.progress = [&](std::uint64_t done, std::uint64_t total) {
      line.show([&] {
        return command.language == Language::zh ? fmt::format("{} 已读 {} / {} MB", name, done >> 20, total >> 20)
                                                : fmt::format("{} read {} of {} MB", name, done >> 20, total >> 20);
      });
      return command.goes_on();
    };
    hooks.rejected = [&](const connectors::RejectedRow& row) {
      if (shown++ >= kRejectionsShown) return;
      line.clear();
      command.tell(rejection(row));
    };
    const model::Account account{0, fmt::format("files:{}", shop), "files", "files", shop};
    StoreIntake intake(*open.store, account, hasher, flags, *command.clock, hooks);
    auto summary = connectors::files::read_file(file_request(options, path, calendar), intake);
    auto counts = intake.finish();
    line.clear();
    // A store that failed says more than the reader that was stopped for it.
    if (!counts) return fail(counts.error());
    if (!summary) return fail(summary.error());
    tell_result(command, name, *summary, *counts, calendar);
  }
  ProgressLine line(*command.err, command.err_is_terminal);
  RIGONG_TRY(work_out(*open.store, rules, [&](const WorkOutProgress& done) {
    line.show([&] {
      return command.language == Language::zh
                 ? fmt::format("正在计算：会话 {}，日期 {}", done.conversations, done.days)
                 : fmt::format("working out: {} conversations, {} days", done.conversations, done.days);
    });
    return command.goes_on();
  }));
  return open.store->settle();
}

}  // namespace rigong::runtime
