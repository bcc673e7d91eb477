// SPDX-License-Identifier: Apache-2.0
// What `doctor` asks of a SQLite file.
#include "storage/sql/examine.h"

#include <fmt/format.h>

#include "storage/sqlite/driver.h"
#include "storage/sqlite/files.h"
#include "storage/sqlite/format.h"

namespace rigong::storage::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMegabyte = 1024 * 1024;

Status examine_integrity(SqliteConnection& connection, std::vector<Finding>& findings) {
  RIGONG_ASSIGN(const std::int64_t version, connection.integer("PRAGMA user_version"));
  findings.push_back(sql::good(fmt::format("数据文件格式 {},{}。", version, utf8(connection.path())),
                               fmt::format("Data file format {}, {}.", version, utf8(connection.path()))));
  const Result<std::string> verdict = connection.text("PRAGMA integrity_check(1)");
  if (verdict && *verdict == "ok") {
    findings.push_back(sql::good("数据文件完整。", "The data file is sound."));
  } else {
    const std::string complaint = verdict ? *verdict : verdict.error().words.en;
    findings.push_back(sql::broken(
        fmt::format("数据文件已损坏:{}。请停止写入,并用 rigong restore 恢复最近的备份。", complaint),
        fmt::format("The data file is damaged: {}. Stop writing and restore the latest backup with rigong restore.", complaint)));
    // The other answers would come from the same pages.
    return {};
  }
  RIGONG_ASSIGN(const std::int64_t references, connection.integer("SELECT count(*) FROM pragma_foreign_key_check"));
  if (references != 0) {
    findings.push_back(sql::broken(
        fmt::format("{} 条记录指向不存在的对象。请用 rigong restore 恢复最近的备份。", references),
        fmt::format("{} records refer to something that does not exist. Restore the latest backup with rigong restore.",
                    references)));
  }
  return {};
}

void examine_files(const fs::path& path, std::vector<Finding>& findings) {
  std::error_code code;
  // Far above what the writer lets it grow to: something keeps it from folding.
  constexpr std::uintmax_t kLargeLog = 128 * kMegabyte;
  const auto log = fs::file_size(with_suffix(path, "-wal"), code);
  if (!code && log > kLargeLog) {
    findings.push_back(sql::warning(
        fmt::format("日志文件已有 {} MB。请关闭长时间打开的程序,再重启日拱。", log / kMegabyte),
        fmt::format("The log beside the data file has grown to {} MB. Close programs that keep it open, then restart Rigong.",
                    log / kMegabyte)));
  }
  constexpr std::uintmax_t kLittleSpace = 200 * kMegabyte;
  const auto space = fs::space(path.parent_path(), code);
  if (!code && space.available < kLittleSpace) {
    findings.push_back(sql::warning(fmt::format("磁盘只剩 {} MB。请腾出空间,否则将无法写入。", space.available / kMegabyte),
                                    fmt::format("Only {} MB of disk space are left. Make room, or nothing can be written soon.",
                                                space.available / kMegabyte)));
  } else if (!code) {
    findings.push_back(sql::good(fmt::format("磁盘剩余 {} MB。", space.available / kMegabyte),
                                 fmt::format("{} MB of disk space are left.", space.available / kMegabyte)));
  }
  for (const char* suffix : {"", "-wal", "-shm"}) {
    const fs::path file = with_suffix(path, suffix);
    if (!open_to_others(file)) continue;
    findings.push_back(sql::warning(fmt::format("其他用户可以读取 {}。请运行 chmod 600 \"{}\"。", utf8(file), utf8(file)),
                                    fmt::format("Other users can read {}. Run chmod 600 \"{}\".", utf8(file), utf8(file))));
  }
}

}  // namespace

Result<std::vector<Finding>> SqliteDriver::examine(model::TeamId team) {
  std::vector<Finding> findings;
  RIGONG_ASSIGN(const sql::Loan loan, reader());
  auto& connection = static_cast<SqliteConnection&>(*loan);
  RIGONG_TRY(examine_integrity(connection, findings));
  examine_files(path_, findings);
  const bool sound = std::none_of(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.level == Finding::Level::broken; });
  if (sound) RIGONG_TRY(sql::examine_content(connection, team, findings));
  return findings;
}

}  // namespace rigong::storage::sqlite
