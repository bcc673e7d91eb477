// SPDX-License-Identifier: Apache-2.0
// Any bytes are either a configuration or a complaint: never a crash, an exception, a message without words or one that holds a
// secret.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "agent/base/text.h"
#include "agent/config/config.h"

namespace {

using namespace rigong;

constexpr connectors::OptionSpec kOptions[] = {
    {"endpoint", "", "", connectors::OptionType::url, false, "https://api.example.com", "", ""},
    {"app_key", "", "", connectors::OptionType::text, true, "", "", ""},
    {"app_secret", "", "", connectors::OptionType::secret, true, "", "", ""},
    {"page_size", "", "", connectors::OptionType::integer, false, "50", "", ""},
    {"with_text", "", "", connectors::OptionType::boolean, false, "false", "", ""},
    {"folder", "", "", connectors::OptionType::path, false, "", "", ""},
};
const connectors::Definition kMarket{"market", "", "", kOptions, nullptr};
const connectors::Definition* const kKnown[] = {&kMarket};
constexpr connectors::OptionSpec kChatOptions[] = {
    {"webhook", "", "", connectors::OptionType::secret, true, "", "", ""},
};
const connectors::RobotDefinition kChat{"wecom", "", "", kChatOptions, nullptr};
const connectors::RobotDefinition* const kRobots[] = {&kChat};
constexpr std::string_view kCanary = "\x02 canary \x03";

Result<Secret> secret(std::string_view kind, std::string_view name) {
  if (name.size() % 2 == 1) return fail(ErrorKind::refused, "没有。", "Not there.");
  return Secret(std::string(kind) + std::string(kCanary));
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto config = config::parse_config(text, "fuzz.toml", {kKnown, kRobots}, secret);
  if (config) {
    require(ShopCalendar::make(config->shop.calendar).has_value());
    for (const auto& [id, shop] : config->shops) require(id == shop.id && ShopCalendar::make(shop.calendar).has_value());
    require(config->metrics.warn_after_ms <= config->metrics.slow_after_ms);
    for (const auto& account : config->connectors) require(!account.name.empty() && account.options != nullptr);
    return 0;
  }
  for (const std::string_view words : {config.error().words.zh, config.error().words.en}) {
    require(words.starts_with("fuzz.toml:") && is_clean_utf8(words) && words.find(kCanary) == std::string_view::npos);
    for (const char letter : words) require(letter == '\n' || static_cast<unsigned char>(letter) >= 0x20);
  }
  return 0;
}
