// SPDX-License-Identifier: Apache-2.0
// Entries of the log in words.
#pragma once

#include <string>
#include <vector>

#include "agent/model/sheet.h"
#include "agent/runtime/answers/scene.h"
#include "overlay/api/people.h"

namespace rigong::runtime {

// What was done, without saying who or to whom: "looked at the panel". A kind from another version is shown by its name.
[[nodiscard]] Words words_of_entry(const std::string& kind);
[[nodiscard]] bool is_view(const std::string& kind);
[[nodiscard]] overlay::LogLine line_of(const Scene& scene, const model::CommandEntry& entry);

// How the log names whatever is about the person: themself, their group, and everybody.
[[nodiscard]] std::vector<std::string> about_person(const Somebody& somebody);

}  // namespace rigong::runtime
