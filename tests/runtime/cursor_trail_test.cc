// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/cursor_trail.h"

#include <catch2/catch.hpp>

using rigong::runtime::CursorTrail;

TEST_CASE("a cursor that stood there before is a circle, however long, until the lane has rested") {
  CursorTrail trail;
  CHECK_FALSE(trail.circles("a"));
  CHECK(trail.circles("a"));
  CHECK_FALSE(trail.circles("b"));
  CHECK_FALSE(trail.circles("c"));
  CHECK(trail.circles("a"));
  trail.rest();
  CHECK_FALSE(trail.circles("a"));
}
