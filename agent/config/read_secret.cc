// SPDX-License-Identifier: Apache-2.0
// Where secrets come from. No sentence here repeats one.
#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/config/config.h"

#ifndef _WIN32
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace rigong::config {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;

tl::unexpected<Error> refuse(std::string zh, std::string en) { return fail(ErrorKind::refused, std::move(zh), std::move(en)); }

Result<Secret> read_variable(std::string_view name) {
#ifdef _WIN32
  const wchar_t* found = _wgetenv(path_from_utf8(name).c_str());
  const std::string value = found == nullptr ? "" : path_text(std::filesystem::path(found));
#else
  const char* found = std::getenv(std::string(name).c_str());
  const std::string_view value = found == nullptr ? "" : found;
#endif
  if (!value.empty()) return Secret(std::string(value));
  const std::string shown = one_line(name);
  return refuse(fmt::format("环境变量 {} 没有设置或为空，请在启动前设置它。", shown),
                fmt::format("the environment variable {} is not set or empty; set it before the start.", shown));
}

// One line end at the end belongs to the editor, not to the secret.
Result<Secret> to_secret(std::string& text, const std::string& name) {
  if (text.size() > kMostBytes) {
    return refuse(fmt::format("密钥文件 {} 超过 64 KB。", name), fmt::format("the secret file {} is larger than 64 KB.", name));
  }
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  if (text.empty()) return refuse(fmt::format("密钥文件 {} 是空的。", name), fmt::format("the secret file {} is empty.", name));
  return Secret(std::move(text));
}

#ifdef _WIN32

Result<Secret> read_secret_file(std::string_view name) {
  const std::filesystem::path path = path_from_utf8(name);
  const std::string shown = one_line(name);
  std::error_code error;
  std::ifstream stream;
  if (std::filesystem::is_regular_file(path, error)) stream.open(path, std::ios::binary);
  if (!stream.is_open()) {
    return refuse(fmt::format("密钥文件 {} 不存在或读不了。", shown),
                  fmt::format("the secret file {} is not there or cannot be read.", shown));
  }
  std::string text(kMostBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return to_secret(text, shown);
}

#else

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

Result<Secret> read_secret_file(std::string_view name) {
  const std::string shown = one_line(name);
  // Checks are made on what was opened, so that nobody can put another file in its place between check and reading; a symbolic
  // link or a pipe is not followed nor waited for.
  const Descriptor file(::open(std::string(name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  const int open_error = errno;
  if (file.number() < 0) {
    if (open_error == ELOOP) {
      return refuse(fmt::format("密钥文件 {} 是符号链接，请写真实路径。", shown),
                    fmt::format("the secret file {} is a symbolic link; write the path of the file itself.", shown));
    }
    const std::string reason = std::generic_category().message(open_error);
    return refuse(fmt::format("密钥文件 {} 打不开：{}。", shown, reason),
                  fmt::format("the secret file {} cannot be opened: {}.", shown, reason));
  }
  struct stat status {};
  if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return refuse(fmt::format("密钥 {} 不是普通文件。", shown), fmt::format("the secret {} is not a regular file.", shown));
  }
  if (status.st_uid != ::geteuid()) {
    return refuse(fmt::format("密钥文件 {} 属于另一个用户，请用 chown 改为运行本程序的用户。", shown),
                  fmt::format("the secret file {} belongs to another user; chown it to the one who runs this program.", shown));
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return refuse(fmt::format("密钥文件 {} 别人也能访问，请执行 chmod 600。", shown),
                  fmt::format("the secret file {} is open to others; run chmod 600 on it.", shown));
  }
  std::string text(kMostBytes + 1, '\0');
  std::size_t length = 0;
  while (length < text.size()) {
    const ssize_t count = ::read(file.number(), text.data() + length, text.size() - length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const std::string reason = std::generic_category().message(errno);
      return refuse(fmt::format("密钥文件 {} 读不了：{}。", shown, reason),
                    fmt::format("the secret file {} cannot be read: {}.", shown, reason));
    }
    if (count == 0) break;
    length += static_cast<std::size_t>(count);
  }
  text.resize(length);
  return to_secret(text, shown);
}

#endif

}  // namespace

Result<Secret> read_secret(std::string_view kind, std::string_view name) {
  if (kind == "env") return read_variable(name);
  if (kind == "file") return read_secret_file(name);
  if (kind == "keyring") {
    return refuse("这个版本还不能读系统密钥库；请改用 secret:env:… 或 secret:file:…。",
                  "this version cannot read the system's keyring; use secret:env:... or secret:file:... instead.");
  }
  return fail(ErrorKind::wrong_use, "密钥的来源只有 env、file 和 keyring。", "a secret comes from env, file or keyring.");
}

}  // namespace rigong::config
