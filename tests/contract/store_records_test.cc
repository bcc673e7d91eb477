// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, ratings, orders, shifts and delivered figures: the same for every backend.
#include <catch2/catch.hpp>
#include <limits>
#include <set>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::hash_of;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr TimeMs kMay = 1'777'593'600'000;  // 2026-05-01T00:00:00Z
constexpr Day kDay{20574};                  // The same day.

std::set<Day> take_pending(WriteTransaction& write) {
  std::set<Day> days;
  for (const ShopDay& day : get(write.pending_days(1000))) {
    CHECK(day.shop == "main");
    days.insert(day.day);
    must(write.replace_day_figures(day.shop, day.day, {}));
  }
  return days;
}

std::set<Day> days(int from, int to) {
  std::set<Day> result;
  for (int i = from; i <= to; ++i) result.insert(kDay + i);
  return result;
}

}  // namespace

TEST_CASE("A newer rating replaces the older and marks the days of both", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
  model::HashedRating rating;
  rating.rating = hash_of("r");
  rating.conversation = hash_of("x");
  rating.customer = hash_of("c");
  rating.rep = 3;
  rating.invited_at = kMay + 5;
  const auto add = [&](const std::vector<model::HashedRating>& batch) { return get(write->add_ratings(account, batch)); };
  CHECK(add({rating, rating}).added == 1);
  CHECK(take_pending(*write) == days(-1, 1));

  auto rated = rating;
  rated.invited_at = kNoTime;
  rated.conversation = {};
  rated.rated_at = kMay + 3 * kDayMs;
  rated.level = 2;
  CHECK(add({rated}).changed == 1);
  auto touched = days(-1, 1);
  touched.merge(days(2, 4));
  CHECK(take_pending(*write) == touched);
  // Older and equal versions change nothing.
  auto older = rated;
  older.rated_at -= 1;
  older.level = 5;
  CHECK(add({older, rated, rating}).doubled == 3);
  CHECK(take_pending(*write).empty());
  // Of one time, what came last counts: some platforms keep the time of the first answer.
  auto other_mind = rated;
  other_mind.level = 4;
  CHECK(add({other_mind}).changed == 1);
  CHECK(take_pending(*write) == touched);
  CHECK(add({rated}).changed == 1);
  CHECK(take_pending(*write) == touched);
  auto appeal = rating;
  appeal.appeal_upheld = true;
  CHECK(add({appeal}).changed == 1);
  CHECK(take_pending(*write) == touched);
  CHECK(add({appeal}).doubled == 1);

  const auto found = get(write->ratings("main", kMay, kMay + 6));
  REQUIRE(found.size() == 1);
  CHECK(found[0].rating == hash_of("r"));
  CHECK(found[0].level == 2);
  CHECK(found[0].invited_at == kMay + 5);
  CHECK(found[0].rated_at == kMay + 3 * kDayMs);
  CHECK(found[0].conversation == 1);
  CHECK(found[0].customer == 1);
  CHECK(found[0].rep == 3);
  CHECK(found[0].appeal_upheld);
  CHECK(get(write->ratings("main", kMay + 6, kMay + 9 * kDayMs)).empty());
  CHECK(get(write->ratings("other", 0, kLatestTime)).empty());
  CHECK(get(write->ratings("", kMay + 5, kMay + 6)).size() == 1);

  // An invitation that is read after the answer is still known.
  auto answered = rated;
  answered.rating = hash_of("r3");
  auto asked = rating;
  asked.rating = hash_of("r3");
  CHECK(add({answered, asked}).changed == 1);
  const auto both = get(write->ratings("main", kMay, kMay + 6));
  REQUIRE(both.size() == 2);
  CHECK(both[1].invited_at == kMay + 5);
  CHECK(both[1].level == 2);

  // Without an invitation, the rating itself counts; its conversation is the one whose messages come later.
  auto uninvited = rated;
  uninvited.rating = hash_of("r2");
  uninvited.conversation = hash_of("y");
  add({uninvited});
  CHECK(get(write->ratings("main", kMay + 3 * kDayMs, kMay + 4 * kDayMs)).size() == 1);
  model::HashedMessage message;
  message.conversation = hash_of("y");
  message.sent_at = kMay;
  CHECK(get(write->add_messages(account, {&message, 1})).added == 1);
  CHECK(get(write->conversation({account, 2})).messages.size() == 1);
}

