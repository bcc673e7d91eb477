// SPDX-License-Identifier: Apache-2.0
// How far the account has been read. All times are seconds of the server's clock, but for sweep_at and deep_at, which are ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong::connectors::chatwoot {

using Seconds = std::int64_t;

// A conversation as it looked when its messages were read last. What looks the same is not read again.
struct Seen {
  std::int64_t id = 0;
  Seconds activity = 0;
  Seconds updated = 0;       // 0 where the server does not say.
  std::int64_t last_id = 0;  // Of the last message, by the list.
  std::int64_t settled = 0;  // Messages up to this id are old enough not to be read again.
  bool aside = false;        // It could not be read as it is: remembered until it can, and tried again with each look back.
  friend bool operator==(const Seen&, const Seen&) = default;
};

// A walk through the list of conversations, newest activity first, down to `floor`.
struct ListPass {
  int page = 1;
  Seconds top = 0;  // The newest activity when the walk began: what is newer is the next walk's.
  Seconds floor = 0;
  std::int64_t count = 0;  // Of all conversations, by the page before.
  Seconds newest = 0;      // Activity on the page before; 0 = there is none.
  bool sweep = false;      // Ratings are read after it.
  bool deep = false;       // Looks far back, and names the rows that cannot be used.
  std::string guard;
};

struct RatingsPass {
  int page = 1;
  Seconds since = 0;
  Seconds until = 0;
  std::string guard;
};

struct Progress {
  std::int64_t account = 0;
  Seconds from = 0;          // What is older is not taken.
  Seconds high = 0;          // Every conversation active before has been read; 0 = no walk has come to its end.
  Seconds ratings_high = 0;  // The newest rating seen.
  TimeMs sweep_at = 0;       // When to look back next, …
  TimeMs deep_at = 0;        // … and when far back.
  bool ratings_refused = false;
  std::int64_t aside_tried = 0;  // Of those set aside, the one tried last: they take turns.
  std::optional<ListPass> list;
  std::optional<RatingsPass> ratings;
  std::vector<Seen> known;  // In order of id.
};

// At most 64 KB, whatever is in it.
[[nodiscard]] std::string write_cursor(const Progress& progress);
// wrong_use where it is not one of ours, or of another account.
[[nodiscard]] Result<Progress> read_cursor(std::string_view cursor, std::int64_t account);

[[nodiscard]] const Seen* find(const Progress& progress, std::int64_t conversation);
void remember(Progress& progress, const Seen& seen);
// Keeps those active since, and of these the newest thousand; and whatever their age those set aside, of which nothing else
// reminds, the newest two hundred.
void forget_before(Progress& progress, Seconds activity);

}  // namespace rigong::connectors::chatwoot
