// SPDX-License-Identifier: Apache-2.0
// Orders, by the time of their change.
//
// The list is sorted by that time, and an order that changes meanwhile leaves the stretch, so that all behind it move up. Hence
// pages are read from the last to the first: whatever moves up comes by again.
#pragma once

#include <vector>

#include "agent/model/record.h"
#include "connectors/jd/work.h"

namespace rigong::connectors::jd {

// Nothing where a row has no number, no time or no sane amount. Money is in fen, exactly.
[[nodiscard]] std::optional<model::Order> read_order(const rapidjson::Value& row);

class Orders {
 public:
  explicit Orders(Work& work) : work_(work) {}
  [[nodiscard]] bool is_readable() const;
  // Whether there are pages or days to go through.
  [[nodiscard]] bool is_behind() const;
  // One page. Errors as Client::call() has them, and unavailable where the platform is busy.
  [[nodiscard]] Status step();

 private:
  [[nodiscard]] Result<Answer> ask(std::int64_t page);
  void begin();
  void end();
  // How many there are; hands the rows over, unless they only tell how many there are.
  [[nodiscard]] Result<std::int64_t> take(const rapidjson::Value& result, bool counts_only);

  Work& work_;
};

}  // namespace rigong::connectors::jd
