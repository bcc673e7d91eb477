// SPDX-License-Identifier: Apache-2.0
//
// Platforms whose answers lie in memory, made up in the shape of the recorded cases and in pages of the size that each platform
// gives.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/http.h"
#include "generator/phrases.h"
#include "generator/random.h"

namespace bench {

struct Platform {
  std::string type;                            // The connector's.
  std::map<std::string, std::string> options;  // Of the account.
  rigong::TimeMs now = 0;
  std::uint64_t records = 0;  // That a reader of all pages must deliver.
  // The answer to a request. Whatever is asked for beyond the pages is empty or refused, as the platform does it.
  std::function<const std::string&(const rigong::connectors::HttpRequest&)> answer;
};

// About so many records each.
[[nodiscard]] Platform make_chatwoot(std::uint64_t records);
[[nodiscard]] Platform make_taobao(std::uint64_t records);
[[nodiscard]] Platform make_wecom(std::uint64_t records);
[[nodiscard]] Platform make_request_tracker(std::uint64_t records);
[[nodiscard]] Platform make_jd(std::uint64_t records);

// What a customer or a rep says, ready for JSON: the phrases have quotation marks and line ends in them.
[[nodiscard]] inline std::string said(generator::Random& random, bool by_rep) {
  const generator::Phrases& phrases = by_rep ? generator::kAnswers : generator::kQuestions;
  std::string text;
  for (const char c : phrases[random.Below(static_cast<std::uint32_t>(phrases.size()))]) {
    if (c == '"')
      text += "\\\"";
    else if (c == '\n')
      text += "\\n";
    else
      text += c;
  }
  return text;
}

// The number that follows the name in the text; `otherwise` where there is none.
[[nodiscard]] inline std::uint64_t number_after(std::string_view text, std::string_view name, std::uint64_t otherwise) {
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) return otherwise;
  std::uint64_t number = 0;
  std::size_t digits = 0;
  for (const char c : text.substr(at + name.size())) {
    if (c < '0' || c > '9') break;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
    ++digits;
  }
  return digits == 0 ? otherwise : number;
}

// Rows with commas between them, made by row(number) for each number of [from, to).
template <class Row>
std::string rows_of(std::uint64_t from, std::uint64_t to, Row row) {
  std::string text;
  for (std::uint64_t i = from; i < to; ++i) text += (i == from ? "" : ",") + row(i);
  return text;
}

}  // namespace bench
