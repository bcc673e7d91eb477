// SPDX-License-Identifier: Apache-2.0
#include "tests/metrics/property/random_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace rigong::test {

namespace {

using model::AssignmentKind;
using model::LeanAssignment;
using model::LeanMessage;
using model::SenderKind;
using model::TransferReason;

constexpr std::array kMessageKinds{"asks:", "rep", "bot", "auto", "system", "note"};
constexpr std::array kAssignmentKinds{"assigned to", "back to the queue", "handed to people", "closed"};
constexpr std::array kReasons{"", "routing", "load", "escalation"};

int below(Random& random, int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); }
bool chance(Random& random, int percent) { return below(random, 100) < percent; }
template <class T>
T pick(Random& random, const std::vector<T>& choices) {
  return choices[static_cast<std::size_t>(below(random, static_cast<int>(choices.size())))];
}

Shop shop(const std::string& name, const std::string& zone, const std::string& day, const std::string& windows,
          int day_starts_min) {
  Shop made;
  made.name = name;
  made.rules.time_zone = zone;
  made.rules.day_starts_min = day_starts_min;
  made.rules.windows.fill(parse_windows(windows).value());
  made.day = parse_day(day).value();
  return made;
}

// How far an event may lie from another one: nothing, the limits of the rules, and what is just beside them.
DurationMs random_step(Random& random, const model::MetricOptions& options) {
  if (chance(random, 25)) return 0;
  const std::vector<DurationMs> limits{kSecondMs,
                                       options.instant_reply_ms,
                                       options.slow_after_ms,
                                       options.first_answer_ms,
                                       options.cap_ms,
                                       options.session_gap_ms,
                                       30 * kMinuteMs,
                                       20 * kSecondMs,
                                       7 * kMinuteMs,
                                       9 * kHourMs,
                                       kDayMs};
  const DurationMs limit = chance(random, 60) ? limits[static_cast<std::size_t>(below(random, 6))] : pick(random, limits);
  return std::max<DurationMs>(0, limit + below(random, 3) - 1);
}

// The edges of the shop's windows and days around its day.
std::vector<TimeMs> edges(const Shop& shop) {
  std::vector<TimeMs> found;
  for (int offset = 0; offset <= 2; ++offset) {
    const Day day = shop.day + offset;
    found.push_back(shop.strip->wall(day, shop.rules.day_starts_min));
    found.push_back(shop.strip->wall(day, 2 * 60 + 30));  // Where clocks change.
    for (const ServiceWindow& window : shop.rules.windows[static_cast<std::size_t>(weekday(day))]) {
      found.push_back(shop.strip->wall(day, window.start_min));
      found.push_back(shop.strip->wall(day, window.start_min + 30));  // Until then a leftover is answered in time.
      found.push_back(shop.strip->wall(day, window.end_min));
    }
  }
  return found;
}

TimeMs random_time(Random& random, const Shop& shop, const model::MetricOptions& options, const std::vector<TimeMs>& used) {
  if (used.empty() || chance(random, 6)) {
    const TimeMs edge = pick(random, edges(shop));
    if (chance(random, 40)) return edge + below(random, 3) - 1;
    return edge + (chance(random, 50) ? -1 : 1) * random_step(random, options);
  }
  if (chance(random, 12)) return pick(random, used);
  const TimeMs from = chance(random, 80) ? used.back() : pick(random, used);
  return from + random_step(random, options);
}

LeanMessage random_message(Random& random) {
  LeanMessage message;
  const int kind = below(random, 100);
  message.kind = kind < 48   ? SenderKind::customer
                 : kind < 82 ? SenderKind::rep
                 : kind < 90 ? SenderKind::bot
                 : kind < 94 ? SenderKind::automatic
                 : kind < 97 ? SenderKind::system
                             : SenderKind::note;
  if (message.kind == SenderKind::rep) {
    message.rep = static_cast<model::RepNo>(below(random, 4));  // 0 = the source did not say.
    if (chance(random, 25)) message.flags |= model::kPlaceholder;
  }
  if (message.kind == SenderKind::customer) {
    if (chance(random, 30)) message.flags |= model::kCourtesyWords;
    if (chance(random, 8)) message.flags |= model::kStartsSession;
    message.customer = static_cast<model::CustomerNo>(chance(random, 60) ? 1 : below(random, 4));
  } else if (chance(random, 10)) {  // Some sources name the customer with every message.
    message.customer = static_cast<model::CustomerNo>(1 + below(random, 3));
  }
  if (chance(random, 3)) message.flags |= model::kWithdrawn;
  return message;
}

