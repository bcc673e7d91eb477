// SPDX-License-Identifier: Apache-2.0
#include "storage/open.h"

#include "storage/sql/store.h"
#include "storage/sqlite/driver.h"
#include "storage/sqlite/format.h"
#ifdef RIGONG_POSTGRES
#include "storage/postgres/driver.h"
#endif

namespace rigong::storage {

Result<std::unique_ptr<Store>> open_store(const OpenOptions& options) {
  std::unique_ptr<sql::Driver> driver;
  const std::string_view url = options.url.reveal();
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
#ifdef RIGONG_POSTGRES
    RIGONG_ASSIGN(driver, postgres::PostgresDriver::open(options.url, options.access, postgres::schema()));
#else
    return fail(ErrorKind::wrong_use, "此版本的日拱不含 PostgreSQL 支持。请在 [store] url 中使用 sqlite:。",
                "This build of Rigong has no PostgreSQL. Use sqlite: in [store] url.");
#endif
  } else {
    RIGONG_ASSIGN(const std::filesystem::path path, sqlite::file_of(options));
    RIGONG_ASSIGN(driver, sqlite::SqliteDriver::open(path, options.access, sqlite::schema()));
  }
  return std::make_unique<sql::SqlStore>(std::move(driver), options.team);
}

}  // namespace rigong::storage
