// SPDX-License-Identifier: Apache-2.0
// Copies of the store, and the way back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "storage/open.h"

namespace rigong::storage {

// Parts done of all parts; called now and then. Returns false to stop: the call then fails with `cancelled` and leaves nothing
// behind.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

// Writes one file with everything that was committed when it began, while others go on reading and writing. The copy is opened,
// checked and compared with the source (rows of each table, sums of the figures) before it gets its name. Fails with wrong_use
// where `file` exists, `damaged` where source or copy do not hold, `io`; `refused` for PostgreSQL, which has pg_dump.
[[nodiscard]] Status backup(const OpenOptions& store, const std::filesystem::path& file, const Progress& progress = {});

// Puts a backup in place of the store. The backup is checked first; what it replaces is kept beside it as NAME.replaced-DATE.
// Fails with `refused` where the file is no backup or a newer version's, `damaged` where it does not hold, `busy` while anybody
// has the store open. A store that has been left untouched by a failure is as it was.
[[nodiscard]] Status restore(const OpenOptions& store, const std::filesystem::path& file, const Progress& progress = {});

}  // namespace rigong::storage
