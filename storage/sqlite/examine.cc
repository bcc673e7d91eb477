// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/driver.h"

namespace rigong::storage::sqlite {

Result<std::vector<Finding>> SqliteDriver::examine() { return std::vector<Finding>{}; }

}  // namespace rigong::storage::sqlite
