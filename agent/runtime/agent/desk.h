// SPDX-License-Identifier: Apache-2.0
// Whose desk it is, and so who looks.
#pragma once

#include <string>

#include "agent/base/result.h"
#include "agent/config/config.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/service.h"
#include "storage/store.h"

namespace rigong::runtime {

// Who looks at the page: whose device it is; else the member of [desk], else the one that was chosen on the page. The machine's
// owner sees all. A deputy has the rights of the lead who is away. refused for the device of somebody who has left.
[[nodiscard]] Result<Viewer> viewer_of(const overlay::Caller& caller, storage::ReadView& view, const config::Config& config,
                                       Day today);

// Whether the caller sits at a machine that is a desk and nothing more: then figures may be brought in whoever's desk it is.
// Where others come from outside, that takes the right.
[[nodiscard]] bool at_the_machine(const overlay::Caller& caller, const config::Config& config);

// Checks and keeps a choice. refused where rigong.toml decides, where the desk is a rep's already (`free_choice`: not in the
// demo), for somebody who has left, and for a lead's view that nobody may take; not_found for somebody who is not there.
[[nodiscard]] Status choose_desk(storage::WriteTransaction& transaction, const config::Config& config, const Viewer& viewer,
                                 const overlay::Caller& caller, bool free_choice, Day today, const overlay::ChooseDesk& choice);

// The person as the page shows them; not_found, in the words for everybody whom the viewer may not see, where there is none.
[[nodiscard]] Result<overlay::Person> person_of(storage::ReadView& view, const std::string& id, Day today);

}  // namespace rigong::runtime
