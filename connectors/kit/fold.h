// SPDX-License-Identifier: Apache-2.0
// Makes different spellings of one thing equal: full-width and half-width, upper and lower case, odd spaces and brackets.
#pragma once

#include <string>
#include <string_view>

namespace rigong::connectors {

// NFKC and lower case, control and invisible characters taken out, trimmed. "３分钟（８－２３点）" becomes "3分钟(8-23点)".
[[nodiscard]] std::string fold_value(std::string_view text);

// The name of a column, of a key or of an option word: fold_value without white space, '_', '-' and quotes; all brackets round.
// The last bracket is kept apart, since it mostly holds a unit.
struct FoldedName {
  std::string name;     // "平均响应时长"
  std::string bracket;  // "秒", empty where there is none
};
[[nodiscard]] FoldedName fold_name(std::string_view text);

}  // namespace rigong::connectors
