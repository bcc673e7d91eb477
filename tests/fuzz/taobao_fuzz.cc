// SPDX-License-Identifier: Apache-2.0
// Whatever Taobao answers, and whatever stands in the cursor.
#include "connectors/taobao/taobao.h"
#include "tests/fuzz/hostile_platform.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rigong;
  static const auto connector = [] {
    const auto& definition = connectors::taobao::definition();
    const testing::GivenOptions options(definition, {{"app_key", "12345678"},
                                                     {"app_secret", "made-up"},
                                                     {"session", "made-up"},
                                                     {"refresh_token", "made-up"},
                                                     {"nick", "晨光小店"},
                                                     {"days", "2"}});
    return definition.make(options).value();
  }();
  fuzz::poll_hostile(*connector, {reinterpret_cast<const char*>(data), size}, 1'795'579'200'000);
  return 0;
}
