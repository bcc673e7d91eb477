// SPDX-License-Identifier: Apache-2.0
// Bytes in, clean UTF-8 out, piece by piece. The encoding is told by a byte order mark or, where there is none, by the first
// piece that is not plain ASCII: valid UTF-8 wins, then GB18030 where it decodes, then UTF-8 with damage.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "connectors/files/byte_source.h"

namespace rigong::connectors::files {

class TextSource {
 public:
  static constexpr std::size_t kSmallest = 64 * 1024;

  explicit TextSource(ByteSource& bytes);
  TextSource(const TextSource&) = delete;
  TextSource& operator=(const TextSource&) = delete;
  ~TextSource();

  // Writes at most `size` bytes (at least kSmallest) of clean UTF-8 that ends at a character border; 0 at the end.
  [[nodiscard]] Result<std::size_t> read(char* buffer, std::size_t size);
  // The beginning of the text without taking it; at least `size` bytes where the text is that long.
  [[nodiscard]] Result<std::string_view> peek(std::size_t size);
  [[nodiscard]] std::string_view encoding() const;
  [[nodiscard]] std::uint64_t damaged() const { return damaged_; }

 private:
  enum class Encoding { ascii, utf8, gb18030, utf16le, utf16be };
  class Converter;

  Result<std::size_t> fill(char* buffer, std::size_t size);
  void decide(std::string_view piece);
  void append_utf8(std::string_view piece, bool last);
  void append_converted(std::string_view piece);
  Result<bool> append_piece(std::size_t size);

  ByteSource& bytes_;
  Encoding encoding_ = Encoding::ascii;
  bool begun_ = false;
  bool ended_ = false;
  std::string carry_;    // Bytes of a character that the next piece completes.
  std::string pending_;  // Text that is decoded and not yet taken.
  std::size_t taken_ = 0;
  std::string raw_;
  std::uint64_t damaged_ = 0;
  std::unique_ptr<Converter> converter_;
};

}  // namespace rigong::connectors::files
