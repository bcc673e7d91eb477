// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/waiting.h"

#include <algorithm>
#include <set>

#include "agent/runtime/answers/in_force.h"
#include "agent/team/goals.h"
#include "agent/team/staffing.h"

namespace rigong::runtime {
namespace {

constexpr DurationMs kQuietMs = 20 * kSecondMs;
// Messages left outside the service hours are answered in time within so much covered time of their opening (metrics,
// "leftover").
constexpr DurationMs kLeftoverMs = 30 * kMinuteMs;
// A person who writes without a break does so in a handful of conversations.
constexpr std::size_t kConversationsLookedAt = 8;
constexpr DurationMs kLookedBackMs = 30 * kMinuteMs;

bool leftover(const model::Turn& turn) { return turn.turn_class == model::TurnClass::leftover; }

// Where the customer's wait is measured from.
TimeMs since(const model::Turn& turn) { return leftover(turn) ? turn.opened_at : turn.clock_start_at; }

// Whoever seems to wait there may have been answered long ago.
Result<std::set<model::AccountNo>> accounts_away(Scene& scene) {
  std::set<model::AccountNo> away;
  if (scene.reading.away.empty()) return away;
  RIGONG_ASSIGN(const auto accounts, scene.reading.view.accounts());
  for (const model::Account& account : accounts) {
    const auto is = [&](const AwaySource& source) { return source.account == account.name; };
    if (std::any_of(scene.reading.away.begin(), scene.reading.away.end(), is)) away.insert(account.number);
  }
  return away;
}

}  // namespace

Result<std::vector<const storage::TurnRow*>> waiting_now(Scene& scene) {
  std::vector<const storage::TurnRow*> waiting;
  const model::MetricOptions& options = scene.reading.rules.options();
  RIGONG_ASSIGN(const auto away, accounts_away(scene));
  for (const std::string& shop : scene.shops) {
    const ShopCalendar& calendar = scene.reading.rules.calendar(shop);
    for (const Day day : {scene.today - 1, scene.today}) {
      RIGONG_ASSIGN(const auto* rows, scene.seen.waiting(shop, day));
      for (const storage::TurnRow& row : *rows) {
        const model::Turn& turn = row.turn;
        if (away.contains(row.where.account)) continue;
        if (turn.decided_at > scene.now()) scene.reading.valid_only_until(turn.decided_at);
        if (turn.turn_class != model::TurnClass::eligible && !leftover(turn)) continue;
        const DurationMs waited = calendar.covered(turn.opened_at, scene.now());
        if (options.session_gap_ms > 0 ? waited > options.session_gap_ms : turn.day != scene.today) continue;
        waiting.push_back(&row);
      }
    }
  }
  return waiting;
}

DurationMs warn_after_of(const Scene& scene, const Somebody& somebody, const std::string& shop) {
  const auto first = aims_in_force(scene, somebody.person.group, scene.today, shop);
  return team::warn_after(scene.targets, goal_for(somebody, scene.today, first), scene.today,
                          scene.reading.rules.options().warn_after_ms);
}

Result<std::vector<overlay::Waiting>> waiting_list(Scene& scene, const Somebody& somebody) {
  RIGONG_ASSIGN(const auto waiting, waiting_now(scene));
  std::map<std::string, DurationMs> warn_after;
  for (const std::string& shop : scene.shops) warn_after[shop] = warn_after_of(scene, somebody, shop);
  std::vector<overlay::Waiting> list;
  for (const storage::TurnRow* row : waiting) {
    const model::Turn& turn = row->turn;
    if (!somebody.reps.contains(turn.owner)) continue;
    const ShopCalendar& calendar = scene.reading.rules.calendar(row->shop);
    const DurationMs slow_after = leftover(turn) ? kLeftoverMs : scene.reading.rules.options().slow_after_ms;
    overlay::Waiting one;
    one.conversation = row->conversation_label;
    one.customer = customer_shown(scene, scene.own(somebody), turn.customer, row->conversation_label);
    one.since = since(turn);
    one.slow_at = calendar.exceeds_at(since(turn), slow_after);
    one.warn_at = std::min(one.slow_at, calendar.exceeds_at(since(turn), warn_after[row->shop]));
    one.link = scene.links.link(*row);
    if (one.warn_at > scene.now()) scene.reading.valid_only_until(one.warn_at);
    list.push_back(std::move(one));
  }
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.since < b.since; });
  return list;
}

Result<std::map<const Somebody*, std::int64_t>> waiting_counts(Scene& scene) {
  RIGONG_ASSIGN(const auto waiting, waiting_now(scene));
  std::map<const Somebody*, std::int64_t> counts;
  for (const storage::TurnRow* row : waiting) ++counts[scene.cast.of(row->turn.owner)];
  return counts;
}

Result<std::map<const Somebody*, std::int64_t>> chats_in_hand(Scene& scene) {
  std::map<const Somebody*, std::set<storage::ConversationRef>> chats;
  RIGONG_ASSIGN(const auto waiting, waiting_now(scene));
  for (const storage::TurnRow* row : waiting) chats[scene.cast.of(row->turn.owner)].insert(row->where);
  // A turn is of the day on which it opened, which may be yesterday's.
  constexpr DurationMs kLongestTurn = 2 * kHourMs;
  const Day from = scene.calendar.day_of(scene.now() - kLongestTurn);
  for (const std::string& shop : scene.shops) {
    RIGONG_TRY(scene.reading.view.turns({from, scene.today, shop, std::nullopt}, [&](const storage::TurnRow& row) {
      const TimeMs until = row.turn.ended_at + team::kInHandMs;
      if (row.turn.end != model::TurnEnd::answered || row.turn.ended_at > scene.now() || until <= scene.now()) return true;
      if (chats[scene.cast.of(row.turn.replier)].insert(row.where).second) scene.reading.valid_only_until(until);
      return true;
    }));
  }
  std::map<const Somebody*, std::int64_t> counts;
  for (const auto& [somebody, conversations] : chats) counts[somebody] = static_cast<std::int64_t>(conversations.size());
  return counts;
}

Result<std::optional<TimeMs>> quiet_until(Scene& scene, PersonTurns& turns) {
  struct Recent {
    TimeMs at;
    const storage::TurnRow* row;
  };
  std::vector<Recent> recent;
  RIGONG_ASSIGN(const auto* today, turns.on(scene.today));
  for (const storage::TurnRow& row : *today) {
    const TimeMs last = std::max(row.turn.opened_at, row.turn.ended_at);
    if (last <= scene.now() && scene.now() - last <= kLookedBackMs) recent.push_back({last, &row});
  }
  std::stable_sort(recent.begin(), recent.end(), [](const Recent& a, const Recent& b) { return a.at > b.at; });
  std::set<storage::ConversationRef> looked_at;
  TimeMs last = kNoTime;
  for (const Recent& each : recent) {
    if (looked_at.size() == kConversationsLookedAt) break;
    if (!looked_at.insert(each.row->where).second) continue;
    RIGONG_ASSIGN(const auto records, scene.reading.view.conversation(each.row->where));
    for (const model::LeanMessage& message : records.messages) {
      if (message.kind != model::SenderKind::rep || message.sent_at > scene.now() || message.sent_at <= last) continue;
      const Day day = scene.reading.rules.calendar(each.row->shop).day_of(message.sent_at);
      if (scene.cast.on_day(message.rep, day) == &turns.somebody()) last = message.sent_at;
    }
  }
  if (last == kNoTime || last + kQuietMs <= scene.now()) return std::optional<TimeMs>();
  return std::optional(last + kQuietMs);
}

}  // namespace rigong::runtime
