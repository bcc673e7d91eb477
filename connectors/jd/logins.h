// SPDX-License-Identifier: Apache-2.0
// Time on line (在线时长) of a rep's day, from the log of when they came and went (passlog). Addresses and numbers of log-ins
// stand in it as well, and are never looked at.
#pragma once

#include "connectors/jd/rep_walk.h"

namespace rigong::connectors::jd {

// The union of the stretches between coming and going, cut at Beijing's midnights: two devices at once count once. A day that a
// row without an end or one that is not understood may have touched is not told, since it would be told wrong.
class LoginTask final : public RepTask {
 public:
  explicit LoginTask(Work& work) : work_(work) {}
  Result<Page> read(const Question& question) override;

 private:
  Work& work_;
};

}  // namespace rigong::connectors::jd
