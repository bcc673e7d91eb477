// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/driver.h"

#include <fmt/format.h>

#include "storage/sqlite/files.h"
#include "storage/sqlite/format.h"

namespace rigong::storage::sqlite {
namespace {

namespace fs = std::filesystem;

// More readers than that at once are rare; theirs are closed after use.
constexpr std::size_t kReadersAtRest = 2;

tl::unexpected<Error> busy() {
  return fail(ErrorKind::busy, "另一个写入正在进行,请稍后重试。", "Another write is under way. Try again shortly.");
}

tl::unexpected<Error> nothing_there(const fs::path& path) {
  return fail(ErrorKind::not_found, fmt::format("还没有数据文件 {}。请先运行 rigong run 或 rigong import。", utf8(path)),
              fmt::format("There is no data file {} yet. Start with rigong run or rigong import.", utf8(path)));
}

// Links above the data folder are the person's own business; from here on none is followed.
Result<fs::path> real_path(const fs::path& path, Access access) {
  std::error_code code;
  if (access == Access::read_write && !fs::exists(path.parent_path(), code)) {
    fs::create_directories(path.parent_path(), code);
    if (!code) fs::permissions(path.parent_path(), fs::perms::owner_all, code);
  }
  const fs::path folder = fs::canonical(path.parent_path(), code);
  if (!code) return folder / path.filename();
  const ErrorKind kind = access == Access::read_only ? ErrorKind::not_found : ErrorKind::io;
  return fail(kind, fmt::format("数据目录 {} 不可用:{}。请检查 --data。", utf8(path.parent_path()), code.message()),
              fmt::format("The data folder {} cannot be used: {}. Check --data.", utf8(path.parent_path()), code.message()));
}

}  // namespace

Result<fs::path> file_of(const OpenOptions& options) {
  constexpr std::string_view kScheme = "sqlite:";
  const std::string_view url = options.url.reveal();
  if (!url.starts_with(kScheme) || url.size() == kScheme.size()) {
    return fail(ErrorKind::wrong_use, "[store] url 应写成 sqlite:文件名 或 postgresql://…。",
                "[store] url must be sqlite:FILE or postgresql://….");
  }
  const std::string_view name = url.substr(kScheme.size());
  return options.data_dir / fs::path(std::u8string(name.begin(), name.end()));
}

Result<std::unique_ptr<sql::Driver>> SqliteDriver::open(const fs::path& given, Access access,
                                                        std::span<const sql::Migration> migrations) {
  RIGONG_ASSIGN(const fs::path path, real_path(given, access));
  RIGONG_TRY(check_file(path));
  std::error_code code;
  if (!fs::exists(path, code)) {
    if (access == Access::read_only) return nothing_there(path);
    RIGONG_TRY(create_private_file(path));
    RIGONG_TRY(sync_folder(path.parent_path()));
  }
  if (on_network(path.parent_path())) {
    return fail(ErrorKind::refused, "数据目录在网络磁盘上,多台电脑同时写入会损坏数据。请把它移到本机磁盘。",
                "The data folder is on a network drive, where data would be damaged. Move it to a disk of this machine.");
  }
  const int newest = migrations.back().number;
  std::unique_ptr<SqliteDriver> driver(new SqliteDriver(path, access, newest));
  driver->identity_ = identity_of(path).value_or(FileIdentity());
  if (access == Access::read_write) {
    if (open_to_others(path)) fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, code);
    RIGONG_ASSIGN(driver->writer_, SqliteConnection::open(path, Role::writer));
    RIGONG_TRY(migrate(*driver->writer_, path, migrations));
    return driver;
  }
  RIGONG_ASSIGN(auto reader, SqliteConnection::open(path, Role::reader));
  RIGONG_ASSIGN(const int version, check_version(*reader, newest));
  if (version == 0) return nothing_there(path);
  if (version < newest) {
    return fail(ErrorKind::refused, "数据文件还是旧格式。请先运行一次 rigong run,它会自动升级。",
                "The data file still has an older format. Run rigong run once, which brings it up to date.");
  }
  driver->give_back_reader(std::move(reader));
  return driver;
}

SqliteDriver::SqliteDriver(fs::path path, Access access, int version)
    : path_(std::move(path)), access_(access), version_(version) {}

SqliteDriver::~SqliteDriver() {
  // Readers first: the connection that is closed last folds the log into the file, and only the writer may.
  readers_.clear();
  writer_.reset();
}

