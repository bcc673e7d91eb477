// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, what is removed when its term is over: the same for every backend.
#include <catch2/catch.hpp>

#include "agent/runtime/work_out.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using model::Retained;
using rigong::testing::get;
using rigong::testing::hash_of;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kMay{20574};        // 2026-05-01
constexpr Day kFebruary{20485};   // 2026-02-01
constexpr Day kLast = kMay + 91;  // 2026-07-31
constexpr Day kJuneFirst = kMay + 31;

TimeMs at(Day day, int minute = 0) { return day.number * kDayMs + minute * kMinuteMs; }

// Half a year of a shop: a conversation a day, one that goes on across the first of May, orders, ratings and the rest.
class Shop {
 public:
  explicit Shop(Store& store) : store_(store) {
    const auto write = get(store.write());
    account_ = get(write->ensure_account({0, "a", "files", "files", "main"}));
    rep_ = get(write->ensure_rep(account_, "r1"));
    other_rep_ = get(write->ensure_rep(account_, "r2"));
    must(write->put_member({"lin", "林", "售前", model::MemberRole::rep, {}, {}}));
    must(write->commit());
  }

  void live() {
    happen();
    work_out();
  }

  void happen() {
    const auto write = get(store_.write());
    for (Day day = kFebruary; day <= kLast; day = day + 1) {
      const std::string name = "day " + std::to_string(day.number);
      talk(*write, name, name, at(day, 120), at(day, 121));
      must(write->put_shifts(std::vector<model::LeanShift>{{rep_, day, model::ShiftKind::work, 540, 1080}}));
      must(write->put_delivered(
          account_, std::vector<model::LeanDelivered>{{rep_, day, model::DeliveredField::satisfaction, 0.9}}, at(day + 1)));
    }
    // In Shanghai the first of May has begun; in UTC it is April.
    talk(*write, "night", "night", at(kMay, -30), at(kMay, -29));
    // Given to a rep in March and never closed; asks before the cut and is answered behind it, and asks again, answered by
    // nobody.
    model::HashedAssignment given;
    given.conversation = hash_of("across");
    given.at = at(kMay - 50);
    given.key = 1;
    given.rep = other_rep_;
    must(write->add_assignments(account_, std::vector{given}));
    talk(*write, "across", "across", at(kMay, -500), at(kMay, 90));
    talk(*write, "across", "across", at(kMay + 19, 100), kNoTime);
    talk(*write, "across", "across", at(kMay + 55, 100), kNoTime);
    must(write->add_ratings(account_,
                            std::vector{rating("old", kMay - 20), rating("day " + std::to_string(kMay.number - 1), kMay + 1)}));
    must(write->add_orders(
        account_, std::vector{order("first", kMay - 10), order("again", kMay + 19), order("late refund", kMay - 40, kMay + 2)}));
    must(write->put_leave({"l1", "lin", kMay - 9, kMay - 2, "", 1}));
    must(write->put_leave({"l2", "lin", kMay - 9, kMay, "", 1}));
    must(write->set_setting("orders.main", "1"));
    must(write->commit());
  }

  void work_out() { must(runtime::work_out(store_, rules_)); }
  void work_out_anew() {
    {
      const auto write = get(store_.write());
      must(runtime::begin_anew(*write, 0));
      must(write->commit());
    }
    work_out();
  }

  std::int64_t remove(Day day) {
    const auto write = get(store_.write());
    const auto removed = get(write->remove_before(Retained::figures, day));
    must(write->commit());
    return removed;
  }

  void talk(WriteTransaction& write, const std::string& conversation, const std::string& customer, TimeMs asked,
            TimeMs answered) {
    std::vector<model::HashedMessage> messages(1);
    messages[0].conversation = hash_of(conversation);
    messages[0].customer = hash_of(customer);
    messages[0].sent_at = asked;
    messages[0].key = static_cast<std::uint64_t>(asked);
    if (answered != kNoTime) {
      messages.push_back(messages[0]);
      messages[1].kind = model::SenderKind::rep;
      messages[1].rep = rep_;
      messages[1].sent_at = answered;
      messages[1].key = static_cast<std::uint64_t>(answered);
    }
    must(write.add_messages(account_, messages));
  }

