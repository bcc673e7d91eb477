// SPDX-License-Identifier: Apache-2.0
#include "agent/late/late.h"

#include <catch2/catch.hpp>
#include <cmath>

#ifndef _WIN32
namespace rigong::late {

TEST_CASE("a library that is not there says so and has no functions") {
  const Library nothing("librigong-is-not-there.so.1");
  CHECK(nothing.problem().find("librigong-is-not-there.so.1") != std::string::npos);
  CHECK(nothing.function("cos") == nullptr);
  CHECK(Signature<double(double)>::call(nullptr, 1.0) == 0.0);
}

TEST_CASE("a library is loaded by its first call, and what it lacks is not there") {
  const Library math("libm.so.6");
  CHECK(Signature<double(double)>::call(math.function("cos"), 1.0) == std::cos(1.0));
  CHECK(math.function("there_is_no_such_function") == nullptr);
  CHECK(math.problem().empty());
}

TEST_CASE("libcurl and libpq are there where all is installed") {
  CHECK(libcurl_problem().empty());
  CHECK(libpq_problem().empty());
}

}  // namespace rigong::late
#endif
