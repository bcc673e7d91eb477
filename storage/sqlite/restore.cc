// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/restore.h"

#include <fmt/format.h>

#include "storage/sqlite/copy.h"
#include "storage/sqlite/driver.h"
#include "storage/sqlite/files.h"
#include "storage/sqlite/format.h"

namespace rigong::storage::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSuffixes[] = {"", "-wal", "-shm"};

// Opens a file that must be there and must be ours.
Result<std::unique_ptr<SqliteConnection>> open_checked(const fs::path& path) {
  RIGONG_TRY(check_file(path));
  std::error_code code;
  if (!fs::exists(path, code)) {
    return fail(ErrorKind::not_found, fmt::format("没有文件 {}。请检查路径。", utf8(path)),
                fmt::format("There is no file {}. Check the path.", utf8(path)));
  }
  RIGONG_ASSIGN(auto connection, SqliteConnection::open(path, Role::reader));
  RIGONG_ASSIGN(const int version, check_version(*connection, schema().back().number));
  if (version == 0) {
    return fail(ErrorKind::refused, fmt::format("{} 是空文件,不是备份。请选择另一个文件。", utf8(path)),
                fmt::format("{} is empty and no backup. Choose another file.", utf8(path)));
  }
  return connection;
}

// Fails with `busy` where any connection of any process has the file open. A damaged file, which cannot be asked, is nobody's.
Status check_unused(const fs::path& path) {
  std::error_code code;
  if (!fs::exists(path, code)) return {};
  Status used;
  if (auto connection = SqliteConnection::open(path, Role::writer)) {
    RIGONG_TRY((*connection)->execute("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE;"));
    used = (*connection)->execute("BEGIN EXCLUSIVE; ROLLBACK;");
  } else {
    used = fail(connection.error());
  }
  if (used || used.error().kind != ErrorKind::busy) return {};
  return fail(ErrorKind::busy, "数据文件正在使用中。请先停止 rigong run,再恢复备份。",
              "The data file is in use. Stop rigong run first, then restore the backup.");
}

Status move(const fs::path& from, const fs::path& to) {
  std::error_code code;
  fs::rename(from, to, code);
  if (!code) return {};
  return fail(ErrorKind::io, fmt::format("无法将 {} 改名:{}。请检查权限。", utf8(from), code.message()),
              fmt::format("Cannot rename {}: {}. Check its permissions.", utf8(from), code.message()));
}

// A name with the day that is not taken yet.
fs::path name_aside(const fs::path& path, TimeMs now) {
  const std::string day = to_string(Day{static_cast<std::int32_t>(now / kDayMs)});
  std::error_code code;
  for (int n = 1;; ++n) {
    const fs::path name = with_suffix(path, fmt::format(".replaced-{}{}", day, n == 1 ? "" : fmt::format("-{}", n)).c_str());
    if (!fs::exists(name, code)) return name;
  }
}

// Moves the store and its log out of the way, and `part` in its place.
Status exchange(const fs::path& path, const fs::path& part, const fs::path& aside) {
  std::error_code code;
  for (const char* suffix : kSuffixes) {
    if (fs::exists(with_suffix(path, suffix), code)) {
      RIGONG_TRY(move(with_suffix(path, suffix), with_suffix(aside, suffix)));
    }
  }
  RIGONG_TRY(move(part, path));
  return sync_folder(path.parent_path());
}

}  // namespace

Status backup(const OpenOptions& store, const fs::path& file, const Progress& progress) {
  RIGONG_ASSIGN(const fs::path path, file_of(store));
  RIGONG_ASSIGN(const auto source, open_checked(path));
  return copy_database(*source, fs::absolute(file), progress);
}

Status restore(const OpenOptions& store, const fs::path& file, const Progress& progress) {
  RIGONG_ASSIGN(const fs::path path, file_of(store));
  RIGONG_ASSIGN(auto source, open_checked(file));
  RIGONG_TRY(check_integrity(*source));
  RIGONG_TRY(check_unused(path));
  const fs::path part = with_suffix(path, ".restored");
  std::error_code code;
  fs::remove(part, code);
  // The copy is compared with the backup, and takes in a log that may lie beside it.
  RIGONG_TRY(copy_database(*source, part, progress));
  source.reset();
  const fs::path aside = name_aside(path, store.clock->now());
  Status done = check_unused(path);
  if (done) done = exchange(path, part, aside);
  if (done) return {};
  fs::remove(part, code);
  if (!fs::exists(path, code)) {
    for (const char* suffix : kSuffixes) fs::rename(with_suffix(aside, suffix), with_suffix(path, suffix), code);
  }
  return done;
}

}  // namespace rigong::storage::sqlite
