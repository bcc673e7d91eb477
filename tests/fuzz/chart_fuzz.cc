// SPDX-License-Identifier: Apache-2.0
// Whatever is handed to the program that draws: it is a report within bounds or it is refused, and a report stays the one it is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "agent/chart/description.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rigong;
  const auto report = chart::read_description({reinterpret_cast<const char*>(data), size});
  if (!report) return 0;
  const std::string again = chart::write_description(*report);
  if (again.size() > chart::kMostDescriptionBytes) std::abort();
  const auto back = chart::read_description(again);
  // Shares are written with four decimals; what is written so stays as it is.
  if (!back || chart::write_description(*back) != again) std::abort();
  return 0;
}
