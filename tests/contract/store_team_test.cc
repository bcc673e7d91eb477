// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, the people of a team: what they are, when they are away, how they are let in. The same for
// every backend.
#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kDay{20780};
constexpr TimeMs kNow = 1'767'225'600'000;

void add_members(WriteTransaction& write) {
  for (const char* id : {"lin", "hong", "白"}) must(write.put_member({id, id, "售前", model::MemberRole::rep, {}, {}}));
}

}  // namespace

TEST_CASE("Every role, track and stage of a member comes back", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  using model::MemberRole, model::Track, model::Stage;
  std::vector<model::Member> members;
  for (const MemberRole role : {MemberRole::rep, MemberRole::lead, MemberRole::admin, MemberRole::reader}) {
    for (const Track track : {Track::unset, Track::pre_sales, Track::after_sales, Track::phone, Track::live}) {
      for (const Stage stage : {Stage::by_time, Stage::newcomer, Stage::growing, Stage::mature, Stage::senior}) {
        members.push_back({"m" + std::to_string(100 + members.size()), "名", "组", role, kDay, {}, track, stage});
      }
    }
  }
  {
    const auto write = get(store->write());
    for (const model::Member& member : members) must(write->put_member(member));
    must(write->commit());
  }
  CHECK(get(get(store->read())->members()) == members);
  members[0].role = MemberRole::reader;
  members[0].track = Track::live;
  members[0].stage = Stage::senior;
  {
    const auto write = get(store->write());
    must(write->put_member(members[0]));
    must(write->commit());
  }
  CHECK(get(get(store->read())->members()) == members);
}

TEST_CASE("Leave is found by its days, replaced by id, and taken back", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const model::Leave first{"a", "lin", kDay, kDay + 2, "hong", kNow};
  const model::Leave second{"b", "白", kDay - 5, kDay, "", kNow + 1};
  {
    const auto write = get(store->write());
    add_members(*write);
    must(write->put_leave(first));
    must(write->put_leave(second));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->leaves(kDay, kDay)) == std::vector{second, first});
  CHECK(get(view->leaves(kDay + 1, kDay + 9)) == std::vector{first});
  CHECK(get(view->leaves(kDay - 9, kDay - 5)) == std::vector{second});
  CHECK(get(view->leaves(kDay + 3, kDay + 9)).empty());
  CHECK(get(view->leaves(kDay - 9, kDay - 6)).empty());
  const auto write = get(store->write());
  model::Leave longer = first;
  longer.to = kDay + 4;
  longer.made_by = "lin";
  must(write->put_leave(longer));
  CHECK(get(write->leaves(kDay + 3, kDay + 9)) == std::vector{longer});
  must(write->remove_leave("a"));
  must(write->remove_leave("nothing"));
  CHECK(get(write->leaves(kDay - 9, kDay + 9)) == std::vector{second});
}

TEST_CASE("Deputies are found by their days, replaced by id, and taken back", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const model::Deputy first{"a", "lin", "hong", kDay, kDay + 2, "lin", kNow};
  const model::Deputy second{"b", "hong", "白", kDay + 1, kDay + 1, "", kNow + 1};
  {
    const auto write = get(store->write());
    add_members(*write);
    must(write->put_deputy(second));
    must(write->put_deputy(first));
    must(write->commit());
  }
  const auto write = get(store->write());
  CHECK(get(write->deputies(kDay, kDay + 1)) == std::vector{first, second});
  CHECK(get(write->deputies(kDay + 2, kDay + 2)) == std::vector{first});
  CHECK(get(write->deputies(kDay + 3, kDay + 9)).empty());
  model::Deputy other = first;
  other.deputy = "白";
  must(write->put_deputy(other));
  CHECK(get(write->deputies(kDay, kDay)) == std::vector{other});
  must(write->remove_deputy("a"));
  must(write->remove_deputy("nothing"));
  CHECK(get(write->deputies(kDay, kDay + 9)) == std::vector{second});
}

