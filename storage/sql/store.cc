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

SqlStore::SqlStore(std::unique_ptr<Driver> driver, model::TeamId team)
    : state_(std::make_shared<State>(State{std::move(driver), {}})), team_(team) {}

Result<std::unique_ptr<ReadView>> SqlStore::read() {
  RIGONG_ASSIGN(Loan loan, state_->driver->reader());
  RIGONG_TRY(loan->begin(Connection::Mode::read, team_));
  return std::make_unique<View>(state_, std::move(loan), team_);
}

Result<std::unique_ptr<WriteTransaction>> SqlStore::write() {
  RIGONG_ASSIGN(Loan loan, state_->driver->writer());
  return Writer::begin(state_, std::move(loan), team_, state_->known);
}

Result<std::vector<Finding>> SqlStore::examine() { return state_->driver->examine(team_); }

Status SqlStore::settle() {
  // What is remembered between transactions is worth its memory only while much is written.
  if (const auto loan = state_->driver->writer()) state_->known.clear();
  return state_->driver->settle();
}

Status SqlStore::purge() { return state_->driver->purge(); }

}  // namespace rigong::storage::sql
