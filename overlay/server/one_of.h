// SPDX-License-Identifier: Apache-2.0
// A word of openapi.yaml as the value that it names.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "overlay/server/fields.h"

namespace rigong::overlay {

// A field of a request that is one of some words; another word is a fault of the field.
template <class Enum, std::size_t N>
Enum one_of(Fields& fields, const char* name, const std::array<Enum, N>& values) {
  const std::string text = fields.text(name, 0, 32);
  for (const Enum value : values) {
    if (text == word(value)) return value;
  }
  fields.fault(name, "不是认识的值。", "This value is not known.");
  return values.front();
}

// The same; the first of them where the field is not there.
template <class Enum, std::size_t N>
Enum maybe_one_of(Fields& fields, const char* name, const std::array<Enum, N>& values) {
  const std::string text = fields.text(name, 0, 32, Need::optional);
  if (text.empty()) return values.front();
  for (const Enum value : values) {
    if (text == word(value)) return value;
  }
  fields.fault(name, "不是认识的值。", "This value is not known.");
  return values.front();
}

}  // namespace rigong::overlay
