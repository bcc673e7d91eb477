// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/cache.h"

#include "agent/base/ids.h"

namespace rigong::overlay {

std::optional<CachedAnswer> AnswerCache::find(std::string_view key, std::uint64_t version, TimeMs now) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  const auto entry = found->second;
  if (entry->answer.version != version || now >= entry->answer.valid_until) {
    remove(entry);
    return std::nullopt;
  }
  entries_.splice(entries_.begin(), entries_, entry);
  return entry->answer;
}

void AnswerCache::keep(std::string key, CachedAnswer answer) {
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) remove(found->second);
  const std::size_t bytes = answer.bytes->size();
  if (bytes > most_bytes_ / 4) return;
  while (!entries_.empty() && (entries_.size() >= most_entries_ || bytes_ + bytes > most_bytes_))
    remove(std::prev(entries_.end()));
  entries_.push_front({std::move(key), std::move(answer)});
  by_key_.emplace(entries_.front().key, entries_.begin());
  bytes_ += bytes;
}

void AnswerCache::remove(std::list<Entry>::iterator entry) {
  bytes_ -= entry->answer.bytes->size();
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

std::string etag_of(std::string_view bytes) { return '"' + sha256_hex(bytes).substr(0, 32) + '"'; }

bool names_tag(std::string_view if_none_match, std::string_view etag) {
  if (if_none_match == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t comma = if_none_match.find(',');
    std::string_view one = if_none_match.substr(0, comma);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == etag) return true;
    if_none_match.remove_prefix(comma == std::string_view::npos ? if_none_match.size() : comma + 1);
  }
  return false;
}

}  // namespace rigong::overlay
