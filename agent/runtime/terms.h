// SPDX-License-Identifier: Apache-2.0
// How long what is kept, as it was set for this team.
#pragma once

#include <map>

#include "agent/base/result.h"
#include "agent/model/published.h"
#include "storage/store.h"

namespace rigong::runtime {

using Terms = std::map<model::Retained, int>;  // Days, of every class.

// What was set, else the default (team::kTerms).
[[nodiscard]] Result<Terms> terms_of(storage::ReadView& view);
[[nodiscard]] Status set_term(storage::WriteTransaction& transaction, model::Retained what, int days);

}  // namespace rigong::runtime
