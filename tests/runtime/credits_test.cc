// SPDX-License-Identifier: Apache-2.0
// Who is credited with ratings and orders, and what a record that comes later changes on an earlier day.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/runtime/team.h"

using namespace rigong;
using namespace rigong::runtime_test;

namespace {

model::Rating invitation(const std::string& id, TimeMs invited_at) {
  model::Rating rating;
  rating.rating_id = id;
  rating.conversation_id = "c1";
  rating.customer_id = "k1";
  rating.invited_at = invited_at;
  return rating;
}

model::Rating rated(const std::string& id, TimeMs invited_at, TimeMs rated_at, int level) {
  model::Rating rating = invitation(id, invited_at);
  rating.rated_at = rated_at;
  rating.level = level;
  return rating;
}

model::Order order(const std::string& id, TimeMs created_at) {
  model::Order order;
  order.order_id = id;
  order.customer_id = "k1";
  order.created_at = created_at;
  order.updated_at = created_at;
  order.amount_fen = 9'900;
  return order;
}

model::Order paid(model::Order order, TimeMs paid_at) {
  order.paid_at = paid_at;
  order.updated_at = paid_at;
  return order;
}

model::Assignment closing(const std::string& conversation, TimeMs closed_at) {
  model::Assignment assignment;
  assignment.conversation_id = conversation;
  assignment.assignment_id = "closing-" + std::to_string(closed_at);
  assignment.at = closed_at;
  assignment.kind = model::AssignmentKind::closed;
  return assignment;
}

runtime::FigureRow row_of(Team& team, const std::string& rep, TimeMs now = Team::kLater) {
  const auto rows = team.rows(now);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return each.rep == rep; });
  REQUIRE(row != rows.end());
  return *row;
}

bool has(const std::string& line, const std::string& part) { return line.find(" " + part + " ") != std::string::npos; }

const std::vector<Record> kTalk = {asks("c1", "k1", at("2026-03-02 10:00:00")), answers("c1", "r1", at("2026-03-02 10:00:30"))};
constexpr const char* kDay = "2026-03-02";

}  // namespace

TEST_CASE("a rating belongs to the last human reply before its invitation, whatever comes later") {
  Team team;
  team.take_and_work_out(kTalk);
  team.take_and_work_out({invitation("e1", at("2026-03-02 10:05:00"))});
  CHECK(team.stored("r1", kDay).invitations == 1);
  CHECK(team.stored("r1", kDay).ratings == 0);

  team.take_and_work_out({answers("c1", "r2", at("2026-03-02 10:06:00"))});
  team.take_and_work_out({rated("e1", at("2026-03-02 10:05:00"), at("2026-03-02 10:10:00"), 5)});
  CHECK(team.stored("r1", kDay).ratings == 1);
  CHECK(team.stored("r1", kDay).ratings_good == 1);
  CHECK(team.stored("r2", kDay).ratings == 0);

  // A new rating takes the place of the old one; an upheld appeal takes it out.
  team.take_and_work_out({rated("e1", at("2026-03-02 10:05:00"), at("2026-03-04 09:00:00"), 1)});
  CHECK(team.stored("r1", kDay).ratings == 1);
  CHECK(team.stored("r1", kDay).ratings_good == 0);
  model::Rating appeal = rated("e1", at("2026-03-02 10:05:00"), at("2026-03-04 09:00:00"), 1);
  appeal.appeal_upheld = true;
  team.take_and_work_out({appeal});
  CHECK(team.stored("r1", kDay).ratings == 0);
  CHECK(team.stored("r1", kDay).invitations == 1);
}

TEST_CASE("a reply that arrives late moves the rating of another day") {
  Team team;
  team.take_and_work_out(kTalk);
  team.take_and_work_out({rated("e1", at("2026-03-03 00:05:00"), at("2026-03-03 00:06:00"), 5)});
  REQUIRE(team.stored("r1", "2026-03-03").ratings == 1);
  const Record late = answers("c1", "r2", at("2026-03-02 23:59:00"));
  team.take({late});
  CHECK(row_of(team, "r2").sums.messages_out == 1);
  const auto pending = team.figures(Team::kLater);
  team.work_out();
  CHECK(team.figures(Team::kLater) == pending);
  CHECK(team.stored("r1", "2026-03-03").ratings == 0);
  CHECK(team.stored("r2", "2026-03-03").ratings == 1);
}

