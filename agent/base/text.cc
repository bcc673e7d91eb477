// SPDX-License-Identifier: Apache-2.0
#include "agent/base/text.h"

#include <utf8proc.h>

#include <fmt/format.h>
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <vector>

namespace rigong {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::size_t kNearestLimit = 128;  // Longer words are no typing slips, and the distance costs their square.

struct Step {
  std::size_t bytes = 1;  // How far to go on; never 0.
  char32_t code = 0;
  bool good = false;
};

// How many bytes of a broken character belong together: the longest front part of something that could have become well formed,
// as browsers count, so that a character cut in half gives one replacement and not two.
std::size_t broken_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  std::size_t length = 0;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  std::size_t good = 1;
  while (good < length && good < text.size() && byte(good) >= low && byte(good) <= high) {
    ++good;
    low = 0x80;
    high = 0xBF;
  }
  return good;
}

Step next(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first != 0 && first < 0x80) return {1, first, true};
  if (first == 0) return {1, 0, false};
  utf8proc_int32_t code = -1;
  const auto length = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4));
  const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), length, &code);
  if (used > 0 && code >= 0) return {static_cast<std::size_t>(used), static_cast<char32_t>(code), true};
  return {broken_length(text), 0, false};
}

// The length of the front part that is plain ASCII without NUL, eight bytes at a time.
std::size_t ascii_prefix(std::string_view text) {
  constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  std::size_t i = 0;
  while (i + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & kHigh) != 0 || ((word - kOnes) & ~word & kHigh) != 0) break;
    i += 8;
  }
  while (i < text.size() && text[i] > 0) ++i;
  return i;
}

// The length of the front part that is of three-byte characters with a lead that allows any rest: nearly all Chinese.
std::size_t wide_prefix(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto rests = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  std::size_t i = 0;
  while (i + 3 <= text.size() && byte(i) > 0xE0 && byte(i) < 0xF0 && byte(i) != 0xED && rests(i + 1) && rests(i + 2)) i += 3;
  return i;
}

// The length of the front part that is clean.
std::size_t clean_prefix(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    i += ascii_prefix(text.substr(i));
    i += wide_prefix(text.substr(i));
    if (i == text.size()) break;
    // Neither of the two: whatever else there is, one by one.
    if (static_cast<unsigned char>(text[i]) - 1U < 0x7FU) continue;
    const Step step = next(text.substr(i));
    if (!step.good) return i;
    i += step.bytes;
  }
  return i;
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const Step step = next(text);
    points.push_back(step.good ? step.code : U'\uFFFD');
    text.remove_prefix(step.bytes);
  }
  return points;
}

std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

// What must not reach a terminal or a log as it is: control characters, line ends of Unicode, and the marks that turn the
// direction of writing and make a line read differently from what it holds.
bool needs_escape(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

bool is_clean_utf8(std::string_view text) { return clean_prefix(text) == text.size(); }

std::string clean_utf8(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const std::size_t good = clean_prefix(text);
    clean.append(text.substr(0, good));
    text.remove_prefix(good);
    if (text.empty()) break;
    clean.append(kReplacement);
    text.remove_prefix(next(text).bytes);
  }
  return clean;
}

bool clean_field(std::string& text, std::size_t max_bytes) {
  bool changed = false;
  // Only what can survive the cut is looked at; a broken byte takes at most three bytes as a replacement.
  if (text.size() > max_bytes + 4) {
    text.resize(max_bytes + 4);
    changed = true;
  }
  if (!is_clean_utf8(text)) {
    text = clean_utf8(text);
    changed = true;
  }
  if (text.size() > max_bytes) {
    std::size_t end = max_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    changed = true;
  }
  return changed;
}

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  while (!text.empty()) {
    const Step step = next(text);
    if (!step.good && text.front() != 0) {
      line.append(kReplacement);
    } else if (!needs_escape(step.code)) {
      line.append(text.substr(0, step.bytes));
    } else if (step.code == '\n') {
      line.append("\\n");
    } else if (step.code == '\r') {
      line.append("\\r");
    } else if (step.code == '\t') {
      line.append("\\t");
    } else if (step.code < 0x100) {
      fmt::format_to(std::back_inserter(line), "\\x{:02x}", static_cast<unsigned>(step.code));
    } else {
      fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(step.code));
    }
    text.remove_prefix(step.bytes);
  }
  return line;
}

std::string brief_line(std::string_view text, std::size_t max_bytes) {
  std::string line = one_line(text);
  if (clean_field(line, max_bytes)) line += "…";
  return line;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Step step = next(text);
    const int columns = step.good ? utf8proc_charwidth(static_cast<utf8proc_int32_t>(step.code)) : 1;
    width += columns > 0 ? static_cast<std::size_t>(columns) : 0U;
    text.remove_prefix(step.bytes);
  }
  return width;
}

std::string pad(std::string_view text, std::size_t width, Align align) {
  const std::size_t used = display_width(text);
  const std::string space(width > used ? width - used : 0U, ' ');
  return align == Align::left ? std::string(text) + space : space + std::string(text);
}

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string_view trim(std::string_view text) {
  // Most texts have nothing to remove, and begin and end with plain characters.
  const auto plain = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.empty() || (plain(text.front()) && plain(text.back()))) return text;
  constexpr std::string_view kWide[] = {"\xE3\x80\x80", "\xEF\xBB\xBF"};  // U+3000, U+FEFF
  constexpr std::string_view kAscii = " \t\r\n\v\f";
  for (bool more = true; more && !text.empty();) {
    more = false;
    if (kAscii.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
      more = true;
      continue;
    }
    if (kAscii.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
      more = true;
      continue;
    }
    for (const std::string_view wide : kWide) {
      if (text.starts_with(wide)) {
        text.remove_prefix(wide.size());
        more = true;
      } else if (text.ends_with(wide)) {
        text.remove_suffix(wide.size());
        more = true;
      }
    }
  }
  return text;
}

std::string nearest(std::string_view word, const std::string_view* known, std::size_t count) {
  if (word.empty() || word.size() > kNearestLimit) return {};
  const std::u32string wanted = code_points(word);
  std::string_view best;
  std::size_t best_distance = kNearestLimit;
  for (std::size_t i = 0; i < count; ++i) {
    if (known[i].size() > kNearestLimit) continue;
    const std::u32string candidate = code_points(known[i]);
    // A word that was begun or went on too long is nearer than one with other letters: response_mean means response_mean_ms.
    const bool begun = candidate.starts_with(wanted) || wanted.starts_with(candidate);
    const std::size_t distance = begun && wanted.size() >= 3 ? 1 : edit_distance(wanted, candidate);
    if (distance * 3 > candidate.size() || distance >= best_distance) continue;
    best = known[i];
    best_distance = distance;
  }
  return std::string(best);
}

}  // namespace rigong
