// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/platform_day.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace rigong::connectors::demo {
namespace {

using model::DeliveredField;

constexpr DurationMs kCap = 10 * kMinuteMs;
constexpr DurationMs kInTime = 3 * kMinuteMs;

// As platforms print shares: percent with two digits.
double share(std::int64_t part, std::int64_t all) {
  return std::round(10'000.0 * static_cast<double>(part) / static_cast<double>(all)) / 10'000.0;
}
// And times: whole seconds.
double seconds(std::int64_t sum_ms, std::int64_t count) {
  return std::round(static_cast<double>(sum_ms) / static_cast<double>(count) / 1000.0) * 1000.0;
}
double count(std::size_t value) { return static_cast<double>(value); }
double count(std::int64_t value) { return static_cast<double>(value); }

}  // namespace

PlatformDay::PlatformDay(const Plan& plan, Day day)
    : plan_(plan),
      day_(day),
      begin_(plan.at(day, 0)),
      end_(plan.at(day + 1, 0)),
      opens_(plan.at(day, kNightEndsMin)),
      closes_(plan.at(day, kNightBeginsMin)) {}

void PlatformDay::message(const Event& event, int customer, Open& open) {
  if (event.sender == model::SenderKind::customer) {
    if (open.asked_at == kNoTime) open.asked_at = event.at;
    if (on_day(event.at) && open.holder >= 0) change(open.holder, [](Sums& sums) { ++sums.messages_in; });
    return;
  }
  if (event.sender == model::SenderKind::bot) open.asked_at = kNoTime;
  if (event.sender != model::SenderKind::rep) return;
  if (on_day(event.at)) change(event.rep, [](Sums& sums) { ++sums.messages_out; });
  const TimeMs asked_at = std::exchange(open.asked_at, kNoTime);
  const bool first = !std::exchange(open.answered, true);
  if (asked_at == kNoTime || asked_at < opens_ || asked_at >= closes_) return;
  const DurationMs waited = std::min(event.at - asked_at, kCap);
  change(event.rep, [&](Sums& sums) {
    sums.asked.insert(customer);
    sums.answered.insert(customer);
    ++sums.questions;
    ++sums.answers;
    sums.waited_ms += waited;
    if (waited <= kInTime) ++sums.in_time;
    if (!first) return;
    ++sums.first_answers;
    sums.first_waited_ms += waited;
  });
}

void PlatformDay::add(const RepDay& made, int owner, Day made_for) {
  std::vector<Open> chats(made.chats.size());
  std::vector<int> customers(made.chats.size(), 0);
  const auto customer_of = [&](std::uint32_t chat) {
    int& customer = customers[chat];
    if (customer == 0) customer = plan_.customer(owner, made_for, made.chats[chat].customer_of);
    return customer;
  };
  for (const Event& event : made.events) {
    const Chat& chat = made.chats[event.chat];
    Open& open = chats[event.chat];
    switch (event.what) {
      case What::message:
        message(event, on_day(event.at) ? customer_of(event.chat) : 0, open);
        break;
      case What::to_rep:
        // What the customer has asked so far is counted for whoever holds it.
        if (open.holder < 0 && on_day(event.at)) change(event.rep, [](Sums& sums) { ++sums.messages_in; });
        open.holder = event.rep;
        break;
      case What::rated:
        if (!on_day(event.at)) break;
        change(event.rep, [&](Sums& sums) {
          ++sums.ratings;
          if (chat.level >= 4) ++sums.ratings_good;
        });
        break;
      case What::paid:
        if (!on_day(event.at)) break;
        change(owner, [&](Sums& sums) {
          sums.buyers.insert(customer_of(event.chat));
          sums.sales_fen += chat.sale.amount_fen;
        });
        break;
      default:
        break;
    }
  }
  for (std::uint32_t chat = 0; chat < chats.size(); ++chat) {
    const Open& open = chats[chat];
    if (open.holder < 0 || open.asked_at == kNoTime || open.asked_at < opens_ || open.asked_at >= closes_) continue;
    change(open.holder, [&](Sums& sums) {
      sums.asked.insert(customer_of(chat));
      ++sums.questions;
    });
  }
}

model::DeliveredDay PlatformDay::row(const Sums& sums, Day day, std::string rep_id) {
  model::DeliveredDay row;
  row.rep_id = std::move(rep_id);
  row.day = day;
  row.platform = std::string(kPlatform);
  const auto put = [&](DeliveredField field, double value) { row.values.emplace_back(field, value); };
  put(DeliveredField::customers, count(sums.asked.size()));
  put(DeliveredField::customers_unreplied, count(sums.asked.size() - sums.answered.size()));
  put(DeliveredField::messages_in, count(sums.messages_in));
  put(DeliveredField::messages_out, count(sums.messages_out));
  if (sums.messages_in > 0) put(DeliveredField::answer_ratio, share(sums.messages_out, sums.messages_in));
  if (!sums.asked.empty()) {
    put(DeliveredField::reply_rate,
        share(static_cast<std::int64_t>(sums.answered.size()), static_cast<std::int64_t>(sums.asked.size())));
  }
  if (sums.questions > 0) put(DeliveredField::answered_in_3_min_rate, share(sums.in_time, sums.questions));
  if (sums.first_answers > 0) {
    put(DeliveredField::first_response_mean_ms, seconds(sums.first_waited_ms, sums.first_answers));
  }
  if (sums.answers > 0) put(DeliveredField::response_mean_ms, seconds(sums.waited_ms, sums.answers));
  if (sums.ratings > 0) put(DeliveredField::satisfaction, share(sums.ratings_good, sums.ratings));
  put(DeliveredField::ratings, count(sums.ratings));
  put(DeliveredField::ratings_good, count(sums.ratings_good));
  put(DeliveredField::sales_fen, count(sums.sales_fen));
  put(DeliveredField::paying_customers, count(sums.buyers.size()));
  return row;
}

std::vector<model::DeliveredDay> PlatformDay::rows() const {
  std::vector<model::DeliveredDay> rows;
  for (const auto& [rep, sums] : reps_) {
    rows.push_back(row(sums, day_, plan_.cast()[static_cast<std::size_t>(rep)].platform_id));
  }
  if (!rows.empty()) rows.push_back(row(shop_, day_, {}));
  return rows;
}

}  // namespace rigong::connectors::demo
