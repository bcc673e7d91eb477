// SPDX-License-Identifier: Apache-2.0
// Who may do what with a weekly talk, and how it is shown.
#pragma once

#include "agent/runtime/answers/scene.h"
#include "overlay/api/one_on_one.h"

namespace rigong::runtime {

// Nobody holds a talk with themself.
[[nodiscard]] overlay::TalkRights talk_rights(const Scene& scene, const Somebody& somebody);
// The person whose talk it is, where the viewer may see it; else not_found, in the same words for both.
[[nodiscard]] Result<const Somebody*> talked_about(const Scene& scene, const std::string& person);
[[nodiscard]] bool may_read(const Scene& scene, const model::TalkNote& note);

}  // namespace rigong::runtime
