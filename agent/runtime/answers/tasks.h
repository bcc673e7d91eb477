// SPDX-License-Identifier: Apache-2.0
// Tasks as the page shows them, with what the viewer may do to each.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agent/model/task.h"
#include "agent/runtime/answers/roster.h"
#include "agent/runtime/answers/scene.h"
#include "agent/team/rights.h"
#include "overlay/api/work.h"

namespace rigong::runtime {

[[nodiscard]] team::Whose whose(const Somebody& somebody);

// Nobody is called by an id that they go by no more; whoever is not known is shown by the id.
[[nodiscard]] overlay::Named named(const Scene& scene, const std::string& person);
// Nothing for "", which is this machine's owner.
[[nodiscard]] std::optional<overlay::Named> maybe_named(const Scene& scene, const std::string& person);

// `state` is what is shown: how it stood on a day, or as it stands.
[[nodiscard]] overlay::Task shown_task(const Scene& scene, const model::Task& task, model::TaskState state, Day day);

// `kept` are all days on which it was kept; shown are those of [from, day].
[[nodiscard]] overlay::Promise shown_promise(const model::Task& promise, const std::set<Day>& kept, Day from, Day day,
                                             const Roster& roster, const Somebody& somebody);
// By promise.
[[nodiscard]] std::map<std::string, std::set<Day>> kept_days(const std::vector<model::TaskTick>& ticks);

// What fits the hour: by the person's shift where one is known, else by the shop's service window of the day.
[[nodiscard]] overlay::WorkPart work_part(const Scene& scene, const Roster& roster, const Somebody& somebody);

// Their own (owned, first asked, or made), and hand-offs of their group.
[[nodiscard]] bool may_see(const team::Subject& who, const model::Task& task);
// Over from a colleague; or what one was passed, which is then accepted. And to the lead. Of open ones.
[[nodiscard]] bool may_take(const team::Subject& who, const model::Task& task);
[[nodiscard]] bool may_pass(const team::Subject& who, const model::Task& task);
[[nodiscard]] tl::unexpected<Error> no_such_task();

}  // namespace rigong::runtime
