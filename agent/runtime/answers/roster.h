// SPDX-License-Identifier: Apache-2.0
// Who was to be there on which day, and which days are no measure for others.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "agent/base/result.h"
#include "agent/runtime/answers/cast.h"
#include "overlay/api/panel.h"
#include "storage/store.h"

namespace rigong::runtime {

class Roster {
 public:
  // Of the days from…to; campaigns and crises of any of the shops.
  [[nodiscard]] static Result<Roster> load(storage::ReadView& view, const Cast& cast, const std::vector<std::string>& shops,
                                           Day from, Day to);

  // Day off or leave, and no shift to work.
  [[nodiscard]] bool off(const Somebody& somebody, Day day) const;
  [[nodiscard]] std::vector<overlay::Shift> shifts(const Somebody& somebody, Day day) const;
  // How many days of (after, last] the person works: by their shifts where any of those days has one, else all of them.
  [[nodiscard]] int days_to_work(const Somebody& somebody, Day after, Day last) const;
  // What makes the day special for people of the group ("" = in none): a campaign or crisis.
  [[nodiscard]] std::optional<std::string> special(Day day, const std::string& group) const;

 private:
  std::map<std::pair<Day, std::string>, std::vector<overlay::Shift>> shifts_;  // By day and the person's id.
  std::vector<model::NamedPeriod> periods_;     // Those that make days special, in order of first day.
  std::set<std::pair<Day, std::string>> away_;  // On leave as kept here; a platform's shifts may know more.
};

}  // namespace rigong::runtime
