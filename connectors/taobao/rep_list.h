// SPDX-License-Identifier: Apache-2.0
// Who the shop's reps are: by the settings, or by the groups and sub-accounts of the platform.
#pragma once

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
  void take(std::vector<model::RepName> reps);

  const Work& work_;
};

}  // namespace rigong::connectors::taobao
