// SPDX-License-Identifier: Apache-2.0
// Results in tests, where an error is the end.
#pragma once

#include <stdexcept>
#include <utility>

#include "agent/base/result.h"

namespace rigong::testing {

// The value of a result; throws the error's words, which fails the test.
template <class T>
T get(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().words.en);
  return std::move(*result);
}
template <class T>
void must(const Result<T>& result) {
  if (!result) throw std::runtime_error(result.error().words.en);
}

}  // namespace rigong::testing
