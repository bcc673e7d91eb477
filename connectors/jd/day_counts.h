// SPDX-License-Identifier: Apache-2.0
// The platform's ready figures of a rep's day, one method each: 接待量 (replystat), 未回复量 (unreplystat), 平均等待时长
// (avgwaittime), 评价统计 (evaluationstat).
#pragma once

#include "connectors/jd/rep_walk.h"

namespace rigong::connectors::jd {

// replystat and unreplystat: a count of each day.
class CountTask final : public RepTask {
 public:
  CountTask(Work& work, Method method, model::DeliveredField field) : work_(work), method_(method), field_(field) {}
  Result<Page> read(const Question& question) override;

 private:
  Work& work_;
  Method method_;
  model::DeliveredField field_;
};

// One day a call, in seconds.
class WaitTask final : public RepTask {
 public:
  explicit WaitTask(Work& work) : work_(work) {}
  Result<Page> read(const Question& question) override;

 private:
  Work& work_;
};

// How many ratings of each score.
class EvaluationTask final : public RepTask {
 public:
  explicit EvaluationTask(Work& work) : work_(work) {}
  Result<Page> read(const Question& question) override;

 private:
  Work& work_;
};

}  // namespace rigong::connectors::jd