TEST_CASE("A newer order replaces the older and marks the days of both", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
  model::HashedOrder order;
  order.order = hash_of("o");
  order.customer = hash_of("c");
  order.created_at = kMay;
  order.amount_fen = std::numeric_limits<std::int64_t>::max();
  order.updated_at = 10;
  const auto add = [&](const std::vector<model::HashedOrder>& batch) { return get(write->add_orders(account, batch)); };
  CHECK(add({order}).added == 1);
  CHECK(take_pending(*write) == days(-4, 1));
  auto paid = order;
  paid.paid_at = kMay + 10 * kDayMs;
  paid.refunded_fen = 7;
  paid.updated_at = 11;
  auto refunded = paid;
  refunded.refunded_at = kMay + 20 * kDayMs;
  refunded.updated_at = 12;
  // Several versions in one batch, the newest not last.
  const Taken taken = add({paid, refunded, order});
  CHECK(taken.changed == 2);
  CHECK(taken.doubled == 1);
  auto touched = days(-4, 1);
  touched.merge(days(6, 11));
  touched.merge(days(19, 21));
  CHECK(take_pending(*write) == touched);

  const auto found = get(write->orders_of("main", 1));
  REQUIRE(found.size() == 1);
  CHECK(found[0] == model::OrderRecord{account, hash_of("o"), 1, kMay, kMay + 10 * kDayMs, kNoTime,
                                       std::numeric_limits<std::int64_t>::max(), 7, kMay + 20 * kDayMs, 12});
  for (const TimeMs at : {order.created_at, refunded.paid_at, refunded.refunded_at}) {
    CHECK(get(write->orders("main", at, at + 1)).size() == 1);
    CHECK(get(write->orders("main", at + 1, at + 2)).empty());
  }
  CHECK(get(write->orders("", 0, kLatestTime)).size() == 1);
  CHECK(get(write->orders_of("other", 1)).empty());
  CHECK(get(write->orders_of("", 2)).empty());
  model::HashedOrder closed = order;
  closed.order = hash_of("o2");
  closed.customer = {};
  closed.closed_unpaid_at = kMay + 40 * kDayMs;
  add({closed});
  CHECK(get(write->orders("main", kMay + 40 * kDayMs, kMay + 41 * kDayMs))[0].customer == model::kNoCustomer);
}

TEST_CASE("Shifts of a rep's day are replaced together", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const model::LeanShift morning{1, kDay, model::ShiftKind::work, 480, 720};
  const model::LeanShift evening{1, kDay, model::ShiftKind::work, 1080, 60};
  const model::LeanShift off{2, kDay + 1, model::ShiftKind::day_off, -1, -1};
  Taken taken = get(write->put_shifts(std::vector{morning, evening, off, off}));
  CHECK(taken.added == 3);
  CHECK(taken.doubled == 1);
  CHECK(get(write->shifts(kDay, kDay + 1)) == std::vector{morning, evening, off});
  taken = get(write->put_shifts(std::vector{off}));
  CHECK(taken.doubled == 1);
  taken = get(write->put_shifts(std::vector{evening}));
  CHECK(taken.changed == 1);
  CHECK(get(write->shifts(kDay, kDay)) == std::vector{evening});
  CHECK(get(write->pending_days(9)).empty());
}

TEST_CASE("Delivered figures are kept as delivered", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto account = get(write->ensure_account({0, "a", "taobao", "taobao", "main"}));
  using Field = model::DeliveredField;
  const std::vector<model::LeanDelivered> figures = {{0, kDay, Field::satisfaction, 0.1 + 0.2},
                                                     {7, kDay, Field::customers, 12},
                                                     {7, kDay + 3, Field::sales_fen, 9007199254740993.0}};
  Taken taken = get(write->put_delivered(account, figures, kMay));
  CHECK(taken.added == 3);
  taken = get(write->put_delivered(account, figures, kMay + 1));
  CHECK(taken.doubled == 3);
  const model::LeanDelivered corrected{7, kDay, Field::customers, 13};
  taken = get(write->put_delivered(account, {&corrected, 1}, kMay + 2));
  CHECK(taken.changed == 1);
  const model::LeanDelivered nonsense{7, kDay, Field::customers, std::numeric_limits<double>::infinity()};
  CHECK(write->put_delivered(account, {&nonsense, 1}, kMay).error().kind == ErrorKind::wrong_use);
  CHECK(write->put_delivered(account + 1, {&corrected, 1}, kMay).error().kind == ErrorKind::wrong_use);

  const auto rows = get(write->delivered({kDay, kDay + 9, "main", {}}));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].shop == "main");
  CHECK(rows[0].platform == "taobao");
  CHECK(rows[0].delivered == figures[0]);
  CHECK(rows[0].delivered_at == kMay);
  CHECK(rows[1].delivered == corrected);
  CHECK(rows[1].delivered_at == kMay + 2);
  CHECK(rows[2].delivered == figures[2]);
  CHECK(get(write->delivered({kDay, kDay + 9, "", 7})).size() == 2);
  CHECK(get(write->delivered({kDay, kDay + 9, "", 0})).size() == 1);
  CHECK(get(write->delivered({kDay, kDay + 9, "other", {}})).empty());
  CHECK(get(write->known_days("main")) == std::pair{kDay, kDay + 3});
}
