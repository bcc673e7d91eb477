// SPDX-License-Identifier: Apache-2.0
// A verified copy of a data file as of one moment, made while others go on using it.
#pragma once

#include <filesystem>
#include <string>

#include "storage/backup.h"
#include "storage/sqlite/connection.h"

namespace rigong::storage::sqlite {

// Rows per table and the sums of what is counted, one line each: equal for two files that say the same. The tables are those of
// the file, so that files of every version can be compared.
[[nodiscard]] Result<std::string> fingerprint(SqliteConnection& connection);

// integrity_check and foreign_key_check; `damaged` with the first complaint.
[[nodiscard]] Status check_integrity(SqliteConnection& connection);

// Copies what `source` sees to a new file that only its owner can read: written under another name, synced, compared with the
// source by fingerprint, renamed. `source` must not be in a transaction. Leaves nothing behind where it fails.
[[nodiscard]] Status copy_database(SqliteConnection& source, const std::filesystem::path& target, const Progress& progress);

}  // namespace rigong::storage::sqlite
