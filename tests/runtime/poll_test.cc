// SPDX-License-Identifier: Apache-2.0
// Records and the cursor that covers them are kept together or not at all.
#include "agent/runtime/poll.h"

#include <catch2/catch.hpp>

#include <functional>

#include "agent/base/text.h"
#include "tests/runtime/team.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;

namespace {

class FakeConnector final : public connectors::Connector {
 public:
  using Poll = std::function<Result<connectors::PollResult>(const connectors::PollRequest&, connectors::RecordSink&)>;
  explicit FakeConnector(Poll poll) : poll_(std::move(poll)) {}
  Result<connectors::PollResult> poll(const connectors::PollRequest& request, connectors::RecordSink& sink) override {
    return poll_(request, sink);
  }

 private:
  Poll poll_;
};

const model::Account kAccount{0, "wecom", "wecom", "wecom", "main"};

Result<runtime::PollOutcome> poll(Team& team, FakeConnector::Poll behaviour) {
  FakeConnector connector(std::move(behaviour));
  const runtime::MessageFlags flags(team.config().metrics);
  const auto calendar = get(ShopCalendar::make({}));
  return runtime::poll_once({team.store(), team.hasher(), flags, team.clock(), calendar, nullptr}, kAccount, connector);
}

std::int64_t change_number(Team& team) { return get(get(team.store().read())->change_number()); }

std::string cursor(Team& team) {
  const auto view = get(team.store().read());
  const auto accounts = get(view->accounts());
  return accounts.empty() ? "no account" : get(view->cursor(accounts.at(0).number, "records"));
}

Result<connectors::PollResult> deliver_two(const connectors::PollRequest&, connectors::RecordSink& sink) {
  sink.message(asks("c1", "k1", at("2026-03-02 10:00:00")));
  sink.message(answers("c1", "r1", at("2026-03-02 10:00:30")));
  return connectors::PollResult{"two", true, {}, {}, {}, {}};
}

}  // namespace

TEST_CASE("a poll keeps records and cursor in one transaction, and hands the cursor to the next") {
  Team team;
  const auto outcome = get(poll(team, deliver_two));
  CHECK(outcome.counts.messages.added == 2);
  CHECK(outcome.more);
  CHECK(cursor(team) == "two");
  CHECK(change_number(team) == 1);
  std::string seen;
  const auto next = get(poll(team, [&](const connectors::PollRequest& request, connectors::RecordSink&) {
    seen = request.cursor;
    CHECK(request.now == team.clock().now());
    return connectors::PollResult{"three", false, {}, {}, {}, {}};
  }));
  CHECK(seen == "two");
  CHECK_FALSE(next.more);
  CHECK(cursor(team) == "three");
}

TEST_CASE("an error in the middle of a poll keeps nothing of it, and the next poll begins where it began") {
  Team team;
  REQUIRE(poll(team, deliver_two));
  const auto before = change_number(team);
  const auto failed = poll(team, [](const connectors::PollRequest&, connectors::RecordSink& sink) {
    // More than one batch, so that a part of it has reached the store.
    for (int number = 0; number < 60'000; ++number) sink.message(asks("c2", "k2", at("2026-03-02 11:00:00") + number));
    return Result<connectors::PollResult>(fail(ErrorKind::unavailable, "断了", "gone"));
  });
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == ErrorKind::unavailable);
  CHECK(change_number(team) == before);
  CHECK(cursor(team) == "two");
  team.work_out();
  CHECK(team.turns(Team::kLater).size() == 1);
}

TEST_CASE("where the store refuses a batch, that is what the poll fails with") {
  Team team;
  const auto failed = poll(team, [](const connectors::PollRequest&, connectors::RecordSink& sink) {
    for (int number = 0; number < 50'000; ++number) sink.message(asks("c1", "k1", kLatestTime + kDayMs));
    if (!sink.progress(1, 2)) return Result<connectors::PollResult>(fail(ErrorKind::cancelled, "已停止", "stopped"));
    return Result<connectors::PollResult>(connectors::PollResult{"never", false, {}, {}, {}, {}});
  });
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == ErrorKind::wrong_use);
  CHECK(cursor(team) == "no account");
}

TEST_CASE("a poll that brings nothing and moves no cursor writes nothing") {
  Team team;
  REQUIRE(poll(team, deliver_two));
  const auto before = change_number(team);
  const auto idle = get(poll(team, [](const connectors::PollRequest& request, connectors::RecordSink&) {
    return connectors::PollResult{request.cursor, false, {}, {}, {}, {}};
  }));
  CHECK(idle.counts.messages.added == 0);
  CHECK(change_number(team) == before);
}

TEST_CASE("what is delivered again is doubled and changes nothing") {
  Team team;
  REQUIRE(poll(team, deliver_two));
  team.work_out();
  const auto figures = team.figures(Team::kLater);
  const auto again = get(poll(team, deliver_two));
  CHECK(again.counts.messages.added == 0);
  CHECK(again.counts.messages.doubled == 2);
  team.work_out();
  CHECK(team.figures(Team::kLater) == figures);
}

TEST_CASE("names of reps come with the records, are cut to what is kept, and never stop what they come with") {
  Team team;
  const auto outcome = get(poll(team, [](const connectors::PollRequest&, connectors::RecordSink& sink) {
    sink.message(asks("c1", "k1", at("2026-03-02 10:00:00")));
    sink.message(answers("c1", "r1", at("2026-03-02 10:00:30")));
    sink.rep({"r1", "小白", "售前"});
    sink.rep({"r2", std::string(5000, 'x'), std::string("bad \xff\0 byte", 11)});
    sink.rep({"", "nobody", ""});
    return connectors::PollResult{"one", false, {}, {}, {}, {}};
  }));
  CHECK(outcome.counts.messages.added == 2);
  const auto reps = get(get(team.store().read())->reps());
  REQUIRE(reps.size() == 2);
  CHECK(reps[0].name == "小白");
  CHECK(reps[0].group == "售前");
  CHECK(reps[1].platform_id == "r2");
  CHECK(reps[1].name.size() < 257);
  CHECK(is_clean_utf8(reps[1].group));
}
