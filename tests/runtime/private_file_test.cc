// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/private_file.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::runtime;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::TempFolder;
namespace fs = std::filesystem;

TEST_CASE("A private file is its owner's alone and is replaced whole") {
  const TempFolder folder;
  const fs::path file = folder.path() / "token";
  must(write_private(file, "first"));
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(get(read_private(file, 100)).reveal() == "first");
  must(write_private(file, std::string_view("a\0b", 3)));
  CHECK(get(read_private(file, 100)).reveal() == std::string_view("a\0b", 3));
  CHECK(read_private(file, 2).error().kind == ErrorKind::damaged);
  CHECK(read_private(folder.path() / "none", 2).error().kind == ErrorKind::not_found);
}

TEST_CASE("A file that is a link or open to others is not read, and a link is not written through") {
  const TempFolder folder;
  const fs::path other = folder.path() / "other";
  const fs::path file = folder.path() / "token";
  std::ofstream(other) << "theirs";
  fs::create_symlink(other, file);
  CHECK(read_private(file, 100).error().kind == ErrorKind::refused);
  must(write_private(file, "ours"));
  CHECK(get(read_private(file, 100)).reveal() == "ours");
  std::ifstream in(other);
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "theirs");
  fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
  CHECK(read_private(file, 100).error().kind == ErrorKind::refused);
}
