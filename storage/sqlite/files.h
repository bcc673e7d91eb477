// SPDX-License-Identifier: Apache-2.0
// What the store asks of the file system beyond std::filesystem, so that only files.cc knows the operating system.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "agent/base/result.h"

namespace rigong::storage::sqlite {

// Makes an empty file that only its owner can read. Fails with `io` where something of that name is there already.
[[nodiscard]] Status create_private_file(const std::filesystem::path& path);
// Returns once file and name are on the disk. Fails with `io`.
[[nodiscard]] Status sync_file(const std::filesystem::path& path);
[[nodiscard]] Status sync_folder(const std::filesystem::path& folder);
// Whether the folder lies on a network drive, where several machines' locks and shared memory do not hold.
[[nodiscard]] bool on_network(const std::filesystem::path& folder);
// Whether group or others may read or write it. Always false on Windows, where folders pass on their own rights.
[[nodiscard]] bool open_to_others(const std::filesystem::path& path);
// Tells one file from another that later has its name. Nothing where no file of that name is there. On Windows always the same,
// since there an open file keeps its name.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};
[[nodiscard]] std::optional<FileIdentity> identity_of(const std::filesystem::path& path);
// UTF-8, for messages and for SQLite.
[[nodiscard]] std::string utf8(const std::filesystem::path& path);
// `path` with something added to its name: "-wal".
[[nodiscard]] std::filesystem::path with_suffix(const std::filesystem::path& path, const char* suffix);

}  // namespace rigong::storage::sqlite
