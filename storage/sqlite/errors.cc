// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/errors.h"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

namespace rigong::storage::sqlite {

Error error_of(int extended_code, std::string_view message) {
  const auto make = [&](ErrorKind kind, const char* zh, const char* en) {
    return Error{kind, {fmt::format("{}({})", zh, message), fmt::format("{} ({})", en, message)}};
  };
  if (extended_code == SQLITE_READONLY_DBMOVED) {
    return make(ErrorKind::io, "数据文件在使用中被替换或移走。请结束所有日拱程序后重新启动。",
                "The data file was replaced or moved while in use. End every Rigong, then start again.");
  }
  switch (extended_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return make(ErrorKind::busy, "数据文件正被其他程序使用,请稍后重试。",
                  "Another program is using the data file. Try again shortly.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return make(ErrorKind::damaged, "数据文件已损坏。请运行 rigong doctor,并用 rigong restore 恢复最近的备份。",
                  "The data file is damaged. Run rigong doctor, then restore the latest backup with rigong restore.");
    case SQLITE_FULL:
      return make(ErrorKind::io, "磁盘已满,未能写入。请腾出空间后重试。",
                  "The disk is full and nothing was written. Make room, then try again.");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOLFS:
      return make(ErrorKind::io, "无法读写数据文件。请检查磁盘、路径和权限。",
                  "The data file cannot be read or written. Check the disk, the path and the permissions.");
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
      return make(ErrorKind::refused, "数据文件只能读取。请检查其权限,或由正在运行的 rigong 写入。",
                  "The data file can only be read. Check its permissions, or let the running rigong write.");
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return make(ErrorKind::wrong_use, "有一个值不能保存:过长,或指向不存在的对象。请检查这份数据。",
                  "A value cannot be kept: it is too long or refers to something that does not exist. Check this data.");
    case SQLITE_NOMEM:
      return make(ErrorKind::unavailable, "内存不足。请关闭其他程序后重试。",
                  "There is not enough memory. Close other programs and try again.");
    case SQLITE_INTERRUPT:
      return make(ErrorKind::cancelled, "操作已停止,可以重新开始。", "The operation was stopped. It can be started again.");
    default:
      return make(ErrorKind::internal, "数据库报告了意外错误,请附上此信息反馈。",
                  "The database reported an unexpected error. Please report it with this message.");
  }
}

Error error_of(const SQLite::Exception& exception) {
  const int code = exception.getExtendedErrorCode() > 0 ? exception.getExtendedErrorCode() : exception.getErrorCode();
  return error_of(code, exception.what());
}

}  // namespace rigong::storage::sqlite
