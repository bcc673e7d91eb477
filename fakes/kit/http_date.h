// SPDX-License-Identifier: Apache-2.0
// The Date header, by the platform's clock.
#pragma once

#include <cstdint>
#include <string>

namespace rigong::fakes {

// "Sun, 22 Nov 2026 01:30:00 GMT"
[[nodiscard]] std::string http_date(std::int64_t seconds);

}  // namespace rigong::fakes
