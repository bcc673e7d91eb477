// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/copy.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <thread>

#include "storage/sqlite/errors.h"
#include "storage/sqlite/files.h"

namespace rigong::storage::sqlite {
namespace {

namespace fs = std::filesystem;

// A megabyte between two looks at the clock and at the person's wish to stop.
constexpr int kPagesAtOnce = 256;

tl::unexpected<Error> stopped() {
  return fail(ErrorKind::cancelled, "已停止,没有留下文件。", "Stopped. No file was left behind.");
}

Status copy_pages(SqliteConnection& source, SqliteConnection& target, const Progress& progress) {
  try {
    SQLite::Backup backup(target.database(), source.database());
    for (;;) {
      const int code = backup.executeStep(kPagesAtOnce);
      const auto total = static_cast<std::uint64_t>(backup.getTotalPageCount());
      if (progress && !progress(total - static_cast<std::uint64_t>(backup.getRemainingPageCount()), total)) return stopped();
      if (code == SQLITE_DONE) return {};
      if (code != SQLITE_OK) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  } catch (const SQLite::Exception& exception) {
    return fail(error_of(exception));
  }
}

Status write_copy(SqliteConnection& source, const fs::path& part, const Progress& progress) {
  RIGONG_TRY(create_private_file(part));
  RIGONG_ASSIGN(const auto target, SqliteConnection::open(part, Role::writer));
  // Within a read transaction the source stands still, so the copy needs no second start and can be compared with it.
  RIGONG_TRY(source.begin(sql::Connection::Mode::read, 0));
  RIGONG_TRY(copy_pages(source, *target, progress));
  RIGONG_ASSIGN(const std::string before, fingerprint(source));
  source.rollback();
  // One file without a log beside it.
  RIGONG_TRY(target->execute("PRAGMA journal_mode = DELETE"));
  RIGONG_TRY(check_integrity(*target));
  RIGONG_ASSIGN(const std::string after, fingerprint(*target));
  if (before == after) return {};
  return fail(ErrorKind::damaged, "备份与数据不一致,已丢弃。请运行 rigong doctor 后重试。",
              "The copy does not say the same as the data and was thrown away. Run rigong doctor, then try again.");
}

}  // namespace

Result<std::string> fingerprint(SqliteConnection& connection) {
  std::string lines;
  try {
    SQLite::Database& database = connection.database();
    std::vector<std::string> tables;
    SQLite::Statement names(database,
                            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
    while (names.executeStep()) tables.push_back(names.getColumn(0).getString());
    for (const std::string& table : tables) {
      std::string sums;
      if (table == "day_figures" || table == "shop_order") {
        SQLite::Statement columns(database, "SELECT name FROM pragma_table_info(?) WHERE type = 'INTEGER'");
        columns.bind(1, table);
        // total() does not overflow; in the order of the same key it is the same number on both sides.
        while (columns.executeStep()) sums += fmt::format(", total(\"{}\")", columns.getColumn(0).getString());
      }
      SQLite::Statement count(database, fmt::format("SELECT count(*){} FROM \"{}\"", sums, table));
      count.executeStep();
      lines += table;
      for (int column = 0; column < count.getColumnCount(); ++column) lines += ' ' + count.getColumn(column).getString();
      lines += '\n';
    }
  } catch (const SQLite::Exception& exception) {
    return fail(error_of(exception));
  }
  return lines;
}

Status check_integrity(SqliteConnection& connection) {
  RIGONG_ASSIGN(const std::string verdict, connection.text("PRAGMA integrity_check(1)"));
  RIGONG_ASSIGN(const std::int64_t broken, connection.integer("SELECT count(*) FROM pragma_foreign_key_check"));
  if (verdict == "ok" && broken == 0) return {};
  return fail(ErrorKind::damaged, fmt::format("文件已损坏:{}。请用 rigong restore 恢复另一份备份。", verdict),
              fmt::format("The file is damaged: {}. Restore another backup with rigong restore.", verdict));
}

Status copy_database(SqliteConnection& source, const fs::path& target, const Progress& progress) {
  std::error_code code;
  if (fs::exists(fs::symlink_status(target, code))) {
    return fail(ErrorKind::wrong_use, fmt::format("{} 已存在。请换一个文件名。", utf8(target)),
                fmt::format("{} exists. Choose another name.", utf8(target)));
  }
  const fs::path part = with_suffix(target, ".part");
  fs::remove(part, code);
  Status done = write_copy(source, part, progress);
  source.rollback();
  if (done) done = sync_file(part);
  if (done) {
    fs::rename(part, target, code);
    if (code) {
      done = fail(ErrorKind::io, fmt::format("无法写入 {}:{}。请检查磁盘和权限。", utf8(target), code.message()),
                  fmt::format("Cannot write {}: {}. Check the disk and its permissions.", utf8(target), code.message()));
    }
  }
  if (!done) {
    fs::remove(part, code);
    fs::remove(with_suffix(part, "-journal"), code);
    return done;
  }
  return sync_folder(fs::absolute(target).parent_path());
}

}  // namespace rigong::storage::sqlite
