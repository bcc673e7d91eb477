// SPDX-License-Identifier: Apache-2.0
#include "agent/chart/draw/paper.h"

#include <gd.h>

#include <algorithm>
#include <string_view>

namespace rigong::chart {
namespace {

constexpr int kMostPixels = 6'000;
constexpr int kSmallestFile = 9;
constexpr int kByte = 8;
// How much of a pixel a letter covers, in so many steps: with a palette of each colour in each step the file is a third of what
// it is in full colour, and nobody sees the difference.
constexpr int kSteps = 16;
constexpr int kMostCover = 255;
constexpr int kColours = static_cast<int>(Colour::look) + 1;
static_assert(kColours * kSteps <= gdMaxColors);

// The place in the palette.
int at_step(Colour colour, int step) { return static_cast<int>(colour) * kSteps + step; }
int whole(Colour colour) { return at_step(colour, kSteps - 1); }

// As much of the colour on the white of the paper, one of its three parts.
int mixed(Colour colour, int step, int shift) {
  const int from = (rgb(Colour::card) >> shift) & kMostCover;
  const int to = (rgb(colour) >> shift) & kMostCover;
  return from + (to - from) * step / (kSteps - 1);
}

constexpr char32_t kFirstWide = 0x2E80;

bool closes(char32_t code) { return std::u32string_view(U"，。、；：！？）》」』”’…%").find(code) != std::u32string_view::npos; }

// As far as the letters go into the width, and on to where the next line begins.
struct Cut {
  std::size_t end = 0;
  std::size_t next = 0;
};

Cut cut_line(const std::vector<Letter>& letters, std::size_t begin, int width) {
  constexpr int kUnits = 64;
  std::size_t end = begin;
  std::int64_t sum = 0;
  while (end < letters.size() && (sum += letters[end].advance) <= std::int64_t{width} * kUnits) ++end;
  // What is wider than the line itself stands alone.
  if (end == begin && end < letters.size()) ++end;
  if (end == letters.size()) return {end, end};
  if (letters[end].code == U' ') return {end, end + 1};
  for (std::size_t at = end; at-- > begin;) {
    if (letters[at].code == U' ' && at > begin) return {at, at + 1};
    // Behind a character of full width a line may end, but before what closes a clause.
    if (letters[at].code >= kFirstWide && !closes(letters[at + 1].code)) return {at + 1, at + 1};
  }
  return {end, end};
}

std::vector<Letter> part(const std::vector<Letter>& letters, std::size_t begin, std::size_t end) {
  return {letters.begin() + static_cast<std::ptrdiff_t>(begin), letters.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace

// The light ones of theme.css; `plain` is its --line-strong.
int rgb(Colour colour) {
  switch (colour) {
    case Colour::card:
      return 0xFFFFFF;
    case Colour::line:
      return 0xDFE3E8;
    case Colour::dim:
      return 0x515B66;
    case Colour::faint:
      return 0x636D78;
    case Colour::track:
      return 0xE4E8EC;
    case Colour::plain:
      return 0xB6BEC7;
    case Colour::good:
      return 0x0B7A67;
    case Colour::look:
      return 0xAD5009;
    case Colour::ink:
      break;
  }
  return 0x1A1E23;
}

Result<Type> Type::find() {
  RIGONG_ASSIGN(Font regular, Font::find(Weight::regular));
  RIGONG_ASSIGN(Font bold, Font::find(Weight::bold));
  return Type(std::move(regular), std::move(bold));
}

int Type::width(std::string_view text, const Style& style) { return width_of(font(style.weight).letters(text, style.pixels)); }

std::vector<std::vector<Letter>> Type::lines(std::string_view text, const Style& style, int width, std::size_t most) {
  const std::vector<Letter> letters = font(style.weight).letters(text, style.pixels);
  std::vector<std::vector<Letter>> lines;
  for (std::size_t at = 0; at < letters.size() && lines.size() < most;) {
    const Cut cut = cut_line(letters, at, width);
    if (lines.size() + 1 < most || cut.next >= letters.size()) {
      lines.push_back(part(letters, at, cut.end));
    } else {
      const std::vector<Letter> dots = font(style.weight).letters("…", style.pixels);
      // The last line that there may be is filled, wherever its words end.
      const std::size_t end = cut_line(letters, at, width - width_of(dots)).end;
      lines.push_back(part(letters, at, end));
      lines.back().insert(lines.back().end(), dots.begin(), dots.end());
    }
    at = cut.next;
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

void Paper::Free::operator()(gdImageStruct* image) const { gdImageDestroy(image); }

Result<Paper> Paper::make(int width, int height) {
  const bool fits = width > 0 && height > 0 && width <= kMostPixels && height <= kMostPixels;
  gdImage* made = fits ? gdImageCreate(width, height) : nullptr;
  if (made == nullptr) {
    return fail(ErrorKind::internal, "画不下这张图。请把榜单和版本号一起报告。",
                "The picture could not be begun. Please report it with the version.");
  }
  Paper paper(made);
  for (int colour = 0; colour < kColours; ++colour) {
    for (int step = 0; step < kSteps; ++step) {
      const auto part = [&](int shift) { return mixed(static_cast<Colour>(colour), step, shift); };
      gdImageColorAllocate(made, part(2 * kByte), part(kByte), part(0));
    }
  }
  paper.fill(0, 0, width, height, Colour::card);
  return paper;
}

void Paper::fill(int x, int y, int width, int height, Colour colour) {
  if (width <= 0 || height <= 0) return;
  gdImageFilledRectangle(image_.get(), x, y, x + width - 1, y + height - 1, whole(colour));
}

void Paper::text(Type& type, const std::vector<Letter>& letters, const Style& style, int x, int y) {
  gdImage* gd = image_.get();
  type.font(style.weight).draw(letters, style.pixels, [&](int dx, int dy, int cover) {
    if (gdImageBoundsSafe(gd, x + dx, y + dy) == 0) return;
    const int wanted = at_step(style.colour, cover * (kSteps - 1) / kMostCover);
    // Where two letters meet the darker one stays.
    const int there = gdImageGetPixel(gd, x + dx, y + dy);
    const bool ours = there > at_step(style.colour, 0) && there <= whole(style.colour);
    if (!ours || there < wanted) gdImageSetPixel(gd, x + dx, y + dy, wanted);
  });
}

Result<std::string> Paper::png() const {
  int size = 0;
  void* bytes = gdImagePngPtrEx(image_.get(), &size, kSmallestFile);
  if (bytes == nullptr || size <= 0) {
    return fail(ErrorKind::internal, "PNG 写不出来。请把榜单和版本号一起报告。",
                "The PNG could not be written. Please report it with the version.");
  }
  std::string png(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  gdFree(bytes);
  return png;
}

}  // namespace rigong::chart
