// SPDX-License-Identifier: Apache-2.0
// The sample panel for tests/bench/panel.mjs. Runs only where it is asked for by name.
#include <catch2/catch.hpp>
#include <iostream>
#include <string>

#include "tests/overlay/server/fake_service.h"

namespace rigong::overlay {

TEST_CASE("serves the sample panel until its input ends", "[.serve]") {
  const Running running;
  std::cout << "serving http://" << running.host() << ' ' << kPageToken << " /api/v1/panel?person=a" << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
  }
  CHECK(running.get("/api/v1/panel?person=a").status == 200);
}

}  // namespace rigong::overlay
