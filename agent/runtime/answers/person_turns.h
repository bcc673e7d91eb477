// SPDX-License-Identifier: Apache-2.0
// One person's turns by day, each day asked for once.
#pragma once

#include <map>
#include <vector>

#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {

class PersonTurns {
 public:
  PersonTurns(Scene& scene, const Somebody& somebody) : scene_(scene), somebody_(somebody) {}

  // In order of opening within each shop. Valid as long as this.
  [[nodiscard]] Result<const std::vector<storage::TurnRow>*> on(Day day);
  [[nodiscard]] const Somebody& somebody() const { return somebody_; }

 private:
  Scene& scene_;
  const Somebody& somebody_;
  std::map<Day, std::vector<storage::TurnRow>> days_;
};

}  // namespace rigong::runtime
