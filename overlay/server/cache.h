// SPDX-License-Identifier: Apache-2.0
// Answers that may be given again as they are. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "agent/base/time.h"

namespace rigong::overlay {

struct CachedAnswer {
  std::shared_ptr<const std::string> bytes;
  std::string etag;
  std::uint64_t version = 0;
  TimeMs valid_until = 0;
  bool packed = false;  // `bytes` are gzip; the tag is that of what is in them.
};

class AnswerCache {
 public:
  AnswerCache(std::size_t most_entries, std::size_t most_bytes) : most_entries_(most_entries), most_bytes_(most_bytes) {}

  // The answer kept under the key, if it was made at this version and its time is not over.
  [[nodiscard]] std::optional<CachedAnswer> find(std::string_view key, std::uint64_t version, TimeMs now);
  // Lets go of what was asked for longest ago where there is no room. An answer too large for a quarter of the room is not kept.
  void keep(std::string key, CachedAnswer answer);

 private:
  struct Entry {
    std::string key;
    CachedAnswer answer;
  };
  void remove(std::list<Entry>::iterator entry);

  std::mutex mutex_;
  std::list<Entry> entries_;  // Asked for last first.
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
  std::size_t bytes_ = 0;
  const std::size_t most_entries_;
  const std::size_t most_bytes_;
};

// The ETag of these bytes, in quotes.
[[nodiscard]] std::string etag_of(std::string_view bytes);
// Whether an If-None-Match header names the tag (or is "*").
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view etag);

}  // namespace rigong::overlay
