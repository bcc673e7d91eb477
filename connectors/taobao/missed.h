// SPDX-License-Identifier: Apache-2.0
// What the platform did not take of one sub-account, or did not give of one day of the shop, while all else was read: remembered,
// and asked for again by itself. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "agent/base/time.h"
#include "connectors/taobao/platform_time.h"

namespace rigong::connectors::taobao {

struct Missed {
  Seconds from = 0;
  Seconds to = 0;
  std::int64_t rounds = 0;  // That failed.
  TimeMs again_at = 0;
  bool aside = false;  // The rep is not asked for together with the others meanwhile; else it is a part of their time alone.
};
// By rep; the shop's own days stand under nobody.
using MissedByRep = std::map<std::string, Missed>;

// Joined with what is known of the rep. It is tried again after hours at first, and in the end once a week.
void remember(MissedByRep& all, const std::string& rep, Seconds from, Seconds to, bool aside, TimeMs now);
// After a round that failed for this part, with a rep who was taken or not taken at all.
void remember_round(Missed& missed, Seconds from, Seconds to, bool aside, TimeMs now);
// Those who are aside miss this stretch as well.
void extend_aside(MissedByRep& all, Seconds from, Seconds to);
[[nodiscard]] bool is_aside(const MissedByRep& all, const std::string& rep);
// When the next one is to be tried; nothing where nothing is missed.
[[nodiscard]] std::optional<TimeMs> next_try(const MissedByRep& all);
// Of those to be tried by now the one that waits longest; end() where there is none.
[[nodiscard]] MissedByRep::iterator find_due(MissedByRep& all, TimeMs now);
// Gives up half of them, those that failed most often. Returns false where there are none.
bool give_up_half(MissedByRep& all);

}  // namespace rigong::connectors::taobao
