// SPDX-License-Identifier: Apache-2.0
// Letters of one font at one size, drawn by FreeType. libgd's own text would take the first face of a font collection, whose
// characters have their Japanese forms, and would read "&#64;" in a name as "@".
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"

namespace rigong::chart {

enum class Weight { regular, bold };

// One character as it is to stand: how far the next one is, in 64ths of a pixel, and which glyph; 0 is the font's box for what it
// lacks.
struct Letter {
  std::uint32_t glyph = 0;
  std::int32_t advance = 0;
  std::uint32_t code = 0;
};

// Noto Sans CJK SC as this machine has it. One thread.
class Font {
 public:
  // unavailable where the machine does not have it.
  [[nodiscard]] static Result<Font> find(Weight weight);
  Font(Font&&) noexcept;
  Font& operator=(Font&&) noexcept;
  ~Font();

  // The letters of the text; what cannot be seen, and what would turn the direction of what follows, is left out.
  [[nodiscard]] std::vector<Letter> letters(std::string_view text, int pixels);
  // Calls put(x, y, cover) for each pixel that the text touches, `cover` from 1 to 255, with its base line beginning at 0, 0.
  void draw(const std::vector<Letter>& letters, int pixels, const std::function<void(int x, int y, int cover)>& put);

 private:
  struct Face;
  explicit Font(std::unique_ptr<Face> face);
  std::unique_ptr<Face> face_;
};

// Of letters, in whole pixels.
[[nodiscard]] int width_of(const std::vector<Letter>& letters);

}  // namespace rigong::chart
