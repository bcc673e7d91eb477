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
  Status purge() override;

 private:
  // Shared with views and transactions, which may outlive the store.
  struct State {
    std::unique_ptr<Driver> driver;
    // Belongs to whoever holds the writing connection; the driver lends it to one at a time.
    Known known;
  };
  const std::shared_ptr<State> state_;
  const model::TeamId team_;
};

}  // namespace rigong::storage::sql
