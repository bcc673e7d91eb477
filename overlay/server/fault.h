// SPDX-License-Identifier: Apache-2.0
// What is wrong with a request, and with which part of it.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "agent/base/result.h"

namespace rigong::overlay {

struct Fault {
  std::string field;  // As the client wrote it, "figures[2].typed"; empty for the whole.
  Words words;
};

template <class T>
using Checked = tl::expected<T, Fault>;

// Keeps the first fault of a reader, so that reading can go on to its end without a branch for each field.
class Faults {
 public:
  void add(std::string field, std::string zh, std::string en) {
    if (!found_) fault_ = {std::move(field), {std::move(zh), std::move(en)}};
    found_ = true;
  }
  [[nodiscard]] bool found() const { return found_; }
  [[nodiscard]] const Fault& first() const { return fault_; }

 private:
  Fault fault_;
  bool found_ = false;
};

}  // namespace rigong::overlay
