// SPDX-License-Identifier: Apache-2.0
// Who the shop's reps are: by the settings, or by the groups and sub-accounts of the platform.
#pragma once

#include <map>

#include "connectors/taobao/work.h"

namespace rigong::connectors::taobao {

class RepList {
 public:
  explicit RepList(const Work& work) : work_(work) {}
  // Once a day.
  [[nodiscard]] bool is_due() const;
  // Errors as Client::call() has them.
  [[nodiscard]] Result<Stepped> read();
  // What to do where nobody is known.
  [[nodiscard]] std::optional<Words> lacking() const;

 private:
  [[nodiscard]] Result<Stepped> ask_groups(std::vector<model::RepName>& reps);
  [[nodiscard]] Result<Stepped> ask_sub_users(std::vector<model::RepName>& reps);
  // The numbers of the sub-accounts of those who are known by now.
  void take_numbers();
  void take(std::vector<model::RepName> reps);

  const Work& work_;
  std::map<std::string, std::int64_t> numbers_;  // By nick, as they were told last.
};

}  // namespace rigong::connectors::taobao