LeanAssignment random_assignment(Random& random) {
  LeanAssignment assignment;
  const int kind = below(random, 100);
  assignment.kind = kind < 60   ? AssignmentKind::to_rep
                    : kind < 75 ? AssignmentKind::to_queue
                    : kind < 87 ? AssignmentKind::to_people
                                : AssignmentKind::closed;
  if (assignment.kind == AssignmentKind::to_rep)
    assignment.rep = static_cast<model::RepNo>(chance(random, 3) ? 0 : 1 + below(random, 3));
  assignment.reason = static_cast<TransferReason>(below(random, 4));
  return assignment;
}

// Gives ids, some of them doubled, some missing, and an order of arrival that need not be that of time.
template <class Record>
void give_ids(Random& random, std::vector<Record>& records) {
  std::vector<std::uint32_t> arrivals;
  for (std::size_t index = 0; index < records.size(); ++index) arrivals.push_back(static_cast<std::uint32_t>(index));
  if (chance(random, 50)) std::shuffle(arrivals.begin(), arrivals.end(), random);
  for (std::size_t index = 0; index < records.size(); ++index) {
    records[index].arrival = arrivals[index];
    records[index].key = chance(random, 5) ? 0 : index + 1;
    if (index > 0 && chance(random, 5))
      records[index].key = records[static_cast<std::size_t>(below(random, static_cast<int>(index)))].key;
  }
}

std::string wall_time(const Shop& shop, TimeMs time) {
  const auto calendar = ShopCalendar::make(shop.rules);
  return calendar->iso(time);
}

std::string describe(const Shop& shop, const LeanMessage& message) {
  std::string line =
      fmt::format("{} {}", wall_time(shop, message.sent_at), kMessageKinds[static_cast<std::size_t>(message.kind)]);
  if (message.kind == SenderKind::rep) line += fmt::format(" {}", message.rep);
  if (message.kind == SenderKind::customer || message.customer != 0) line += fmt::format(" customer {}", message.customer);
  if ((message.flags & model::kCourtesyWords) != 0) line += " thanks";
  if ((message.flags & model::kPlaceholder) != 0) line += " placeholder";
  if ((message.flags & model::kStartsSession) != 0) line += " starts-session";
  if ((message.flags & model::kWithdrawn) != 0) line += " WITHDRAWN";
  return line + fmt::format("   (id {}, arrival {})", message.key, message.arrival);
}

std::string describe(const Shop& shop, const LeanAssignment& assignment) {
  std::string line =
      fmt::format("{} {}", wall_time(shop, assignment.at), kAssignmentKinds[static_cast<std::size_t>(assignment.kind)]);
  if (assignment.kind == AssignmentKind::to_rep) line += fmt::format(" {}", assignment.rep);
  line += fmt::format(" {}", kReasons[static_cast<std::size_t>(assignment.reason)]);
  return line + fmt::format("   (id {}, arrival {})", assignment.key, assignment.arrival);
}

}  // namespace

const std::vector<Shop>& shops() {
  static const std::vector<Shop> all = [] {
    std::vector<Shop> made;
    made.push_back(shop("default", "Asia/Shanghai", "2026-11-02", "08:00-23:00", 0));
    made.push_back(shop("always open", "Asia/Shanghai", "2026-11-02", "00:00-24:00", 0));
    made.push_back(shop("night shift", "Asia/Shanghai", "2026-11-02", "20:00-02:00", 6 * 60));
    made.push_back(shop("two windows", "Asia/Shanghai", "2026-11-02", "08:00-12:00,13:30-23:00", 4 * 60 + 30));
    made.push_back(shop("weekend closed", "Asia/Shanghai", "2026-11-06", "08:00-23:00", 0));
    made.back().rules.windows[5].clear();
    made.back().rules.windows[6].clear();
    made.push_back(shop("Friday night", "Asia/Shanghai", "2026-11-06", "09:00-18:00", 5 * 60));
    made.back().rules.windows[4] = parse_windows("18:00-03:00").value();
    made.back().rules.windows[5] = parse_windows("03:00-04:00,20:00-24:00").value();
    made.push_back(shop("spring forward", "America/New_York", "2026-03-07", "08:00-23:00", 0));
    made.push_back(shop("spring night", "America/New_York", "2026-03-07", "20:00-02:30", 2 * 60 + 30));
    made.push_back(shop("fall back", "America/New_York", "2026-10-31", "00:00-24:00", 60 + 30));
    made.push_back(shop("fall night", "America/New_York", "2026-10-31", "22:00-01:30", 3 * 60));
    made.push_back(shop("never open", "UTC", "2026-11-02", "", 0));
    for (Shop& each : made) each.strip = std::make_shared<MinuteStrip>(each.rules, each.day);
    return made;
  }();
  return all;
}

