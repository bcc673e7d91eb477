// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/checked_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rigong::fuzz::read_bytes(data, size, "");
  return 0;
}
