// SPDX-License-Identifier: Apache-2.0
#include "storage/open.h"

#include "storage/sql/store.h"
#include "storage/sqlite/driver.h"
#include "storage/sqlite/format.h"

namespace rigong::storage {

Result<std::unique_ptr<Store>> open_store(const OpenOptions& options) {
  std::unique_ptr<sql::Driver> driver;
  RIGONG_ASSIGN(const std::filesystem::path path, sqlite::file_of(options));
  RIGONG_ASSIGN(driver, sqlite::SqliteDriver::open(path, options.access, sqlite::schema()));
  return std::make_unique<sql::SqlStore>(std::move(driver), options.team);
}

}  // namespace rigong::storage
