// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/kit/fold.h"
#include "connectors/kit/values.h"
#include "connectors/request-tracker/search.h"

namespace rigong::connectors::request_tracker {
namespace {

constexpr std::int64_t kMostDays = 365;
constexpr std::size_t kMostNames = 50;
constexpr std::size_t kMostNameBytes = 200;

enum class Spelling { as_written, folded };

Result<std::vector<std::string>> names(const Options& options, std::string_view name, Spelling spelling) {
  const std::string text = options.text(name);
  std::string_view rest = text;
  std::vector<std::string> result;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view each = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!each.empty()) result.push_back(spelling == Spelling::folded ? fold_value(each) : std::string(each));
  }
  const bool usable = std::all_of(result.begin(), result.end(),
                                  [](const std::string& each) { return each.size() <= kMostNameBytes && can_be_searched(each); });
  if (!usable || result.size() > kMostNames) {
    return fail(
        ErrorKind::wrong_use,
        fmt::format("RT 账号的 {} 应是用逗号隔开的名字，最多 {} 个，不能有引号、反斜杠和 [。", name, kMostNames),
        fmt::format("{} of the RT account must be names with commas between them, at most {}, without quotes, backslashes "
                    "and [.",
                    name, kMostNames));
  }
  return result;
}

}  // namespace

Result<Settings> read_settings(const Options& options) {
  Settings settings;
  const auto days = parse_count(options.text("days"));
  if (!days || *days > kMostDays) {
    return fail(ErrorKind::wrong_use, fmt::format("RT 账号的 days 应是 0 到 {} 的整数。", kMostDays),
                fmt::format("days of the RT account must be a whole number of 0 to {}.", kMostDays));
  }
  settings.days = static_cast<int>(*days);
  RIGONG_ASSIGN(settings.queues, names(options, "queues", Spelling::as_written));
  RIGONG_ASSIGN(settings.agents, names(options, "agents", Spelling::folded));
  RIGONG_ASSIGN(settings.closed, names(options, "closed", Spelling::folded));
  settings.rating_field = std::string(trim(options.text("rating_field")));
  if (!settings.rating_field.empty() &&
      (!can_be_searched(settings.rating_field) || settings.rating_field.size() > kMostNameBytes)) {
    return fail(ErrorKind::wrong_use, "RT 账号的 rating_field 应是自定义字段的名字，不能有引号、反斜杠和 [。",
                "rating_field of the RT account must be the name of a custom field, without quotes, backslashes and [.");
  }
  const std::string on_behalf = fold_value(options.text("on_behalf"));
  if (on_behalf != "in" && on_behalf != "out") {
    return fail(ErrorKind::wrong_use, "RT 账号的 on_behalf 应是 in（算顾客的话）或 out（算客服的话）。",
                "on_behalf of the RT account must be in (the customer's words) or out (the rep's words).");
  }
  settings.on_behalf = on_behalf == "in" ? OnBehalf::customer : OnBehalf::agent;
  return settings;
}

}  // namespace rigong::connectors::request_tracker
