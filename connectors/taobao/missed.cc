// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/missed.h"

#include <algorithm>
#include <array>

namespace rigong::connectors::taobao {
namespace {

constexpr std::array<DurationMs, 7> kAgainAfter = {3 * kHourMs, 6 * kHourMs, 12 * kHourMs, kDayMs,
                                                   2 * kDayMs,  4 * kDayMs,  7 * kDayMs};

DurationMs again_after(std::int64_t rounds) {
  const auto last = static_cast<std::int64_t>(kAgainAfter.size()) - 1;
  return kAgainAfter.at(static_cast<std::size_t>(std::clamp<std::int64_t>(rounds - 1, 0, last)));
}

// Our clock set back must not put it off for years.
bool is_due(const Missed& missed, TimeMs now) { return missed.again_at <= now || missed.again_at > now + kAgainAfter.back(); }

}  // namespace

void remember(MissedByRep& all, const std::string& rep, Seconds from, Seconds to, bool aside, TimeMs now) {
  const auto [known, is_new] = all.try_emplace(rep, Missed{from, to, 1, 0, aside});
  Missed& missed = known->second;
  missed.from = std::min(missed.from, from);
  missed.to = std::max(missed.to, to);
  missed.aside = missed.aside || aside;
  missed.again_at = now + again_after(missed.rounds);
}

void remember_round(Missed& missed, Seconds from, Seconds to, bool aside, TimeMs now) {
  missed = {from, to, missed.rounds + 1, now + again_after(missed.rounds + 1), aside};
}

void extend_aside(MissedByRep& all, Seconds from, Seconds to) {
  for (auto& [rep, missed] : all) {
    if (!missed.aside) continue;
    missed.from = std::min(missed.from, from);
    missed.to = std::max(missed.to, to);
  }
}

bool is_aside(const MissedByRep& all, const std::string& rep) {
  const auto found = all.find(rep);
  return found != all.end() && found->second.aside;
}

std::optional<TimeMs> next_try(const MissedByRep& all) {
  std::optional<TimeMs> next;
  for (const auto& [rep, missed] : all) next = std::min(next.value_or(missed.again_at), missed.again_at);
  return next;
}

MissedByRep::iterator find_due(MissedByRep& all, TimeMs now) {
  auto first = all.end();
  for (auto each = all.begin(); each != all.end(); ++each) {
    if (is_due(each->second, now) && (first == all.end() || each->second.again_at < first->second.again_at)) first = each;
  }
  return first;
}

bool give_up_half(MissedByRep& all) {
  const std::size_t left = all.size() / 2;
  const bool any = !all.empty();
  while (all.size() > left) {
    all.erase(
        std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second.rounds < b.second.rounds; }));
  }
  return any;
}

}  // namespace rigong::connectors::taobao
