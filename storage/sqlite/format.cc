// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/format.h"

#include <fmt/format.h>
#include <fstream>

#include "storage/sqlite/copy.h"
#include "storage/sqlite/files.h"

namespace rigong::storage::sqlite {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> foreign(const fs::path& path) {
  return fail(
      ErrorKind::refused, fmt::format("{} 不是日拱的数据文件,未做任何改动。请在 [store] url 中换一个文件名。", utf8(path)),
      fmt::format("{} is not a data file of Rigong and was left untouched. Choose another name in [store] url.", utf8(path)));
}

Status check_space(const fs::path& path) {
  std::error_code code;
  const auto size = fs::file_size(path, code);
  const auto space = fs::space(path.parent_path(), code);
  // One copy, and the log of a transaction that may rewrite every page.
  constexpr std::uintmax_t kCopies = 3;
  if (code || space.available >= size * kCopies) return {};
  const auto megabytes = (size * kCopies - space.available) / (1024 * 1024) + 1;
  return fail(
      ErrorKind::io, fmt::format("升级数据文件前需要先备份,磁盘还差 {} MB。请腾出空间后重试。", megabytes),
      fmt::format("The data file is copied before it is brought up to date: {} MB of disk space are missing. Make room, then "
                  "try again.",
                  megabytes));
}

Status apply(SqliteConnection& connection, std::span<const sql::Migration> migrations) {
  RIGONG_ASSIGN(const int version, check_version(connection, migrations.back().number));
  for (const sql::Migration& migration : migrations) {
    if (migration.number > version) RIGONG_TRY(connection.execute(migration.text));
  }
  RIGONG_ASSIGN(const std::int64_t broken, connection.integer("SELECT count(*) FROM pragma_foreign_key_check"));
  if (broken != 0) {
    return fail(
        ErrorKind::damaged, "数据文件中有互相矛盾的记录,未能升级,原文件未改动。请运行 rigong doctor。",
        "Records of the data file contradict each other; it was not brought up to date and is unchanged. Run rigong doctor.");
  }
  return connection.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId, migrations.back().number));
}

}  // namespace

Status check_file(const fs::path& path) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    const fs::path file = with_suffix(path, suffix);
    std::error_code code;
    const auto status = fs::symlink_status(file, code);
    if (status.type() == fs::file_type::not_found || status.type() == fs::file_type::regular) continue;
    return fail(ErrorKind::refused, fmt::format("{} 是链接或不是普通文件,为安全起见不予打开。请改用真实路径。", utf8(file)),
                fmt::format("{} is a link or no plain file, and for safety it is not opened. Use the real path.", utf8(file)));
  }
  // Where a log lies beside the file, its header may be behind; then SQLite is asked (check_version).
  std::error_code code;
  if (fs::exists(with_suffix(path, "-wal"), code) || fs::exists(with_suffix(path, "-journal"), code)) return {};
  if (!fs::exists(path, code) || fs::file_size(path, code) == 0) return {};
  constexpr std::string_view kMagic("SQLite format 3", 16);
  constexpr std::size_t kPagesAt = 28;
  constexpr std::size_t kApplicationIdAt = 68;
  std::array<char, 100> header{};
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return fail(ErrorKind::io, fmt::format("无法读取 {}。请检查权限。", utf8(path)),
                fmt::format("{} cannot be read. Check its permissions.", utf8(path)));
  }
  file.read(header.data(), header.size());
  if (std::string_view(header.data(), kMagic.size()) != kMagic) return foreign(path);
  const auto number_at = [&](std::size_t at) {
    std::int64_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number * 256 + static_cast<unsigned char>(header[at + i]);
    return number;
  };
  const std::int64_t id = number_at(kApplicationIdAt);
  // A file of one page without an id holds no table: the disk was full, or the power went, when it was made. check_version looks
  // again.
  if (id == kApplicationId || (id == 0 && number_at(kPagesAt) == 1)) return {};
  return foreign(path);
}

Result<int> check_version(SqliteConnection& connection, int newest) {
  RIGONG_ASSIGN(const std::int64_t id, connection.integer("PRAGMA application_id"));
  RIGONG_ASSIGN(const std::int64_t version, connection.integer("PRAGMA user_version"));
  RIGONG_ASSIGN(const std::int64_t tables, connection.integer("SELECT count(*) FROM sqlite_schema"));
  if (id != kApplicationId && (id != 0 || version != 0 || tables != 0)) return foreign(connection.path());
  if (version > newest) {
    return fail(
        ErrorKind::refused,
        fmt::format("数据文件由更新版本的日拱写成(格式 {},本程序支持到 {}),未做任何改动。请安装新版本。", version, newest),
        fmt::format("The data file was written by a newer Rigong (format {}, this program knows up to {}) and was left "
                    "untouched. Install the newer version.",
                    version, newest));
  }
  return static_cast<int>(version);
}

Status migrate(SqliteConnection& connection, const fs::path& path, std::span<const sql::Migration> migrations) {
  const int newest = migrations.back().number;
  RIGONG_ASSIGN(const int version, check_version(connection, newest));
  if (version == 0) {
    // Both can only be chosen while the file is empty. The schema is written before the log is switched on, so that a file with
    // tables always has our id in its own header.
    RIGONG_TRY(connection.execute("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = DELETE;"));
  } else if (version < newest) {
    RIGONG_TRY(check_space(path));
    const fs::path copy = with_suffix(path, fmt::format(".before-v{}", newest).c_str());
    std::error_code code;
    fs::remove(copy, code);
    RIGONG_TRY(copy_database(connection, copy, {}));
  }
  if (version < newest) {
    // Tables that are rebuilt would otherwise pull the rows that refer to them along; the references are checked before the end.
    RIGONG_TRY(connection.execute("PRAGMA foreign_keys = OFF"));
    RIGONG_TRY(connection.execute("BEGIN IMMEDIATE"));
    Status done = apply(connection, migrations);
    if (done) done = connection.execute("COMMIT");
    if (!done) {
      connection.rollback();
      return done;
    }
    RIGONG_TRY(connection.execute("PRAGMA foreign_keys = ON"));
  }
  RIGONG_ASSIGN(const std::string mode, connection.text("PRAGMA journal_mode = WAL"));
  if (mode == "wal") return {};
  return fail(ErrorKind::refused, "数据文件所在的磁盘不支持预写日志。请把数据目录移到本机磁盘。",
              "The disk of the data file does not support write-ahead logging. Move the data folder to a disk of this machine.");
}

}  // namespace rigong::storage::sqlite
