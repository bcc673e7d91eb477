// SPDX-License-Identifier: Apache-2.0
#include "agent/chart/draw/board.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "agent/chart/draw/columns.h"

namespace rigong::chart {
namespace {

using model::Report;
using model::ReportBar;
using model::ReportBlock;

constexpr int kMargin = 48;
constexpr int kInside = kBoardWidth - 2 * kMargin;
constexpr Style kTitle{Weight::bold, 30, Colour::ink};
constexpr Style kHeading{Weight::bold, 22, Colour::ink};
constexpr Style kHead{Weight::regular, 17, Colour::dim};
constexpr Style kCell{Weight::regular, 21, Colour::ink};
constexpr Style kFirstCell{Weight::bold, 21, Colour::ink};
constexpr Style kLine{Weight::regular, 21, Colour::ink};
constexpr Style kNote{Weight::regular, 17, Colour::faint};

// Of a line of text to the next, and of its top to the base line, in parts of its size.
constexpr double kLeading = 1.45;
constexpr double kAscent = 1.08;
constexpr int kAccentWidth = 56;
constexpr int kAccentHeight = 4;
constexpr int kAfterTitle = 22;
constexpr int kBetween = 26;
constexpr int kAfterLine = 6;
constexpr int kAfterHeading = 6;
constexpr int kRowRoom = 9;
constexpr int kBarHeight = 14;
constexpr int kTickWidth = 3;
constexpr int kTickBeyond = 5;
constexpr std::size_t kTitleLines = 2;
constexpr std::size_t kTextLines = 6;
constexpr std::size_t kCellLines = 2;

int leading(const Style& style) { return static_cast<int>(std::lround(style.pixels * kLeading)); }
int ascent(const Style& style) { return static_cast<int>(std::lround(style.pixels * kAscent)); }

Colour colour_of(ReportBar::Tone tone) {
  switch (tone) {
    case ReportBar::Tone::good:
      return Colour::good;
    case ReportBar::Tone::look:
      return Colour::look;
    case ReportBar::Tone::plain:
      break;
  }
  return Colour::plain;
}

enum class RowKind { head, body };

// Goes down the page once; without a paper it only measures how far that is.
class Walk {
 public:
  Walk(Type& type, Paper* paper) : type_(type), paper_(paper) {}

  int board(const Report& report) {
    y_ = kMargin;
    fill(kMargin, y_, kAccentWidth, kAccentHeight, Colour::good);
    y_ += kAccentHeight + kMargin / 4;
    words(report.title, kTitle, kTitleLines);
    y_ += kAfterTitle;
    const ReportBlock* before = nullptr;
    for (const ReportBlock& block : report.blocks) {
      if (before != nullptr) y_ += room_between(*before, block);
      put(block);
      before = &block;
    }
    y_ += kBetween;
    fill(kMargin, y_, kInside, 1, Colour::line);
    y_ += kMargin / 4;
    words(report.mark, kNote, 1);
    return y_ + kMargin / 2;
  }

 private:
  // What is said of a table stands near it; lines that follow each other belong together.
  static int room_between(const ReportBlock& before, const ReportBlock& block) {
    const bool tables = before.kind == ReportBlock::Kind::table || block.kind == ReportBlock::Kind::table;
    if (tables && block.kind != ReportBlock::Kind::note) return kBetween;
    return before.kind == block.kind ? kAfterLine : 2 * kAfterLine;
  }

  void fill(int x, int y, int width, int height, Colour colour) {
    if (paper_ != nullptr) paper_->fill(x, y, width, height, colour);
  }
  void write(const std::vector<Letter>& letters, const Style& style, int x, int y) {
    if (paper_ != nullptr) paper_->text(type_, letters, style, x, y + ascent(style));
  }
  void words(const std::string& text, const Style& style, std::size_t most) {
    for (const auto& line : type_.lines(text, style, kInside, most)) {
      write(line, style, kMargin, y_);
      y_ += leading(style);
    }
  }

