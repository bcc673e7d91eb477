// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/files.h"

#include <fmt/format.h>
#include <cerrno>
#include <system_error>

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#endif

namespace rigong::storage::sqlite {
namespace {

tl::unexpected<Error> failed(const char* what_zh, const char* what_en, const std::filesystem::path& path, std::error_code code) {
  return fail(ErrorKind::io, fmt::format("{} {}:{}。请检查磁盘和权限后重试。", what_zh, utf8(path), code.message()),
              fmt::format("{} {}: {}. Check the disk and its permissions, then try again.", what_en, utf8(path), code.message()));
}

}  // namespace

std::string utf8(const std::filesystem::path& path) {
  const auto text = path.u8string();
  return {text.begin(), text.end()};
}

std::filesystem::path with_suffix(const std::filesystem::path& path, const char* suffix) {
  std::filesystem::path result = path;
  result += suffix;
  return result;
}

#ifdef _WIN32

namespace {

std::error_code last_error() { return {static_cast<int>(GetLastError()), std::system_category()}; }

}  // namespace

Status create_private_file(const std::filesystem::path& path) {
  const HANDLE file = CreateFileW(path.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (file == INVALID_HANDLE_VALUE) return failed("无法创建", "Cannot create", path, last_error());
  CloseHandle(file);
  return {};
}

Status sync_file(const std::filesystem::path& path) {
  const HANDLE file = CreateFileW(path.c_str(), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                                  FILE_ATTRIBUTE_NORMAL, nullptr);
  if (file == INVALID_HANDLE_VALUE) return failed("无法打开", "Cannot open", path, last_error());
  const bool done = FlushFileBuffers(file) != 0;
  const std::error_code code = last_error();
  CloseHandle(file);
  if (!done) return failed("无法写入磁盘", "Cannot write to disk", path, code);
  return {};
}

// NTFS keeps its own journal of names.
Status sync_folder(const std::filesystem::path&) { return {}; }

bool on_network(const std::filesystem::path& folder) {
  const std::filesystem::path root = std::filesystem::absolute(folder).root_path();
  return GetDriveTypeW(root.c_str()) == DRIVE_REMOTE;
}

bool open_to_others(const std::filesystem::path&) { return false; }

std::optional<FileIdentity> identity_of(const std::filesystem::path&) { return FileIdentity(); }

#else

namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

Status sync(const std::filesystem::path& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return failed("无法打开", "Cannot open", path, last_error());
  const bool done = ::fsync(file) == 0;
  const std::error_code code = last_error();
  ::close(file);
  if (!done) return failed("无法写入磁盘", "Cannot write to disk", path, code);
  return {};
}

}  // namespace

Status create_private_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return failed("无法创建", "Cannot create", path, last_error());
  ::close(file);
  return {};
}

Status sync_file(const std::filesystem::path& path) { return sync(path, O_RDONLY | O_NOFOLLOW); }
Status sync_folder(const std::filesystem::path& folder) { return sync(folder, O_RDONLY | O_DIRECTORY); }

bool on_network(const std::filesystem::path& folder) {
#ifdef __linux__
  struct statfs info {};
  if (::statfs(folder.c_str(), &info) != 0) return false;
  // NFS, SMB, CIFS, SMB2, AFS, Ceph (linux/magic.h).
  switch (static_cast<std::uint32_t>(info.f_type)) {
    case 0x6969:
    case 0x517B:
    case 0xFF534D42:
    case 0xFE534D42:
    case 0x5346414F:
    case 0x00C36400:
      return true;
    default:
      return false;
  }
#else
  static_cast<void>(folder);
  return false;
#endif
}

std::optional<FileIdentity> identity_of(const std::filesystem::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) return std::nullopt;
  return FileIdentity{info.st_dev, info.st_ino};
}

bool open_to_others(const std::filesystem::path& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

#endif

}  // namespace rigong::storage::sqlite
