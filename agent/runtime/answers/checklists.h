// SPDX-License-Identifier: Apache-2.0
// The checklists of the stages as the page shows them.
#pragma once

#include <optional>
#include <vector>

#include "agent/runtime/answers/scene.h"
#include "overlay/api/checklist.h"

namespace rigong::runtime {

// The person's own, for whoever may see it; nothing where there is none to show.
[[nodiscard]] Result<std::optional<overlay::Checklist>> checklist_of(const Scene& scene, const Somebody& somebody);
// Of all whose mentor the person is and whose lists the viewer may see, by name; also such as are done, or empty.
[[nodiscard]] Result<std::vector<overlay::Checklist>> mentored_by(const Scene& scene, const Somebody& somebody);
// What stands in them, for whoever may set it; else nothing.
[[nodiscard]] Result<std::vector<overlay::StageChecklist>> stage_checklists(const Scene& scene);

}  // namespace rigong::runtime
