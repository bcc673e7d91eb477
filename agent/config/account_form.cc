// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "agent/config/accounts.h"

namespace rigong::config {
namespace {

constexpr std::string_view kSecretPrefix = "secret:keyring:";

Node text_node(std::string text) {
  Node node;
  node.kind = Node::Kind::text;
  node.text = std::move(text);
  return node;
}

// The value as rigong.toml would hold it. What is no number or no boolean stays text, which the check then names.
Node node_of(const connectors::OptionSpec& option, const std::string& value) {
  Node node = text_node(value);
  if (option.type == connectors::OptionType::integer) {
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, node.integer);
    if (error == std::errc() && stop == end) node.kind = Node::Kind::integer;
  } else if (option.type == connectors::OptionType::boolean) {
    node.boolean = value == "true";
    if (value == "true" || value == "false") node.kind = Node::Kind::boolean;
  } else if (option.type == connectors::OptionType::secret) {
    node.text = fmt::format("{}{}", kSecretPrefix, option.name);
  }
  return node;
}

}  // namespace

Result<AccountSettings> read_form(const AccountForm& form, std::span<const connectors::Definition* const> known) {
  const auto definition =
      std::find_if(known.begin(), known.end(), [&](const connectors::Definition* each) { return each->type == form.type; });
  Node table;
  table.kind = Node::Kind::table;
  table.entries.push_back({"type", 0, text_node(form.type)});
  if (!form.name.empty()) table.entries.push_back({"name", 0, text_node(form.name)});
  if (!form.shop.empty()) table.entries.push_back({"shop", 0, text_node(form.shop)});
  for (const auto& [name, value] : form.options) {
    if (value.empty()) continue;  // Left out in the form.
    Entry entry{name, 0, text_node(value)};
    if (definition != known.end()) {
      for (const connectors::OptionSpec& option : (*definition)->options) {
        if (option.name == name) entry.value = node_of(option, value);
      }
    }
    table.entries.push_back(std::move(entry));
  }
  Entry list{"connector", 0, {}};
  list.value.kind = Node::Kind::list;
  list.value.items.push_back(std::move(table));

  Problems problems;
  const SecretReader secrets = [&](std::string_view, std::string_view name) -> Result<Secret> {
    const auto found =
        std::find_if(form.options.begin(), form.options.end(), [&](const auto& each) { return each.first == name; });
    return Secret(found == form.options.end() ? std::string() : found->second);
  };
  Reading reading{problems, secrets, known, {}, {}, {}};
  std::vector<AccountSettings> accounts = read_connectors(list, reading);
  if (problems.empty() && accounts.size() == 1) return std::move(accounts.front());
  if (problems.empty()) return fail(ErrorKind::internal, "账号没有读成。", "The account was not read.");
  return fail(problems.error("account"));
}

}  // namespace rigong::config
