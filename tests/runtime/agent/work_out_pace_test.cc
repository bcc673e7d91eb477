// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/work_out_pace.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using rigong::runtime::WorkOutPace;

TEST_CASE("Figures follow at once, and while any account catches up all of them keep to its pace") {
  WorkOutPace pace;
  const int past = 0;
  const int living = 0;
  const WorkOutPace::Time start{std::chrono::hours(1000)};
  CHECK(pace.is_due(start));
  pace.worked_out(start, start + 1s);
  CHECK(pace.is_due(start + 1s));

  pace.note(&past, true);
  CHECK_FALSE(pace.is_due(start + 2s));
  // What a living account brings meanwhile is no reason to hurry.
  pace.note(&living, false);
  CHECK_FALSE(pace.is_due(start + 4s));
  CHECK(pace.is_due(start + 5s));
  // Long work leaves four times as long for the catching up, short work three seconds.
  pace.worked_out(start + 5s, start + 15s);
  CHECK_FALSE(pace.is_due(start + 54s));
  CHECK(pace.is_due(start + 55s));
  pace.worked_out(start + 55s, start + 55s + 10ms);
  CHECK_FALSE(pace.is_due(start + 57s));
  CHECK(pace.is_due(start + 59s));

  pace.note(&past, false);
  CHECK(pace.is_due(start + 55s));
}
