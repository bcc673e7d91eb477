// SPDX-License-Identifier: Apache-2.0
#include "agent/config/problems.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::config {
namespace {

// What one person mends in one go.
constexpr std::size_t kMostShown = 10;
constexpr std::size_t kMostShownBytes = 80;

}  // namespace

void Problems::add(int line, std::string zh, std::string en) { problems_.push_back({line, {std::move(zh), std::move(en)}}); }

Error Problems::error(std::string_view file) const {
  std::vector<const Problem*> sorted;
  for (const Problem& problem : problems_) sorted.push_back(&problem);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem* a, const Problem* b) { return a->line < b->line; });

  Error error{ErrorKind::wrong_use, {}};
  const std::size_t count = std::min(sorted.size(), kMostShown);
  for (std::size_t i = 0; i < count; ++i) {
    const Problem& problem = *sorted[i];
    const std::string place = problem.line > 0 ? fmt::format("{}:{}", one_line(file), problem.line) : one_line(file);
    const std::string_view end = i + 1 < count ? "\n" : "";
    error.words.zh += fmt::format("{}: {}{}", place, problem.words.zh, end);
    error.words.en += fmt::format("{}: {}{}", place, problem.words.en, end);
  }
  if (sorted.size() > count) {
    error.words.zh += fmt::format("\n（另有 {} 处未列出）", sorted.size() - count);
    error.words.en += fmt::format("\n(and {} more)", sorted.size() - count);
  }
  return error;
}

std::string shown(std::string_view text) {
  std::string cut(text.substr(0, kMostShownBytes * 2));
  clean_field(cut, kMostShownBytes);
  return one_line(cut) + (text.size() > kMostShownBytes ? "…" : "");
}

}  // namespace rigong::config
