// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/store.h"

#include "storage/sql/reading.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

class View final : public Reading<ReadView> {
 public:
  using Reading::Reading;
  ~View() override { db_.rollback(); }
};

}  // namespace

SqlStore::SqlStore(std::unique_ptr<Driver> driver, model::TeamId team) : driver_(std::move(driver)), team_(team) {}

Result<std::unique_ptr<ReadView>> SqlStore::read() {
  RIGONG_ASSIGN(Loan loan, driver_->reader());
  RIGONG_TRY(loan->begin(Connection::Mode::read, team_));
  return std::make_unique<View>(std::move(loan), team_);
}

Result<std::unique_ptr<WriteTransaction>> SqlStore::write() {
  RIGONG_ASSIGN(Loan loan, driver_->writer());
  return Writer::begin(std::move(loan), team_, known_);
}

Result<std::vector<Finding>> SqlStore::examine() { return driver_->examine(team_); }

Status SqlStore::settle() { return driver_->settle(); }

}  // namespace rigong::storage::sql
