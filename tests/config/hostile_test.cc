// SPDX-License-Identifier: Apache-2.0
// Files that no person writes, and those that a person writes by mistake.
#include <chrono>

#include "agent/config/document.h"
#include "tests/config/reading.h"

using namespace rigong;
using namespace rigong::config;
using Catch::Matchers::Contains;

namespace {

std::string repeat(std::string_view part, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("a file of a megabyte is read, a larger one refused") {
  std::string text = "[shop]\nname = \"a\"\n";
  text += "#" + std::string(kMostBytes - text.size() - 1, 'x');
  CHECK(read(text).shop.name == "a");
  CHECK(complaint(text + "x") == "rigong.toml: The file is larger than 1 MB and cannot be a configuration.");
}

TEST_CASE("bytes that are no text") {
  CHECK_THAT(complaint(std::string("[shop]\nname = \"a\0\"", 18)), Contains("rigong.toml:2: There is a NUL byte"));
  CHECK_THAT(complaint("[shop]\n\nname = \"\xB5\xEA\""), Contains("rigong.toml:3: This is not UTF-8 (it may be GBK or ANSI)"));
  CHECK_THAT(complaint("\xFF\xFE[\x01"), Contains("rigong.toml:1: This is not UTF-8"));
  CHECK_THAT(complaint("[shop]\nname = \"\x01\""), Contains("rigong.toml:2: "));
  CHECK_THAT(complaint("[shop]\nname = \"a\"\r[desk]"), Contains("rigong.toml:2: "));
}

TEST_CASE("nesting without end") {
  CHECK_THAT(complaint("a = " + repeat("[", 100'000)), Contains("rigong.toml:1: The nesting is too deep"));
  CHECK_THAT(complaint("\na = " + repeat("{a=", 100'000)), Contains("rigong.toml:2: The nesting is too deep"));
  CHECK_THAT(complaint("\n\n" + repeat("a.", 400'000) + "a = 1"), Contains("rigong.toml:3: The nesting is too deep"));
  CHECK_THAT(complaint("[" + repeat("a.", 400'000) + "a]"), Contains("rigong.toml:1: The nesting is too deep"));
  CHECK_THAT(complaint("x = '''\n'''\n[" + repeat("'a'.", 200'000) + "a]"), Contains("rigong.toml:3: The nesting is too deep"));
  CHECK_THAT(complaint(repeat("{", 100'000)), Contains("rigong.toml:1: "));
}

TEST_CASE("dots in strings and comments are no nesting") {
  CHECK(read("[shop]\nname = \"" + repeat(".", 90) + "\" # " + repeat("a.", 100)).shop.name.size() == 90);
  CHECK(read("[shop]\nname = '" + repeat(".", 90) + "'").shop.name.size() == 90);
  CHECK(read("[shop]\nname = \"\"\"" + repeat(".", 80) + "\\\"..\"\"\"").shop.name.size() == 83);
  CHECK(read("[metrics]\ncourtesy_words = [\"" + repeat("..\",\"..", 20) + "\"]").metrics.courtesy_words.size() > 1);
}

TEST_CASE("many of everything ends soon") {
  const auto start = std::chrono::steady_clock::now();
  std::string tables;
  for (int i = 0; tables.size() < 900'000; ++i) tables += "[a" + std::to_string(i) + ".b]\n";
  error_of(tables);
  std::string dotted;
  for (int i = 0; dotted.size() < 900'000; ++i) dotted += "shops.a" + std::to_string(i) + ".name=''\n";
  error_of(dotted);
  error_of(repeat("[[connector]]\n", 60'000));
  error_of("[metrics]\ncourtesy_words = [" + repeat("\"a\",", 200'000) + "]");
  error_of("[" + std::string(500'000, 'k') + "]");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("long and strange keys make one short line") {
  const std::string line = complaint("\"" + std::string(5'000, 'k') + "\" = 1");
  CHECK(line.size() < 400);
  CHECK(complaint("\"a\\n2026 ERROR\\u001b[31m\" = 1").find('\n') == std::string::npos);
  CHECK(complaint("\"a\\u001b[31m\" = 1").find('\x1b') == std::string::npos);
}

TEST_CASE("mistakes against TOML are named by their line with what would be right") {
  const auto fault = [](std::string_view line) { return complaint("[shop]\n" + std::string(line) + "\n"); };
  CHECK_THAT(fault("name = shop"), Contains("rigong.toml:2: What stands after the equals sign is no value"));
  CHECK_THAT(fault("day_starts = 08:00"),
             Contains("rigong.toml:2: What stands after the equals sign is no value; text and times"));
  CHECK_THAT(fault("name = “店”"), Contains("rigong.toml:2: This line has full-width quotation marks"));
  CHECK_THAT(fault("x = [\"好\"、\"谢谢\"]"), Contains("rigong.toml:2: This line has full-width"));
  CHECK_THAT(fault("name = 店"), Contains("rigong.toml:2: What stands after the equals sign is no value"));
  CHECK_THAT(fault("naïve = 1"), Contains("rigong.toml:2: A name with letters beyond a-z needs quotation marks"));
  CHECK_THAT(fault("name = 5'、ж'"), Contains("rigong.toml:2: "));
  CHECK(read("[shop]\nname = \"\"\"a\\\n  、ж\"\"\"").shop.name == "a、ж");
  CHECK_THAT(fault("name = \"a，b"), Contains("rigong.toml:2: The quotation marks are not closed"));
  CHECK_THAT(fault("name ＝ \"a\""), Contains("rigong.toml:2: This line has full-width"));
  CHECK_THAT(fault("name = \"a"), Contains("rigong.toml:2: The quotation marks are not closed"));
  CHECK_THAT(fault("name = \"a\"\nname = \"b\""), Contains("rigong.toml:3: This key or table stands further up already"));
  CHECK_THAT(fault("[shop]"), Contains("rigong.toml:2: This key or table stands further up already"));
  CHECK_THAT(fault("name = \"C:\\shop\""), Contains("rigong.toml:2: A backslash in double quotation marks"));
  CHECK_THAT(fault("name = True"), Contains("rigong.toml:2: Yes and no are written true and false"));
  CHECK_THAT(fault("service_window = { mon = \"a\""), Contains("rigong.toml:2: The brackets or braces lack"));
  CHECK_THAT(fault("周一 = \"a\""), Contains("rigong.toml:2: A name with letters beyond a-z needs quotation marks"));
  CHECK_THAT(fault("name"), Contains("rigong.toml:2: This is not TOML; write each line as key = value"));
  CHECK_THAT(fault("[desk"), Contains("rigong.toml:2: A table begins with [name]"));
  CHECK_THAT(fault("[店铺]"), Contains("rigong.toml:2: A name with letters beyond a-z needs quotation marks"));
  CHECK_THAT(fault("\n[\nname = 1"), Contains("rigong.toml:3: A table begins with [name]"));
  CHECK_THAT(fault("[!]"), Contains("rigong.toml:2: A table begins with [name]"));
  CHECK_THAT(fault("[]"), Contains("rigong.toml:2: A table begins with [name]"));
  CHECK_THAT(fault("name = 99999999999999999999"), Contains("rigong.toml:2: The number is too large"));
}
