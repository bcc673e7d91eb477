// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "agent/base/text.h"

namespace rigong::connectors {
namespace {

constexpr std::size_t kLongest = 4096;  // Nothing that is compared with our words is longer.

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

// Brackets and dashes that compatibility forms leave alone.
struct Replacement {
  std::string_view from;
  char to;
};
constexpr Replacement kBrackets[] = {
    {"【", '('}, {"】", ')'}, {"〔", '('}, {"〕", ')'}, {"「", '('}, {"」", ')'}, {"［", '('},
    {"］", ')'}, {"[", '('},  {"]", ')'},  {"{", '('},  {"}", ')'},  {"〈", '('}, {"〉", ')'},
    {"《", '('}, {"》", ')'}, {"–", '-'},  {"—", '-'},  {"−", '-'},  {"〜", '-'},
};
constexpr std::string_view kDropped[] = {" ", "\t", "\n", "\r", "_", "-", "\"", "'", "“",
                                         "”", "‘",  "’",  "`",  "*", ":", "/",  "、"};

}  // namespace

std::string fold_value(std::string_view text) {
  text = trim(text);
  if (text.size() > kLongest) text = text.substr(0, kLongest);
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F && (c < 'A' || c > 'Z'); });
  if (plain) return std::string(text);
  const std::string clean = clean_utf8(text);
  utf8proc_uint8_t* folded = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                                      UTF8PROC_IGNORE | UTF8PROC_STRIPCC);
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(clean.data()),
                                   static_cast<utf8proc_ssize_t>(clean.size()), &folded, options);
  const std::unique_ptr<utf8proc_uint8_t, Free> owner(folded);
  if (length < 0 || !owner) return clean;
  return std::string(trim(std::string_view(reinterpret_cast<const char*>(owner.get()), static_cast<std::size_t>(length))));
}

FoldedName fold_name(std::string_view text) {
  // Most names of platforms are what they fold to.
  const auto is_folded = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (std::all_of(text.begin(), text.end(), is_folded) && text.size() <= kLongest) return {std::string(text), {}};
  const std::string folded = fold_value(text);
  std::string name;
  name.reserve(folded.size());
  for (std::string_view rest = folded; !rest.empty();) {
    const auto starts = [&](const auto& entry) {
      if constexpr (std::is_same_v<std::decay_t<decltype(entry)>, Replacement>) {
        return rest.starts_with(entry.from);
      } else {
        return rest.starts_with(entry);
      }
    };
    const auto bracket = std::find_if(std::begin(kBrackets), std::end(kBrackets), starts);
    if (bracket != std::end(kBrackets)) {
      if (bracket->to != '-') name.push_back(bracket->to);
      rest.remove_prefix(bracket->from.size());
      continue;
    }
    const auto dropped = std::find_if(std::begin(kDropped), std::end(kDropped), starts);
    if (dropped != std::end(kDropped)) {
      rest.remove_prefix(dropped->size());
      continue;
    }
    name.push_back(rest.front());
    rest.remove_prefix(1);
  }
  FoldedName result{name, {}};
  const std::size_t open = name.rfind('(');
  if (open != std::string::npos && open > 0 && name.ends_with(')')) {
    result.bracket = name.substr(open + 1, name.size() - open - 2);
    result.name = name.substr(0, open);
  }
  return result;
}

}  // namespace rigong::connectors
