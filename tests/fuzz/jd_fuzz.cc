// SPDX-License-Identifier: Apache-2.0
// Whatever JD answers, and whatever stands in the cursor.
#include "connectors/jd/jd.h"
#include "tests/fuzz/hostile_platform.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rigong;
  static const auto connector = [] {
    const auto& definition = connectors::jd::definition();
    const testing::GivenOptions options(definition, {{"app_key", "DEMOKEY"},
                                                     {"app_secret", "made-up"},
                                                     {"access_token", "made-up-token"},
                                                     {"refresh_token", "made-up"},
                                                     {"days", "2"}});
    return definition.make(options).value();
  }();
  fuzz::poll_hostile(*connector, {reinterpret_cast<const char*>(data), size}, 1'795'320'000'000);
  return 0;
}
