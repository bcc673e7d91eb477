// SPDX-License-Identifier: Apache-2.0
// Works out what is pending in a store: records to facts, facts to day figures. May be stopped at any moment and goes on next
// time.
#pragma once

#include <cstdint>
#include <functional>

#include "agent/base/result.h"
#include "agent/runtime/shop_rules.h"
#include "storage/store.h"

namespace rigong::runtime {

struct WorkOutProgress {
  std::uint64_t conversations = 0;
  std::uint64_t days = 0;
};

// Goes on until nothing is pending. Where the rules of a shop have changed since the last time, all its conversations are worked
// out anew first. `progress` is called now and then and may be empty; it returns false to stop (`cancelled`), and the rest is
// done next time. The calling thread needs the store's one writer.
[[nodiscard]] Result<WorkOutProgress> work_out(storage::Store& store, ShopRules& rules,
                                               const std::function<bool(const WorkOutProgress&)>& progress = {});

// The store's setting that holds the fingerprint of the rules by which the account's facts were made; empty where nothing is
// worked out yet.
[[nodiscard]] std::string rules_setting(model::AccountNo account);

// After a change of rules or of who is who: everything of the account (0 = of all) is to be worked out and counted again, also
// days whose facts stay the same (ratings credited by the platform, caps, who is credited with a sale).
[[nodiscard]] Status begin_anew(storage::WriteTransaction& transaction, model::AccountNo account);

}  // namespace rigong::runtime
