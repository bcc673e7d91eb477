// SPDX-License-Identifier: Apache-2.0
// The turns behind the figures.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <set>

#include "agent/runtime/store_figures.h"
#include "tests/runtime/answers/desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::Pick;
using rigong::testing::get;

namespace {

model::Assignment to(const std::string& conversation, const std::string& rep, const std::string& when) {
  model::Assignment assignment;
  assignment.conversation_id = conversation;
  assignment.assignment_id = conversation + when;
  assignment.at = at(when);
  assignment.kind = model::AssignmentKind::to_rep;
  assignment.rep_id = rep;
  return assignment;
}

model::Message thanks(const std::string& conversation, const std::string& when) {
  model::Message message = asks(conversation, "k" + conversation, at(when));
  message.text = "谢谢";
  return message;
}

// Lin's Monday: answered in 40 s and then thanked (c1), slow in 240 s (c2), asked at 20:00 and waiting (c3), at night (c4),
// passed on late at 11:04 (c5), waiting since 19:00 (c6).
std::vector<Record> monday() {
  return turn("c1", "lin", "2026-03-09 10:00:00", 40) + std::vector<Record>{thanks("c1", "2026-03-09 10:02:00")} +
         turn("c2", "lin", "2026-03-09 14:00:00", 240) + turn("c3", "lin", "2026-03-09 15:00:00", 20) +
         std::vector<Record>{asks("c3", "kc3", at("2026-03-09 20:00:00"))} + turn("c4", "lin", "2026-03-09 23:10:00", 60) +
         std::vector<Record>{to("c5", "lin", "2026-03-09 11:00:00"), asks("c5", "kc5", at("2026-03-09 11:00:00")),
                             to("c5", "wu", "2026-03-09 11:04:00"), answers("c5", "wu", at("2026-03-09 11:04:30"))} +
         turn("c6", "lin", "2026-03-09 18:00:00", 10) + std::vector<Record>{asks("c6", "kc6", at("2026-03-09 19:00:00"))};
}

const TimeMs kNow = at("2026-03-09 20:01:00");

std::vector<std::string> names(const overlay::Turns& turns) {
  std::vector<std::string> result;
  for (const auto& each : turns.turns) result.push_back(each.conversation);
  return result;
}

overlay::TurnsQuery query(Pick pick) {
  overlay::TurnsQuery query;
  query.person = "lin";
  query.from = query.to = day("2026-03-09");
  query.pick = pick;
  return query;
}

}  // namespace

TEST_CASE("each pick names its turns, as many as the figure says") {
  Desk desk;
  desk.take(monday());
  desk.work_out();
  const auto pick = [&](Pick which) { return names(get(desk.turns(query(which), kNow))); };
  using Names = std::vector<std::string>;
  CHECK(pick(Pick::all) == Names{"c1", "c1", "c5", "c2", "c3", "c6", "c6", "c3", "c4"});
  CHECK(pick(Pick::eligible) == Names{"c1", "c5", "c2", "c3", "c6", "c6"});
  CHECK(pick(Pick::answered) == Names{"c1", "c2", "c3", "c6"});
  CHECK(pick(Pick::slow) == Names{"c5", "c2", "c6"});
  CHECK(pick(Pick::open) == Names{"c3"});
  CHECK(pick(Pick::unanswered) == Names{"c5", "c6"});
  CHECK(pick(Pick::first) == Names{"c1", "c2", "c3", "c6"});
  CHECK(pick(Pick::passed) == Names{"c5"});
  CHECK(pick(Pick::courtesy) == Names{"c1"});
  CHECK(pick(Pick::leftover) == Names{"c4"});
  CHECK(pick(Pick::waiting) == Names{"c6", "c3"});
  CHECK(pick(Pick::slowest) == Names{"c2", "c1", "c3", "c6"});
  const auto panel = desk.panel("lin", kNow);
  CHECK(figure(panel, "slow_share").value == overlay::Value{0.5, 3, 6, false});
  CHECK(panel.waiting.size() == 2);
}

TEST_CASE("a turn tells its times, who owned and who answered it") {
  Desk desk;
  desk.take(monday());
  desk.work_out();
  const auto turns = get(desk.turns(query(Pick::answered), kNow)).turns;
  const auto& first = turns.at(0);
  CHECK(first.opened_at == at("2026-03-09 10:00:00"));
  CHECK(first.answered_at == at("2026-03-09 10:00:40"));
  CHECK(first.response_ms == 40'000);
  CHECK(first.customer_ms == 40'000);
  CHECK(first.state == "answered");
  CHECK(first.first_response);
  CHECK(first.owner == "lin");
  CHECK(first.replier == "lin");
  CHECK(first.shop == "main");
  const auto waiting = get(desk.turns(query(Pick::open), kNow)).turns;
  CHECK_FALSE(waiting.at(0).answered_at);
  CHECK_FALSE(waiting.at(0).response_ms);
  CHECK(waiting.at(0).replier.empty());
  // What is open changes when it is decided.
  CHECK(desk.valid_until() == at("2026-03-09 20:03:00") + 1);
}

TEST_CASE("pages follow each other without a gap, and a stretch of the day can be chosen") {
  Desk desk;
  desk.take(monday());
  desk.work_out();
  auto all = query(Pick::all);
  all.limit = 2;
  std::vector<std::string> seen;
  for (int page = 0; page < 10; ++page) {
    const auto turns = get(desk.turns(all, kNow));
    CHECK(turns.total == 9);
    for (const auto& name : names(turns)) seen.push_back(name);
    if (!turns.next) break;
    all.after = *turns.next;
  }
  CHECK(seen == std::vector<std::string>{"c1", "c1", "c5", "c2", "c3", "c6", "c6", "c3", "c4"});
  all.after = "nonsense";
  CHECK(desk.turns(all, kNow).error().kind == ErrorKind::wrong_use);

  auto slowest = query(Pick::slowest);
  slowest.limit = 2;
  const auto worst = get(desk.turns(slowest, kNow));
  CHECK(names(worst) == std::vector<std::string>{"c2", "c1"});
  CHECK(worst.total == 4);
  CHECK_FALSE(worst.next);

  auto afternoon = query(Pick::all);
  afternoon.minute_from = 14 * 60;
  afternoon.minute_to = 15 * 60;
  CHECK(names(get(desk.turns(afternoon, kNow))) == std::vector<std::string>{"c2"});
}

TEST_CASE("all turns are those of rigong turns") {
  Desk desk;
  desk.take(monday());
  desk.work_out();
  runtime::ShopRules rules(desk.team().config());
  runtime::StoreFiguresRequest request;
  request.from = request.to = day("2026-03-09");
  request.rep = "lin";
  request.now = kNow;
  const auto rows = get(runtime::turns_from_store(*get(desk.team().store().read()), rules, request)).at(0).lines;
  const auto turns = get(desk.turns(query(Pick::all), kNow)).turns;
  REQUIRE(turns.size() == rows.size());
  for (std::size_t at = 0; at < rows.size(); ++at) {
    CHECK(turns[at].conversation == rows[at].conversation);
    CHECK(turns[at].opened_at == rows[at].turn.opened_at);
    CHECK(turns[at].clock_start_at == rows[at].turn.clock_start_at);
    CHECK(turns[at].messages_in == rows[at].turn.messages_in);
  }
}

TEST_CASE("another rep's turns are not to be seen") {
  Desk desk;
  desk.take(monday());
  desk.work_out();
  desk.as_rep("wu");
  CHECK(desk.turns(query(Pick::all), kNow).error().kind == ErrorKind::not_found);
}
