// SPDX-License-Identifier: Apache-2.0
// MD5 (RFC 1321) written out, so that the fake platform checks signatures without the library that makes them.
#pragma once

#include <string>
#include <string_view>

namespace rigong::connectors::jd_test {

// 32 capital hexadecimal digits.
[[nodiscard]] std::string md5_upper_hex(std::string_view text);

}  // namespace rigong::connectors::jd_test
