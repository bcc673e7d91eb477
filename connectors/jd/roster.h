// SPDX-License-Identifier: Apache-2.0
// Who the shop's reps are: by the settings, or whom the platform names (groupinfo).
#pragma once

#include <string>
#include <vector>

#include "connectors/jd/work.h"

namespace rigong::connectors::jd {

// Stands for the main account, which is asked for by naming nobody. Sorts before any other.
inline constexpr std::string_view kMainAccount = "(main)";

class Roster {
 public:
  explicit Roster(Work& work) : work_(work) {}
  // Once a day.
  [[nodiscard]] bool is_due() const;
  // Errors as Client::call() has them.
  [[nodiscard]] Status step();

 private:
  void take(const rapidjson::Value& root);
  // Those who are new are read from when they may have begun, those who are gone to the end.
  void note_changes(const std::vector<std::string>& reps);
  Work& work_;
};

// Whom to ask for: those of the settings, else those known, else the main account alone.
[[nodiscard]] std::vector<std::string> reps_to_read(const Work& work);

}  // namespace rigong::connectors::jd
