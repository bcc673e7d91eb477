// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/guard.h"

#include <algorithm>

#include "overlay/server/launch.h"

namespace rigong::overlay {
namespace {

constexpr Verdict kAllowed;

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1" || address == "localhost"; }

bool is_any(std::string_view address) { return address.empty() || address == "0.0.0.0" || address == "::"; }

const GuardRules::Place* place_of(std::string_view host, const GuardRules& rules) {
  const auto found =
      std::find_if(rules.places.begin(), rules.places.end(), [&](const auto& place) { return same_name(place.host, host); });
  return found == rules.places.end() ? nullptr : &*found;
}

// Where the request comes from, as the browser says. A program that is no browser says nothing, and has the token to show.
Verdict check_source(const RequestHead& head, const GuardRules& rules, std::string_view own_origin) {
  const bool api = is_api(head.path);
  const bool extension =
      head.origin && std::find(rules.extensions.begin(), rules.extensions.end(), *head.origin) != rules.extensions.end();
  if (extension && (!api || !head.authorization)) return {403, "an extension without a token"};
  if (head.origin && !extension && *head.origin != own_origin) return {403, "another origin"};
  if (!head.fetch_site || *head.fetch_site == "same-origin") return kAllowed;
  if (extension) {
    const bool known = *head.fetch_site == "none" || *head.fetch_site == "cross-site" || *head.fetch_site == "same-site";
    return known ? kAllowed : Verdict{403, "another site"};
  }
  if (api || !is_read(head.method)) return {403, "another site"};
  if (*head.fetch_site == "none") return kAllowed;
  const bool foreign = *head.fetch_site == "cross-site" || *head.fetch_site == "same-site";
  // Whoever leads a browser there gains nothing: what stands on it is known, and only a code of ours opens the page behind it.
  if (foreign && head.path == kLaunchPath && head.fetch_dest == "document" && head.fetch_mode == "navigate") return kAllowed;
  if (foreign && rules.framed && head.path == "/" && head.fetch_dest == "iframe" && head.fetch_mode == "navigate")
    return kAllowed;
  return {403, "another site"};
}

Verdict check_body(const RequestHead& head) {
  if (head.content_encoding) return {415, "a coded body"};
  if (head.range) return {416, "a part"};
  if (head.expect) return {417, "an expectation"};
  if (head.method == "POST" || head.method == "PUT") {
    if (!head.has_content_length) return {411, "no length"};
    if (head.content_length > kMostBodyBytes) return {413, "too long"};
    const std::string_view type = head.content_type.value_or("");
    if (head.method == "PUT") return type == "application/octet-stream" ? kAllowed : Verdict{415, "another type of content"};
    // Without content there is nothing to have a type.
    if (!head.content_type && head.content_length == 0) return kAllowed;
    return is_json(type) ? kAllowed : Verdict{415, "another type of content"};
  }
  return head.content_length == 0 ? kAllowed : Verdict{400, "content where none belongs"};
}

}  // namespace

std::vector<GuardRules::Place> places_of(std::string_view address, int port, std::string_view public_url) {
  std::vector<GuardRules::Place> places;
  const auto add = [&](const std::string& name) {
    const std::string host = name + ":" + std::to_string(port);
    places.push_back({host, "http://" + host});
    // A browser leaves out the port that is usual.
    if (port == 80) places.push_back({name, "http://" + name});
  };
  if (is_loopback(address) || is_any(address)) {
    for (const char* name : {"127.0.0.1", "localhost", "[::1]"}) add(name);
  }
  if (!is_any(address) && address != "127.0.0.1" && address != "::1" && address != "localhost") {
    add(address.find(':') == std::string_view::npos ? std::string(address) : "[" + std::string(address) + "]");
  }
  constexpr std::string_view kHttps = "https://";
  if (public_url.starts_with(kHttps)) {
    const std::string host(public_url.substr(kHttps.size(), public_url.find('/', kHttps.size()) - kHttps.size()));
    const bool usual = host.ends_with(":443");
    const std::string name = usual ? host.substr(0, host.size() - 4) : host;
    places.push_back({name, "https://" + name});
    if (usual || name.find(':', name.find(']') == std::string::npos ? 0 : name.find(']')) == std::string::npos) {
      places.push_back({name + ":443", "https://" + name});
    }
  }
  return places;
}

bool is_api(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

bool is_json(std::string_view content_type) {
  const std::size_t semicolon = content_type.find(';');
  std::string_view type = content_type.substr(0, semicolon);
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  if (!same_name(type, "application/json")) return false;
  if (semicolon == std::string_view::npos) return true;
  std::string_view rest = content_type.substr(semicolon + 1);
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  return same_name(rest, "charset=utf-8");
}

Verdict check(const RequestHead& head, const GuardRules& rules) {
  if (!head.host) return {400, "no host"};
  const GuardRules::Place* place = place_of(*head.host, rules);
  if (place == nullptr) return {421, "another host"};
  // A preflight asks for leave; without a header that gives it, the browser takes the answer as no.
  if (head.method == "OPTIONS") return {403, "a preflight"};
  if (head.method == "PATCH" || head.method == "TRACE" || head.method == "CONNECT") return {405, "the method"};
  if (!is_read(head.method) && head.method != "POST" && head.method != "PUT" && head.method != "DELETE")
    return {501, "the method"};
  if (head.upgrade && same_name(*head.upgrade, "websocket")) return {426, "a web socket"};
  if (const Verdict verdict = check_source(head, rules, place->origin); !verdict.allowed()) return verdict;
  return check_body(head);
}

}  // namespace rigong::overlay
