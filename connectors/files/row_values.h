// SPDX-License-Identifier: Apache-2.0
// Reads single cells for the makers, with the sentence that says what is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "connectors/files/kinds.h"

namespace rigong::connectors::files {

// Each returns false and fills `reason` where the cell is wrong.
[[nodiscard]] bool take_id(std::string_view cell, Field field, bool required, std::string& id, Words& reason);
[[nodiscard]] bool take_time(std::string_view cell, Field field, const ShopCalendar& shop, TimeMs& time, Words& reason);
[[nodiscard]] bool take_time(std::string_view cell, Field field, const ShopCalendar& shop, std::optional<TimeMs>& time,
                             Words& reason);
[[nodiscard]] bool take_flag(std::string_view cell, Field field, bool& flag, Words& reason);
[[nodiscard]] bool take_day(std::string_view cell, Field field, Day& day, Words& reason);
[[nodiscard]] bool take_money(std::string_view cell, Field field, Unit unit, std::int64_t& fen, Words& reason);
// Sets `reason` and returns false. `zh` and `en` say what would be right.
bool wrong(std::string_view cell, Field field, std::string_view zh, std::string_view en, Words& reason);

// Builds "name=value name=value" on one line, each value cut to what a preview needs.
class Preview {
 public:
  Preview& add(Field field, std::string_view value);
  Preview& add_time(Field field, TimeMs time, const ShopCalendar& shop);
  Preview& add_time(Field field, const std::optional<TimeMs>& time, const ShopCalendar& shop);
  [[nodiscard]] std::string text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace rigong::connectors::files
