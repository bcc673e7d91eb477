// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/conversation_links.h"

#include <algorithm>
#include <string_view>

namespace rigong::runtime {
namespace {

constexpr std::size_t kMostLinkBytes = 2000;

// A connector is held to its promise here, where the page's side begins.
bool may_be_shown(std::string_view link) {
  const bool web = link.starts_with("https://") || link.starts_with("http://");
  const auto plain = [](char c) {
    return c > ' ' && c < '\x7f' && std::string_view("\"'<>\\^`{|}").find(c) == std::string_view::npos;
  };
  return web && link.size() <= kMostLinkBytes && std::all_of(link.begin(), link.end(), plain);
}

}  // namespace

ConversationLinks::ConversationLinks(std::span<const config::AccountSettings> accounts,
                                     std::span<const connectors::Definition* const> known) {
  for (const config::AccountSettings& account : accounts) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto* each) { return each->type == account.type; });
    if (found == known.end() || (*found)->conversation_link == nullptr || account.options == nullptr) continue;
    connectors::ConversationLink link = (*found)->conversation_link(*account.options);
    if (link) by_name_.insert_or_assign(account.name, Entry{account.type, std::move(link)});
  }
}

const connectors::ConversationLink* ConversationLinks::of(const model::Account& account) const {
  const auto found = by_name_.find(account.name);
  return found != by_name_.end() && found->second.type == account.type ? &found->second.link : nullptr;
}

LinksOfStore::LinksOfStore(const ConversationLinks& links, std::span<const model::Account> accounts) {
  for (const model::Account& account : accounts) {
    if (const auto* link = links.of(account)) by_number_.emplace(account.number, link);
  }
}

std::optional<std::string> LinksOfStore::link(const storage::TurnRow& row) const {
  if (!row.label_is_id) return std::nullopt;
  const auto found = by_number_.find(row.where.account);
  if (found == by_number_.end()) return std::nullopt;
  auto link = (*found->second)(row.conversation_label);
  if (link && !may_be_shown(*link)) return std::nullopt;
  return link;
}

}  // namespace rigong::runtime
