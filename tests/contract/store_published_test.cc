// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, what everybody is told and signs for, and what people contest: the same for every backend.
#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using model::Contest;
using model::PublishedKind;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr TimeMs kNow = 1'767'225'600'000;

model::Published text(PublishedKind kind, std::int32_t version) {
  return {kind, version, {"告知书", "Notice"}, {"第一段\n第二段", "One\nTwo"}, "lin", kNow + version};
}

Contest contest(const std::string& id, const std::string& person, TimeMs at) {
  Contest made;
  made.id = id;
  made.person = person;
  made.about = Contest::About::turn;
  made.ref = "3/17/5";
  made.day = Day{20780};
  made.words = "当时系统卡顿\n有截图";
  made.made_at = at;
  return made;
}

}  // namespace

TEST_CASE("Notices and rules are kept in versions without a gap", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  CHECK(get(get(store->read())->published(PublishedKind::notice)).empty());
  const auto notice = text(PublishedKind::notice, 1);
  const auto rules = text(PublishedKind::rules, 1);
  const auto second = text(PublishedKind::notice, 2);
  {
    const auto write = get(store->write());
    CHECK(write->add_published(text(PublishedKind::notice, 0)).error().kind == ErrorKind::wrong_use);
    CHECK(write->add_published(second).error().kind == ErrorKind::wrong_use);
    must(write->add_published(notice));
    CHECK(write->add_published(notice).error().kind == ErrorKind::wrong_use);
    CHECK(write->add_published(text(PublishedKind::notice, 3)).error().kind == ErrorKind::wrong_use);
    must(write->add_published(rules));
    must(write->add_published(second));
    auto bad = text(PublishedKind::rules, 2);
    bad.body.en = std::string(65 * 1024, 'x');
    CHECK(write->add_published(bad).error().kind == ErrorKind::wrong_use);
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->published(PublishedKind::notice)) == std::vector{notice, second});
  CHECK(get(view->published(PublishedKind::rules)) == std::vector{rules});
}

TEST_CASE("A receipt is given once for each version", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const model::Receipt late{PublishedKind::notice, 1, "lin", kNow + 20, "s1"};
  const model::Receipt early{PublishedKind::notice, 1, "", kNow + 10, ""};
  const auto write = get(store->write());
  CHECK(write->add_receipt(late).error().kind == ErrorKind::not_found);
  must(write->add_published(text(PublishedKind::notice, 1)));
  must(write->add_receipt(late));
  must(write->add_receipt(early));
  must(write->add_receipt({PublishedKind::notice, 1, "lin", kNow + 99, "s2"}));
  CHECK(write->add_receipt({PublishedKind::notice, 2, "lin", kNow, ""}).error().kind == ErrorKind::not_found);
  CHECK(write->add_receipt({PublishedKind::rules, 1, "lin", kNow, ""}).error().kind == ErrorKind::not_found);
  CHECK(get(write->receipts(PublishedKind::notice)) == std::vector{early, late});
  CHECK(get(write->receipts(PublishedKind::rules)).empty());
}

TEST_CASE("A contest comes back as it was put, and is answered by putting it again", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const Contest first = contest("a", "lin", kNow);
  const Contest second = contest("b", "hong", kNow + 1);
  {
    const auto write = get(store->write());
    must(write->put_contest(first));
    must(write->put_contest(second));
    for (const auto& [id, person] : {std::pair("", "lin"), std::pair("c", "")}) {
      CHECK(write->put_contest(contest(id, person, kNow)).error().kind == ErrorKind::wrong_use);
    }
    Contest bad = contest("c", "lin", kNow);
    bad.words = std::string(5000, 'x');
    CHECK(write->put_contest(bad).error().kind == ErrorKind::wrong_use);
    must(write->commit());
  }
  const auto write = get(store->write());
  CHECK(get(write->contests("")) == std::vector{second, first});
  CHECK(get(write->contests("lin")) == std::vector{first});
  CHECK(get(write->contests("白")).empty());
  CHECK(get(write->contest("b")) == second);
  CHECK_FALSE(get(write->contest("c")).has_value());
  using State = Contest::State;
  for (const State state : {State::upheld, State::refused, State::withdrawn, State::open}) {
    Contest answered = first;
    answered.state = state;
    answered.answer = "已核实";
    answered.answered_by = "hong";
    answered.answered_at = kNow + 50;
    must(write->put_contest(answered));
    CHECK(get(write->contest("a")) == answered);
  }
  using About = Contest::About;
  for (const About about : {About::figure, About::turn, About::sheet, About::task, About::entry}) {
    Contest other = second;
    other.about = about;
    must(write->put_contest(other));
    CHECK(get(write->contest("b")) == other);
  }
}
