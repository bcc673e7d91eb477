// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/data_folder.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

#include "agent/base/ids.h"
#include "agent/base/path_text.h"
#include "agent/runtime/private_file.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace rigong::runtime {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMostKeyBytes = 4096;

tl::unexpected<Error> in_use(const fs::path& path) {
  return fail(
      ErrorKind::busy, fmt::format("数据目录 {} 正被另一个 rigong 使用。请先结束它，或用 --data 指定别的目录。", path_text(path)),
      fmt::format("The data folder {} is in use by another rigong. End that one first, or name another folder with --data.",
                  path_text(path)));
}

tl::unexpected<Error> cannot(const fs::path& path, std::string_view why) {
  return fail(ErrorKind::io, fmt::format("无法使用 {}：{}。请检查目录的权限和磁盘。", path_text(path), why),
              fmt::format("Cannot use {}: {}. Check the folder's permissions and the disk.", path_text(path), why));
}

#ifdef _WIN32
using Handle = HANDLE;
const Handle kNoHandle = INVALID_HANDLE_VALUE;
// Opened with no sharing: a second program cannot open it. The system lets go of it when the program ends, however it ends.
Handle take_lock(const fs::path& file) {
  return CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
}
void give_back(Handle handle) { CloseHandle(handle); }
#else
using Handle = int;
constexpr Handle kNoHandle = -1;
Handle take_lock(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return kNoHandle;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
  ::close(descriptor);
  return kNoHandle;
}
void give_back(Handle handle) { ::close(handle); }

// Made by us, or at least ours and nobody else's to write in.
Status check_owner(const fs::path& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) return cannot(path, std::strerror(errno));
  if (info.st_uid != ::geteuid()) {
    return fail(
        ErrorKind::refused, fmt::format("数据目录 {} 属于另一个用户，不能使用。请用 --data 指定自己的目录。", path_text(path)),
        fmt::format("The data folder {} belongs to another user. Name a folder of your own with --data.", path_text(path)));
  }
  // Others may not even look: chats are worked out in here.
  if ((info.st_mode & 077) != 0 && ::chmod(path.c_str(), 0700) != 0) return cannot(path, std::strerror(errno));
  return {};
}
#endif

}  // namespace

struct DataFolder::Impl {
  fs::path path;
  FolderUse use = FolderUse::read;
  Handle lock = kNoHandle;
  ~Impl() {
    if (lock != kNoHandle) give_back(lock);
  }
};

DataFolder::DataFolder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DataFolder::DataFolder(DataFolder&&) noexcept = default;
DataFolder& DataFolder::operator=(DataFolder&&) noexcept = default;
DataFolder::~DataFolder() = default;
const fs::path& DataFolder::path() const { return impl_->path; }

Result<DataFolder> DataFolder::open(const fs::path& path, FolderUse use) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->use = use;
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (fs::is_symlink(status)) {
    return fail(ErrorKind::refused, fmt::format("数据目录 {} 是符号链接，出于安全不使用。请写出真正的目录。", path_text(path)),
                fmt::format("The data folder {} is a symbolic link, which is not safe. Name the real folder.", path_text(path)));
  }
  if (!fs::exists(status)) {
    if (use == FolderUse::read) {
      return fail(ErrorKind::not_found, fmt::format("{} 里还没有数据。可先用 rigong import 导入文件。", path_text(path)),
                  fmt::format("There are no data in {} yet. Bring a file in with 'rigong import'.", path_text(path)));
    }
    if (!fs::create_directories(path, error) && error) return cannot(path, error.message());
#ifndef _WIN32
    fs::permissions(path, fs::perms::owner_all, error);
#endif
  }
#ifndef _WIN32
  RIGONG_TRY(check_owner(path));
#endif
  if (use == FolderUse::write) {
    impl->lock = take_lock(path / "rigong.lock");
    if (impl->lock == kNoHandle) return in_use(path);
  }
  return DataFolder(std::move(impl));
}

Result<Secret> DataFolder::hash_key() const {
  const fs::path file = key_file();
  std::error_code error;
  if (!fs::exists(fs::symlink_status(file, error))) {
    if (impl_->use == FolderUse::read) {
      return fail(ErrorKind::not_found, fmt::format("找不到密钥文件 {}。", path_text(file)),
                  fmt::format("The key file {} is missing.", path_text(file)));
    }
    RIGONG_TRY(write_private(file, random_bytes(kKeyBytes)));
  }
  if (fs::is_symlink(fs::symlink_status(file, error))) {
    return fail(ErrorKind::refused, fmt::format("密钥文件 {} 是符号链接，出于安全不使用。", path_text(file)),
                fmt::format("The key file {} is a symbolic link, which is not safe.", path_text(file)));
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) return cannot(file, "cannot read");
  std::string bytes(kMostKeyBytes, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() != kKeyBytes) {
    return fail(
        ErrorKind::damaged,
        fmt::format("密钥文件 {} 已损坏。请从备份中恢复它；没有它，以前的客户和会话将无法识别。", path_text(file)),
        fmt::format("The key file {} is damaged. Bring it back from a backup; without it earlier customers and conversations "
                    "would not be recognised.",
                    path_text(file)));
  }
  return Secret(std::move(bytes));
}

}  // namespace rigong::runtime
