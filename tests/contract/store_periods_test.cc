// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, campaigns, crises and topics: the same for every backend.
#include <catch2/catch.hpp>

#include <limits>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using model::NamedPeriod;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr TimeMs kNow = 1'767'225'600'000;

NamedPeriod campaign() {
  NamedPeriod period;
  period.id = "01976b3e-7d00-7abc-89ab-0123456789ab";
  period.kind = model::PeriodKind::campaign;
  period.level = model::PeriodLevel::urgent;
  period.name = "双11";
  period.shop = "main";
  period.group = "售前";
  period.from = Day{20780};
  period.to = Day{20781};
  period.begin_min = 20 * 60;
  period.end_min = 24 * 60;
  period.aims = {{"response_mean_ms", 15'000}, {"answer_ratio_low", 1.25}};
  period.warn_after_ms = 15'000;
  period.made_by = "lin";
  period.made_at = kNow;
  return period;
}

}  // namespace

TEST_CASE("Named periods come back as they were kept, in order of first day, and are replaced by id", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  CHECK(get(get(store->read())->named_periods()).empty());
  CHECK_FALSE(get(get(store->read())->named_period("x")).has_value());
  const NamedPeriod first = campaign();
  NamedPeriod earlier;
  earlier.id = "z";
  earlier.level = model::PeriodLevel::back_office;
  earlier.name = "新品";
  earlier.from = earlier.to = Day{20700};
  earlier.kind = model::PeriodKind::reported;
  earlier.claim = model::PeriodClaim::refused;
  earlier.evidence = "工单 20261125-7";
  {
    const auto write = get(store->write());
    must(write->put_named_period(first));
    must(write->put_named_period(earlier));
    must(write->commit());
  }
  CHECK(get(get(store->read())->named_periods()) == std::vector{earlier, first});
  CHECK(get(get(store->read())->named_period(first.id)) == first);
  CHECK(get(get(store->read())->named_period("z")) == earlier);

  NamedPeriod changed = first;
  changed.aims = {{"satisfaction", 0.95}};
  changed.begin_min.reset();
  changed.warn_after_ms = 0;
  changed.state = model::PeriodState::ended;
  changed.closed_by = "hong";
  changed.closed_at = kNow + 5;
  changed.closed_on = Day{20780};
  const auto before = get(get(store->read())->change_number());
  {
    const auto write = get(store->write());
    must(write->put_named_period(changed));
    must(write->commit());
  }
  CHECK(get(get(store->read())->change_number()) == before + 1);
  CHECK(get(get(store->read())->named_periods()) == std::vector{earlier, changed});
}

TEST_CASE("A named period that cannot be kept is refused, and the transaction stays usable", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto refused = [&](const NamedPeriod& period) {
    const auto put = write->put_named_period(period);
    return !put && put.error().kind == ErrorKind::wrong_use;
  };
  NamedPeriod bad = campaign();
  bad.id.clear();
  CHECK(refused(bad));
  bad = campaign();
  bad.to = bad.from - 1;
  CHECK(refused(bad));
  bad = campaign();
  bad.name = std::string(257, 'x');
  CHECK(refused(bad));
  bad = campaign();
  bad.aims = {{"response_mean_ms", std::numeric_limits<double>::infinity()}};
  CHECK(refused(bad));
  bad = campaign();
  bad.aims = {{std::string(257, 'x'), 1}};
  CHECK(refused(bad));
  must(write->put_named_period(campaign()));
  must(write->commit());
  CHECK(get(get(store->read())->named_periods()) == std::vector{campaign()});
}

TEST_CASE("Named periods name nobody who was erased", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  NamedPeriod period = campaign();
  period.closed_by = "lin";
  {
    const auto store = test.open();
    const auto write = get(store->write());
    must(write->put_member({"lin", "林", "售前", model::MemberRole::lead, {}, {}}));
    must(write->put_named_period(period));
    must(write->erase_member("lin", {}, "离职"));
    must(write->commit());
  }
  period.made_by = period.closed_by = "离职";
  CHECK(get(get(test.open()->read())->named_periods()) == std::vector{period});
}
