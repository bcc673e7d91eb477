// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "agent/runtime/command.h"
#include "agent/runtime/file_figures.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/store_figures.h"

namespace rigong::runtime {
namespace {

// "--now 2026-11-22T10:00" is read by the command line without knowing the shop; everything else about time is the shop's.
TimeMs now_of(const Command& command, const FiguresOptions& options) { return options.now.value_or(command.clock->now()); }

Status check_range(const FiguresOptions& options) {
  if (options.from && options.to && *options.to < *options.from) {
    return fail(
        ErrorKind::wrong_use,
        fmt::format("--to（{}）早于 --from（{}）。请把两者对调。", to_string(*options.to), to_string(*options.from)),
        fmt::format("--to ({}) lies before --from ({}). Exchange them.", to_string(*options.to), to_string(*options.from)));
  }
  return {};
}

void tell_rejected(const Command& command, const FileFigures& figures) {
  if (figures.rejected == 0) return;
  command.tell({fmt::format("有 {} 行无法使用，未计入：", figures.rejected),
                figures.rejected == 1 ? "One row could not be used and is left out:"
                                      : fmt::format("{} rows could not be used and are left out:", figures.rejected)});
  for (const Words& words : figures.first_rejections) command.tell(words);
}

struct FileRun {
  config::Config config;
  std::unique_ptr<ShopCalendar> calendar;
  FileFiguresRequest request;
};

Result<FileRun> file_run(const Command& command, const FiguresOptions& options) {
  RIGONG_ASSIGN(config::Config config, command.config());
  FileRun run{std::move(config), nullptr, {}};
  const std::string shop = options.shop.empty() ? run.config.shop.id : options.shop;
  RIGONG_ASSIGN(ShopCalendar calendar, ShopCalendar::make(run.config.shop_settings(shop).calendar));
  run.calendar = std::make_unique<ShopCalendar>(std::move(calendar));
  run.request = {options.input,
                 options.preset,
                 options.map,
                 shop,
                 options.from,
                 options.to,
                 options.rep,
                 options.period,
                 run.config.metrics,
                 run.calendar.get(),
                 now_of(command, options)};
  return run;
}

StoreFiguresRequest store_request(const Command& command, const FiguresOptions& options) {
  StoreFiguresRequest request{options.from, options.to,     options.period,          options.rep,
                              options.shop, options.source, now_of(command, options)};
  request.tell = [&command](const Words& words) { command.tell(words); };
  return request;
}

}  // namespace

Status command_figures(const Command& command, const FiguresOptions& options) {
  RIGONG_TRY(check_range(options));
  if (!options.input.empty()) {
    RIGONG_ASSIGN(const FileRun run, file_run(command, options));
    RIGONG_ASSIGN(const FileFigures figures, figures_from_files(run.request));
    command.print(figures_table(figures.rows));
    tell_rejected(command, figures);
    return {};
  }
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::read));
  RIGONG_ASSIGN(const auto view, open.store->read());
  ShopRules rules(open.config);
  RIGONG_ASSIGN(const auto rows, figures_from_store(*view, rules, store_request(command, options)));
  command.print(figures_table(rows));
  return {};
}

Status command_turns(const Command& command, const FiguresOptions& options) {
  RIGONG_TRY(check_range(options));
  if (!options.input.empty()) {
    RIGONG_ASSIGN(const FileRun run, file_run(command, options));
    RIGONG_ASSIGN(const FileFigures figures, turns_from_files(run.request));
    command.print(turns_table(figures.turns, *run.calendar, run.request.now));
    tell_rejected(command, figures);
    return {};
  }
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::read));
  RIGONG_ASSIGN(const auto view, open.store->read());
  ShopRules rules(open.config);
  RIGONG_ASSIGN(const auto shops, turns_from_store(*view, rules, store_request(command, options)));
  Table all = turns_table({}, rules.calendar(open.config.shop.id), 0);
  for (const ShopTurns& shop : shops) {
    Table part = turns_table(shop.lines, rules.calendar(shop.shop), now_of(command, options));
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(all.rows));
  }
  command.print(all);
  return {};
}

}  // namespace rigong::runtime
