// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/lane.h"

#include <catch2/catch.hpp>

using namespace rigong;
using rigong::runtime::back_off;

TEST_CASE("Whoever fails is asked less and less often, by chance within bounds, and never never") {
  CHECK(back_off(ErrorKind::unavailable, 1, 0.0) == kSecondMs);
  CHECK(back_off(ErrorKind::unavailable, 1, 1.0) == 2 * kSecondMs);
  CHECK(back_off(ErrorKind::unavailable, 4, 1.0) == 16 * kSecondMs);
  CHECK(back_off(ErrorKind::unavailable, 4, 0.5) == 8 * kSecondMs);
  CHECK(back_off(ErrorKind::unavailable, 1000, 1.0) == 5 * kMinuteMs);
  CHECK(back_off(ErrorKind::busy, 0, 1.0) == 2 * kSecondMs);
  // A wrong key does not become right by asking.
  CHECK(back_off(ErrorKind::refused, 1, 0.0) == 5 * kMinuteMs);
  CHECK(back_off(ErrorKind::wrong_use, 1, 0.0) == 5 * kMinuteMs);
}
