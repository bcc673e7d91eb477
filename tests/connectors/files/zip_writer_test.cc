// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/files/zip_writer.h"

#include <fmt/format.h>
#include <minizip/zip.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace rigong::connectors::files::test {

ZipWriter::ZipWriter() {
  std::random_device random;
  path_ = (std::filesystem::temp_directory_path() / fmt::format("rigong-zip-{:08x}{:08x}", random(), random())).string();
  file_ = zipOpen64(path_.c_str(), APPEND_STATUS_CREATE);
  REQUIRE(file_ != nullptr);
}
ZipWriter::~ZipWriter() {
  if (file_ != nullptr) zipClose(file_, nullptr);
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void ZipWriter::add_repeated(const std::string& name, std::string_view head, std::string_view piece, int times) {
  REQUIRE(zipOpenNewFileInZip64(file_, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr, 8 /* deflate */, 1, 0) == ZIP_OK);
  REQUIRE(zipWriteInFileInZip(file_, head.data(), static_cast<unsigned>(head.size())) == ZIP_OK);
  for (int i = 0; i < times; ++i) zipWriteInFileInZip(file_, piece.data(), static_cast<unsigned>(piece.size()));
  REQUIRE(zipCloseFileInZip(file_) == ZIP_OK);
}
void ZipWriter::add(const std::string& name, std::string_view text) { add_repeated(name, text, "", 0); }

std::string ZipWriter::bytes() {
  REQUIRE(zipClose(file_, nullptr) == ZIP_OK);
  file_ = nullptr;
  std::ifstream file(path_, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_CASE("the zip writer writes zips") { CHECK(ZipWriter().bytes_with("a", "b").starts_with("PK")); }

}  // namespace rigong::connectors::files::test
