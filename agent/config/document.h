// SPDX-License-Identifier: Apache-2.0
// TOML text as a plain tree with line numbers: the rest of the folder does not see the parser's library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agent/config/problems.h"

namespace rigong::config {

inline constexpr std::size_t kMostBytes = 1024 * 1024;

struct Entry;

struct Node {
  enum class Kind { text, integer, boolean, other, list, table };
  Kind kind = Kind::other;
  int line = 0;
  std::string text;
  std::int64_t integer = 0;
  bool boolean = false;
  std::vector<Node> items;     // Of a list.
  std::vector<Entry> entries;  // Of a table, in order of their lines.
};

struct Entry {
  std::string key;
  int line = 0;
  Node value;
};

// The root table. Where the text is too long, too deep, not clean UTF-8 or no TOML, an empty table, and the reason in `problems`.
// Reasons never repeat a piece of the text, for a secret may stand in it.
[[nodiscard]] Node parse_document(std::string_view text, Problems& problems);

// "text", "a number" and so on, for a sentence that says what was found.
[[nodiscard]] Words kind_words(Node::Kind kind);

}  // namespace rigong::config
