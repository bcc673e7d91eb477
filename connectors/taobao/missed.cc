// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/missed.h"

#include <algorithm>
#include <array>

#include "connectors/kit/ask_again.h"

namespace rigong::connectors::taobao {
namespace {

constexpr std::array<DurationMs, 7> kPauses = {3 * kHourMs, 6 * kHourMs, 12 * kHourMs, kDayMs,
                                               2 * kDayMs,  4 * kDayMs,  7 * kDayMs};
constexpr AskAgain kAgain(kPauses, kPauses.back());

TimeMs again_at(const MissedByRep::value_type& each) { return each.second.again_at; }

}  // namespace

void remember(MissedByRep& all, const std::string& rep, Seconds from, Seconds to, bool aside, TimeMs now) {
  const auto [known, is_new] = all.try_emplace(rep, Missed{from, to, 1, 0, aside});
  Missed& missed = known->second;
  widen(missed, from, to);
  missed.aside = missed.aside || aside;
  missed.again_at = now + kAgain.pause_after(missed.rounds);
}

void remember_round(Missed& missed, Seconds from, Seconds to, bool aside, TimeMs now) {
  missed = {from, to, missed.rounds + 1, now + kAgain.pause_after(missed.rounds + 1), aside};
}

void extend_aside(MissedByRep& all, Seconds from, Seconds to) {
  for (auto& [rep, missed] : all) {
    if (missed.aside) widen(missed, from, to);
  }
}

bool is_aside(const MissedByRep& all, const std::string& rep) {
  const auto found = all.find(rep);
  return found != all.end() && found->second.aside;
}

std::optional<TimeMs> next_try(const MissedByRep& all) { return next_of(all, again_at); }

MissedByRep::iterator find_due(MissedByRep& all, TimeMs now) { return kAgain.find_due(all, now, again_at); }

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
