// SPDX-License-Identifier: Apache-2.0
// One open data folder with all that is needed around it: the shop's own, or the demo's.
#pragma once

#include <filesystem>
#include <memory>

#include "agent/base/clock.h"
#include "agent/base/ids.h"
#include "agent/config/config.h"
#include "agent/runtime/agent/patient_store.h"
#include "agent/runtime/agent/stopping.h"
#include "agent/runtime/agent/work_out_pace.h"
#include "agent/runtime/command.h"
#include "agent/runtime/customer_names.h"
#include "agent/runtime/data_folder.h"
#include "agent/runtime/message_flags.h"
#include "storage/store.h"

namespace rigong::runtime {

// Any thread. Readers take a short view each, with rules of their own (ShopRules is not shared between threads).
class Workspace {
 public:
  // Takes the lock on the folder and opens its store. `clock` outlives the workspace. busy where another program has the folder.
  [[nodiscard]] static Result<std::shared_ptr<Workspace>> open(const std::filesystem::path& folder, config::Config config,
                                                               const Clock& clock);
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return open_.folder->path(); }
  [[nodiscard]] const config::Config& config() const { return open_.config; }
  // For a person who waits: writing fails with `busy` after some seconds.
  [[nodiscard]] storage::Store& store() { return *store_; }
  // For work in the background.
  [[nodiscard]] storage::Store& patient_store() { return *open_.store; }
  // What the commands of the command line work on.
  [[nodiscard]] const OpenStore& open_store() const { return open_; }
  [[nodiscard]] Result<KeyedHasher> hasher() const { return KeyedHasher::make(key_); }
  [[nodiscard]] const MessageFlags& flags() const { return flags_; }
  [[nodiscard]] CustomerNames& names() { return names_; }
  [[nodiscard]] const Clock& clock() const { return *clock_; }
  // Before any thread uses the workspace.
  void use_clock(std::unique_ptr<Clock> clock) {
    own_clock_ = std::move(clock);
    clock_ = own_clock_.get();
  }
  // When lanes work out what they have brought.
  [[nodiscard]] WorkOutPace& pace() { return pace_; }
  // Asked when the workspace is to be closed: whatever works on it ends soon.
  [[nodiscard]] Stopping& stopping() { return stopping_; }

 private:
  Workspace(OpenStore open, std::shared_ptr<storage::Store> store, Secret key, const Clock& clock);

  OpenStore open_;  // Its store is the patient one.
  std::shared_ptr<storage::Store> store_;
  const Secret key_;
  const MessageFlags flags_;
  CustomerNames names_;
  const Clock* clock_;
  std::unique_ptr<Clock> own_clock_;
  WorkOutPace pace_;
  Stopping stopping_;
};

}  // namespace rigong::runtime
