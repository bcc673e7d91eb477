// SPDX-License-Identifier: Apache-2.0
// Why a platform's figure and ours of the same name differ: both rules, side by side (reference: platforms, 5.2 and 5.3).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "agent/metrics/catalogue.h"
#include "agent/metrics/mirrors.h"

namespace rigong::runtime {

// Our rule, and that of each of the platforms. Nothing where there is no rule to tell apart.
[[nodiscard]] std::optional<Words> why_different(std::string_view figure, const std::set<std::string>& platforms);
// What would be needed where neither we nor a platform tell the figure.
[[nodiscard]] Words what_is_missing(metrics::Needs needs);
// The platform's name as people write it.
[[nodiscard]] Words platform_name(const std::string& platform);
// The figure under which a platform's own rate is known.
[[nodiscard]] std::string_view mirrored_figure(metrics::Mirror mirror);
[[nodiscard]] std::optional<metrics::Mirror> mirror_of(std::string_view platform);

}  // namespace rigong::runtime