TEST_CASE("Leave and deputies that cannot be are refused and leave the transaction usable", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  add_members(*write);
  const model::Leave leave{"a", "lin", kDay, kDay, "", kNow};
  const auto refused = [&](auto change) {
    model::Leave bad = leave;
    change(bad);
    return write->put_leave(bad).error().kind;
  };
  CHECK(refused([](auto& bad) { bad.to = kDay - 1; }) == ErrorKind::wrong_use);
  CHECK(refused([](auto& bad) { bad.id.clear(); }) == ErrorKind::wrong_use);
  CHECK(refused([](auto& bad) { bad.id = std::string(65, 'x'); }) == ErrorKind::wrong_use);
  CHECK(refused([](auto& bad) { bad.made_by = "\xff"; }) == ErrorKind::wrong_use);
  CHECK(refused([](auto& bad) { bad.person = "nobody"; }) == ErrorKind::not_found);
  CHECK(refused([](auto& bad) { bad.person = ""; }) == ErrorKind::not_found);
  const model::Deputy deputy{"a", "lin", "hong", kDay, kDay, "", kNow};
  const auto refused_deputy = [&](auto change) {
    model::Deputy bad = deputy;
    change(bad);
    return write->put_deputy(bad).error().kind;
  };
  CHECK(refused_deputy([](auto& bad) { bad.to = kDay - 1; }) == ErrorKind::wrong_use);
  CHECK(refused_deputy([](auto& bad) { bad.deputy = "lin"; }) == ErrorKind::wrong_use);
  CHECK(refused_deputy([](auto& bad) { bad.deputy = "nobody"; }) == ErrorKind::not_found);
  CHECK(refused_deputy([](auto& bad) { bad.person = "nobody"; }) == ErrorKind::not_found);
  must(write->put_leave(leave));
  must(write->put_deputy(deputy));
  must(write->commit());
  const auto view = get(store->read());
  CHECK(get(view->leaves(kDay, kDay)) == std::vector{leave});
  CHECK(get(view->deputies(kDay, kDay)) == std::vector{deputy});
}

TEST_CASE("An invitation takes the place of the person's before", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  using namespace std::string_literals;
  const std::string hash = "\0\xff'\"{}"s + std::string(26, 'x');
  const model::Invitation first{hash, "lin", "hong", kNow, kNow + 1000};
  const model::Invitation second{std::string(32, 'y'), "hong", "", kNow + 1, kNow + 2000};
  const model::Invitation third{std::string(32, 'z'), "lin", "", kNow + 2, kNow + 3000};
  {
    const auto write = get(store->write());
    add_members(*write);
    must(write->put_invitation(first));
    must(write->put_invitation(second));
    CHECK(write->put_invitation({"short", "lin", "", 1, 2}).error().kind == ErrorKind::wrong_use);
    CHECK(write->put_invitation({hash, "nobody", "", 1, 2}).error().kind == ErrorKind::not_found);
    must(write->commit());
  }
  {
    const auto view = get(store->read());
    CHECK(get(view->invitation(hash)) == first);
    CHECK_FALSE(get(view->invitation(std::string(32, 'q'))).has_value());
    CHECK(get(view->invitations()) == std::vector{first, second});
  }
  const auto write = get(store->write());
  must(write->put_invitation(third));
  CHECK_FALSE(get(write->invitation(hash)).has_value());
  CHECK(get(write->invitations()) == std::vector{second, third});
  must(write->remove_invitation(third.token_hash));
  must(write->remove_invitation(third.token_hash));
  CHECK(get(write->invitations()) == std::vector{second});
}

TEST_CASE("Page sessions say who came and with what, those used last first", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const model::PageSession own{std::string(32, 'a'), "one", 1000, 5000, "", ""};
  const model::PageSession invited{std::string(32, 'b'), "two", 2000, 9000, "lin", "Windows · Edge"};
  const model::PageSession idle{std::string(32, 'c'), "three", 3000, 3000, "hong", "iPhone"};
  const auto write = get(store->write());
  for (const auto& session : {own, invited, idle}) must(write->put_page_session(session));
  CHECK(get(write->page_sessions()) == std::vector{invited, own, idle});
  CHECK(get(write->page_session(invited.token_hash)) == invited);
  // That it was used again says nothing about who it is.
  must(write->put_page_session({idle.token_hash, "x", 1, 20'000, "lin", "other"}));
  model::PageSession used = idle;
  used.used_at = 20'000;
  CHECK(get(write->page_sessions()) == std::vector{used, invited, own});
  model::PageSession bad = own;
  bad.token_hash = std::string(32, 'd');
  bad.device = std::string(257, 'x');
  CHECK(write->put_page_session(bad).error().kind == ErrorKind::wrong_use);
}

TEST_CASE("What is taken back and was not there is no change", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    add_members(*write);
    must(write->commit());
  }
  const auto number = [&] { return get(get(store->read())->change_number()); };
  const auto before = number();
  {
    const auto write = get(store->write());
    must(write->remove_leave("a"));
    must(write->remove_deputy("a"));
    must(write->remove_invitation(std::string(32, 'x')));
    must(write->commit());
  }
  CHECK(number() == before);
}
