// SPDX-License-Identifier: Apache-2.0
// Where conversations of the accounts are opened at their platforms, made once for each account, not for each conversation shown.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "agent/config/config.h"
#include "agent/model/member.h"
#include "connectors/api/connector.h"
#include "storage/store.h"

namespace rigong::runtime {

// Not changed once it is made; any thread.
class ConversationLinks {
 public:
  ConversationLinks() = default;
  explicit ConversationLinks(std::span<const config::AccountSettings> accounts,
                             std::span<const connectors::Definition* const> known = connectors::all());

  // Of an account as the store knows it. Null where its conversations cannot be opened, or where the settings of that name are
  // those of another platform: its numbers would lead to somebody else's conversation. Lives as long as this.
  [[nodiscard]] const connectors::ConversationLink* of(const model::Account& account) const;

 private:
  struct Entry {
    std::string type;
    connectors::ConversationLink link;
  };
  std::map<std::string, Entry> by_name_;
};

// The same, for the accounts of one answer, by the store's numbers.
class LinksOfStore {
 public:
  LinksOfStore() = default;
  // `links` outlives this.
  LinksOfStore(const ConversationLinks& links, std::span<const model::Account> accounts);

  // Nothing where the conversation is shown by a part of its hash, or the connector knows no page for it. Whatever a connector
  // says, it is an http or https address of plain characters.
  [[nodiscard]] std::optional<std::string> link(const storage::TurnRow& row) const;

 private:
  std::map<model::AccountNo, const connectors::ConversationLink*> by_number_;
};

}  // namespace rigong::runtime
