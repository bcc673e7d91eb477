// SPDX-License-Identifier: Apache-2.0
// What the turns of a week say: its slow hour, its load, what to read together.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "agent/team/distance.h"
#include "agent/team/figure_words.h"
#include "agent/team/one_on_one.h"
#include "agent/team/talk_rules.h"

namespace rigong::team {
namespace {

constexpr std::int64_t kFewestSlow = 5;
constexpr std::size_t kFewestOfAnHour = 10;
constexpr std::size_t kMostReadings = 3;

// The lower one of two in the middle: whole customers.
std::int64_t median(std::vector<std::int64_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

int hour_of(const TalkTurn& turn) { return turn.minute / 60 % 24; }

std::optional<TalkSentence> slow_hour(std::span<const TalkTurn> turns, Day from, Day to) {
  std::array<std::int64_t, 24> by_hour{};
  std::int64_t slow = 0;
  for (const TalkTurn& turn : turns) {
    if (!turn.slow) continue;
    ++slow;
    ++by_hour.at(static_cast<std::size_t>(hour_of(turn)));
  }
  const auto* most = std::max_element(by_hour.begin(), by_hour.end());
  if (slow < kFewestSlow || *most * 2 < slow) return std::nullopt;
  const int hour = static_cast<int>(most - by_hour.begin());
  std::vector<std::int64_t> within;
  std::vector<std::int64_t> outside;
  for (const TalkTurn& turn : turns) (hour_of(turn) == hour ? within : outside).push_back(turn.in_touch);
  const std::string span = hour_words(hour);
  Words words{fmt::format("慢响应集中在 {}（{} 次里 {} 次），该时段同时接待中位 {} 位", span, slow, *most, median(within)),
              fmt::format("Slow turns lie between {} ({} of {}), with {} at once in that hour (median)", span, *most, slow,
                          plural(median(within), "customer", "customers"))};
  if (!outside.empty()) {
    words.zh += fmt::format("，其余时段 {} 位", median(outside));
    words.en += fmt::format(" and {} in the others", median(outside));
  }
  words.zh += "。";
  words.en += ".";
  return TalkSentence{std::move(words), "slow_share", TurnsBehind{TurnsBehind::Which::slow, from, to, hour * 60, hour * 60 + 60}};
}

// The turns of one session, in order of opening.
using Session = std::vector<std::size_t>;

std::optional<TalkReading> good_one(const std::map<std::uint64_t, Session>& sessions, std::span<const TalkTurn> turns,
                                    DurationMs first_answer_ms) {
  const Session* best = nullptr;
  for (const auto& [id, session] : sessions) {
    const TalkTurn& first = turns[session.front()];
    const bool well =
        session.size() >= 2 && first.first_response && first.response_ms <= first_answer_ms &&
        std::all_of(session.begin(), session.end(), [&](std::size_t at) { return turns[at].answered && !turns[at].slow; });
    if (!well) continue;
    const bool more = best == nullptr || session.size() > best->size() ||
                      (session.size() == best->size() && first.opened_at < turns[best->front()].opened_at);
    if (more) best = &session;
  }
  if (best == nullptr) return std::nullopt;
  DurationMs longest = 0;
  for (const std::size_t at : *best) longest = std::max(longest, turns[at].response_ms);
  const Words first = length_words(turns[best->front()].response_ms);
  const Words most = length_words(longest);
  return TalkReading{
      true,
      best->front(),
      {fmt::format("{}首响，{} 轮都在 {}内答复。好在哪里？", first.zh, best->size(), most.zh),
       fmt::format("First answer in {}, each of {} turns within {}. What was good in it?", first.en, best->size(), most.en)}};
}

TalkReading long_wait(std::size_t at, std::span<const TalkTurn> turns, const Session& session) {
  const Words wait = length_words(turns[at].response_ms);
  const auto n = static_cast<long long>(session.size());
  return {
      false,
      at,
      {fmt::format("等了 {}，这一段共 {} 轮。第一句之前能先应一声吗？", wait.zh, n),
       fmt::format("A wait of {} in a session of {}. Was there room for a first word?", wait.en, plural(n, "turn", "turns"))}};
}

}  // namespace

std::optional<TalkSentence> one_trend(std::span<const WeekFigure> figures, std::span<const TalkTurn> turns, Day from, Day to) {
  if (auto hour = slow_hour(turns, from, to)) return hour;
  return worsening(figures);
}

std::optional<TalkSentence> load_sentence(std::span<const TalkTurn> turns, Day from, Day to) {
  std::array<std::vector<std::int64_t>, 24> hours;
  for (const TalkTurn& turn : turns) hours.at(static_cast<std::size_t>(hour_of(turn))).push_back(turn.in_touch);
  int busiest = -1;
  std::int64_t most = kMostAtOnce;
  for (int hour = 0; hour < 24; ++hour) {
    const auto& within = hours.at(static_cast<std::size_t>(hour));
    if (within.size() < kFewestOfAnHour) continue;
    if (const std::int64_t usual = median(within); usual > most) {
      most = usual;
      busiest = hour;
    }
  }
  if (busiest < 0) return std::nullopt;
  const auto n = hours.at(static_cast<std::size_t>(busiest)).size();
  const std::string span = hour_words(busiest);
  return TalkSentence{
      {fmt::format("{} 同时接待中位 {} 位（{} 轮），一个人一般 3–5 位。", span, most, n),
       fmt::format("Between {} there were {} customers at once (median of {} turns); one person usually leads 3 to 5.", span,
                   most, n)},
      {},
      TurnsBehind{TurnsBehind::Which::all, from, to, busiest * 60, busiest * 60 + 60}};
}

std::vector<TalkReading> three_to_read(std::span<const TalkTurn> turns, DurationMs first_answer_ms) {
  std::map<std::uint64_t, Session> sessions;
  for (std::size_t i = 0; i < turns.size(); ++i) sessions[turns[i].session].push_back(i);
  std::vector<TalkReading> readings;
  if (auto good = good_one(sessions, turns, first_answer_ms)) readings.push_back(std::move(*good));
  std::vector<std::size_t> answered;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (turns[i].answered) answered.push_back(i);
  }
  std::stable_sort(answered.begin(), answered.end(),
                   [&](std::size_t a, std::size_t b) { return turns[a].response_ms > turns[b].response_ms; });
  for (const std::size_t at : answered) {
    if (readings.size() == kMostReadings) break;
    const auto same = [&](const TalkReading& each) { return turns[each.turn].session == turns[at].session; };
    // Whoever waited no longer than a first answer takes did not wait.
    if (turns[at].response_ms <= first_answer_ms || std::any_of(readings.begin(), readings.end(), same)) continue;
    readings.push_back(long_wait(at, turns, sessions.at(turns[at].session)));
  }
  return readings;
}

std::optional<Words> bic_fact(std::span<const TalkTurn> turns, std::span<const TalkReading> readings,
                              const std::optional<TalkSentence>& gap) {
  for (const TalkReading& each : readings) {
    const TalkTurn& turn = turns[each.turn];
    if (each.good || !turn.slow) continue;
    const Words day = weekday_words(turn.day);
    const Words wait = length_words(turn.response_ms);
    const std::string at = fmt::format("{:02}:{:02}", turn.minute / 60 % 24, turn.minute % 60);
    return Words{fmt::format("{} {} 这一段，客户等了 {}。", day.zh, at, wait.zh),
                 fmt::format("{} {}: the customer waited for {}.", day.en, at, wait.en)};
  }
  if (gap) return gap->words;
  return std::nullopt;
}

}  // namespace rigong::team
