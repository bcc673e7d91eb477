// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/recount.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "agent/base/text.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/work_out.h"

namespace rigong::runtime {

void Recount::begin(Workspace& workspace, std::function<void()> done) {
  const std::lock_guard lock(mutex_);
  Asked asked{&workspace, std::move(done)};
  if (runs_) {
    std::erase_if(asked_, [&](const Asked& each) { return each.workspace == &workspace; });
    asked_.push_back(std::move(asked));
    return;
  }
  if (thread_.joinable()) thread_.join();
  runs_ = true;
  thread_ = std::thread([this, asked = std::move(asked)]() mutable { run(std::move(asked)); });
}

void Recount::run(Asked asked) {
  for (;;) {
    Workspace& workspace = *asked.workspace;
    ShopRules rules(workspace.config());
    const auto worked =
        work_out(workspace.patient_store(), rules, [&](const WorkOutProgress&) { return !workspace.stopping().asked(); });
    if (worked) {
      asked.done();
    } else if (worked.error().kind != ErrorKind::cancelled) {
      // What is pending stays so, and is worked out with the next records or at the next start.
      spdlog::warn("figures: {}", one_line(worked.error().words.en));
    }
    const std::lock_guard lock(mutex_);
    runs_ = !asked_.empty();
    if (!runs_) return;
    asked = std::move(asked_.front());
    asked_.erase(asked_.begin());
  }
}

void Recount::stop() {
  std::thread ending;
  {
    const std::lock_guard lock(mutex_);
    ending.swap(thread_);
  }
  if (ending.joinable()) ending.join();
}

}  // namespace rigong::runtime
