// SPDX-License-Identifier: Apache-2.0
// Who waits for an answer now.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "agent/runtime/answers/person_turns.h"
#include "agent/runtime/answers/scene.h"
#include "overlay/api/panel.h"

namespace rigong::runtime {

// Turns of today, and of the day before that are not over, whose customer still waits: no longer than a session may be silent,
// since whoever asks after that begins a new one. Those past "slow" wait too, and so do messages left outside the service hours.
// Lowers the answer's validity to the next instant at which a turn is decided.
[[nodiscard]] Result<std::vector<const storage::TurnRow*>> waiting_now(Scene& scene);
// Those of one person, as the page shows them, the longest wait first.
[[nodiscard]] Result<std::vector<overlay::Waiting>> waiting_list(Scene& scene, const Somebody& somebody);
// How many wait for each; those whom nobody has yet stand under null.
[[nodiscard]] Result<std::map<const Somebody*, std::int64_t>> waiting_counts(Scene& scene);
// How many conversations each has in hand at this moment: those whose customer waits, and those answered within team::kInHandMs.
// Lowers the answer's validity to the next instant at which one of them no longer is.
[[nodiscard]] Result<std::map<const Somebody*, std::int64_t>> chats_in_hand(Scene& scene);
// After how long a wait is shown as "look here" to this person now: in one shop, or, with "", in all of the scene.
[[nodiscard]] DurationMs warn_after_of(const Scene& scene, const Somebody& somebody, const std::string& shop);
// Until when nothing may pop up: 20 s after the person's last message. Looked for in the conversations in which they answered
// last.
[[nodiscard]] Result<std::optional<TimeMs>> quiet_until(Scene& scene, PersonTurns& turns);

}  // namespace rigong::runtime
