// SPDX-License-Identifier: Apache-2.0
// The store over a driver.
#pragma once

#include "storage/sql/known.h"

namespace rigong::storage::sql {

class SqlStore final : public Store {
 public:
  SqlStore(std::unique_ptr<Driver> driver, model::TeamId team);
  Result<std::unique_ptr<ReadView>> read() override;
  Result<std::unique_ptr<WriteTransaction>> write() override;
  Result<std::vector<Finding>> examine() override;
  Status settle() override;

 private:
  const std::unique_ptr<Driver> driver_;
  const model::TeamId team_;
  // Belongs to whoever holds the writing connection; the driver lends it to one at a time.
  Known known_;
};

}  // namespace rigong::storage::sql
