// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string_view>

#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/runtime/command.h"
#include "agent/runtime/progress_line.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/work_out.h"
#include "storage/backup.h"

namespace rigong::runtime {
namespace {

storage::OpenOptions options_of(const Command& command, const config::Config& config, const DataFolder& folder) {
  storage::OpenOptions options;
  options.url = config.store_url;
  options.data_dir = folder.path();
  options.clock = command.clock;
  return options;
}

storage::Progress percent(const Command& command, ProgressLine& line) {
  return [&](std::uint64_t done, std::uint64_t total) {
    line.show([&] { return fmt::format("{}%", total == 0 ? 100 : done * 100 / total); });
    return command.goes_on();
  };
}

// The key goes beside the copy: without it nothing new would be recognised as known after a restore.
Status copy_key(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing, error);
  if (!error) std::filesystem::permissions(to, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
  if (!error) return {};
  return fail(ErrorKind::io, fmt::format("无法把密钥写到 {}：{}。", path_text(to), error.message()),
              fmt::format("Cannot write the key to {}: {}.", path_text(to), error.message()));
}

std::filesystem::path key_beside(std::filesystem::path file) { return file.replace_extension(".key"); }

}  // namespace

Status command_doctor(const Command& command, bool repair) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, repair ? FolderUse::write : FolderUse::read));
  if (repair) {
    ShopRules rules(open.config);
    RIGONG_ASSIGN(const WorkOutProgress done, work_out(*open.store, rules));
    command.tell({fmt::format("已补算 {} 个会话、{} 天。", done.conversations, done.days),
                  fmt::format("Worked out {} conversations and {} days.", done.conversations, done.days)});
    RIGONG_TRY(open.store->settle());
  }
  RIGONG_ASSIGN(const auto findings, open.store->examine());
  bool broken = false;
  Table table;
  table.columns = {{"level", {"级别", "level"}, Show::plain, Align::left},
                   {"finding", {"检查", "finding"}, Show::plain, Align::left}};
  for (const storage::Finding& finding : findings) {
    using Level = storage::Finding::Level;
    broken = broken || finding.level == Level::broken;
    const Words level = finding.level == Level::good      ? Words{"正常", "good"}
                        : finding.level == Level::warning ? Words{"注意", "warning"}
                                                          : Words{"损坏", "broken"};
    table.rows.push_back({say(level, command.language), say(finding.words, command.language)});
  }
  command.print(table);
  if (!broken) return {};
  return fail(ErrorKind::damaged, "数据有损坏，请按上面的提示处理。", "The data are damaged; do what the lines above say.");
}

Status command_backup(const Command& command, const std::filesystem::path& typed) {
  RIGONG_ASSIGN(const config::Config config, command.config());
  const std::filesystem::path file = command.path(typed);
  // No lock: a backup is taken while the program runs.
  RIGONG_ASSIGN(const DataFolder folder, DataFolder::open(command.data_folder(), FolderUse::read));
  ProgressLine line(*command.err, command.err_is_terminal);
  RIGONG_TRY(storage::backup(options_of(command, config, folder), file, percent(command, line)));
  line.clear();
  RIGONG_TRY(copy_key(folder.key_file(), key_beside(file)));
  command.tell(
      {fmt::format("已备份到 {}，并核对无误。密钥在 {}，请与备份分开保管。", path_text(file), path_text(key_beside(file))),
       fmt::format("Backed up to {} and checked. Its key is {}; keep the two apart.", path_text(file),
                   path_text(key_beside(file)))});
  return {};
}

Status command_restore(const Command& command, const std::filesystem::path& file) {
  RIGONG_ASSIGN(const config::Config config, command.config());
  RIGONG_ASSIGN(const DataFolder folder, DataFolder::open(command.data_folder(), FolderUse::write));
  ProgressLine line(*command.err, command.err_is_terminal);
  RIGONG_TRY(storage::restore(options_of(command, config, folder), file, percent(command, line)));
  line.clear();
  std::error_code error;
  if (std::filesystem::exists(key_beside(file), error)) {
    RIGONG_TRY(copy_key(key_beside(file), folder.key_file()));
  } else if (!std::filesystem::exists(folder.key_file(), error)) {
    command.tell(
        {fmt::format("注意：备份旁没有密钥 {}。再次导入旧文件时会被当作新数据，请先找回密钥。", path_text(key_beside(file))),
         fmt::format(
             "Note: there is no key {} beside the backup. Older files imported again would count as new; find the key first.",
             path_text(key_beside(file)))});
  }
  command.tell({fmt::format("已从 {} 恢复。", path_text(file)), fmt::format("Restored from {}.", path_text(file))});
  return {};
}

Status command_export(const Command& command, const std::string& what, const FiguresOptions& options, bool discard) {
  if (discard && what != "rejected") {
    return fail(ErrorKind::wrong_use, "--discard 只能和 rejected 一起用；指标和一问一答不会因导出而删除。",
                "--discard goes with 'rejected' only; figures and turns are never removed by an export.");
  }
  if (what == "figures") return command_figures(command, options);
  if (what == "turns") return command_turns(command, options);
  RIGONG_ASSIGN(const OpenStore open, open_for(command, discard ? FolderUse::write : FolderUse::read));
  Table table;
  table.when_empty = {"没有另存的问题行。", "No rows are kept aside."};
  table.columns = {{"file", {"文件", "file"}, Show::plain, Align::left},
                   {"line", {"行", "line"}},
                   {"reason", {"原因", "reason"}, Show::plain, Align::left},
                   {"row", {"内容", "row"}, Show::plain, Align::left}};
  {
    RIGONG_ASSIGN(const auto view, open.store->read());
    RIGONG_TRY(view->kept_rows([&](const storage::KeptRow& row) {
      table.rows.push_back({row.file, static_cast<std::int64_t>(row.line), row.reason, row.row});
      return true;
    }));
  }
  command.print(table);
  if (!discard) return {};
  // What could not be written out is not thrown away.
  command.out->flush();
  if (!*command.out) {
    return fail(ErrorKind::io, "没能写出全部行，所以都还保留着。请检查磁盘后再试。",
                "Not all rows could be written out, so all of them are still kept. Check the disk and try again.");
  }
  return change_store(open, [](storage::WriteTransaction& transaction) { return transaction.discard_kept_rows(); });
}

}  // namespace rigong::runtime
