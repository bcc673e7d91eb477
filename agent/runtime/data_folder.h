// SPDX-License-Identifier: Apache-2.0
// The folder in which everything of one desk or hub lies: the store, the key of the hashes, the lock. Nothing is kept elsewhere.
#pragma once

#include <filesystem>
#include <memory>

#include "agent/base/result.h"
#include "agent/base/secret.h"

namespace rigong::runtime {

enum class FolderUse {
  read,   // Must exist; no lock is taken, so that a running program is not disturbed.
  write,  // Made where it is missing (0700), and locked: one writer at a time.
};

class DataFolder {
 public:
  // not_found where it is missing (read), refused where it is a symbolic link or somebody else's, busy where another program has
  // the lock (write).
  [[nodiscard]] static Result<DataFolder> open(const std::filesystem::path& path, FolderUse use);
  DataFolder(DataFolder&&) noexcept;
  DataFolder& operator=(DataFolder&&) noexcept;
  ~DataFolder();

  [[nodiscard]] const std::filesystem::path& path() const;
  [[nodiscard]] std::filesystem::path key_file() const { return path() / "rigong.key"; }
  // The key of the keyed hashes: 32 bytes in a 0600 file, made at the first use of a `write` folder. `damaged` where a file of
  // another length stands in its place: with another key nothing would be recognised any more.
  [[nodiscard]] Result<Secret> hash_key() const;

 private:
  struct Impl;
  explicit DataFolder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace rigong::runtime
