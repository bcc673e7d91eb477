// SPDX-License-Identifier: Apache-2.0
// What the tests of the configuration share: a made-up platform, secrets from nowhere, and the errors as lines.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "agent/config/config.h"

namespace rigong::config {

inline constexpr connectors::OptionSpec kMarketOptions[] = {
    {"endpoint", "接口地址", "API address", connectors::OptionType::url, false, "https://api.market.example", "接口地址",
     "The address of the API"},
    {"app_key", "应用的键", "App key", connectors::OptionType::text, true, "", "应用的键", "The key of the application"},
    {"app_secret", "应用的密钥", "App secret", connectors::OptionType::secret, true, "", "应用的密钥",
     "The secret of the application"},
    {"session", "授权", "Session", connectors::OptionType::secret, false, "", "授权", "The authorisation"},
    {"page_size", "每页条数", "Page size", connectors::OptionType::integer, false, "50", "每页条数", "Rows per page"},
    {"with_text", "读取文字", "Read the text", connectors::OptionType::boolean, false, "false", "读取文字", "Read the text"},
    {"folder", "文件夹", "Folder", connectors::OptionType::path, false, "inbox", "文件夹", "The folder"},
};
inline const connectors::Definition kMarket{"market", "市集", "The market", kMarketOptions, nullptr};
inline const connectors::Definition kFiles{"files", "文件", "Files", {}, nullptr};
inline const connectors::Definition* const kPlatforms[] = {&kFiles, &kMarket};
inline constexpr connectors::OptionSpec kChatOptions[] = {
    {"webhook", "地址", "Address", connectors::OptionType::secret, true, "", "机器人的地址", "The robot's address"},
    {"secret", "加签", "Secret", connectors::OptionType::secret, false, "", "加签密钥", "The key for signing"},
};
inline const connectors::RobotDefinition kChat{"chat", "聊天", "The chat", kChatOptions, nullptr, 250, 18, true};
inline const connectors::RobotDefinition* const kRobots[] = {&kChat};
inline const Known kKnown{kPlatforms, kRobots};

// Every secret is "KIND/NAME", so that a test sees what was asked for.
inline Result<Secret> any_secret(std::string_view kind, std::string_view name) {
  return Secret(std::string(kind) + "/" + std::string(name));
}

inline Config read(std::string_view text) {
  auto config = parse_config(text, "rigong.toml", kKnown, any_secret);
  if (!config) FAIL(config.error().words.en);
  return std::move(*config);
}

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

inline Error error_of(std::string_view text, const SecretReader& secrets = any_secret) {
  auto config = parse_config(text, "rigong.toml", kKnown, secrets);
  if (config) FAIL("was accepted: " << text);
  CHECK(config.error().kind == ErrorKind::wrong_use);
  CHECK(lines_of(config.error().words.zh).size() == lines_of(config.error().words.en).size());
  return config.error();
}

// The one English line about the text; a second one fails the test.
inline std::string complaint(std::string_view text) {
  const auto lines = lines_of(error_of(text).words.en);
  if (lines.size() != 1) FAIL("more than one: " << error_of(text).words.en);
  return lines.front();
}

inline std::string complaint_zh(std::string_view text) { return error_of(text).words.zh; }

}  // namespace rigong::config
