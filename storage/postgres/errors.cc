// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/errors.h"

#include <fmt/format.h>
#include <pqxx/pqxx>

namespace rigong::storage::postgres {
namespace {

Error make(ErrorKind kind, const char* zh, const char* en, std::string message) {
  // The server's message may have several lines; the first says it.
  message.resize(std::min(message.find('\n'), message.size()));
  return {kind, {fmt::format("{}({})", zh, message), fmt::format("{} ({})", en, message)}};
}

Error of_state(const std::string& state, const std::string& message) {
  const auto in_class = [&](const char* prefix) { return state.starts_with(prefix); };
  if (state == "55P03" || state == "57014") {
    return make(ErrorKind::busy, "数据库正忙,请稍后重试。", "The database is busy. Try again shortly.", message);
  }
  if (in_class("40") || in_class("08") || in_class("57P") || state == "53300" || state == "53200" || state == "25P03") {
    return make(ErrorKind::unavailable, "数据库暂时不可用,请稍后重试。",
                "The database is not available at the moment. Try again later.", message);
  }
  if (in_class("53") || in_class("58")) {
    return make(ErrorKind::io, "数据库服务器的磁盘出现问题。请在服务器上检查磁盘空间。",
                "The database server has trouble with its disk. Check its disk space.", message);
  }
  if (in_class("XX")) {
    return make(ErrorKind::damaged, "数据库报告数据已损坏。请在服务器上检查,并从备份恢复。",
                "The database reports damaged data. Check the server and restore a backup.", message);
  }
  if (in_class("42501") || state == "25006" || in_class("28")) {
    return make(ErrorKind::refused, "数据库不允许此操作。请检查数据库用户的权限。",
                "The database does not allow this. Check the rights of the database user.", message);
  }
  if (in_class("22") || in_class("23")) {
    return make(ErrorKind::wrong_use, "有一个值不能保存:过长,或指向不存在的对象。请检查这份数据。",
                "A value cannot be kept: it is too long or refers to something that does not exist. Check this data.", message);
  }
  return make(ErrorKind::internal, "数据库报告了意外错误,请附上此信息反馈。",
              "The database reported an unexpected error. Please report it with this message.", message);
}

}  // namespace

Error error_of(const std::exception& exception, After after) {
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&exception);
  if (sql != nullptr && !sql->sqlstate().empty()) return of_state(sql->sqlstate(), sql->what());
  // An error without a state is the client library's own: a server that went away in the middle of an answer.
  if (sql != nullptr || after == After::lost || dynamic_cast<const pqxx::broken_connection*>(&exception) != nullptr ||
      dynamic_cast<const pqxx::in_doubt_error*>(&exception) != nullptr) {
    return make(ErrorKind::unavailable, "与数据库的连接中断,请稍后重试。",
                "The connection to the database was lost. Try again later.", exception.what());
  }
  return of_state("", exception.what());
}

Error connect_error(const std::exception& exception, const Secret& url) {
  std::string message = exception.what();
  // What libpq says of a server names host, port, user and database; what it says of an address it cannot read quotes parts of
  // it.
  const std::string_view known = url.reveal();
  const bool about_server = message.find("connection to server") != std::string::npos;
  const bool quotes = known.size() > 0 && message.find(known) != std::string::npos;
  if (!about_server || quotes) {
    return {ErrorKind::wrong_use,
            {"[store] url 不是有效的 postgresql:// 地址。请检查其写法。",
             "[store] url is no valid postgresql:// address. Check how it is written."}};
  }
  if (message.find("authentication failed") != std::string::npos || message.find("does not exist") != std::string::npos) {
    return make(ErrorKind::refused, "数据库拒绝登录。请检查 [store] url 中的用户、密码和数据库名。",
                "The database refused the login. Check user, password and database name in [store] url.", std::move(message));
  }
  return make(ErrorKind::unavailable, "无法连接数据库。请检查服务器是否在运行、网络是否通畅。",
              "The database cannot be reached. Check that the server runs and the network works.", std::move(message));
}

}  // namespace rigong::storage::postgres
