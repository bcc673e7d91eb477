// SPDX-License-Identifier: Apache-2.0
#include "agent/chart/draw/paper.h"

#include <catch2/catch.hpp>

#include <string>

using namespace rigong;
using chart::Letter;
using chart::Style;
using chart::Type;

namespace {

std::u32string text_of(const std::vector<Letter>& letters) {
  std::u32string text;
  for (const Letter& letter : letters) text += static_cast<char32_t>(letter.code);
  return text;
}

Type type() {
  auto found = Type::find();
  REQUIRE(found);
  return *std::move(found);
}

}  // namespace

TEST_CASE("text is measured by how wide it is shown") {
  Type letters = type();
  const Style style;
  CHECK(letters.width("", style) == 0);
  CHECK(letters.width("满", style) == 20);
  CHECK(letters.width("满意", style) == 40);
  CHECK(letters.width("1111", style) == letters.width("8000", style));
  CHECK(letters.width("i", style) < letters.width("W", style));
  // What cannot be seen takes no room, and what the font lacks is a box.
  CHECK(letters.width("满\u202E\u200B\n意", style) == 40);
  CHECK(letters.width("😀", style) > 0);
  CHECK(letters.font(chart::Weight::regular).letters("😀", 20).at(0).glyph == 0);
}

TEST_CASE(
    "lines break at spaces, between Chinese characters anywhere but before what closes a clause, and end with … where cut") {
  Type letters = type();
  const Style style;
  const auto lines = [&](const char* text, int width, std::size_t most) {
    std::vector<std::u32string> all;
    for (const auto& line : letters.lines(text, style, width, most)) {
      CHECK(chart::width_of(line) <= width);
      all.push_back(text_of(line));
    }
    return all;
  };
  CHECK(lines("", 100, 2) == std::vector<std::u32string>{U""});
  CHECK(lines("一二三四五", 60, 3) == std::vector<std::u32string>{U"一二三", U"四五"});
  CHECK(lines("一二三，四", 60, 3) == std::vector<std::u32string>{U"一二", U"三，四"});
  CHECK(lines("一二三四五六七", 60, 2) == std::vector<std::u32string>{U"一二三", U"四五…"});
  CHECK(lines("aaa bbb", letters.width("aaa bb", style), 2) == std::vector<std::u32string>{U"aaa", U"bbb"});
  CHECK(lines("一aaa", 40, 2) == std::vector<std::u32string>{U"一", U"aaa"});
  CHECK(lines("aaaaaaaaaaaaaaaa", 60, 9).size() > 1);
}
