// SPDX-License-Identifier: Apache-2.0
#include "agent/config/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace rigong::config {
namespace {

constexpr std::size_t kMostUrlBytes = 2048;
constexpr std::size_t kMostHostBytes = 253;
constexpr std::size_t kMostLabelBytes = 63;
constexpr int kMostPort = 65535;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::optional<int> number(std::string_view text, int maximum) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // A leading zero would be octal to some readers and decimal to others.
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > maximum) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return value;
}

std::optional<std::array<int, 4>> parse_ipv4(std::string_view text) {
  std::array<int, 4> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t dot = text.find('.');
    if ((dot == std::string_view::npos) != (i == 3)) return std::nullopt;
    const auto part = number(text.substr(0, dot), 255);
    if (!part) return std::nullopt;
    parts[i] = *part;
    text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
  }
  return parts;
}

// Groups of up to four hexadecimal digits, with at most one "::". The embedded IPv4 form is left out.
bool is_ipv6(std::string_view text) {
  const std::size_t gap = text.find("::");
  if (gap != std::string_view::npos && text.find("::", gap + 1) != std::string_view::npos) return false;
  int groups = 0;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ':') {
      const bool in_gap = gap != std::string_view::npos && (i == gap || i == gap + 1);
      if (!in_gap && (i == 0 || i + 1 == text.size())) return false;
      digits = 0;
    } else {
      if (!is_hex(text[i]) || ++digits > 4) return false;
      if (digits == 1) ++groups;
    }
  }
  return gap == std::string_view::npos ? groups == 8 : groups < 8;
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kMostHostBytes) return false;
  std::string_view last;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view label = text.substr(0, dot);
    const bool clean = std::all_of(label.begin(), label.end(),
                                   [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_'; });
    if (!clean || label.empty() || label.size() > kMostLabelBytes || label.front() == '-' || label.back() == '-') return false;
    last = label;
    if (dot == std::string_view::npos) break;
    text.remove_prefix(dot + 1);
  }
  // A last label that begins with a digit is a number in disguise ("127.1", "0x7f.1") to some resolvers.
  return !is_digit(last.front());
}

// Takes "host" or "host:port" or "[v6]:port" apart.
bool split_authority(std::string_view text, std::string& host, std::optional<int>& port) {
  std::string_view after;
  if (!text.empty() && text.front() == '[') {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return false;
    host = lower(text.substr(1, close - 1));
    after = text.substr(close + 1);
    if (!is_ipv6(host)) return false;
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    host = lower(text.substr(0, colon));
    after = text.substr(colon);
    if (!is_name(host) && !parse_ipv4(host)) return false;
  }
  if (after.empty()) return true;
  port = after.front() == ':' ? number(after.substr(1), kMostPort) : std::nullopt;
  return port.has_value();
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  if (text.size() > kMostUrlBytes) return std::nullopt;
  // Spaces and backslashes are read differently by different programs, a fragment never leaves this machine.
  const auto unclean = [](char c) { return c <= ' ' || c > '~' || c == '\\' || c == '#' || c == '"' || c == '<' || c == '>'; };
  if (std::any_of(text.begin(), text.end(), unclean)) return std::nullopt;
  Url url;
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string scheme = lower(text.substr(0, colon));
  if (scheme != "https" && scheme != "http") return std::nullopt;
  url.https = scheme == "https";
  text.remove_prefix(colon + 3);
  const std::size_t end = std::min(text.find_first_of("/?"), text.size());
  std::optional<int> port;
  if (!split_authority(text.substr(0, end), url.host, port) || port == 0) return std::nullopt;
  url.port = port.value_or(0);
  url.rest = std::string(text.substr(end));
  return url;
}

std::string origin_of(const Url& url) {
  const bool brackets = url.host.find(':') != std::string::npos;
  std::string origin =
      fmt::format("{}://{}{}{}", url.https ? "https" : "http", brackets ? "[" : "", url.host, brackets ? "]" : "");
  // Browsers leave the port of the scheme out.
  if (url.port != 0 && url.port != (url.https ? 443 : 80)) origin += fmt::format(":{}", url.port);
  return origin;
}

bool is_safe(const Url& url, const std::vector<std::string>& private_hosts) {
  return url.https || is_loopback(url.host) ||
         std::find(private_hosts.begin(), private_hosts.end(), url.host) != private_hosts.end();
}

bool is_host(std::string_view text) { return is_name(text) || parse_ipv4(text) || is_ipv6(text); }

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  const auto parts = parse_ipv4(host);
  return parts && (*parts)[0] == 127;
}

bool is_public_address(std::string_view host) {
  if (const auto parts = parse_ipv4(host)) {
    const auto& [a, b, c, d] = *parts;
    const bool shared = a == 100 && b >= 64 && b < 128;
    return !(a == 10 || a == 127 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) || shared);
  }
  // fc00::/7 is the private range of IPv6.
  return is_ipv6(host) && host != "::1" &&
         !(host.size() > 4 && host[0] == 'f' && (host[1] == 'c' || host[1] == 'd') && host[4] == ':');
}

bool is_listen_address(std::string_view text) {
  std::string host;
  std::optional<int> port;
  return split_authority(text, host, port) && port && (host == "localhost" || parse_ipv4(host) || is_ipv6(host));
}

}  // namespace rigong::config
