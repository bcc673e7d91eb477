// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/platform_day.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/connectors/demo/telling.h"

namespace rigong::connectors::demo::test {
namespace {

const Day kToday = parse_day("2026-11-25").value();

Event said(TimeMs at, model::SenderKind sender, int rep = -1) {
  Event event;
  event.at = at;
  event.sender = sender;
  event.rep = static_cast<std::int16_t>(rep);
  return event;
}
Event given(TimeMs at, int rep) {
  Event event = said(at, model::SenderKind::customer, rep);
  event.what = What::to_rep;
  return event;
}
double value(const model::DeliveredDay& row, model::DeliveredField field) {
  const auto found = std::find_if(row.values.begin(), row.values.end(), [&](const auto& each) { return each.first == field; });
  return found == row.values.end() ? -1 : found->second;
}

}  // namespace

TEST_CASE("the platform's rules: the wait begins with the question, thanks count, ten minutes are the most") {
  using enum model::SenderKind;
  using model::DeliveredField;
  const Plan plan({}, kToday, shanghai());
  const TimeMs ten = plan.at(kToday, 600);
  RepDay made;
  made.chats.resize(1);
  made.events = {said(ten, customer),          given(ten + 5'000, 0),         said(ten + 20'000, rep, 0),
                 said(ten + 30'000, customer), said(ten + 1'000'000, rep, 0), said(ten + 1'010'000, customer),
                 said(ten + 1'014'000, rep, 0)};
  PlatformDay day(plan, kToday);
  day.add(made, 0, kToday);
  const auto rows = day.rows();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].rep_id == "demo-shop:xiaoman");
  CHECK(rows[1].rep_id.empty());
  for (const auto& row : rows) {
    CHECK(row.day == kToday);
    CHECK(value(row, DeliveredField::customers) == 1);
    CHECK(value(row, DeliveredField::customers_unreplied) == 0);
    CHECK(value(row, DeliveredField::messages_in) == 3);
    CHECK(value(row, DeliveredField::messages_out) == 3);
    // 20 s, 600 s of 970 s, 4 s.
    CHECK(value(row, DeliveredField::response_mean_ms) == 208'000);
    CHECK(value(row, DeliveredField::first_response_mean_ms) == 20'000);
    CHECK(value(row, DeliveredField::answered_in_3_min_rate) == 0.6667);
    CHECK(value(row, DeliveredField::reply_rate) == 1);
  }
}

TEST_CASE("questions at night, of other days and for the bot are no questions; the unanswered are") {
  using enum model::SenderKind;
  using model::DeliveredField;
  const Plan plan({}, kToday, shanghai());
  RepDay made;
  made.chats.resize(4);
  const auto in_chat = [&](std::uint32_t chat, Event event) {
    event.chat = chat;
    made.events.push_back(event);
  };
  in_chat(0, said(plan.at(kToday, 120), customer));
  in_chat(0, given(plan.at(kToday, 121), 0));
  in_chat(0, said(plan.at(kToday, 500), rep, 0));
  in_chat(1, said(plan.at(kToday - 1, 600), customer));
  in_chat(1, given(plan.at(kToday - 1, 601), 0));
  in_chat(1, said(plan.at(kToday - 1, 602), rep, 0));
  in_chat(2, said(plan.at(kToday, 600), customer));
  in_chat(2, said(plan.at(kToday, 601), bot));
  in_chat(3, said(plan.at(kToday, 700), customer));
  in_chat(3, given(plan.at(kToday, 701), 0));
  PlatformDay day(plan, kToday);
  day.add(made, 0, kToday);
  const auto rows = day.rows();
  REQUIRE(rows.size() == 2);
  CHECK(value(rows[0], DeliveredField::customers) == 1);
  CHECK(value(rows[0], DeliveredField::customers_unreplied) == 1);
  CHECK(value(rows[0], DeliveredField::reply_rate) == 0);
  CHECK(value(rows[0], DeliveredField::messages_out) == 1);
  CHECK(value(rows[0], DeliveredField::response_mean_ms) == -1);
  CHECK(PlatformDay(plan, kToday).rows().empty());
}

}  // namespace rigong::connectors::demo::test
