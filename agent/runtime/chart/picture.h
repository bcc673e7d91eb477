// SPDX-License-Identifier: Apache-2.0
// The picture of a report, drawn by rigong-chart.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "agent/base/result.h"
#include "agent/model/report.h"
#include "agent/runtime/chart/child.h"

namespace rigong::runtime {

// Makes the PNG of a report. `stopped` may be empty. An error's words say why there is no picture and what to do; cancelled where
// `stopped` said so. Any thread.
using PictureMaker = std::function<Result<std::string>(const model::Report& report, const std::function<bool()>& stopped)>;

// By that program, within the time.
[[nodiscard]] Result<std::string> picture_by(const std::filesystem::path& program, std::chrono::milliseconds time,
                                             const model::Report& report, const std::function<bool()>& stopped);
// By the rigong-chart that lies beside this program.
[[nodiscard]] PictureMaker picture_maker();

}  // namespace rigong::runtime
