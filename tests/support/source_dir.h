// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace rigong::test {

// The checkout that the tests were built from. One file knows it, so that all others compile to the same wherever the checkout
// lies and a compiler cache serves a fresh clone.
[[nodiscard]] std::filesystem::path source_dir();

}  // namespace rigong::test
