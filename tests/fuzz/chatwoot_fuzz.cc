// SPDX-License-Identifier: Apache-2.0
// Whatever Chatwoot answers, and whatever stands in the cursor.
#include "connectors/chatwoot/chatwoot.h"
#include "tests/fuzz/hostile_platform.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rigong;
  static const auto connector = [] {
    const auto& definition = connectors::chatwoot::definition();
    const testing::GivenOptions options(
        definition, {{"endpoint", "https://chat.example"}, {"account", "3"}, {"token", "made-up"}, {"days", "2"}});
    return definition.make(options).value();
  }();
  fuzz::poll_hostile(*connector, {reinterpret_cast<const char*>(data), size}, 1'795'320'000'000);
  return 0;
}
