// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/static_files.h"

#include "overlay/server/cache.h"
#include "overlay/server/launch.h"

namespace rigong::overlay {

StaticFiles::StaticFiles(Assets assets) {
  for (const Asset& asset : assets) by_path_.emplace(asset.path, &asset);
  for (const Asset& asset : launch_assets()) by_path_.emplace(asset.path, &asset);
}

Answer StaticFiles::answer(const RequestHead& head) const {
  const Asset& asset = *by_path_.at(head.path);
  Answer answer;
  answer.content_type = asset.content_type;
  answer.immutable = asset.immutable;
  answer.etag = asset.etag;
  if (!asset.gzip.empty() || !asset.brotli.empty()) answer.more_headers = "Vary: Accept-Encoding\r\n";
  if (head.if_none_match && names_tag(*head.if_none_match, asset.etag)) {
    answer.status = 304;
    return answer;
  }
  const std::string_view takes = head.accept_encoding.value_or("");
  answer.body = asset.identity;
  if (!asset.brotli.empty() && accepts(takes, "br")) {
    answer.body = asset.brotli;
    answer.content_encoding = "br";
  } else if (!asset.gzip.empty() && accepts(takes, "gzip")) {
    answer.body = asset.gzip;
    answer.content_encoding = "gzip";
  }
  return answer;
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  const auto trimmed = [](std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
  };
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view one = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size() : comma + 1);
    const std::size_t semicolon = one.find(';');
    if (!same_name(trimmed(one.substr(0, semicolon)), coding)) continue;
    const std::string_view weight = semicolon == std::string_view::npos ? "" : trimmed(one.substr(semicolon + 1));
    // "q=0", "q=0.0" and so on refuse it.
    return !(weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos);
  }
  return false;
}

}  // namespace rigong::overlay
