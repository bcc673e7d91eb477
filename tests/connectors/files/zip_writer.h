// SPDX-License-Identifier: Apache-2.0
// Zip files with whatever parts a test wants, made by minizip.
#pragma once

#include <string>
#include <string_view>

namespace rigong::connectors::files::test {

class ZipWriter {
 public:
  ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;
  ~ZipWriter();
  void add(const std::string& name, std::string_view text);
  // `head`, and then `piece` so many times.
  void add_repeated(const std::string& name, std::string_view head, std::string_view piece, int times);
  // Ends the file and returns it.
  [[nodiscard]] std::string bytes();
  [[nodiscard]] std::string bytes_with(const std::string& name, std::string_view text) {
    add(name, text);
    return bytes();
  }

 private:
  std::string path_;
  void* file_ = nullptr;
};

}  // namespace rigong::connectors::files::test
