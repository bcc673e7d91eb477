// SPDX-License-Identifier: Apache-2.0
// QR codes (libqrencode).
#pragma once

#include <string>
#include <vector>

#include "agent/base/result.h"

namespace rigong::runtime {

// The rows of a code with the text, "1" = dark, without the quiet zone. Level M: a scratch or a reflection may hide a seventh of
// it. wrong_use for a text that is too long for a code (2,331 bytes).
[[nodiscard]] Result<std::vector<std::string>> qr_rows(const std::string& text);

}  // namespace rigong::runtime
