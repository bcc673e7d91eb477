// SPDX-License-Identifier: Apache-2.0
// What is drawn on: rectangles and text in the colours of the page (overlay/page/src/shared/theme.css), and the PNG of it. One
// thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/chart/draw/font.h"

struct gdImageStruct;  // libgd's own.

namespace rigong::chart {

enum class Colour { card, line, ink, dim, faint, track, plain, good, look };
// 0xRRGGBB.
[[nodiscard]] int rgb(Colour colour);

struct Style {
  Weight weight = Weight::regular;
  int pixels = 20;
  Colour colour = Colour::ink;
};

// The two weights of the font, with which texts are measured and cut before there is a paper.
class Type {
 public:
  // unavailable where the machine does not have the font.
  [[nodiscard]] static Result<Type> find();
  [[nodiscard]] Font& font(Weight weight) { return weight == Weight::bold ? bold_ : regular_; }
  [[nodiscard]] int width(std::string_view text, const Style& style);
  // The text in as many lines of that width as it takes, `most` at most; the last one ends with "…" where it was cut. Lines break
  // at spaces where there are some, else anywhere, since Chinese has none. At least one line, which may be empty.
  [[nodiscard]] std::vector<std::vector<Letter>> lines(std::string_view text, const Style& style, int width, std::size_t most);

 private:
  Type(Font regular, Font bold) : regular_(std::move(regular)), bold_(std::move(bold)) {}
  Font regular_;
  Font bold_;
};

class Paper {
 public:
  // White. At most a few thousand pixels either way; internal where there is no memory for it.
  [[nodiscard]] static Result<Paper> make(int width, int height);

  void fill(int x, int y, int width, int height, Colour colour);
  // With its base line beginning at x, y, where the paper is white.
  void text(Type& type, const std::vector<Letter>& letters, const Style& style, int x, int y);
  [[nodiscard]] Result<std::string> png() const;

 private:
  struct Free {
    void operator()(gdImageStruct* image) const;
  };
  explicit Paper(gdImageStruct* image) : image_(image) {}
  std::unique_ptr<gdImageStruct, Free> image_;
};

}  // namespace rigong::chart
