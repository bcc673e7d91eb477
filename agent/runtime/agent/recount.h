// SPDX-License-Identifier: Apache-2.0
// Works out anew what a command made pending, while whoever gave it goes on.
#pragma once

#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "agent/runtime/agent/workspace.h"

namespace rigong::runtime {

// Any thread. One at a time: what is asked for meanwhile is done behind it.
class Recount {
 public:
  Recount() = default;
  Recount(const Recount&) = delete;
  Recount& operator=(const Recount&) = delete;
  ~Recount() { stop(); }

  // `done` is called when something was worked out, and is kept until then, with whatever keeps the workspace alive.
  void begin(Workspace& workspace, std::function<void()> done);
  // Waits for the end. The workspace was asked to stop before.
  void stop();

 private:
  struct Asked {
    Workspace* workspace;
    std::function<void()> done;
  };
  void run(Asked asked);

  std::mutex mutex_;
  std::thread thread_;        // Guarded by mutex_.
  bool runs_ = false;         // Guarded by mutex_.
  std::vector<Asked> asked_;  // Guarded by mutex_: what was asked for meanwhile, each workspace once.
};

}  // namespace rigong::runtime