TEST_CASE("satisfaction is a percentage from ten ratings on") {
  Team team;
  team.take(kTalk);
  for (int number = 0; number < 9; ++number) {
    team.take({rated("e" + std::to_string(number), at("2026-03-02 10:05:00"), at("2026-03-02 10:10:00"), number < 8 ? 4 : 3)});
  }
  team.work_out();
  CHECK(has(team.figures(Team::kLater).at(0), "satisfaction=null"));
  CHECK(has(team.figures(Team::kLater).at(0), "satisfaction_status=few"));
  team.take_and_work_out({rated("e9", at("2026-03-02 10:05:00"), at("2026-03-02 10:10:00"), 5)});
  CHECK(has(team.figures(Team::kLater).at(0), "satisfaction=0.9"));
  CHECK(has(team.figures(Team::kLater).at(0), "satisfaction_status=final"));
}

TEST_CASE("sales go to whoever spoke last before the order, before the payment, or first the one and then the other") {
  const auto sales = [](model::Attribution attribution, TimeMs created_at) {
    config::Config config;
    config.metrics.attribution = attribution;
    Team team(config);
    team.take(kTalk);
    team.take({answers("c1", "r2", at("2026-03-02 12:00:00"))});
    team.take_and_work_out({paid(order("o1", created_at), at("2026-03-02 13:00:00"))});
    return std::pair(team.stored("r1", kDay).sales_fen, team.stored("r2", kDay).sales_fen);
  };
  const TimeMs between = at("2026-03-02 11:00:00");
  CHECK(sales(model::Attribution::order, between) == std::pair<std::int64_t, std::int64_t>(9'900, 0));
  CHECK(sales(model::Attribution::payment, between) == std::pair<std::int64_t, std::int64_t>(0, 9'900));
  CHECK(sales(model::Attribution::order_first, between) == std::pair<std::int64_t, std::int64_t>(9'900, 0));
  // Ordered before anybody spoke: the payment's is the only credit there is.
  const TimeMs silent = at("2026-03-02 09:00:00");
  CHECK(sales(model::Attribution::order, silent) == std::pair<std::int64_t, std::int64_t>(0, 0));
  CHECK(sales(model::Attribution::order_first, silent) == std::pair<std::int64_t, std::int64_t>(0, 9'900));
}

TEST_CASE("inquiries are paid by the next day or by D+3, refunds count on their own day") {
  Team team;
  team.take_and_work_out(kTalk);
  const model::Order made = order("o1", at("2026-03-04 10:00:00"));
  team.take_and_work_out({made});
  CHECK(team.stored("r1", kDay).inquiries == 1);
  CHECK(team.stored("r1", kDay).paid_final == 0);
  CHECK(team.stored("r1", "2026-03-04").orders == 1);
  model::Order done = paid(made, at("2026-03-05 23:59:59"));
  team.take_and_work_out({done});
  CHECK(team.stored("r1", kDay).paid_next_day == 0);
  CHECK(team.stored("r1", kDay).paid_final == 1);
  CHECK(team.stored("r1", "2026-03-05").sales_fen == 9'900);
  done.refunded_at = at("2026-03-20 10:00:00");
  done.refunded_fen = 9'900;
  done.updated_at = *done.refunded_at;
  team.take_and_work_out({done});
  CHECK(team.stored("r1", "2026-03-05").sales_fen == 9'900);
  CHECK(team.stored("r1", "2026-03-20").sales_fen == -9'900);
}

TEST_CASE("a reply that arrives after the order changes whose sale it was, refund and inquiry with it") {
  Team team;
  team.take_and_work_out(kTalk);
  model::Order done = paid(order("o1", at("2026-03-04 10:00:00")), at("2026-03-04 11:00:00"));
  done.refunded_at = at("2026-03-20 10:00:00");
  done.refunded_fen = 100;
  team.take_and_work_out({done});
  REQUIRE(team.stored("r1", kDay).paid_final == 1);
  team.take_and_work_out({answers("c1", "r2", at("2026-03-03 10:00:00"))});
  CHECK(team.stored("r1", kDay).paid_final == 0);
  CHECK(team.stored("r1", "2026-03-04").sales_fen == 0);
  CHECK(team.stored("r2", "2026-03-04").sales_fen == 9'900);
  CHECK(team.stored("r1", "2026-03-20").sales_fen == 0);
  CHECK(team.stored("r2", "2026-03-20").sales_fen == -100);
}

TEST_CASE("an order that arrives late turns a later inquiry into after-sales, and a later purchase into buying again") {
  Team team;
  team.take_and_work_out(kTalk);
  team.take_and_work_out({asks("c1", "k1", at("2026-03-12 10:00:00")), answers("c1", "r1", at("2026-03-12 10:00:30"))});
  CHECK(team.stored("r1", "2026-03-12").inquiries == 0);  // No order of the shop is known yet.
  team.take_and_work_out({paid(order("o2", at("2026-03-30 10:00:00")), at("2026-03-30 10:01:00")),
                          asks("c1", "k1", at("2026-03-30 09:00:00")), answers("c1", "r1", at("2026-03-30 09:01:00"))});
  REQUIRE(team.stored("r1", "2026-03-12").inquiries == 1);
  REQUIRE(team.stored("r1", "2026-03-30").customers_buying_again == 0);
  // Nobody is credited with it, and it still decides about what follows.
  team.take_and_work_out({paid(order("o1", at("2026-03-01 10:00:00")), at("2026-03-01 10:01:00"))});
  CHECK(team.stored("r1", "2026-03-12").inquiries == 0);
  CHECK(team.stored("r1", "2026-03-30").customers_buying_again == 1);
}

TEST_CASE("whoever comes back within a day was not helped, even where that is learnt later") {
  Team team;
  team.take_and_work_out(kTalk);
  team.take_and_work_out({closing("c1", at("2026-03-02 22:00:00"))});
  CHECK(team.stored("r1", kDay).fcr_n == 1);
  CHECK(team.stored("r1", kDay).fcr_resolved == 1);
  team.take_and_work_out({asks("c2", "k2", at("2026-03-03 09:00:00"))});
  CHECK(team.stored("r1", kDay).fcr_resolved == 1);
  team.take_and_work_out({asks("c3", "k1", at("2026-03-03 21:00:00"))});
  CHECK(team.stored("r1", kDay).fcr_n == 1);
  CHECK(team.stored("r1", kDay).fcr_resolved == 0);
}

TEST_CASE("a session that was closed days after it began is judged by who comes back after the closing") {
  Team team;
  team.take_and_work_out(kTalk);
  team.take_and_work_out({closing("c1", at("2026-03-06 12:00:00"))});
  REQUIRE(team.stored("r1", kDay).fcr_resolved == 1);
  team.take({asks("c2", "k1", at("2026-03-07 11:00:00"))});
  const auto pending = team.figures(Team::kLater);
  team.work_out();
  CHECK(team.stored("r1", kDay).fcr_resolved == 0);
  CHECK(team.figures(Team::kLater) == pending);
}

TEST_CASE("conversion is live on the day, provisional until D+3 is over, then final") {
  Team team;
  team.take_and_work_out(kTalk);
  CHECK(row_of(team, "r1", at("2026-03-02 20:00:00")).conversion_status == runtime::FigureStatus::live);
  CHECK(row_of(team, "r1", at("2026-03-03 00:00:00")).conversion_status == runtime::FigureStatus::provisional);
  CHECK(row_of(team, "r1", at("2026-03-05 23:59:59")).conversion_status == runtime::FigureStatus::provisional);
  CHECK(row_of(team, "r1", at("2026-03-06 00:00:00")).conversion_status == runtime::FigureStatus::final);
}
