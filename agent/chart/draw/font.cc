// SPDX-License-Identifier: Apache-2.0
#include "agent/chart/draw/font.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <utf8proc.h>

#include <algorithm>
#include <optional>
#include <utility>
#include FT_FREETYPE_H

namespace rigong::chart {
namespace {

constexpr int kUnitsPerPixel = 64;
constexpr FT_Int32 kHow = FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP;
constexpr const char* kFamily = "Noto Sans CJK SC";

struct Place {
  std::string file;
  int index = 0;
  auto operator<=>(const Place&) const = default;
};

// Where that very font is, and never another one that is like it: one without Chinese characters would draw boxes alone.
std::optional<Place> look_up(Weight weight) {
  FcConfig* config = FcInitLoadConfigAndFonts();
  if (config == nullptr) return std::nullopt;
  FcPattern* wanted = FcPatternCreate();
  FcPatternAddString(wanted, FC_FAMILY, reinterpret_cast<const FcChar8*>(kFamily));
  FcPatternAddInteger(wanted, FC_WEIGHT, weight == Weight::bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcObjectSet* asked = FcObjectSetBuild(FC_FILE, FC_INDEX, nullptr);
  FcFontSet* found = FcFontList(config, wanted, asked);
  std::optional<Place> best;
  for (int i = 0; found != nullptr && i < found->nfont; ++i) {
    FcChar8* file = nullptr;
    int index = 0;
    if (FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) != FcResultMatch) continue;
    if (FcPatternGetInteger(found->fonts[i], FC_INDEX, 0, &index) != FcResultMatch) continue;
    Place place{reinterpret_cast<const char*>(file), index};
    // The same one of several, whatever order they are found in.
    if (!best || place < *best) best = std::move(place);
  }
  if (found != nullptr) FcFontSetDestroy(found);
  FcObjectSetDestroy(asked);
  FcPatternDestroy(wanted);
  FcConfigDestroy(config);
  return best;
}

bool is_unseen(utf8proc_int32_t code) {
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

}  // namespace

struct Font::Face {
  FT_Library library = nullptr;
  FT_Face face = nullptr;
  Face() = default;
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;
  ~Face() {
    if (face != nullptr) FT_Done_Face(face);
    if (library != nullptr) FT_Done_FreeType(library);
  }
};

Font::Font(std::unique_ptr<Face> face) : face_(std::move(face)) {}
Font::Font(Font&&) noexcept = default;
Font& Font::operator=(Font&&) noexcept = default;
Font::~Font() = default;

Result<Font> Font::find(Weight weight) {
  auto place = look_up(weight);
  // A machine may have the font's usual weight alone.
  if (!place && weight == Weight::bold) place = look_up(Weight::regular);
  auto face = std::make_unique<Face>();
  if (!place || FT_Init_FreeType(&face->library) != 0 ||
      FT_New_Face(face->library, place->file.c_str(), place->index, &face->face) != 0) {
    return fail(ErrorKind::unavailable, "没有字体 Noto Sans CJK SC。请安装：apt-get install fonts-noto-cjk。",
                "The font Noto Sans CJK SC is missing. Install it: apt-get install fonts-noto-cjk.");
  }
  return Font(std::move(face));
}

std::vector<Letter> Font::letters(std::string_view text, int pixels) {
  std::vector<Letter> all;
  FT_Set_Pixel_Sizes(face_->face, 0, static_cast<FT_UInt>(pixels));
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const utf8proc_ssize_t read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &code);
    // Descriptions are clean; whatever is not ends the text.
    if (read <= 0) break;
    text.remove_prefix(static_cast<std::size_t>(read));
    if (is_unseen(code)) continue;
    Letter letter;
    letter.code = static_cast<std::uint32_t>(code);
    letter.glyph = FT_Get_Char_Index(face_->face, letter.code);
    if (FT_Load_Glyph(face_->face, letter.glyph, kHow) != 0) continue;
    letter.advance = static_cast<std::int32_t>(face_->face->glyph->advance.x);
    all.push_back(letter);
  }
  return all;
}

void Font::draw(const std::vector<Letter>& letters, int pixels, const std::function<void(int, int, int)>& put) {
  FT_Set_Pixel_Sizes(face_->face, 0, static_cast<FT_UInt>(pixels));
  std::int32_t at = 0;
  for (const Letter& letter : letters) {
    if (FT_Load_Glyph(face_->face, letter.glyph, kHow | FT_LOAD_RENDER) == 0) {
      const FT_GlyphSlot slot = face_->face->glyph;
      const FT_Bitmap& map = slot->bitmap;
      const int left = (at + kUnitsPerPixel / 2) / kUnitsPerPixel + slot->bitmap_left;
      const bool grey = map.pixel_mode == FT_PIXEL_MODE_GRAY && map.pitch >= 0;
      for (unsigned row = 0; grey && row < map.rows; ++row) {
        const unsigned char* line = map.buffer + static_cast<std::size_t>(map.pitch) * row;
        for (unsigned column = 0; column < map.width; ++column) {
          if (line[column] == 0) continue;
          put(left + static_cast<int>(column), static_cast<int>(row) - slot->bitmap_top, line[column]);
        }
      }
    }
    at += letter.advance;
  }
}

int width_of(const std::vector<Letter>& letters) {
  std::int32_t sum = 0;
  for (const Letter& letter : letters) sum += letter.advance;
  return (sum + kUnitsPerPixel - 1) / kUnitsPerPixel;
}

}  // namespace rigong::chart
