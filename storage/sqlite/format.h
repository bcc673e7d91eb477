// SPDX-License-Identifier: Apache-2.0
// Telling our data files from others, and bringing older ones up to date.
#pragma once

#include <filesystem>
#include <span>

#include "storage/sql/migration.h"
#include "storage/sqlite/connection.h"

namespace rigong::storage::sqlite {

// "Rigo" in ASCII, at its place in the header of every data file.
inline constexpr std::int64_t kApplicationId = 0x5269676F;

// The files of storage/sqlite/schema.
[[nodiscard]] std::span<const sql::Migration> schema();

// Fails with `refused` where the path is a link, no plain file, or a file of another program, without changing anything.
[[nodiscard]] Status check_file(const std::filesystem::path& path);
// The version of an open file, 0 for a new one. `refused` where it belongs to another program or to a newer version of this one.
[[nodiscard]] Result<int> check_version(SqliteConnection& connection, int newest);
// Applies what is missing, in one transaction, after a verified copy of a file that has a version already (FILE.before-vN, where
// N is the version it is brought to). A new file is made with its settings first. Fails with `io` where the disk has no room for
// that.
[[nodiscard]] Status migrate(SqliteConnection& connection, const std::filesystem::path& path,
                             std::span<const sql::Migration> migrations);

}  // namespace rigong::storage::sqlite
