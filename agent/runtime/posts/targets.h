// SPDX-License-Identifier: Apache-2.0
// Where reports go to: the [[group]] tables of the settings, each with its robot.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/config/config.h"
#include "agent/runtime/chart/picture.h"
#include "agent/runtime/table.h"
#include "agent/team/post_times.h"
#include "connectors/api/robot.h"

namespace rigong::runtime {

struct PostTarget {
  std::string name;
  const connectors::RobotDefinition* definition = nullptr;
  std::shared_ptr<const connectors::Robot> robot;
  std::string group;  // Of the team: whose reports go there; empty = those of every group.
  team::PostPlan plan;
  bool rests = false;  // Nothing on the State Council's days off and on weekends.
  Language language = Language::zh;
  PictureMaker draw;  // Empty where no picture goes along.
};

// A table whose options are not such as its robot takes: nothing goes there until somebody mends it.
struct WrongTarget {
  std::string name;
  Error error;  // The words name the group and say what to mend.
};
struct PostTargets {
  std::vector<PostTarget> good;
  std::vector<WrongTarget> wrong;
};
// One wrong table holds up no other.
[[nodiscard]] PostTargets post_targets(const config::Config& config);
// Null where there is none of that name.
[[nodiscard]] const PostTarget* find_target(std::span<const PostTarget> targets, const std::string& name);

}  // namespace rigong::runtime
