// SPDX-License-Identifier: Apache-2.0
// Files that come from the page in parts, are looked at, and are then taken in, in the background and one at a time. Nothing of
// them stays on the disk for longer than an hour.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "agent/runtime/agent/workspace.h"
#include "overlay/api/import.h"

namespace rigong::runtime {

// Any thread.
class Imports {
 public:
  // Removes what an earlier run left behind. `changed` is called after commits and when a state changes; from any thread.
  Imports(Workspace& workspace, std::function<void()> changed);
  // Stops what is being taken in; what was committed stays.
  ~Imports();
  Imports(const Imports&) = delete;
  Imports& operator=(const Imports&) = delete;

  // wrong_use for a size or name that cannot be, busy where too many are open, io where the disk has no room for the file.
  [[nodiscard]] Result<overlay::Import> begin(const overlay::NewImport& file);
  // wrong_use where the part has another length than it must have.
  [[nodiscard]] Result<overlay::Import> put_part(const std::string& id, int part, std::string_view bytes);
  // Of a long file the beginning is looked at: then `done` is less than `total`.
  [[nodiscard]] Result<overlay::Import> preview(const std::string& id, const overlay::ImportReading& reading);
  // busy while another file is taken in.
  [[nodiscard]] Result<overlay::Import> apply(const std::string& id, const overlay::ImportReading& reading);
  [[nodiscard]] Result<overlay::Import> state(const std::string& id) const;
  [[nodiscard]] Status drop(const std::string& id);
  // Those that nobody has touched for an hour.
  void forget_old();
  // Ends what is being taken in, and waits for it.
  void stop();

 private:
  struct Job;
  [[nodiscard]] Result<std::shared_ptr<Job>> find(const std::string& id) const;
  void take_in(const std::shared_ptr<Job>& job, const overlay::ImportReading& reading);
  Status read_and_work_out(Job& job, const overlay::ImportReading& reading);

  Workspace& workspace_;
  const std::function<void()> changed_;
  const std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;  // Guarded by mutex_.
  std::thread worker_;                                // Guarded by mutex_; of the one that is being taken in, or was last.
  std::atomic<bool> working_{false};
};

}  // namespace rigong::runtime
