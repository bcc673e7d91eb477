// SPDX-License-Identifier: Apache-2.0
// Addresses as a person may write them into rigong.toml. Narrower than the standards: what is refused here can be written
// plainer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rigong::config {

struct Url {
  bool https = false;
  std::string host;  // Lower case; an IPv6 address without its brackets.
  int port = 0;      // 0 = none written.
  std::string rest;  // Path and query, as written.
};

// "https://host:port/path?query" in ASCII, without a user name, a password or a fragment.
[[nodiscard]] std::optional<Url> parse_url(std::string_view text);
// "scheme://host[:port]", what a browser sends as Origin.
[[nodiscard]] std::string origin_of(const Url& url);
// Whether text may go there: https anywhere, http only to loopback and to a host among `private_hosts`.
[[nodiscard]] bool is_safe(const Url& url, const std::vector<std::string>& private_hosts);

// A host name, an IPv4 address or an IPv6 address without brackets, in lower case.
[[nodiscard]] bool is_host(std::string_view text);
// "localhost", 127.0.0.0/8 and ::1, each in its plain form only.
[[nodiscard]] bool is_loopback(std::string_view host);
// An address in numbers that lies in none of the private ranges: http to it would cross the open network.
[[nodiscard]] bool is_public_address(std::string_view host);
// "127.0.0.1:7717", "[::1]:7717" or "localhost:7717"; port 0 lets the system choose.
[[nodiscard]] bool is_listen_address(std::string_view text);

}  // namespace rigong::config
