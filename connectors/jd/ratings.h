// SPDX-License-Identifier: Apache-2.0
// Single ratings (evaluationlist), today's too.
#pragma once

#include "connectors/jd/rep_walk.h"

namespace rigong::connectors::jd {

class RatingTask final : public RepTask {
 public:
  explicit RatingTask(Work& work) : work_(work) {}
  Result<Page> read(const Question& question) override;

 private:
  Work& work_;
};

}  // namespace rigong::connectors::jd
