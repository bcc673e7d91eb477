// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace rigong::connectors {
namespace {

constexpr std::size_t kRemembered = 4;
constexpr int kMostRepeats = 2;

// FNV-1a: only ever compared with what the same platform sent a moment ago.
std::uint64_t digest(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3U;
  }
  return hash;
}

template <class Number>
bool take(std::string_view& text, Number& number, int base) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with('.')) text.remove_prefix(1);
  return true;
}

}  // namespace

Window next_window(TimeMs covered_until, TimeMs now, DurationMs offset, const WindowRules& rules) {
  const TimeMs their_now = now + offset;
  const TimeMs from = std::min(covered_until, their_now) - rules.overlap;
  return {from, std::min(from + rules.longest, their_now - rules.settle)};
}

PageGuard::PageGuard(std::string_view kept) {
  if (!take(kept, pages_, 10) || !take(kept, repeats_, 10)) return;
  for (std::uint64_t hash = 0; last_.size() < kRemembered && take(kept, hash, 16);) last_.push_back(hash);
}

bool PageGuard::remembers(std::uint64_t hash) const { return std::find(last_.begin(), last_.end(), hash) != last_.end(); }

bool PageGuard::repeats(std::string_view content) const { return remembers(digest(content)); }

Status PageGuard::next(std::string_view content, std::string_view what) {
  const std::uint64_t hash = digest(content);
  repeats_ = remembers(hash) ? repeats_ + 1 : 0;
  if (repeats_ > kMostRepeats || pages_ >= kMostPages) {
    return fail(ErrorKind::unavailable, fmt::format("{} 一再给出同一页，先停下来，稍后再试。", what),
                fmt::format("{} gives the same page again and again; stopped here, trying again later.", what));
  }
  ++pages_;
  last_.push_back(hash);
  if (last_.size() > kRemembered) last_.erase(last_.begin());
  return {};
}

std::string PageGuard::text() const {
  std::string text = fmt::format("{}.{}", pages_, repeats_);
  for (const std::uint64_t hash : last_) text += fmt::format(".{:x}", hash);
  return text;
}

}  // namespace rigong::connectors
