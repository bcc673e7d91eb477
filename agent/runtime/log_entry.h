// SPDX-License-Identifier: Apache-2.0
// Entries of the log for what no page's command did.
#pragma once

#include <string>

#include "agent/base/ids.h"
#include "agent/model/sheet.h"

namespace rigong::runtime {

// Without a body. `about` and `by` as CommandEntry has them: by "" is this machine's owner, which is who types on its command
// line.
[[nodiscard]] inline model::CommandEntry log_entry(const char* kind, TimeMs now, std::string about = {}, std::string by = {}) {
  model::CommandEntry entry;
  entry.id = make_uuid_v7(now);
  entry.kind = kind;
  entry.applied_at = now;
  entry.about = std::move(about);
  entry.by = std::move(by);
  return entry;
}

}  // namespace rigong::runtime