  [[nodiscard]] std::vector<DayFiguresRow> figures(Day from, Day to = Day{40000}) const {
    return get(get(store_.read())->day_figures({from, to, "", {}}));
  }
  [[nodiscard]] std::vector<model::Turn> turns(Day from, Day to = Day{40000}) const {
    std::vector<model::Turn> all;
    must(get(store_.read())->turns({from, to, "", {}}, [&](const TurnRow& row) {
      all.push_back(row.turn);
      // Its place among the sessions of its conversation is counted from the first that is kept.
      all.back().session = 0;
      return true;
    }));
    return all;
  }
  // By the name by which it came; 0 where the store does not know it. A message that was there already changes nothing.
  [[nodiscard]] std::size_t conversations() const { return get(get(store_.read())->conversations(account_, 100'000)).size(); }
  [[nodiscard]] model::AccountNo account() const { return account_; }

 private:
  static model::HashedRating rating(const std::string& conversation, Day day) {
    model::HashedRating made;
    made.rating = hash_of("rating of " + conversation);
    made.conversation = hash_of(conversation);
    made.customer = hash_of(conversation);
    made.invited_at = at(day, 200);
    made.rated_at = at(day, 210);
    made.level = 5;
    return made;
  }
  static model::HashedOrder order(const std::string& name, Day day, std::optional<Day> refunded = {}) {
    model::HashedOrder made;
    made.order = hash_of(name);
    made.customer = hash_of("across");
    made.created_at = at(day, 300);
    made.paid_at = at(day, 310);
    made.amount_fen = 9900;
    if (refunded) {
      made.refunded_at = at(*refunded, 300);
      made.refunded_fen = 100;
    }
    made.updated_at = at(refunded.value_or(day), 310);
    return made;
  }

  Store& store_;
  config::Config config_;
  runtime::ShopRules rules_{config_};
  model::AccountNo account_ = 0;
  model::RepNo rep_ = 0;
  model::RepNo other_rep_ = 0;
};

void check_sound(Store& store) {
  for (const Finding& finding : get(store.examine())) {
    CAPTURE(finding.words.en);
    CHECK(finding.level != Finding::Level::broken);
  }
}

bool same(const std::vector<DayFiguresRow>& a, const std::vector<DayFiguresRow>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const DayFiguresRow& x, const DayFiguresRow& y) { return x.shop == y.shop && x.figures == y.figures; });
}

}  // namespace

TEST_CASE("Figures are removed by whole months with all they were made from", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Shop shop(*store);
  CHECK(shop.remove(kMay) == 0);
  shop.live();
  const auto all = shop.conversations();
  CHECK(shop.remove(Day{-5}) == 0);
  CHECK(shop.remove(kFebruary + 27) == 0);
  CHECK(shop.remove(kMay + 20) > 89 * 7);
  {
    const auto view = get(store->read());
    CHECK(shop.turns(Day{0}, kMay - 1).empty());
    CHECK(shop.figures(Day{0}, kMay - 1).empty());
    CHECK(get(view->sessions("main", Day{0}, kMay - 1)).empty());
    CHECK(get(view->shifts(Day{0}, kMay - 1)).empty());
    CHECK(get(view->shifts(kMay, kLast)).size() == 92);
    CHECK(get(view->delivered({Day{0}, kMay - 1, "", {}})).empty());
    CHECK(get(view->delivered({kMay, kLast, "", {}})).size() == 92);
    CHECK(get(view->ratings("main", kEarliestTime, kLatestTime)).size() == 1);
    // What was refunded in May is still spoken of in May.
    CHECK(get(view->orders("main", kEarliestTime, kLatestTime)).size() == 2);
    CHECK(get(view->leaves(Day{0}, kLast)).size() == 1);
    CHECK(get(view->known_days("main"))->first == kMay);
    // 89 conversations of one day each, and that of the rating; that of a rating which stays, and the two across the cut, stay.
    CHECK(shop.conversations() == all - 88 - 1);
    for (const ConversationRef ref : get(view->conversations(shop.account(), 1000))) {
      const auto records = get(view->conversation(ref));
      for (const auto& message : records.messages) CHECK(message.sent_at >= at(kMay));
      for (const auto& assignment : records.assignments) CHECK(assignment.at >= at(kMay));
    }
    CHECK(get(view->customer(hash_of("day " + std::to_string(kMay.number - 3)))) == model::kNoCustomer);
    CHECK(get(view->customer(hash_of("across"))) != model::kNoCustomer);
    CHECK(get(view->pending_conversations(10)).empty());
  }
  check_sound(*store);
  CHECK(shop.remove(kMay + 20) == 0);
  CHECK(shop.remove(kMay + 25) == 0);
  CHECK(shop.remove(kJuneFirst) > 31 * 7);
  check_sound(*store);
}

