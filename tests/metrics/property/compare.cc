// SPDX-License-Identifier: Apache-2.0
#include "tests/metrics/property/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"

namespace rigong::test {

namespace {

using model::DayFigures;
using Columns = std::vector<std::pair<const char*, std::int64_t>>;

FigureRows without_empty(FigureRows rows) {
  std::erase_if(rows, [](const auto& entry) {
    const Columns values = columns(entry.second);
    return std::all_of(values.begin(), values.end(), [](const auto& value) { return value.second == 0; });
  });
  return rows;
}

std::string instant(const Shop& shop, TimeMs time) { return time == kNoTime ? "-" : ShopCalendar::make(shop.rules)->iso(time); }

std::string describe(const Shop& shop, const model::Turn& turn) {
  // A turn that a bot ended counts for nobody, so that its clocks and its owner mean nothing.
  if (turn.turn_class == model::TurnClass::bot) {
    return fmt::format("bot, opened {}, session {}, {} messages", instant(shop, turn.opened_at), turn.session, turn.messages_in);
  }
  constexpr std::array kClasses{"bot", "courtesy", "leftover", "eligible"};
  constexpr std::array kEnds{"waiting", "answered", "session ended", "passed"};
  return fmt::format(
      "{} {} of {}, opened {}, clock {}, end {}, held {}, customer clock {}, decided {}, substantive {}, replier {}, customer "
      "{}, "
      "session {}, {} messages, day {}{}{}{}",
      kClasses[static_cast<std::size_t>(turn.turn_class)], kEnds[static_cast<std::size_t>(turn.end)], turn.owner,
      instant(shop, turn.opened_at), instant(shop, turn.clock_start_at), instant(shop, turn.ended_at), turn.held_ms,
      turn.customer_ms, instant(shop, turn.decided_at), turn.substantive_ms, turn.replier, turn.customer, turn.session,
      turn.messages_in, to_string(turn.day), turn.first_response ? ", first" : "", turn.slow ? ", slow" : "",
      turn.leftover_in_time ? ", leftover in time" : "");
}

std::string describe(const Shop& shop, const model::Session& session) {
  return fmt::format("session {} to {}, day {}, customer {}, only {}, last {}{}{}", instant(shop, session.started_at),
                     instant(shop, session.ended_at), to_string(session.day), session.customer, session.only_replier,
                     session.last_replier, session.closed_by_platform ? ", closed" : "",
                     session.left_unanswered ? ", left unanswered" : "");
}

// One line for each day and rep; the entries of a list may be split or joined as the program likes.
std::vector<std::string> describe_activity(const model::ConversationFacts& facts) {
  std::map<std::pair<Day, model::RepNo>, model::Activity> sums;
  for (const model::Activity& activity : facts.activity) {
    model::Activity& sum = sums[{activity.day, activity.rep}];
    sum.messages_in += activity.messages_in;
    sum.messages_out += activity.messages_out;
    sum.messages_in_waiting += activity.messages_in_waiting;
    sum.waiting_decided_at = std::max(sum.waiting_decided_at, activity.waiting_decided_at);
  }
  std::vector<std::string> lines;
  for (const auto& [key, sum] : sums) {
    if (sum.messages_in + sum.messages_out + sum.messages_in_waiting == 0) continue;
    lines.push_back(fmt::format("messages of {} on {}: {} in, {} out, {} in waiting until {}", key.second, to_string(key.first),
                                sum.messages_in, sum.messages_out, sum.messages_in_waiting, sum.waiting_decided_at));
  }
  return lines;
}

template <class Fact>
std::vector<std::string> describe_all(const Shop& shop, const std::vector<Fact>& facts) {
  std::vector<std::string> lines;
  for (const Fact& fact : facts) lines.push_back(describe(shop, fact));
  return lines;
}

ReferenceRules reference_rules(const History& history) {
  const auto mapped = [&history](model::RepNo rep, Day day) { return rep_on_day(history, rep, day); };
  return {history.options, history.shop->strip.get(), kUnknownRep, mapped};
}

}  // namespace

metrics::Deriver deriver_for(const History& history) {
  const auto mapped = [&history](model::RepNo rep, Day day) { return rep_on_day(history, rep, day); };
  return {history.options, ShopCalendar::make(history.shop->rules).value(), kUnknownRep, mapped};
}

model::ConversationFacts derived_facts(const History& history) {
  auto messages = history.messages;
  auto assignments = history.assignments;
  model::ConversationFacts facts;
  deriver_for(history).derive(messages, assignments, facts);
  return facts;
}

model::ConversationFacts expected_facts(const History& history) {
  return reference_facts(reference_rules(history), history.messages, history.assignments);
}

std::vector<std::string> derived_replies(const History& history) {
  std::vector<std::string> lines;
  for (const auto& reply : deriver_for(history).human_replies({0, 0, history.messages, history.assignments})) {
    lines.push_back(fmt::format("reply of {} at {}", reply.rep, reply.at));
  }
  return lines;
}

std::vector<std::string> expected_replies(const History& history) {
  std::vector<std::string> lines;
  for (const auto& [at, rep] : reference_human_replies(reference_rules(history), history.messages, history.assignments)) {
    lines.push_back(fmt::format("reply of {} at {}", rep, at));
  }
  return lines;
}

FigureRows counted_figures(const model::MetricOptions& options, const std::vector<model::ConversationFacts>& conversations,
                           TimeMs now) {
  metrics::FigureCounter counter(options, now);
  std::uint64_t number = 0;
  for (const auto& facts : conversations) {
    ++number;
    for (const auto& turn : facts.turns) counter.add(number, turn);
    for (const auto& activity : facts.activity) counter.add(activity);
    for (const auto& session : facts.sessions) counter.add(session, false);
  }
  FigureRows rows;
  for (const DayFigures& row : counter.finish()) rows[{row.day, row.rep}] = row;
  return without_empty(std::move(rows));
}

FigureRows expected_figures(const model::MetricOptions& options, const std::vector<model::ConversationFacts>& conversations,
                            TimeMs now) {
  return without_empty(reference_figures(options, conversations, now));
}

std::string difference(const Shop& shop, const model::ConversationFacts& program, const model::ConversationFacts& reference) {
  return difference(describe_all(shop, program.turns), describe_all(shop, reference.turns)) +
         difference(describe_activity(program), describe_activity(reference)) +
         difference(describe_all(shop, program.sessions), describe_all(shop, reference.sessions));
}

std::string difference(const std::vector<std::string>& program, const std::vector<std::string>& reference) {
  if (program == reference) return "";
  std::string text;
  for (const auto& line : program) text += "    program   " + line + "\n";
  for (const auto& line : reference) text += "    reference " + line + "\n";
  return text;
}

std::string difference(const FigureRows& program, const FigureRows& reference) {
  std::set<std::pair<Day, model::RepNo>> keys;
  for (const auto& [key, row] : program) keys.insert(key);
  for (const auto& [key, row] : reference) keys.insert(key);
  std::string text;
  for (const auto& key : keys) {
    const DayFigures ours = program.contains(key) ? program.at(key) : DayFigures{};
    const DayFigures theirs = reference.contains(key) ? reference.at(key) : DayFigures{};
    const Columns left = columns(ours);
    const Columns right = columns(theirs);
    for (std::size_t index = 0; index < left.size(); ++index) {
      if (left[index].second == right[index].second) continue;
      text += fmt::format("    {} of {}: {} by the program, {} by the reference: {}\n", to_string(key.first), key.second,
                          left[index].second, right[index].second, left[index].first);
    }
    if (ours.settled_at != theirs.settled_at) {
      text += fmt::format("    {} of {}: settled at {} by the program, {} by the reference\n", to_string(key.first), key.second,
                          ours.settled_at, theirs.settled_at);
    }
  }
  return text;
}

Columns columns(const DayFigures& row) {
  return {{"conversations", row.conversations},
          {"customers", row.customers},
          {"customers_replied", row.customers_replied},
          {"turns", row.turns},
          {"turns_answered", row.turns_answered},
          {"turns_unanswered", row.turns_unanswered},
          {"turns_open", row.turns_open},
          {"turns_slow", row.turns_slow},
          {"turns_slow_answered", row.turns_slow_answered},
          {"turns_leftover", row.turns_leftover},
          {"turns_leftover_in_time", row.turns_leftover_in_time},
          {"turns_courtesy", row.turns_courtesy},
          {"passed_on", row.passed_on},
          {"assists", row.assists},
          {"response_n", row.response_n},
          {"response_sum_ms", row.response_sum_ms},
          {"response_capped_sum_ms", row.response_capped_sum_ms},
          {"customer_response_sum_ms", row.customer_response_sum_ms},
          {"substantive_n", row.substantive_n},
          {"substantive_sum_ms", row.substantive_sum_ms},
          {"first_response_n", row.first_response_n},
          {"first_response_sum_ms", row.first_response_sum_ms},
          {"first_response_in_time_n", row.first_response_in_time_n},
          {"messages_in", row.messages_in},
          {"messages_out", row.messages_out},
          {"sessions", row.sessions},
          {"sessions_ended", row.sessions_ended},
          {"session_sum_ms", row.session_sum_ms},
          {"fcr_n", row.fcr_n},
          {"fcr_resolved", row.fcr_resolved}};
}

std::vector<TimeMs> moments(const History& history, const model::ConversationFacts& facts) {
  std::set<TimeMs> found{metrics::kEndOfTime, kEarliestTime};
  for (const model::Turn& turn : facts.turns) {
    if (turn.decided_at != kNoTime) found.insert({turn.decided_at - 1, turn.decided_at});
  }
  if (!history.messages.empty()) found.insert(history.messages.front().sent_at);
  return {found.begin(), found.end()};
}

std::string smallest(History history, const std::function<std::string(const History&)>& complaint) {
  // Takes away one event after the other, and begins again whenever that worked.
  const auto shrink = [&](auto& records) {
    for (std::size_t index = 0; index < records.size(); ++index) {
      const auto kept = records;
      records.erase(records.begin() + static_cast<std::ptrdiff_t>(index));
      if (!complaint(history).empty()) return true;
      records = kept;
    }
    return false;
  };
  while (shrink(history.messages) || shrink(history.assignments)) {
  }
  return describe(history) + complaint(history);
}

}  // namespace rigong::test
