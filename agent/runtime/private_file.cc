// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/private_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "agent/base/path_text.h"

#ifndef _WIN32
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace rigong::runtime {
namespace fs = std::filesystem;
namespace {

tl::unexpected<Error> cannot(const fs::path& path, std::string_view why) {
  return fail(ErrorKind::io, fmt::format("无法使用 {}：{}。请检查目录的权限和磁盘。", path_text(path), why),
              fmt::format("Cannot use {}: {}. Check the folder's permissions and the disk.", path_text(path), why));
}

tl::unexpected<Error> missing(const fs::path& file) {
  return fail(ErrorKind::not_found, fmt::format("没有文件 {}。", path_text(file)),
              fmt::format("There is no file {}.", path_text(file)));
}

tl::unexpected<Error> not_private(const fs::path& file) {
  return fail(
      ErrorKind::refused,
      fmt::format("{} 是链接、属于别人或别人也能访问，出于安全不使用。请执行 chmod 600 或删除它。", path_text(file)),
      fmt::format("{} is a link, somebody else's or open to others, and for safety it is not used. Run chmod 600 on it or "
                  "remove it.",
                  path_text(file)));
}

tl::unexpected<Error> too_long(const fs::path& file) {
  return fail(ErrorKind::damaged, fmt::format("{} 太大，不是本程序写的。请删除它。", path_text(file)),
              fmt::format("{} is too long to be of this program. Remove it.", path_text(file)));
}

}  // namespace

#ifdef _WIN32

Status write_private(const fs::path& file, std::string_view bytes) {
  fs::path temporary = file;
  temporary += ".new";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return cannot(file, "write failed");
  }
  std::error_code error;
  fs::rename(temporary, file, error);
  if (error) return cannot(file, error.message());
  return {};
}

Result<Secret> read_private(const fs::path& file, std::size_t most) {
  std::error_code error;
  const auto status = fs::symlink_status(file, error);
  if (status.type() == fs::file_type::not_found) return missing(file);
  if (!fs::is_regular_file(status)) return not_private(file);
  std::ifstream in(file, std::ios::binary);
  std::string bytes(most + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > most) return too_long(file);
  return Secret(std::move(bytes));
}

#else

Status write_private(const fs::path& file, std::string_view bytes) {
  fs::path temporary = file;
  temporary += ".new";
  ::unlink(temporary.c_str());
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return cannot(temporary, std::strerror(errno));
  const bool written =
      ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!written || ::rename(temporary.c_str(), file.c_str()) != 0) {
    const int code = errno;
    ::unlink(temporary.c_str());
    return cannot(file, std::strerror(code));
  }
  return {};
}

Result<Secret> read_private(const fs::path& file, std::size_t most) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) {
    if (errno == ENOENT) return missing(file);
    if (errno == ELOOP) return not_private(file);
    return cannot(file, std::strerror(errno));
  }
  // Asked of what was opened, so that nothing can be put in its place in between.
  struct stat info {};
  const bool ours =
      ::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == ::geteuid() && (info.st_mode & 077) == 0;
  std::string bytes(most + 1, '\0');
  std::size_t length = 0;
  while (ours && length < bytes.size()) {
    const ssize_t count = ::read(descriptor, bytes.data() + length, bytes.size() - length);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    length += static_cast<std::size_t>(count);
  }
  ::close(descriptor);
  if (!ours) return not_private(file);
  if (length > most) return too_long(file);
  bytes.resize(length);
  return Secret(std::move(bytes));
}

#endif

}  // namespace rigong::runtime
