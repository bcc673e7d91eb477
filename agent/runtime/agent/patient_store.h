// SPDX-License-Identifier: Apache-2.0
// The store for those who work in the background: they wait as long as it takes until it is their turn to write, while a person's
// command, which goes to the store itself, is told after some seconds that it is busy.
#pragma once

#include "agent/runtime/agent/stopping.h"
#include "storage/store.h"

namespace rigong::runtime {

class PatientStore final : public storage::Store {
 public:
  // Both outlive this.
  PatientStore(storage::Store& store, const Stopping& stopping) : store_(store), stopping_(stopping) {}
  Result<std::unique_ptr<storage::ReadView>> read() override { return store_.read(); }
  Result<std::unique_ptr<storage::WriteTransaction>> write() override {
    for (;;) {
      auto transaction = store_.write();
      if (transaction || transaction.error().kind != ErrorKind::busy || stopping_.asked()) return transaction;
    }
  }
  Result<std::vector<storage::Finding>> examine() override { return store_.examine(); }
  Status settle() override { return store_.settle(); }
  Status purge() override { return store_.purge(); }

 private:
  storage::Store& store_;
  const Stopping& stopping_;
};

}  // namespace rigong::runtime
