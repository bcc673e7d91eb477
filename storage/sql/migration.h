// SPDX-License-Identifier: Apache-2.0
// The numbered schema files, embedded at build time.
#pragma once

#include <span>

namespace rigong::storage::sql {

struct Migration {
  int number = 0;         // 1, 2, … without a gap.
  const char* name = "";  // The file's.
  const char* text = "";  // One or more statements.
};

}  // namespace rigong::storage::sql
