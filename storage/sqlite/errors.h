// SPDX-License-Identifier: Apache-2.0
// SQLite's result codes as errors of ours.
#pragma once

#include <string_view>

#include "agent/base/result.h"

namespace SQLite {
class Exception;
}

namespace rigong::storage::sqlite {

[[nodiscard]] Error error_of(int extended_code, std::string_view message);
[[nodiscard]] Error error_of(const SQLite::Exception& exception);

}  // namespace rigong::storage::sqlite
