// SPDX-License-Identifier: Apache-2.0
// Reads the parts of a zip file one after another. Names are only ever compared, never opened on disk, and what a part unpacks to
// is counted while it is read, whatever the file claims.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "agent/base/result.h"

namespace rigong::connectors::files {

class ZipFile {
 public:
  [[nodiscard]] static Result<ZipFile> open(const std::filesystem::path& path);
  ZipFile(ZipFile&&) noexcept;
  ZipFile& operator=(ZipFile&&) noexcept;
  ~ZipFile();

  // Begins to read a part; ends the one before. False where there is none of this name.
  [[nodiscard]] Result<bool> begin(const std::string& part);
  // The size that the part claims to have.
  [[nodiscard]] std::uint64_t claimed_size() const { return claimed_; }
  // The next bytes; 0 at the end. Fails with wrong_use where the part is damaged or unpacks to more than kLargestPart.
  [[nodiscard]] Result<std::size_t> read(char* buffer, std::size_t size);
  // A small part as a whole; empty where there is none. Fails with wrong_use beyond `most` bytes.
  [[nodiscard]] Result<std::string> read_all(const std::string& part, std::size_t most);

 private:
  struct Handle;
  ZipFile(std::unique_ptr<Handle> handle, std::string name);
  [[nodiscard]] tl::unexpected<Error> damaged() const;
  [[nodiscard]] tl::unexpected<Error> too_large() const;

  std::unique_ptr<Handle> handle_;
  std::string name_;
  std::uint64_t claimed_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace rigong::connectors::files
