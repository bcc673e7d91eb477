// SPDX-License-Identifier: Apache-2.0
// The helpers of this folder's tests.
#include "tests/connectors/files/sink.h"

#include <iconv.h>

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <random>

namespace rigong::connectors::files::test {

TemporaryFolder::TemporaryFolder() {
  std::random_device random;
  path_ = std::filesystem::temp_directory_path() / fmt::format("rigong-files-{:08x}{:08x}", random(), random());
  std::filesystem::create_directories(path_);
}
TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}
std::filesystem::path TemporaryFolder::write(const std::filesystem::path& name, std::string_view bytes) const {
  const auto file = path_ / name;
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file;
}

std::string encode(std::string_view utf8, const char* encoding) {
  const iconv_t handle = iconv_open(encoding, "UTF-8");
  std::string in(utf8);
  std::string out(in.size() * 4 + 16, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size();
  std::size_t space = out.size();
  const std::size_t done = iconv(handle, &from, &left, &to, &space);
  iconv_close(handle);
  REQUIRE(done != static_cast<std::size_t>(-1));
  out.resize(out.size() - space);
  return out;
}

Reading read_bytes(const std::string& name, std::string_view bytes, const std::string& preset,
                   const std::vector<std::pair<std::string, std::string>>& map) {
  const TemporaryFolder folder;
  const ShopCalendar calendar = shanghai();
  const FileRequest request{folder.write(name, bytes), preset, map, &calendar};
  Kept kept;
  auto summary = read_file(request, kept);
  return {std::move(kept), std::move(summary)};
}

TEST_CASE("the test helpers encode") { CHECK(encode("中", "GB18030") == "\xD6\xD0"); }

}  // namespace rigong::connectors::files::test
