// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail/address.h"

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::connectors::mail {
namespace {

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_host(std::string_view host) {
  constexpr std::size_t kMostHost = 253;
  return !host.empty() && host.size() <= kMostHost && host.front() != '.' && host.front() != '-' && host.back() != '.' &&
         host.find("..") == std::string_view::npos &&
         std::all_of(host.begin(), host.end(), [](char c) { return is_alphanumeric(c) || c == '.' || c == '-'; });
}

// RFC 5321 allows more within quotes, which nobody has.
bool is_mailbox(std::string_view text) {
  constexpr std::string_view kAlso = ".!#$%&'*+/=?^_{}~-";
  constexpr std::size_t kMostLocal = 64;
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > kMostLocal) return false;
  const std::string_view local = text.substr(0, at);
  return is_host(text.substr(at + 1)) && local.front() != '.' && local.back() != '.' &&
         local.find("..") == std::string_view::npos && std::all_of(local.begin(), local.end(), [&](char c) {
           return is_alphanumeric(c) || kAlso.find(c) != std::string_view::npos;
         });
}

}  // namespace

std::optional<Address> read_address(std::string_view text) {
  text = trim(text);
  Address address;
  if (text.ends_with('>')) {
    const std::size_t open = text.rfind('<');
    if (open == std::string_view::npos) return std::nullopt;
    std::string_view name = trim(text.substr(0, open));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    address.name = std::string(name);
    text = text.substr(open + 1, text.size() - open - 2);
  }
  if (!is_mailbox(text)) return std::nullopt;
  address.mailbox = std::string(text);
  return address;
}

bool is_server(std::string_view url) {
  if (url.starts_with("smtps://")) {
    url.remove_prefix(8);
  } else if (url.starts_with("smtp://")) {
    url.remove_prefix(7);
  } else {
    return false;
  }
  if (url.ends_with('/')) url.remove_suffix(1);
  const std::size_t colon = url.find(':');
  if (!is_host(url.substr(0, colon))) return false;
  if (colon == std::string_view::npos) return true;
  const std::string_view port = url.substr(colon + 1);
  return !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace rigong::connectors::mail