model::RepNo rep_on_day(const History& history, model::RepNo rep, Day day) {
  return history.merged && rep == 3 && day > history.shop->day ? 1 : rep;
}

model::MetricOptions random_options(Random& random) {
  model::MetricOptions options;
  if (chance(random, 40)) return options;
  if (chance(random, 10)) {  // Section 3 of the reference: everything off.
    options.instant_reply_ms = 0;
    options.cap_ms = 0;
    options.session_gap_ms = 0;
    options.courtesy = false;
    options.bot_ends_turn = false;
    return options;
  }
  options.slow_after_ms = pick<DurationMs>(random, {180 * kSecondMs, 60 * kSecondMs, 0});
  options.instant_reply_ms = pick<DurationMs>(random, {1000, 5000, 0});
  options.cap_ms = pick<DurationMs>(random, {600 * kSecondMs, 200 * kSecondMs, 0});
  options.session_gap_ms = pick<DurationMs>(random, {120 * kMinuteMs, 20 * kMinuteMs, 0});
  options.first_answer_ms = pick<DurationMs>(random, {30 * kSecondMs, 45 * kSecondMs});
  options.courtesy = chance(random, 70);
  options.bot_ends_turn = chance(random, 60);
  return options;
}

History random_history(Random& random, const Shop& shop, const model::MetricOptions& options, bool merged) {
  History history;
  history.shop = &shop;
  history.options = options;
  history.merged = merged;
  const int length = 1 + below(random, chance(random, 80) ? 14 : 40);
  const int assigned_percent = pick<int>(random, {0, 25, 50});
  std::vector<TimeMs> used;
  for (int index = 0; index < length; ++index) {
    const TimeMs time = random_time(random, shop, options, used);
    used.push_back(time);
    if (chance(random, assigned_percent)) {
      history.assignments.push_back(random_assignment(random));
      history.assignments.back().at = time;
    } else {
      history.messages.push_back(random_message(random));
      history.messages.back().sent_at = time;
    }
  }
  give_ids(random, history.messages);
  give_ids(random, history.assignments);
  std::shuffle(history.messages.begin(), history.messages.end(), random);
  std::shuffle(history.assignments.begin(), history.assignments.end(), random);
  return history;
}

History without_ties(History history) {
  std::set<TimeMs> times;
  std::set<std::uint64_t> keys;
  const auto is_new = [&](TimeMs time, std::uint64_t key) {
    return times.insert(time).second && (key == 0 || keys.insert(key).second);
  };
  // A withdrawal may name an id again: it takes away what has that id, whichever came first.
  std::erase_if(history.messages, [&](const LeanMessage& message) {
    return (message.flags & model::kWithdrawn) == 0 && !is_new(message.sent_at, message.key);
  });
  keys.clear();
  std::erase_if(history.assignments, [&](const LeanAssignment& assignment) { return !is_new(assignment.at, assignment.key); });
  return history;
}

std::string describe(const History& history) {
  const model::MetricOptions& options = history.options;
  std::string text = fmt::format(
      "shop \"{}\" ({}), T {} ms, instant {} ms, cap {} ms, gap {} ms, first answer {} ms, courtesy {}, bot ends turn {}, merged "
      "{}\n",
      history.shop->name, history.shop->rules.time_zone, options.slow_after_ms, options.instant_reply_ms, options.cap_ms,
      options.session_gap_ms, options.first_answer_ms, options.courtesy, options.bot_ends_turn, history.merged);
  // In the order of the rules: assignments before messages of the same millisecond, closings after them.
  std::map<std::array<std::int64_t, 4>, std::string> lines;
  std::int64_t number = 0;
  for (const LeanMessage& message : history.messages) {
    lines[{message.sent_at, 1, message.arrival, ++number}] = describe(*history.shop, message);
  }
  for (const LeanAssignment& assignment : history.assignments) {
    const int rank = assignment.kind == AssignmentKind::closed ? 2 : 0;
    lines[{assignment.at, rank, assignment.arrival, ++number}] = describe(*history.shop, assignment);
  }
  for (const auto& [order, line] : lines) text += "  " + line + "\n";
  return text;
}

}  // namespace rigong::test
