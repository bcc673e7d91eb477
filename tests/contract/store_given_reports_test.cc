// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, reports that were handed in: the same for every backend.
#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using model::GivenReport;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kFirst{20759};  // 2026-11-02

GivenReport report(const std::string& id, const std::string& group, TimeMs made_at) {
  return {id,
          group,
          GivenReport::By::week,
          kFirst,
          kFirst + 6,
          "chen",
          made_at,
          GivenReport::Status::provisional,
          R"({"turns":{"numerator":7,"denominator":1}})"};
}

}  // namespace

TEST_CASE("Reports that were handed in are read by period, the last first, and can be taken back", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const GivenReport first = report("r1", "售前", 1000);
  {
    const auto write = get(store->write());
    const GivenReport second = report("r2", "售前", 2000);
    GivenReport month = report("r3", "售前", 3000);
    month.by = GivenReport::By::month;
    for (const GivenReport& each : {first, second, month, report("r4", "售后", 4000)}) must(write->add_given_report(each));
    CHECK(get(write->given_reports("售前", GivenReport::By::week, kFirst)) == std::vector{second, first});
    CHECK(get(write->given_reports("售前", GivenReport::By::month, kFirst)) == std::vector{month});
    CHECK(get(write->given_reports("售前", GivenReport::By::week, kFirst + 7)).empty());
    must(write->commit());
  }
  {
    const auto again = get(store->write());
    must(again->remove_given_report("r2"));
    must(again->remove_given_report("no such"));
    must(again->commit());
  }
  CHECK(get(get(store->read())->given_reports("售前", GivenReport::By::week, kFirst)) == std::vector{first});
}

TEST_CASE("A report that was handed in has an id of its own and bounded texts", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  must(write->add_given_report(report("r1", "售前", 1000)));
  for (GivenReport bad : {report("r1", "售后", 1000), report("", "售前", 1000), report(std::string(65, 'r'), "售前", 1000),
                          report("r2", std::string(257, 'g'), 1000), report("r2", std::string("a\0b", 3), 1000)}) {
    CHECK(write->add_given_report(bad).error().kind == ErrorKind::wrong_use);
  }
  GivenReport large = report("r2", "售前", 1000);
  large.told = std::string(64 * 1024 + 1, ' ');
  CHECK(write->add_given_report(large).error().kind == ErrorKind::wrong_use);
}

TEST_CASE("With old figures go the reports of them, and whoever is erased is named by none", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  GivenReport later = report("r2", "售前", 2000);
  later.from = kFirst + 35;  // In December.
  later.to = later.from + 6;
  {
    const auto write = get(store->write());
    must(write->put_member({"chen", "陈立", "", model::MemberRole::lead, {}, {}}));
    must(write->add_given_report(report("r1", "售前", 1000)));
    must(write->add_given_report(later));
    must(write->commit());
  }
  const auto write = get(store->write());
  CHECK(get(write->remove_before(model::Retained::figures, kFirst + 30)) == 1);
  CHECK(get(write->given_reports("售前", GivenReport::By::week, kFirst)).empty());
  must(write->erase_member("chen", {}, "已删除"));
  const auto left = get(write->given_reports("售前", GivenReport::By::week, later.from));
  REQUIRE(left.size() == 1);
  CHECK(left[0].made_by == "已删除");
}
