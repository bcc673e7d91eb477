// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "agent/base/result.h"

namespace rigong::connectors::files {

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using FileHandle = std::unique_ptr<std::FILE, CloseFile>;

// Opens a file to read bytes, with names of any language on Windows too. Null with errno set where that fails.
[[nodiscard]] FileHandle open_binary(const std::filesystem::path& path);
// The path in UTF-8, on one line: for messages.
[[nodiscard]] std::string shown(const std::filesystem::path& path);

// The bytes of a file or of standard input, in order.
class ByteSource {
 public:
  // Regular files and pipes; "-" is standard input.
  [[nodiscard]] static Result<ByteSource> open(const std::filesystem::path& path);

  // The first bytes without taking them; fewer than `count` only where there are no more. At most 64.
  [[nodiscard]] Result<std::string_view> peek(std::size_t count);
  // Fills the buffer as far as there is data; 0 at the end.
  [[nodiscard]] Result<std::size_t> read(char* buffer, std::size_t size);
  [[nodiscard]] std::uint64_t position() const { return position_; }
  [[nodiscard]] std::uint64_t total() const { return total_; }  // 0 = unknown.
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  FileHandle file_;
  std::string name_;
  std::string peeked_;
  std::uint64_t position_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace rigong::connectors::files
