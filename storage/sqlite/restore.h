// SPDX-License-Identifier: Apache-2.0
// Backup and restore of a SQLite store; see storage/backup.h.
#pragma once

#include "storage/backup.h"

namespace rigong::storage::sqlite {

[[nodiscard]] Status backup(const OpenOptions& store, const std::filesystem::path& file, const Progress& progress);
[[nodiscard]] Status restore(const OpenOptions& store, const std::filesystem::path& file, const Progress& progress);

}  // namespace rigong::storage::sqlite
