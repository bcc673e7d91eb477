// SPDX-License-Identifier: Apache-2.0
// Platform mirrors: the platforms' own response rates, counted by their rules from our records, so that a shop can see beforehand
// what the platform will say, and why it differs (reference: metrics 2, "Platform mirrors"; platforms 5.3). Always labelled with
// the platform, never mixed with own figures. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/model/fact.h"
#include "agent/model/lean.h"
#include "agent/model/options.h"

namespace rigong::metrics {

enum class Mirror {
  taobao,  // 3分钟人工响应率: turns answered within 3 min / turns, 08-23 h; response times capped at 10 min, none over midnight.
  jd,  // 30秒应答率: sessions first answered within 30 s / sessions begun 09-23 h; back within 10 min of closing is no new one.
  pdd,       // 3分钟回复率: customers without a turn over 3 min / customers, 08-23 h.
  kuaishou,  // 3分钟回复率: as pdd.
  doudian,  // 3分钟回复率(会话): sessions whose mean wait is at most 3 min / sessions, 08-23 h; nobody's sessions count as
            // failed.
};
// "taobao", "jd", …
[[nodiscard]] std::string_view name(Mirror mirror);

// The platform's rules in place of the shop's: derive facts with these for MirrorCounter.
[[nodiscard]] model::MetricOptions mirror_options(Mirror mirror, const model::MetricOptions& shop);
[[nodiscard]] CalendarRules mirror_calendar(Mirror mirror, const CalendarRules& shop);
// Takes out what the platform does not see as the end of a session (jd: a closing after which the customer is back in 10
// minutes).
void mirror_assignments(Mirror mirror, const std::vector<model::LeanMessage>& messages,
                        std::vector<model::LeanAssignment>& assignments);

struct MirrorFigures {
  Day day;
  model::RepNo rep = model::kNoRep;
  std::int64_t good = 0;  // Numerator …
  std::int64_t all = 0;   // … and denominator of the platform's rate.
  std::int64_t response_n = 0;
  std::int64_t response_sum_ms = 0;  // taobao: 旺旺人工响应时长.
  friend bool operator==(const MirrorFigures&, const MirrorFigures&) = default;
};

class MirrorCounter {
 public:
  // `calendar` is made from mirror_calendar().
  MirrorCounter(Mirror mirror, const ShopCalendar& calendar) : mirror_(mirror), calendar_(calendar) {}
  // Facts of one conversation, derived by the mirror's rules. `now` decides what waits too long already.
  void add(std::uint64_t conversation, const model::ConversationFacts& facts, TimeMs now);
  // In order of day, then rep.
  [[nodiscard]] std::vector<MirrorFigures> finish();

 private:
  using Key = std::pair<Day, model::RepNo>;
  MirrorFigures& row(Day day, model::RepNo rep);
  void add_turns(const model::ConversationFacts& facts, TimeMs now);
  void add_first_answers(const model::ConversationFacts& facts, TimeMs now);
  void add_customers(std::uint64_t conversation, const model::ConversationFacts& facts, TimeMs now);
  void add_session_means(const model::ConversationFacts& facts, TimeMs now);

  Mirror mirror_;
  const ShopCalendar& calendar_;
  std::map<Key, MirrorFigures> rows_;
  std::map<std::pair<Key, std::uint64_t>, bool> customers_;  // Whether every turn of the customer was in time.
};

}  // namespace rigong::metrics
