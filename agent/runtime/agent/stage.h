// SPDX-License-Identifier: Apache-2.0
// A workspace that lives: with a lane for each account that is polled.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "agent/runtime/agent/health.h"
#include "agent/runtime/agent/lane.h"
#include "agent/runtime/agent/workspace.h"
#include "agent/runtime/conversation_links.h"
#include "agent/runtime/posts/poster.h"

namespace rigong::runtime {

class Stage {
 public:
  enum class What { shop, demo };
  // `changed` is called after every commit of a lane; from any of their threads.
  // A group of the settings that cannot be posted to is said in `health`, which outlives this, and holds up nothing else.
  Stage(std::shared_ptr<Workspace> workspace, What what, Health& health, std::function<void()> changed);
  // Where it was asked for, removes the folder. stop() comes first where one of the lanes could be the last to hold the stage.
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  [[nodiscard]] Workspace& workspace() { return *workspace_; }
  [[nodiscard]] bool is_demo() const { return what_ == What::demo; }

  struct LaneInfo {
    config::AccountSettings account;
    bool fixed = false;  // From rigong.toml.
    LaneState state;
  };
  // An account of that name that runs already is replaced.
  void add(const config::AccountSettings& account, bool fixed);
  void remove(const std::string& name);
  [[nodiscard]] std::vector<LaneInfo> lanes() const;
  // The accounts that cannot be read at this moment; any thread.
  [[nodiscard]] std::vector<AwaySource> away() const;
  // Of the accounts that have a lane. Never null; any thread.
  [[nodiscard]] std::shared_ptr<const ConversationLinks> links() const;
  // Begins posting and the lanes of rigong.toml and of the page. Lanes that cannot be made are told by their state. After stop()
  // nothing begins.
  Status begin();
  // The machine slept: every lane polls soon.
  void wake();
  // Reports are posted by the shop's own stage where its settings name groups; null else. The same as long as the stage lives;
  // any thread.
  [[nodiscard]] Poster* poster() const { return poster_.get(); }
  // Where it posts to; empty where it does not.
  [[nodiscard]] std::span<const PostTarget> targets() const {
    return poster_ ? std::span<const PostTarget>(poster_->targets()) : std::span<const PostTarget>();
  }
  // Ends all work; returns when it has ended. Any number of times.
  void stop();
  // What is there goes away with the stage.
  void remove_folder_at_end() { remove_folder_ = true; }

 private:
  [[nodiscard]] std::unique_ptr<Poster> make_poster();
  // After a change of lanes_, under mutex_.
  void make_links();

  struct Entry {
    std::unique_ptr<Lane> lane;
    bool fixed = false;
  };
  std::shared_ptr<Workspace> workspace_;
  const What what_;
  Health& health_;
  const std::function<void()> changed_;
  const std::unique_ptr<Poster> poster_;
  mutable std::mutex mutex_;
  std::vector<Entry> lanes_;                                                                // Guarded by mutex_.
  std::shared_ptr<const ConversationLinks> links_ = std::make_shared<ConversationLinks>();  // Guarded by mutex_.
  bool stopped_ = false;                                                                    // Guarded by mutex_.
  std::atomic<bool> remove_folder_{false};
};

}  // namespace rigong::runtime
