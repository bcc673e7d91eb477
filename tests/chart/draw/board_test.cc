// SPDX-License-Identifier: Apache-2.0
// The picture itself, looked at through libgd: its bytes differ between versions of the libraries, what it shows does not.
#include "agent/chart/draw/board.h"

#include <gd.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

#include "tests/support/robot_reports.h"

using namespace rigong;
using chart::Colour;
using model::ReportBar;
using model::ReportBlock;

namespace {

chart::Type type() {
  auto found = chart::Type::find();
  INFO("packaging/deps test installs the font");
  REQUIRE(found);
  return *std::move(found);
}

class Picture {
 public:
  explicit Picture(const std::string& png)
      : image_(gdImageCreateFromPngPtr(static_cast<int>(png.size()), const_cast<char*>(png.data())), &gdImageDestroy) {
    REQUIRE(image_ != nullptr);
  }
  [[nodiscard]] int width() const { return gdImageSX(image_.get()); }
  [[nodiscard]] int height() const { return gdImageSY(image_.get()); }
  [[nodiscard]] int at(int x, int y) const { return gdImageGetTrueColorPixel(image_.get(), x, y) & 0xFFFFFF; }
  // How many pixels of the colour there are, and from which column to which.
  struct Found {
    int count = 0;
    int left = 1'000'000;
    int right = -1;
  };
  [[nodiscard]] Found find(Colour colour, int from_y, int to_y) const {
    Found found;
    for (int y = from_y; y < to_y; ++y) {
      for (int x = 0; x < width(); ++x) {
        if (at(x, y) != chart::rgb(colour)) continue;
        ++found.count;
        found.left = std::min(found.left, x);
        found.right = std::max(found.right, x);
      }
    }
    return found;
  }
  [[nodiscard]] Found find(Colour colour) const { return find(colour, 0, height()); }
  [[nodiscard]] std::size_t colours() const {
    std::set<int> all;
    for (int y = 0; y < height(); ++y)
      for (int x = 0; x < width(); ++x) all.insert(at(x, y));
    return all.size();
  }

 private:
  std::unique_ptr<gdImage, decltype(&gdImageDestroy)> image_;
};

std::string draw(const model::Report& report) {
  auto letters = type();
  auto png = chart::draw_board(report, letters);
  REQUIRE(png);
  return *std::move(png);
}

model::Report one_bar(double length, std::optional<double> goal, ReportBar::Tone tone) {
  model::Report report{"榜", "日拱", {}, {}};
  ReportBlock table{ReportBlock::Kind::table, ""};
  table.columns = {{"本组", false}, {"当日", true}};
  table.rows = {{"满意度", "95.0%"}};
  table.bars = {ReportBar{length, goal, tone}};
  report.blocks = {table};
  return report;
}

}  // namespace

TEST_CASE("a ranking as a picture: a thousand pixels wide, small, on white, with text and the accent") {
  for (const std::size_t reps : {std::size_t{0}, std::size_t{3}, std::size_t{26}}) {
    const std::string png = draw(testing::ranking_report(reps));
    CHECK(png.size() < 200'000);
    const Picture picture(png);
    CHECK(picture.width() == 1000);
    CHECK(picture.height() > 200);
    CHECK(picture.at(0, 0) == 0xFFFFFF);
    CHECK(picture.at(999, picture.height() - 1) == 0xFFFFFF);
    CHECK(picture.at(50, 50) == chart::rgb(Colour::good));
    CHECK(picture.find(Colour::ink).count > 500);
    // Nothing touches the margins.
    CHECK(picture.find(Colour::ink).left >= 40);
    CHECK(picture.find(Colour::ink).right <= 960);
    CHECK(picture.colours() <= 256);
  }
}

TEST_CASE("the same report makes the same bytes") {
  CHECK(draw(testing::ranking_report(26)) == draw(testing::ranking_report(26)));
  CHECK(draw(testing::ranking_report(26)) != draw(testing::ranking_report(25)));
}

TEST_CASE("a bar is as long as it says, in the colour of its tone, with a tick at the goal") {
  const Picture half(draw(one_bar(0.5, 0.75, ReportBar::Tone::look)));
  const auto bar = half.find(Colour::look);
  const auto rest = half.find(Colour::track);
  REQUIRE(bar.count > 0);
  const int width = rest.right - bar.left + 1;
  CHECK(std::abs((bar.right - bar.left + 1) * 2 - width) <= 2);
  CHECK(half.find(Colour::good, 60, half.height()).count == 0);
  // Above the bar's upper edge there is nothing of the bar, and the tick alone.
  int top = 0;
  while (half.find(Colour::look, top, top + 1).count == 0) ++top;
  const auto tick = half.find(Colour::ink, top - 3, top - 2);
  const int expected = bar.left + width * 3 / 4;
  bool found = false;
  for (int x = expected - 3; x <= expected + 3; ++x) found = found || half.at(x, top - 3) == chart::rgb(Colour::ink);
  CHECK(found);
  CHECK(tick.count > 0);

  CHECK(Picture(draw(one_bar(0.5, {}, ReportBar::Tone::good))).find(Colour::good, 60, 400).count > 100);
  CHECK(Picture(draw(one_bar(0, 1.0, ReportBar::Tone::good))).find(Colour::good, 60, 400).count == 0);
  CHECK(Picture(draw(one_bar(1, 1.0, ReportBar::Tone::plain))).find(Colour::plain).count > 100);
}

TEST_CASE("long, foreign and hostile names neither break the picture nor leave it") {
  model::Report report = testing::nasty_report();
  report.title = std::string(300, 'W');
  for (int i = 0; i < 3; ++i) report.blocks.push_back({ReportBlock::Kind::line, std::string(900, 'i')});
  report.blocks.push_back({ReportBlock::Kind::line, "😀\u202Eةيبرع ไทย \u0301\u0301 &#64;"});
  const Picture picture(draw(report));
  CHECK(picture.width() == 1000);
  for (int y = 0; y < picture.height(); ++y) {
    REQUIRE(picture.at(10, y) == 0xFFFFFF);
    REQUIRE(picture.at(990, y) == 0xFFFFFF);
  }
}

TEST_CASE("what would be too tall is refused with a next step") {
  model::Report report{"榜", "日拱", {}, {}};
  ReportBlock table{ReportBlock::Kind::table, ""};
  table.columns = {{"本组", false}};
  for (int i = 0; i < 40; ++i) table.rows.push_back({"行"});
  for (int i = 0; i < 5; ++i) report.blocks.push_back(table);
  auto letters = type();
  const auto png = chart::draw_board(report, letters);
  REQUIRE_FALSE(png);
  CHECK(png.error().kind == ErrorKind::refused);
}
