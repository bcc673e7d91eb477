// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/assets.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "tests/support/process.h"

namespace rigong::overlay {
namespace {

using test::TempFolder;

const std::string kHeading = "path\tfile\tcontent_type\tetag\tcaching\tgzip\tbrotli\n";
const std::string kPage = "/\tindex.html\ttext/html; charset=utf-8\t\"1\"\tnever\t\t\n";

// A folder with a page and one script, and whatever line a test adds to its manifest.
void write_page(const TempFolder& folder, const std::string& more = "") {
  folder.write("index.html", "<!doctype html>");
  folder.write("main.A1.js", "script");
  folder.write("main.A1.js.gz", std::string("\x1F\x8B\0", 3));
  folder.write("manifest.tsv",
               kHeading + kPage + "/main.A1.js\tmain.A1.js\ttext/javascript\t\"2\"\tforever\tmain.A1.js.gz\t\n" + more);
}

const Asset* find(Assets assets, std::string_view path) {
  const auto found = std::find_if(assets.begin(), assets.end(), [path](const Asset& asset) { return asset.path == path; });
  return found == assets.end() ? nullptr : &*found;
}

ErrorKind kind_of(const Result<Assets>& result) {
  REQUIRE_FALSE(result);
  CHECK_FALSE(result.error().words.zh.empty());
  CHECK_FALSE(result.error().words.en.empty());
  return result.error().kind;
}

}  // namespace

TEST_CASE("the program holds the page and all that the page names") {
  const Assets assets = built_in_assets();
  const Asset* page = find(assets, "/");
  REQUIRE(page != nullptr);
  CHECK(page->content_type == "text/html; charset=utf-8");
  CHECK_FALSE(page->immutable);
  std::size_t named = 0;
  for (const std::string attribute : {"src=\"", "href=\""}) {
    for (auto at = page->identity.find(attribute); at != std::string_view::npos; at = page->identity.find(attribute, at + 1)) {
      const auto begin = at + attribute.size();
      const auto name = page->identity.substr(begin, page->identity.find('"', begin) - begin);
      INFO(name);
      if (name.starts_with("data:image/svg+xml,")) continue;  // The icon is a part of the page.
      const Asset* asset = find(assets, name);
      REQUIRE(asset != nullptr);
      CHECK(asset->immutable);
      ++named;
    }
  }
  CHECK(named >= 3);  // The two scripts and the style sheet.
}

TEST_CASE("each file of the program has a type, a tag in quotes and smaller forms or none") {
  const auto all = built_in_assets();
  CHECK(std::is_sorted(all.begin(), all.end(), [](const Asset& a, const Asset& b) { return a.path < b.path; }));
  for (const Asset& asset : all) {
    INFO(asset.path);
    CHECK(asset.path.starts_with('/'));
    CHECK_FALSE(asset.content_type.empty());
    CHECK(asset.etag.size() == 18);
    CHECK((asset.etag.front() == '"' && asset.etag.back() == '"'));
    CHECK_FALSE(asset.identity.empty());
    CHECK(asset.gzip.size() < asset.identity.size());
    CHECK(asset.brotli.size() < asset.identity.size());
    if (!asset.gzip.empty()) CHECK(asset.gzip.substr(0, 2) == "\x1F\x8B");
  }
}

TEST_CASE("a path is found only as it stands") {
  const Assets assets = built_in_assets();
  for (const std::string_view path : {"", "//", "/.", "/index.html", "/manifest.tsv", "/../main.js", "main.js", "/?"})
    CHECK(find(assets, path) == nullptr);
  CHECK(find(assets, std::string_view("/\0", 2)) == nullptr);
}

TEST_CASE("a built folder is read by its manifest, and outlives its files") {
  const TempFolder folder;
  write_page(folder);
  folder.write("secret.txt", "not in the manifest");
  const auto assets = assets_from_folder(folder.path());
  REQUIRE(assets);
  std::filesystem::remove(folder.file("main.A1.js"));
  const Assets copy = *assets;
  CHECK(copy.size() == 2);
  CHECK(find(copy, "/secret.txt") == nullptr);
  const Asset* script = find(copy, "/main.A1.js");
  REQUIRE(script != nullptr);
  CHECK(script->identity == "script");
  CHECK(script->gzip == std::string_view("\x1F\x8B\0", 3));
  CHECK(script->brotli.empty());
  CHECK(script->etag == "\"2\"");
  CHECK(script->content_type == "text/javascript");
  CHECK(script->immutable);
  CHECK_FALSE(find(copy, "/")->immutable);
}

TEST_CASE("a folder without a manifest, or without a file that it names, is not found") {
  const TempFolder folder;
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::not_found);
  CHECK(kind_of(assets_from_folder(folder.path() / "missing")) == ErrorKind::not_found);
  write_page(folder, "/x.js\tx.js\ttext/javascript\t\"3\"\tforever\t\t\n");
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::not_found);
}

TEST_CASE("no link, folder or file outside is served from a folder") {
  const TempFolder outside;
  outside.write("secret.txt", "secret");
  const TempFolder folder;
  const std::string line = "/x.txt\tx.txt\ttext/plain\t\"3\"\tforever\t\t\n";
  write_page(folder, line);
  const auto x = folder.path() / "x.txt";

  std::filesystem::create_symlink(outside.file("secret.txt"), x);
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::refused);
  std::filesystem::remove(x);
  std::filesystem::create_symlink(folder.path() / "index.html", x);
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::refused);
  std::filesystem::remove(x);
  std::filesystem::create_directory(x);
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::refused);
  std::filesystem::remove(x);
  folder.write("x.txt", std::string((8 << 20) + 1, 'x'));
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::refused);
  folder.write("x.txt", "x");
  CHECK(assets_from_folder(folder.path()));
}

TEST_CASE("a manifest that is not as the build writes it is refused") {
  const TempFolder folder;
  const std::string good = "\ttext/plain\t\"3\"\tforever\t\t\n";
  for (const std::string& line :
       {"/x.txt\t../x.txt" + good, "/x.txt\t/etc/passwd" + good, "/x.txt\t.hidden" + good, "/x.txt\t" + good,
        "/x.txt\tsub/x.txt" + good, "/x.txt\tx\\y.txt" + good, "/x.txt\tC:x.txt" + good, "x.txt\tindex.html" + good,
        "/a/../b\tindex.html" + good, std::string("/x\tindex.html\ttext/plain\r\t\"3\"\tforever\t\t\n"),
        std::string("/x\tindex.html\t\t\"3\"\tforever\t\t\n"), std::string("/x\tindex.html\ttext/plain\t\"3\"\tsometimes\t\t\n"),
        std::string("/x\tindex.html\ttext/plain\t\"3\"\tforever\t../x\t\n"),
        std::string("/x\tindex.html\ttext/plain\t\"3\"\tforever\t\n"),
        std::string("/x\tindex.html\ttext/plain\t\"3\"\tforever\t\t\t\n"), std::string("\n")}) {
    INFO(line);
    write_page(folder, line);
    CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::refused);
  }
  folder.write("manifest.tsv", kHeading);
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::refused);
  folder.write("manifest.tsv", kPage);
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::refused);
  std::string many = kHeading;
  for (int i = 0; i < 300; ++i) many += kPage;
  folder.write("manifest.tsv", many);
  CHECK(kind_of(assets_from_folder(folder.path())) == ErrorKind::refused);
}

}  // namespace rigong::overlay