TEST_CASE("Figures of the days that stay come out the same when they are worked out anew", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Shop shop(*store);
  shop.live();
  const auto figures = shop.figures(kMay);
  const auto turns = shop.turns(kMay);
  REQUIRE(turns.size() == 92 + 4 - 1);
  shop.work_out_anew();
  REQUIRE(same(shop.figures(kMay), figures));
  shop.remove(kMay + 14);
  CHECK(same(shop.figures(kMay), figures));
  CHECK(shop.turns(kMay) == turns);
  shop.work_out_anew();
  CHECK(same(shop.figures(kMay), figures));
  CHECK(shop.turns(kMay) == turns);
  CHECK(shop.figures(Day{0}, kMay - 1).empty());
  check_sound(*store);
  // A month later, behind what is left.
  const auto june = shop.figures(kJuneFirst);
  shop.remove(kJuneFirst + 3);
  shop.work_out_anew();
  CHECK(same(shop.figures(kJuneFirst), june));
  CHECK(shop.figures(Day{0}, kJuneFirst - 1).empty());
  check_sound(*store);
}

TEST_CASE("Records of removed days make no figures when they come again, those of open days do", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Shop shop(*store);
  shop.live();
  shop.remove(kMay + 14);
  const auto closed = shop.figures(kMay, kJuneFirst - 1);
  const auto talk = [&](Day day) {
    const auto write = get(store->write());
    shop.talk(*write, "new " + std::to_string(day.number), "new", at(day, 400), at(day, 401));
    // Of a conversation that was removed and whose number must not be remembered.
    shop.talk(*write, "day " + std::to_string(kMay.number - 30), "again", at(day, 500), at(day, 501));
    must(write->commit());
  };
  talk(kMay - 20);
  talk(kMay + 60);
  shop.work_out();
  CHECK(shop.figures(Day{0}, kMay - 1).empty());
  CHECK(shop.turns(Day{0}, kMay - 1).empty());
  CHECK(same(shop.figures(kMay, kJuneFirst - 1), closed));
  CHECK(shop.turns(kMay + 60, kMay + 60).size() == 3);
  check_sound(*store);
  CHECK(shop.remove(kMay + 14) > 0);
  check_sound(*store);
}

TEST_CASE("What was never worked out is still worked out behind the cut", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Shop shop(*store);
  shop.live();
  {
    // An import of old files; their term is over before they were worked out.
    const auto write = get(store->write());
    shop.talk(*write, "x", "x", at(kMay + 3, 100), at(kMay + 3, 101));
    must(write->commit());
  }
  shop.remove(kMay + 14);
  shop.work_out();
  CHECK(shop.turns(kMay + 3, kMay + 3).size() == 2);
  check_sound(*store);
}

