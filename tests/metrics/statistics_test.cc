// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/statistics.h"

#include <catch2/catch.hpp>

using namespace rigong::metrics;

TEST_CASE("means are rounded half up, and nothing divided is nothing") {
  CHECK(mean(5, 2) == 3);
  CHECK(mean(4, 3) == 1);
  CHECK(mean(0, 3) == 0);
  CHECK_FALSE(mean(0, 0));
}

TEST_CASE("median and nearest rank") {
  std::vector<std::int64_t> values = {5, 1, 4, 2};
  CHECK(median(values) == 3);
  CHECK(nearest_rank(values, 90) == 5);
  CHECK(nearest_rank(values, 50) == 2);
  values = {7};
  CHECK(median(values) == 7);
  CHECK(nearest_rank(values, 90) == 7);
  values = {1, 2};
  CHECK(median(values) == 2);  // 1.5 rounded half up.
  values.clear();
  CHECK_FALSE(median(values));
  CHECK_FALSE(nearest_rank(values, 90));
  for (std::int64_t i = 1; i <= 10; ++i) values.push_back(i);
  CHECK(nearest_rank(values, 90) == 9);
  values.push_back(11);
  CHECK(nearest_rank(values, 90) == 10);
}
