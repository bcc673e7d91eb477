// SPDX-License-Identifier: Apache-2.0
// A report as its target's messages, with the picture where the target gets one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/post.h"
#include "agent/model/report.h"
#include "agent/runtime/posts/targets.h"
#include "connectors/api/robot.h"

namespace rigong::runtime {

struct Written {
  Written() = default;
  // Messages are all that most reports are.
  Written(std::vector<connectors::RobotPart> messages) : parts(std::move(messages)) {}  // NOLINT(google-explicit-constructor)

  std::vector<connectors::RobotPart> parts;
  std::string told = {};      // The report's own, to be kept with it.
  std::string picture;        // PNG that lies in the parts; empty = none.
  std::optional<Words> lost;  // Why the picture that was to go along does not.
};

// Draws the picture where the target gets one, which may take seconds: the text goes out whether there is one or not. Errors are
// those of Robot::write(); cancelled where `stopped`, which may be empty, ended the drawing.
[[nodiscard]] Result<Written> write_report(const PostTarget& target, model::Report report, TimeMs now,
                                           const std::function<bool()>& stopped);

// Whether the post stands for a picture that could not be drawn: it was failed from the beginning and there is nothing to send.
[[nodiscard]] bool is_lost_picture(const model::Post& post);

}  // namespace rigong::runtime
