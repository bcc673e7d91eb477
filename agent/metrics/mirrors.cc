// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/mirrors.h"

#include <algorithm>

namespace rigong::metrics {
namespace {

using model::ConversationFacts;
using model::Turn;
using model::TurnClass;
using model::TurnEnd;

constexpr DurationMs kThreeMinutes = 180 * kSecondMs;
constexpr DurationMs kThirtySeconds = 30 * kSecondMs;
constexpr DurationMs kTenMinutes = 10 * kMinuteMs;

// A turn that counts for its owner: passed shares are not the platform's unit, and what is young still is not decided.
bool counts(const Turn& turn, TimeMs now) {
  if (turn.turn_class != TurnClass::eligible || turn.end == TurnEnd::passed) return false;
  return turn.end != TurnEnd::waiting || now >= turn.decided_at;
}

// The platforms measure the customer's wait, from the question on.
bool in_time(const Turn& turn, DurationMs limit) { return turn.end == TurnEnd::answered && turn.customer_ms <= limit; }

}  // namespace

std::string_view name(Mirror mirror) {
  switch (mirror) {
    case Mirror::taobao:
      return "taobao";
    case Mirror::jd:
      return "jd";
    case Mirror::pdd:
      return "pdd";
    case Mirror::kuaishou:
      return "kuaishou";
    case Mirror::doudian:
      return "doudian";
  }
  return "";
}

model::MetricOptions mirror_options(Mirror mirror, const model::MetricOptions& shop) {
  model::MetricOptions options = shop;
  options.slow_after_ms = mirror == Mirror::jd ? kThirtySeconds : kThreeMinutes;
  options.cap_ms = mirror == Mirror::taobao ? kTenMinutes : 0;
  return options;
}

CalendarRules mirror_calendar(Mirror mirror, const CalendarRules& shop) {
  CalendarRules rules = shop;
  rules.day_starts_min = 0;  // The platforms' days begin at midnight, whatever the shop's do.
  rules.windows = CalendarRules::every_day({(mirror == Mirror::jd ? 9 : 8) * 60, 23 * 60});
  return rules;
}

void mirror_assignments(Mirror mirror, const std::vector<model::LeanMessage>& messages,
                        std::vector<model::LeanAssignment>& assignments) {
  if (mirror != Mirror::jd) return;
  std::erase_if(assignments, [&](const model::LeanAssignment& assignment) {
    return assignment.kind == model::AssignmentKind::closed &&
           std::any_of(messages.begin(), messages.end(), [&](const model::LeanMessage& message) {
             return message.kind == model::SenderKind::customer && message.sent_at > assignment.at &&
                    message.sent_at - assignment.at <= kTenMinutes;
           });
  });
}

MirrorFigures& MirrorCounter::row(Day day, model::RepNo rep) {
  MirrorFigures& figures = rows_[{day, rep}];
  figures.day = day;
  figures.rep = rep;
  return figures;
}

void MirrorCounter::add(std::uint64_t conversation, const ConversationFacts& facts, TimeMs now) {
  switch (mirror_) {
    case Mirror::taobao:
      add_turns(facts, now);
      break;
    case Mirror::jd:
      add_first_answers(facts, now);
      break;
    case Mirror::pdd:
    case Mirror::kuaishou:
      add_customers(conversation, facts, now);
      break;
    case Mirror::doudian:
      add_session_means(facts, now);
      break;
  }
}

void MirrorCounter::add_turns(const ConversationFacts& facts, TimeMs now) {
  for (const Turn& turn : facts.turns) {
    if (!counts(turn, now)) continue;
    MirrorFigures& figures = row(turn.day, turn.owner);
    ++figures.all;
    if (in_time(turn, kThreeMinutes)) ++figures.good;
    if (turn.end != TurnEnd::answered || calendar_.day_of(turn.ended_at) != turn.day) continue;
    ++figures.response_n;
    figures.response_sum_ms += std::min(turn.customer_ms, kTenMinutes);
  }
}

void MirrorCounter::add_first_answers(const ConversationFacts& facts, TimeMs now) {
  // The first turn that asks for an answer decides for its session.
  std::int64_t last_session = -1;
  for (const Turn& turn : facts.turns) {
    const bool asks = turn.end != TurnEnd::passed && turn.turn_class != TurnClass::courtesy && turn.turn_class != TurnClass::bot;
    if (!asks || turn.session == last_session) continue;
    last_session = turn.session;
    if (!calendar_.open_at(facts.sessions[turn.session].started_at) || !counts(turn, now)) continue;
    MirrorFigures& figures = row(turn.day, turn.owner);
    ++figures.all;
    if (in_time(turn, kThirtySeconds)) ++figures.good;
  }
}

void MirrorCounter::add_customers(std::uint64_t conversation, const ConversationFacts& facts, TimeMs now) {
  for (const Turn& turn : facts.turns) {
    if (!counts(turn, now)) continue;
    const std::uint64_t customer = turn.customer != model::kNoCustomer ? turn.customer : conversation | (std::uint64_t{1} << 63);
    const auto [place, made] = customers_.try_emplace({{turn.day, turn.owner}, customer}, true);
    place->second = place->second && in_time(turn, kThreeMinutes);
  }
}

void MirrorCounter::add_session_means(const ConversationFacts& facts, TimeMs now) {
  struct Waits {
    std::int64_t n = 0;
    DurationMs sum = 0;
    bool failed = false;
    Day day;
    model::RepNo rep = model::kNoRep;
  };
  std::map<std::uint32_t, Waits> sessions;
  for (const Turn& turn : facts.turns) {
    if (!counts(turn, now)) continue;
    Waits& waits = sessions[turn.session];
    if (waits.n == 0) {
      waits.day = turn.day;
      waits.rep = turn.owner;
    }
    ++waits.n;
    waits.sum += turn.customer_ms;
    // Without an owner nobody was there: the platform counts the session as failed.
    if (turn.end != TurnEnd::answered || turn.owner == model::kNoRep) waits.failed = true;
  }
  for (const auto& [session, waits] : sessions) {
    MirrorFigures& figures = row(waits.day, waits.rep);
    ++figures.all;
    if (!waits.failed && waits.sum <= kThreeMinutes * waits.n) ++figures.good;
  }
}

std::vector<MirrorFigures> MirrorCounter::finish() {
  for (const auto& [key, good] : customers_) {
    MirrorFigures& figures = row(key.first.first, key.first.second);
    ++figures.all;
    if (good) ++figures.good;
  }
  customers_.clear();
  std::vector<MirrorFigures> result;
  for (const auto& [key, figures] : rows_) result.push_back(figures);
  return result;
}

}  // namespace rigong::metrics