TEST_CASE("A day far ahead removes all there is and hinders nothing that comes", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Shop shop(*store);
  shop.live();
  CHECK(shop.remove(Day{2'000'000'000}) > 0);
  CHECK(shop.figures(Day{0}).empty());
  CHECK(shop.conversations() == 0);
  {
    const auto write = get(store->write());
    shop.talk(*write, "across", "across", at(kLast + 1, 100), at(kLast + 1, 101));
    must(write->commit());
  }
  shop.work_out();
  CHECK(shop.turns(kLast + 1).size() == 1);
  CHECK(shop.figures(kLast + 1).size() == 1);
  check_sound(*store);
}

TEST_CASE("Nothing of another team is removed or erased", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  auto options = test.options();
  options.team += 1'000'000;
  const auto fill = [](Store& store) {
    Shop(store).live();
    const auto write = get(store.write());
    must(write->put_sheet({"lin", kMay - 50, {}, "x", "", "", kNoTime, 1}));
    model::CommandEntry entry;
    for (const char* id : {"a", "b"}) {
      entry.id = id;
      entry.by = "lin";
      entry.body = "{}";
      must(write->add_command(entry));
    }
    model::Post post;
    post.key = {"ranking.day", "售前", kMay - 50, "群", 1};
    post.state = model::PostState::sent;
    post.body = "第一名";
    REQUIRE(get(write->add_post(post)));
    must(write->keep_rows(std::vector<KeptRow>{{"f", 1, "r", "row", 1}}));
    must(write->put_invitation({std::string(32, 'x'), "lin", "", 1, 2}));
    model::Talk talk;
    talk.id = "t";
    talk.person = "lin";
    talk.week = kMay - 50;
    talk.agreements = {{1, "x", "", 0, kMay, kMay, false, "", model::Verdict::open, "", kNoTime}};
    talk.version = 1;
    must(write->put_talk(talk));
    must(write->put_talk_note({"a", "lin", "lin", "x", 1, kMay - 50, kNoTime}));
    must(write->add_published({model::PublishedKind::notice, 1, {"a", "b"}, {"c", "d"}, "", 1}));
    must(write->add_receipt({model::PublishedKind::notice, 1, "lin", 1, ""}));
    model::Contest contest;
    contest.id = "c";
    contest.person = "lin";
    contest.state = model::Contest::State::refused;
    must(write->put_contest(contest));
    must(write->commit());
  };
  const auto everything = [](Store& store) {
    const auto view = get(store.read());
    std::size_t rows = 0;
    must(view->kept_rows([&](const KeptRow&) {
      ++rows;
      return true;
    }));
    return std::tuple(get(view->day_figures({Day{0}, Day{40000}, "", {}})).size(), get(view->members()),
                      get(view->conversations(1, 10'000)).size(), get(view->leaves(Day{0}, Day{40000})),
                      get(view->sheets("", Day{0}, Day{40000})), get(view->log({})), get(view->orders("", 0, kLatestTime)).size(),
                      get(view->invitations()), get(view->published(model::PublishedKind::notice)),
                      get(view->receipts(model::PublishedKind::notice)), get(view->contests("")),
                      get(view->posts(Day{0}, Day{40000})), get(view->talks("", Day{0}, Day{40000})),
                      get(view->talk_notes("lin")), rows);
  };
  {
    // One after the other: a file has one writer.
    const auto store = test.open();
    fill(*store);
  }
  const auto second = get(open_store(options));
  CHECK(get(get(second->read())->members()).empty());
  CHECK(get(get(second->read())->log({})).empty());
  CHECK(get(get(second->read())->invitations()).empty());
  fill(*second);
  const auto before = everything(*second);
  {
    const auto store = test.open();
    {
      const auto write = get(store->write());
      must(write->erase_member("lin", std::vector<model::RepNo>{1, 2, 3}, "离职"));
      for (const Retained what : model::kRetained) get(write->remove_before(what, Day{30000}));
      must(write->commit());
    }
    must(store->purge());
    CHECK(get(get(store->read())->members()).empty());
  }
  CHECK(everything(*second) == before);
  check_sound(*second);
}

TEST_CASE("Work, sheets, contests, posts and rejected rows are removed by day, and what is open stays", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto put = [&](const std::string& id, model::TaskState state, std::optional<Day> until, std::optional<Day> closed) {
    model::Task task;
    task.id = id;
    task.kind = until ? model::TaskKind::promise : model::TaskKind::todo;
    task.state = state;
    task.owner = "lin";
    task.from = kMay;
    task.until = until;
    task.closed_on = closed;
    task.version = 1;
    model::TaskEvent event;
    event.task = id;
    event.number = 1;
    event.what = until ? model::TaskEvent::What::kept : model::TaskEvent::What::made;
    event.day = kMay;
    must(write->put_task(task, event));
  };
  using model::TaskState;
  put("open", TaskState::open, {}, {});
  put("done", TaskState::done, {}, kMay + 2);
  put("done later", TaskState::done, {}, kMay + 9);
  put("promise that is over", TaskState::open, kMay + 5, {});
  put("promise", TaskState::open, kMay + 30, {});
  CHECK(get(write->remove_before(Retained::work, kMay + 2)) == 0);
  CHECK(get(write->remove_before(Retained::work, kMay + 9)) == 2);
  CHECK(get(write->tasks({Day{0}, Day{40000}, "", {}})).size() == 3);
  CHECK(get(write->task_events("done")).empty());
  CHECK(get(write->task_ticks({Day{0}, Day{40000}, "", {}})) == std::vector<model::TaskTick>{{"promise", kMay}});

  for (const int n : {1, 2, 3}) {
    must(write->put_sheet({"lin", kMay + n, {{"turns", true, {}, {}, 1, 2}}, "", "", "", kNoTime, 1}));
    model::Contest contest;
    contest.id = "c" + std::to_string(n);
    contest.person = "lin";
    contest.made_at = at(kMay);
    contest.state = n == 1 ? model::Contest::State::open : model::Contest::State::refused;
    contest.answered_at = n == 1 ? kNoTime : at(kMay + n);
    must(write->put_contest(contest));
    must(write->keep_rows(std::vector<KeptRow>{{"f", static_cast<std::uint64_t>(n), "r", "row", at(kMay + n)}}));
    model::Post post;
    post.key = {"ranking.day", "售前", kMay + n, "群", 1};
    post.state = n == 1 ? model::PostState::planned : model::PostState::sent;
    REQUIRE(get(write->add_post(post)));
  }
  CHECK(get(write->remove_before(Retained::sheets, kMay + 3)) == 2);
  CHECK(get(write->sheets("", Day{0}, Day{40000})).size() == 1);
  // One decided contest, and one post that ended; what is still to be sent stays.
  CHECK(get(write->remove_before(Retained::log, kMay + 3)) == 2);
  CHECK(get(write->posts(Day{0}, Day{40000})).size() == 2);
  CHECK(get(write->contests("")).size() == 2);
  CHECK(get(write->contest("c1")).has_value());
  CHECK(get(write->remove_before(Retained::rejected, kMay + 2)) == 1);
  CHECK(get(write->remove_before(Retained::rejected, kMay + 2)) == 0);
  must(write->commit());
  check_sound(*store);
}
