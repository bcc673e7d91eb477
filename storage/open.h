// SPDX-License-Identifier: Apache-2.0
// Opens a store by its address.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "agent/base/clock.h"
#include "agent/base/secret.h"
#include "storage/store.h"

namespace rigong::storage {

struct OpenOptions {
  // "sqlite:FILE" (relative to data_dir) or "postgresql://…". It may carry a password, so it is a secret.
  Secret url;
  std::filesystem::path data_dir;
  Access access = Access::read_write;
  model::TeamId team = 1;
  const Clock* clock = nullptr;  // Required; outlives the store.
};

// Makes the store where there is none (read_write), brings an older schema up to date in one transaction after a verified copy,
// refuses one that a newer version wrote, untouched. not_found where a read_only store does not exist.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const OpenOptions& options);

}  // namespace rigong::storage
