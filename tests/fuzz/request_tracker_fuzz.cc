// SPDX-License-Identifier: Apache-2.0
// Whatever Request Tracker answers, and whatever stands in the cursor.
#include "connectors/request-tracker/request_tracker.h"
#include "tests/fuzz/hostile_platform.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rigong;
  static const auto connector = [] {
    const auto& definition = connectors::request_tracker::definition();
    const testing::GivenOptions options(definition, {{"endpoint", "https://rt.example/rt/"},
                                                     {"token", "made-up"},
                                                     {"queues", "Shop, Two words"},
                                                     {"rating_field", "Stars"},
                                                     {"days", "2"}});
    return definition.make(options).value();
  }();
  fuzz::poll_hostile(*connector, {reinterpret_cast<const char*>(data), size}, 1'795'641'000'000);
  return 0;
}
