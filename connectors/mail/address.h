// SPDX-License-Identifier: Apache-2.0
// Addresses of mail, and of the server that takes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rigong::connectors::mail {

struct Address {
  std::string name;  // As it is shown; may be empty.
  std::string mailbox;
  friend bool operator==(const Address&, const Address&) = default;
};

// "bot@shop.example" or "客服日榜 <bot@shop.example>". Nothing where the mailbox is none of plain ASCII, or could end a header
// line.
[[nodiscard]] std::optional<Address> read_address(std::string_view text);

// "smtps://host[:port]" or "smtp://host[:port]" and nothing else: no name, no path.
[[nodiscard]] bool is_server(std::string_view url);

}  // namespace rigong::connectors::mail
