// SPDX-License-Identifier: Apache-2.0
// A secret as a type that cannot be printed by accident: no stream operator, no formatter, no implicit conversion.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace rigong {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;
  // Overwrites the bytes before the memory is given back.
  ~Secret();

  [[nodiscard]] bool empty() const { return value_.empty(); }
  // The only way to the bytes. Whoever calls it answers for where they go.
  [[nodiscard]] std::string_view reveal() const { return value_; }

 private:
  std::string value_;
};

}  // namespace rigong
