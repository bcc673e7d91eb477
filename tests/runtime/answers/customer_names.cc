// SPDX-License-Identifier: Apache-2.0
// Names as the tests need them, in place of the program's own.
#include "agent/runtime/customer_names.h"

namespace rigong::runtime {

void CustomerNames::remember(model::CustomerNo customer, std::string name, TimeMs now) {
  names_[customer] = {std::move(name), now};
}
std::string CustomerNames::name(model::CustomerNo customer, TimeMs now) const {
  const auto found = names_.find(customer);
  return found != names_.end() && now - found->second.second <= kDayMs ? found->second.first : std::string();
}
void CustomerNames::forget_old(TimeMs now) { swept_at_ = now; }

}  // namespace rigong::runtime
