// SPDX-License-Identifier: Apache-2.0
// Whatever WeCom answers, and whatever stands in the cursor.
#include "connectors/wecom-kf/wecom_kf.h"
#include "tests/fuzz/hostile_platform.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rigong;
  static const auto connector = [] {
    const auto& definition = connectors::wecom_kf::definition();
    const testing::GivenOptions options(definition, {{"corp_id", "ww00000000demo"}, {"secret", "made-up"}, {"days", "3"}});
    return definition.make(options).value();
  }();
  fuzz::poll_hostile(*connector, {reinterpret_cast<const char*>(data), size}, 1'795'320'000'000);
  return 0;
}