  void put(const ReportBlock& block) {
    switch (block.kind) {
      case ReportBlock::Kind::line:
        return words(block.text, kLine, kTextLines);
      case ReportBlock::Kind::note:
        return words(block.text, kNote, kTextLines);
      case ReportBlock::Kind::table:
        break;
    }
    if (!block.text.empty()) {
      words(block.text, kHeading, 1);
      y_ += kAfterHeading;
    }
    table(block);
  }

  static const Style& cell_style(std::size_t column, const Columns& columns) {
    return column == columns.name ? kFirstCell : kCell;
  }

  void table(const ReportBlock& block) {
    const Columns columns = lay_out(type_, block, {kInside, kHead, kCell, kFirstCell});
    std::vector<std::string> titles;
    for (const model::ReportColumn& column : block.columns) titles.push_back(column.title);
    row(block, columns, titles, nullptr, RowKind::head);
    if (columns.bar_width > 0) {
      // On the head's last line, which the row's end stands below.
      const int y = y_ - kRowRoom / 2 - leading(kHead);
      write(type_.lines(block.bars_title, kHead, columns.bar_width, 1).front(), kHead, kMargin + columns.bar_left, y);
    }
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
      fill(kMargin, y_, kInside, 1, Colour::line);
      const ReportBar* bar = i < block.bars.size() && block.bars[i] ? &*block.bars[i] : nullptr;
      row(block, columns, block.rows[i], bar, RowKind::body);
    }
  }

  void row(const ReportBlock& block, const Columns& columns, const std::vector<std::string>& cells, const ReportBar* bar,
           RowKind kind) {
    const bool head = kind == RowKind::head;
    const int top = y_ + (head ? 0 : kRowRoom);
    std::size_t most = 1;
    std::vector<std::vector<std::vector<Letter>>> lines;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      lines.push_back(type_.lines(cells[i], head ? kHead : cell_style(i, columns), columns.width[i], kCellLines));
      most = std::max(most, lines.back().size());
    }
    const int high = leading(head ? kHead : kCell);
    const int all = high * static_cast<int>(most);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Style& style = head ? kHead : cell_style(i, columns);
      // Of a head its last line stands at the table, of other cells the middle at the middle.
      const int free = all - high * static_cast<int>(lines[i].size());
      int y = top + (head ? free : free / 2);
      for (const auto& line : lines[i]) {
        const int x = kMargin + columns.left[i] + (block.columns[i].right ? columns.width[i] - width_of(line) : 0);
        write(line, style, x, y);
        y += high;
      }
    }
    if (bar != nullptr && columns.bar_width > 0) draw_bar(*bar, kMargin + columns.bar_left, columns.bar_width, top + all / 2);
    y_ = top + all + (head ? kRowRoom / 2 : kRowRoom);
  }

  void draw_bar(const ReportBar& bar, int x, int width, int middle) {
    const auto along = [&](double share) { return static_cast<int>(std::lround(share * width)); };
    fill(x, middle - kBarHeight / 2, width, kBarHeight, Colour::track);
    fill(x, middle - kBarHeight / 2, along(bar.length), kBarHeight, colour_of(bar.tone));
    if (!bar.goal) return;
    // Within the bar's room also where the goal is all there can be, with a white edge that tells it from the bar.
    const int tick = x + std::clamp(along(*bar.goal) - kTickWidth / 2, 0, width - kTickWidth);
    const int from = middle - kBarHeight / 2 - kTickBeyond;
    const int high = kBarHeight + 2 * kTickBeyond;
    fill(tick - 1, from, kTickWidth + 2, high, Colour::card);
    fill(tick, from, kTickWidth, high, Colour::ink);
  }

  Type& type_;
  Paper* paper_;
  int y_ = 0;
};

}  // namespace

Result<std::string> draw_board(const Report& report, Type& type) {
  const int height = Walk(type, nullptr).board(report);
  if (height > kTallestBoard) {
    return fail(ErrorKind::refused, "榜单太长，画不成一张图。请给每个小组各发一张榜。",
                "The board is too long for one picture. Post one for each group.");
  }
  RIGONG_ASSIGN(Paper paper, Paper::make(kBoardWidth, height));
  Walk(type, &paper).board(report);
  return paper.png();
}

}  // namespace rigong::chart
