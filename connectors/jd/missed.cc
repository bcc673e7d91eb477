// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/missed.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include "agent/base/ids.h"
#include "connectors/kit/ask_again.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::array<DurationMs, 4> kPauses = {3 * kHourMs, 6 * kHourMs, 12 * kHourMs, kDayMs};
constexpr AskAgain kAgain(kPauses, 2 * kDayMs);
constexpr std::size_t kNumberDigits = 4;

TimeMs again_at(const Missed& missed) { return missed.again_at; }

bool is_of_rep(const Missed& missed) { return missed.customers.empty(); }

bool can_be_one(const Missed& one, const Missed& other) {
  if (one.rep != other.rep || is_of_rep(one) != is_of_rep(other)) return false;
  if (!is_of_rep(one)) return one.from == other.from && one.to == other.to;
  return one.from <= other.to + 1 && other.from <= one.to + 1;
}

void join(Missed& into, const Missed& other) {
  widen(into, other.from, other.to);
  into.rounds = std::max(into.rounds, other.rounds);
  into.again_at = std::max(into.again_at, other.again_at);
  std::vector<std::uint16_t> customers;
  std::set_union(into.customers.begin(), into.customers.end(), other.customers.begin(), other.customers.end(),
                 std::back_inserter(customers));
  into.customers = std::move(customers);
}

}  // namespace

DurationMs again_after(int rounds) { return kAgain.pause_after(rounds); }

std::uint16_t customer_number(std::string_view customer) {
  return static_cast<std::uint16_t>(std::stoul(sha256_hex(customer).substr(0, kNumberDigits), nullptr, 16));
}

void remember(std::vector<Missed>& all, Missed missed) {
  std::sort(missed.customers.begin(), missed.customers.end());
  missed.customers.erase(std::unique(missed.customers.begin(), missed.customers.end()), missed.customers.end());
  // Joined with one it may touch another.
  for (auto each = all.begin(); each != all.end();) {
    if (!can_be_one(*each, missed)) {
      ++each;
      continue;
    }
    join(missed, *each);
    all.erase(each);
    each = all.begin();
  }
  // All of a rep's days are among them those of single customers.
  const auto is_within = [&](const Missed& each) {
    return is_of_rep(missed) && each.rep == missed.rep && each.from >= missed.from && each.to <= missed.to;
  };
  all.erase(std::remove_if(all.begin(), all.end(), is_within), all.end());
  if (is_of_rep(missed) || !covers(all, missed.rep, missed.from, missed.to)) all.push_back(std::move(missed));
}

void forget(std::vector<Missed>& all, Day from, Day to) {
  std::vector<Missed> left;
  for (Missed& each : all) {
    if (each.to < from || each.from > to) {
      left.push_back(std::move(each));
      continue;
    }
    // Of what reaches beyond, the older days and the newer ones.
    Missed newer = each;
    newer.from = to + 1;
    each.to = from - 1;
    if (each.from <= each.to) left.push_back(std::move(each));
    if (newer.from <= newer.to) left.push_back(std::move(newer));
  }
  all = std::move(left);
}

bool covers(const std::vector<Missed>& all, const std::string& rep, Day from, Day to) {
  return std::any_of(all.begin(), all.end(), [&](const Missed& each) {
    return is_of_rep(each) && each.rep == rep && each.from <= from && each.to >= to;
  });
}

int rounds_of(const std::vector<Missed>& all, const std::string& rep) {
  int rounds = 0;
  for (const Missed& each : all) {
    if (is_of_rep(each) && each.rep == rep) rounds = std::max(rounds, each.rounds);
  }
  return rounds;
}

std::optional<Missed> take_due(std::vector<Missed>& all, TimeMs now) {
  const auto first = kAgain.find_due(all, now, again_at);
  if (first == all.end()) return std::nullopt;
  Missed missed = std::move(*first);
  all.erase(first);
  return missed;
}

std::optional<TimeMs> next_try(const std::vector<Missed>& all) { return next_of(all, again_at); }

bool is_any_due(const std::vector<Missed>& all, TimeMs now) { return kAgain.find_due(all, now, again_at) != all.end(); }

bool is_any_refused(const std::vector<Missed>& all) {
  return std::any_of(all.begin(), all.end(), [](const Missed& each) { return is_of_rep(each) && each.rounds > 0; });
}

bool is_less_hopeful(const Missed& one, const Missed& other) {
  return std::tuple(other.rounds, is_of_rep(one), one.to, one.rep) <
         std::tuple(one.rounds, is_of_rep(other), other.to, other.rep);
}

}  // namespace rigong::connectors::jd
