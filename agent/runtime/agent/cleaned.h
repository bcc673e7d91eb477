// SPDX-License-Identifier: Apache-2.0
// Texts that come with commands, from outside: cleaned here, judged for their length by the rules of the team.
#pragma once

#include <string>

#include "agent/base/text.h"

namespace rigong::runtime {

[[nodiscard]] inline std::string cleaned(const std::string& text) { return clean_utf8(text); }

// What is shown in one line among others has no line ends.
[[nodiscard]] inline std::string cleaned_line(const std::string& text) {
  std::string line = cleaned(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') c = ' ';
  }
  return line;
}

}  // namespace rigong::runtime
