// SPDX-License-Identifier: Apache-2.0
#include "agent/base/text.h"

#include <array>
#include <catch2/catch.hpp>
#include <random>

namespace rigong {
namespace {

const std::string kBad = "\xEF\xBF\xBD";

}  // namespace

TEST_CASE("clean text is well formed and has no NUL") {
  for (const std::string_view good : {"", "plain", "é", "中文", "👍", "a\tb\n", "\xEF\xBF\xBD", "\x7F"})
    CHECK(is_clean_utf8(good));
  for (const std::string_view bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                     "\xF5\x80\x80\x80", "\xE4\xB8", "abcdefgh\xFF", "\xFE\xFF"}) {
    INFO(bad.size());
    CHECK_FALSE(is_clean_utf8(bad));
  }
  CHECK_FALSE(is_clean_utf8(std::string_view("a\0b", 3)));
  CHECK_FALSE(is_clean_utf8(std::string_view("abcdefgh\0", 9)));
}

TEST_CASE("each broken character becomes one replacement") {
  CHECK(clean_utf8("中\xE4\xB8文") == "中" + kBad + "文");
  CHECK(clean_utf8("\xC0\xAF") == kBad + kBad);
  CHECK(clean_utf8("\xED\xA0\x80") == kBad + kBad + kBad);
  CHECK(clean_utf8("\xF0\x9F\x91") == kBad);
  CHECK(clean_utf8("\xF0\x9F\x91"
                   "a\xFF") == kBad + "a" + kBad);
  CHECK(clean_utf8(std::string_view("a\0b", 3)) == "a" + kBad + "b");
  CHECK(clean_utf8("unchanged 不变") == "unchanged 不变");
}

TEST_CASE("whatever comes in, what comes out is clean, and cleaning twice changes nothing") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 40, '\0');
    // Lead and continuation bytes are likelier than chance, so that nearly right texts come up.
    for (char& byte : bytes) byte = static_cast<char>(random() % 3 == 0 ? random() % 128 : 0x80 + random() % 128);
    const std::string clean = clean_utf8(bytes);
    CHECK(is_clean_utf8(clean));
    CHECK(clean_utf8(clean) == clean);
    CHECK(is_clean_utf8(bytes) == (clean == bytes));
    std::string field = bytes;
    const std::size_t most = random() % 20;
    clean_field(field, most);
    CHECK(field.size() <= most);
    CHECK(is_clean_utf8(field));
  }
}

TEST_CASE("fields are cut at a character border") {
  std::string text = "中文字";
  CHECK(clean_field(text, 7));
  CHECK(text == "中文");
  CHECK_FALSE(clean_field(text, 6));
  text = std::string(1000, 'a');
  CHECK(clean_field(text, 10));
  CHECK(text == "aaaaaaaaaa");
  text = "a\xFF";
  CHECK(clean_field(text, 10));
  CHECK(text == "a" + kBad);
}

TEST_CASE("foreign text makes one harmless line") {
  CHECK(one_line("a\r\nb\tc") == "a\\r\\nb\\tc");
  CHECK(one_line("\x1b[31mred\x07") == "\\x1b[31mred\\x07");
  CHECK(one_line("\xC2\x85") == "\\x85");
  CHECK(one_line("a\xE2\x80\xAE"
                 "b\xE2\x80\xA8") == "a\\u202eb\\u2028");
  CHECK(one_line("中\xFF") == "中" + kBad);
  CHECK(one_line(std::string_view("\0", 1)) == "\\x00");
}

TEST_CASE("columns on a terminal") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("中文") == 4);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(display_width("👍") == 2);
  CHECK(pad("中", 4, Align::left) == "中  ");
  CHECK(pad("中", 4, Align::right) == "  中");
  CHECK(pad("longer", 4, Align::left) == "longer");
}

TEST_CASE("white space goes from both ends only") {
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim("\xEF\xBB\xBFname\xE3\x80\x80") == "name");
  CHECK(trim("　 　").empty());
  CHECK(trim("中").size() == 3);
  CHECK(trim("").empty());
}

TEST_CASE("HTML shows text as it is") {
  CHECK(html_text("<b a=\"1\">&amp;</b> 小满") == "&lt;b a=&quot;1&quot;&gt;&amp;amp;&lt;/b&gt; 小满");
  CHECK(html_text("").empty());
}

TEST_CASE("the nearest word is near") {
  constexpr std::array<std::string_view, 3> known = {"sent_at", "direction", "会话编号"};
  CHECK(nearest("sent_t", known.data(), known.size()) == "sent_at");
  CHECK(nearest("directoin", known.data(), known.size()) == "direction");
  CHECK(nearest("会话编码", known.data(), known.size()) == "会话编号");
  CHECK(nearest("weather", known.data(), known.size()).empty());
  CHECK(nearest("", known.data(), known.size()).empty());
  CHECK(nearest(std::string(100'000, 'a'), known.data(), known.size()).empty());
}

}  // namespace rigong

TEST_CASE("a brief line is one line, cut at a character with a mark") {
  CHECK(rigong::brief_line("短", 12) == "短");
  CHECK(rigong::brief_line("一二三四", 12) == "一二三四");
  CHECK(rigong::brief_line("一二三四五", 12) == "一二三四…");
  CHECK(rigong::brief_line("a\nb", 12) == "a\\nb");
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(rigong::character_count("") == 0);
  CHECK(rigong::character_count("abc") == 3);
  CHECK(rigong::character_count("对接 12") == 5);
}
