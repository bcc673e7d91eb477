// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "agent/base/text.h"

namespace rigong::connectors {

Result<std::int64_t> whole_option(const Options& options, std::string_view name, std::int64_t least, std::int64_t most,
                                  const Words& account) {
  const std::string text = options.text(name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= least && value <= most) return value;
  return fail(ErrorKind::wrong_use, fmt::format("{}账号的 {} 应是 {} 到 {} 的整数。", account.zh, name, least, most),
              fmt::format("{} of the {} account must be a whole number of {} to {}.", name, account.en, least, most));
}

std::vector<std::string> split_list(std::string_view text) {
  constexpr std::string_view kWide = "，";
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t narrow = text.find(',');
    const std::size_t wide = text.find(kWide);
    const std::size_t end = std::min({narrow, wide, text.size()});
    if (const std::string_view part = trim(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
    if (end == text.size()) break;
    text.remove_prefix(end + (end == narrow ? 1 : kWide.size()));
  }
  return parts;
}

}  // namespace rigong::connectors
