// SPDX-License-Identifier: Apache-2.0
// The outbox: one post of a key, whoever plans it, and a change only from the state that was seen.
#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using model::Post;
using model::PostState;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

const Day kDay{20000};

Post post(const std::string& target, Day day, std::int32_t part = 1) {
  Post made;
  made.key = {"ranking.day", "售前", day, target, part};
  made.parts = 2;
  made.body = R"({"msgtype":"markdown_v2"})";
  made.shown = "| 名次 |";
  if (part == 1) made.told = R"({"20000":{}})";
  made.due_at = 1000 + part;
  made.expires_at = 9000;
  made.made_by = "li";
  made.made_at = 500;
  made.changed_at = 500;
  return made;
}

}  // namespace

TEST_CASE("A post is kept as it was made, and found by key, by day and while it is open", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const Post one = post("客服群", kDay);
  const Post two = post("客服群", kDay, 2);
  Post sent = post("另一群", kDay + 1);
  sent.state = PostState::sent;
  sent.tries = 2;
  sent.tried_at = 1234;
  sent.code = "0";
  sent.words = {"已送达。", "Delivered."};
  {
    const auto write = get(store->write());
    for (const Post& each : {two, one, sent}) CHECK(get(write->add_post(each)));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->post(one.key)) == one);
  CHECK(get(view->post(sent.key)) == sent);
  CHECK_FALSE(get(view->post({"ranking.day", "售前", kDay, "客服群", 3})));
  CHECK(get(view->open_posts()) == std::vector{one, two});
  CHECK(get(view->posts(kDay, kDay + 1)) == std::vector{sent, one, two});
  CHECK(get(view->posts(kDay + 1, kDay + 9)) == std::vector{sent});
  CHECK(get(view->posts(kDay + 2, kDay + 9)).empty());
}

TEST_CASE("The second post of a key is none, and the first stays as it is", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const Post first = post("客服群", kDay);
  Post second = first;
  second.body = "other";
  {
    const auto write = get(store->write());
    CHECK(get(write->add_post(first)));
    CHECK_FALSE(get(write->add_post(second)));
    must(write->commit());
  }
  {
    const auto write = get(store->write());
    CHECK_FALSE(get(write->add_post(second)));
    must(write->commit());
  }
  CHECK(get(get(store->read())->post(first.key)) == first);
}

TEST_CASE("A post changes only from the state that was seen", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Post changed = post("客服群", kDay);
  {
    const auto write = get(store->write());
    CHECK(get(write->add_post(changed)));
    must(write->commit());
  }
  changed.state = PostState::sending;
  changed.tries = 1;
  changed.tried_at = 2000;
  changed.expires_at = 9999;
  changed.changed_at = 2000;
  {
    const auto write = get(store->write());
    CHECK_FALSE(get(write->change_post(changed, PostState::unknown)));
    CHECK(get(write->change_post(changed, PostState::planned)));
    CHECK_FALSE(get(write->change_post(changed, PostState::planned)));
    must(write->commit());
  }
  CHECK(get(get(store->read())->post(changed.key)) == changed);
  // What arrived is kept as people read it, and not as it went out.
  changed.state = PostState::sent;
  {
    const auto write = get(store->write());
    CHECK(get(write->change_post(changed, PostState::sending)));
    must(write->commit());
  }
  changed.body.clear();
  CHECK(get(get(store->read())->post(changed.key)) == changed);
  const std::int64_t number = get(get(store->read())->change_number());
  {
    const auto write = get(store->write());
    CHECK_FALSE(get(write->change_post(changed, PostState::planned)));
    must(write->commit());
  }
  // What changed nothing wakes nobody.
  CHECK(get(get(store->read())->change_number()) == number);
}

TEST_CASE("What ended without being sent can be removed, whatever part is named, and nothing else goes with it", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  using State = PostState;
  const State states[] = {State::planned, State::sending,   State::sent,   State::failed,
                          State::unknown, State::cancelled, State::expired};
  {
    const auto write = get(store->write());
    std::int32_t part = 0;
    for (const State state : states) {
      Post each = post("客服群", kDay, ++part);
      each.parts = 7;
      each.state = state;
      CHECK(get(write->add_post(each)));
      each.key.target = "另一群";
      CHECK(get(write->add_post(each)));
    }
    must(write->commit());
  }
  const std::int64_t number = get(get(store->read())->change_number());
  {
    const auto write = get(store->write());
    CHECK(get(write->remove_unsent(post("客服群", kDay, 2).key)) == 4);
    CHECK(get(write->remove_unsent(post("客服群", kDay).key)) == 0);
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->change_number()) > number);
  std::vector<State> left;
  std::size_t others = 0;
  for (const Post& each : get(view->posts(kDay, kDay))) {
    if (each.key.target == "客服群") left.push_back(each.state);
    if (each.key.target == "另一群") ++others;
  }
  CHECK(left == std::vector{State::planned, State::sending, State::sent});
  CHECK(others == std::size(states));
}

TEST_CASE("Posts that say nothing of what and where are refused", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  for (const auto& change : std::vector<std::function<void(Post&)>>{
           [](Post& each) { each.key.target.clear(); }, [](Post& each) { each.key.report.clear(); },
           [](Post& each) { each.key.part = 0; }, [](Post& each) { each.parts = 0; },
           [](Post& each) { each.body = std::string(5 * 1024 * 1024, 'x'); },
           [](Post& each) { each.code = std::string(65, 'x'); }, [](Post& each) { each.shown = "\xff"; }}) {
    Post wrong = post("客服群", kDay);
    change(wrong);
    CHECK_FALSE(write->add_post(wrong));
  }
  CHECK(get(write->add_post(post("客服群", kDay))));
}

TEST_CASE("Whether somebody may be named is kept with the member", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  model::Member member;
  member.id = "lin";
  member.unnamed = true;
  for (int round = 0; round < 2; ++round) {
    const auto write = get(store->write());
    must(write->put_member(member));
    must(write->commit());
    CHECK(get(get(store->read())->members()) == std::vector{member});
    member.unnamed = false;
  }
}
