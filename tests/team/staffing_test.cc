// SPDX-License-Identifier: Apache-2.0
#include "agent/team/staffing.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace rigong::team;

namespace {

// The textbook's sums, in their own words: A^N/N! * N/(N-A) over the sum of A^i/i! and that.
double by_the_book(int servers, double erlangs) {
  double term = 1;
  double sum = 1;
  for (int i = 1; i < servers; ++i) {
    term *= erlangs / i;
    sum += term;
  }
  const double last = term * erlangs / servers * servers / (servers - erlangs);
  return last / (sum + last);
}

}  // namespace

TEST_CASE("Erlang C: known values, and the same as the textbook's sums") {
  CHECK(erlang_c(1, 0.5) == Approx(0.5));
  CHECK(erlang_c(3, 2) == Approx(4.0 / 9));
  CHECK(erlang_c(5, 4) == Approx(0.5541).margin(0.0001));
  CHECK(erlang_c(12, 10) == Approx(0.4494).margin(0.0001));
  for (int servers = 1; servers < 40; ++servers) {
    for (double busy = 0.05; busy < 1; busy += 0.1) {
      CAPTURE(servers, busy);
      CHECK(erlang_c(servers, busy * servers) == Approx(by_the_book(servers, busy * servers)));
    }
  }
  CHECK(erlang_c(3, 3) == 1);
  CHECK(erlang_c(0, 1) == 1);
  CHECK(erlang_c(0, 0) == 0);
}

TEST_CASE("people needed: an M/M/1 by hand, more customers never need fewer, more chats at once never more") {
  // One chat at a time, 6 an hour of 5 min each: half busy; within 5 min 1 - 0.5 e^-0.5 = 69.7 %.
  const StaffingAim one{0.69, 300'000, 1};
  CHECK(answered_in_time(1, 6, 300'000, one) == Approx(1 - 0.5 * std::exp(-0.5)));
  CHECK(people_needed(6, 300'000, one) == 1);
  CHECK(people_needed(6, 300'000, {0.70, 300'000, 1}) == 2);
  CHECK(people_needed(0, 300'000, one) == 0);
  CHECK_FALSE(people_needed(10, 0, one));
  CHECK_FALSE(people_needed(1e9, 300'000, one));
  int before = 0;
  for (double customers = 1; customers < 400; customers += 7) {
    const auto people = people_needed(customers, 420'000, {});
    REQUIRE(people);
    CHECK(*people >= before);
    CHECK(answered_in_time(*people, customers, 420'000, {}) >= 0.8);
    if (*people > 1) CHECK(answered_in_time(*people - 1, customers, 420'000, {}) < 0.8);
    CHECK(*people_needed(customers, 420'000, {0.8, 30'000, 5}) <= *people);
    before = *people;
  }
}