// The connections go on with the file they opened, whatever its name is by then: what is written there would be lost, and the log
// that lies beside the name belongs to the file of before. A sync program or a copy by hand does such things.
Status SqliteDriver::check_same_file() const {
  if (identity_of(path_) == identity_) return {};
  return fail(
      ErrorKind::io,
      fmt::format("数据文件 {} 在使用中被替换或删除,已停止读写。请结束所有日拱程序,用 rigong doctor 检查后再启动;"
                  "恢复备份请用 rigong restore。",
                  utf8(path_)),
      fmt::format("The data file {} was replaced or removed while in use, so nothing is read or written any more. End every "
                  "Rigong, check with rigong doctor, then start again; to restore a backup use rigong restore.",
                  utf8(path_)));
}

Result<sql::Loan> SqliteDriver::reader() {
  RIGONG_TRY(check_same_file());
  std::unique_ptr<SqliteConnection> connection;
  {
    const std::lock_guard lock(mutex_);
    if (!readers_.empty()) {
      connection = std::move(readers_.back());
      readers_.pop_back();
    }
  }
  if (!connection) {
    RIGONG_ASSIGN(connection, SqliteConnection::open(path_, Role::reader));
  }
  return sql::Loan(connection.release(), [this](sql::Connection* lent) {
    give_back_reader(std::unique_ptr<SqliteConnection>(static_cast<SqliteConnection*>(lent)));
  });
}

void SqliteDriver::give_back_reader(std::unique_ptr<SqliteConnection> connection) {
  connection->rollback();
  const std::lock_guard lock(mutex_);
  if (readers_.size() < kReadersAtRest && !connection->failed_to_write()) readers_.push_back(std::move(connection));
}

Result<sql::Loan> SqliteDriver::writer() {
  if (access_ == Access::read_only) {
    return fail(ErrorKind::refused, "数据文件以只读方式打开,不能写入。",
                "The data file was opened for reading only and is not written.");
  }
  RIGONG_TRY(check_same_file());
  if (!writing_.enter(kBusyWait)) return busy();
  if (const Status ready = ensure_writer(); !ready) {
    writing_.leave();
    return fail(ready.error());
  }
  return sql::Loan(writer_.get(), [this](sql::Connection*) {
    writer_->rollback();
    if (writer_->failed_to_write()) writer_.reset();
    writing_.leave();
  });
}

Status SqliteDriver::ensure_writer() {
  if (writer_) return {};
  RIGONG_ASSIGN(writer_, SqliteConnection::open(path_, Role::writer));
  const Result<int> version = check_version(*writer_, version_);
  if (!version) {
    writer_.reset();
    return fail(version.error());
  }
  return {};
}

Status SqliteDriver::settle() {
  if (access_ == Access::read_only) return {};
  RIGONG_ASSIGN(const sql::Loan loan, writer());
  auto& connection = static_cast<SqliteConnection&>(*loan);
  // PASSIVE first does what it can beside readers; TRUNCATE then waits for none: it is tried, and a busy answer is fine.
  RIGONG_TRY(connection.execute("PRAGMA incremental_vacuum(1024); PRAGMA wal_checkpoint(PASSIVE); PRAGMA busy_timeout = 0;"));
  const Status truncated = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  RIGONG_TRY(connection.execute(fmt::format("PRAGMA busy_timeout = {}", kBusyWait.count())));
  if (!truncated && truncated.error().kind != ErrorKind::busy) return truncated;
  connection.release_memory();
  const std::lock_guard lock(mutex_);
  for (const auto& reader : readers_) reader->release_memory();
  return {};
}

// What was removed lies on in free pages, in the gaps of others and in the log. All of that is gone once the file is written anew
// from what is there, the log folded into it, and the log cut to nothing.
Status SqliteDriver::purge() {
  RIGONG_ASSIGN(const sql::Loan loan, writer());
  auto& connection = static_cast<SqliteConnection&>(*loan);
  {
    const std::lock_guard lock(mutex_);
    readers_.clear();
  }
  const auto empty_log = [&]() -> Status {
    // Unlike other statements it tells in its answer, and not by an error, that somebody was in its way.
    RIGONG_ASSIGN(const std::int64_t in_the_way, connection.integer("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (in_the_way == 0) return {};
    return fail(ErrorKind::busy, "有查询仍在进行,未能清除已删除的数据。请稍后重试。",
                "Somebody is still reading, so what was removed could not be cleared from the file. Try again shortly.");
  };
  // First, so that nothing is rewritten in vain where a reader stands in the way.
  RIGONG_TRY(empty_log());
  RIGONG_TRY(connection.rewrite());
  RIGONG_TRY(empty_log());
  connection.release_memory();
  return {};
}

}  // namespace rigong::storage::sqlite
