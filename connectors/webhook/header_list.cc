// SPDX-License-Identifier: Apache-2.0
#include "connectors/webhook/header_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::connectors::webhook {
namespace {

bool is_name(std::string_view name) {
  constexpr std::string_view kAlso = "!#$%&'*+-.^_`~";
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kAlso.find(c) != std::string_view::npos;
  });
}

// What says where the body ends and to whom it goes is not the user's to set.
bool is_own(std::string_view name) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  constexpr std::string_view kOwn[] = {
      "host",    "content-length", "transfer-encoding", "connection", "content-type", "upgrade", "te",
      "trailer", "expect",         "content-encoding"};
  return std::find(std::begin(kOwn), std::end(kOwn), small) != std::end(kOwn);
}

bool is_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c == '\t' || (c >= ' ' && c < '\x7f'); });
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> read_headers(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> headers;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("|\n"), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const std::size_t colon = line.find(':');
    const std::string_view name = trim(line.substr(0, std::min(colon, line.size())));
    const std::string_view value = colon == std::string_view::npos ? std::string_view() : trim(line.substr(colon + 1));
    if (colon == std::string_view::npos || !is_name(name) || !is_value(value)) {
      return fail(ErrorKind::wrong_use, "webhook 的请求头要写成“名称: 值”，多个之间用 | 隔开，只用英文字符。",
                  "Headers of the webhook are written \"Name: value\", with | between several, in plain ASCII.");
    }
    if (is_own(name)) {
      return fail(
          ErrorKind::wrong_use, fmt::format("webhook 的请求头 {} 由程序自己填，请删掉（Content-Type 写在 content_type）。", name),
          fmt::format("The webhook's header {} is set by the program; leave it out (Content-Type is `content_type`).", name));
    }
    headers.emplace_back(name, value);
  }
  return headers;
}

}  // namespace rigong::connectors::webhook
