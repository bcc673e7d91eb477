// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace rigong::fakes {

// Some 64 KB of gzip that unpack to 64 MB.
[[nodiscard]] const std::string& gzip_bomb();

}  // namespace rigong::fakes
