// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/numbered_pages.h"

#include <algorithm>

#include "connectors/kit/query.h"

namespace rigong::connectors {
namespace {

// As many digits as fit into 64 bits.
constexpr std::size_t kMostDigits = 18;
constexpr std::size_t kMostEndpointBytes = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view id) {
  return !id.empty() && id.size() <= kMostDigits && id.front() != '0' && std::all_of(id.begin(), id.end(), is_digit);
}

bool stands_in_address(char c) {
  constexpr std::string_view kSigns = "-._~:/[]%";
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kSigns.find(c) != std::string_view::npos;
}

bool is_server(std::string_view endpoint) {
  const bool web = endpoint.starts_with("https://") || endpoint.starts_with("http://");
  return web && endpoint.size() <= kMostEndpointBytes && !host_of(endpoint).empty() &&
         std::all_of(endpoint.begin(), endpoint.end(), stands_in_address);
}

}  // namespace

ConversationLink numbered_pages(std::string_view endpoint, std::string_view path) {
  if (!is_server(endpoint)) return {};
  return [before = address(endpoint, path)](std::string_view id) -> std::optional<std::string> {
    if (!is_number(id)) return std::nullopt;
    return before + std::string(id);
  };
}

}  // namespace rigong::connectors
