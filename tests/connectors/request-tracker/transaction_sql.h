// SPDX-License-Identifier: Apache-2.0
// The part of RT's search language that the fake understands, with the traps of the real one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rigong::connectors::request_tracker_test {

// One condition: a field, =, !=, < or >, and a value.
struct Condition {
  std::string field;
  std::string comparison;
  std::string value;
};
// Decides a condition for the row in question; nothing where there is no such field.
using Decide = std::function<std::optional<bool>(const Condition&)>;

// Whether the row fits; nothing where the server would not understand the query (IN, an unknown field, a bracket too few).
[[nodiscard]] std::optional<bool> fits(std::string_view query, const Decide& decide);

}  // namespace rigong::connectors::request_tracker_test
