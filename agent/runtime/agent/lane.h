// SPDX-License-Identifier: Apache-2.0
// Asks one account again and again, in a thread of its own that sleeps in between.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "agent/config/config.h"
#include "agent/runtime/agent/health.h"
#include "agent/runtime/agent/rest.h"
#include "agent/runtime/agent/workspace.h"
#include "agent/runtime/away_source.h"
#include "agent/runtime/poll.h"

namespace rigong::runtime {

struct LaneState {
  std::optional<TimeMs> last_success_at;
  // When a poll last came to the end of what the platform had: now minus this is how far the account may lag behind. During a
  // long catch-up polls succeed, and it stays where it is.
  std::optional<TimeMs> caught_up_at;
  std::optional<TimeMs> next_poll_at;
  std::optional<TimeMs> last_message_at;
  std::optional<Words> problem;
  bool away = false;                       // It cannot be read for longer than a hiccup (AwaySource).
  std::optional<Words> progress;           // While a long catch-up goes on.
  std::vector<Words> lacking;              // What the account does not give, by its last poll.
  std::vector<Words> reading;              // What it gives.
  std::optional<std::int64_t> calls_left;  // Of today, where known.
  // Requests that went out on `calls_day` (the shop's), since the lane began; nothing where none ever did: a folder of files.
  std::optional<std::int64_t> calls;
  Day calls_day = {};
};

// How long to wait after so many failures in a row: a random time of up to twice the one before, at most five minutes. A refusal
// (a key that is not right) is not worth asking about more often than that.
[[nodiscard]] DurationMs back_off(ErrorKind kind, int failures, double random);

class Lane {
 public:
  // Begins at once. `changed` is called after every commit and when what is said of the account changes; from the lane's thread.
  Lane(Workspace& workspace, const config::AccountSettings& account, const Health& health, std::function<void()> changed);
  // Stops: the connector is told to end as soon as it can.
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  [[nodiscard]] const config::AccountSettings& account() const { return account_; }
  [[nodiscard]] LaneState state() const;
  [[nodiscard]] std::optional<AwaySource> away() const;
  // Lets the thread end without waiting for it, so that several can end together.
  void ask_to_stop();
  // The machine slept: polls within a few seconds, each lane by a chance of its own, however long it was to rest. What was missed
  // is read from the cursor on. For a minute a platform that cannot be reached is no news: the network comes back after the
  // machine. Any thread.
  void wake() { rest_.wake(); }

 private:
  struct Tools;
  void run();
  // How long to sleep then.
  DurationMs poll(Tools& tools);
  DurationMs failed(const Error& error, DurationMs held_for);
  // Says that polls go round in circles; the next one comes after the usual pause.
  void note_circle(Tools& tools);
  // Whether something else is given or lacking than before.
  bool note_rights(const PollOutcome& outcome);
  Status work_out_now(Tools& tools);
  void show_progress(std::uint64_t done, std::uint64_t total);
  // What a wake() means: false where the lane was stopped meanwhile.
  bool wake_up(Tools& tools);
  void count_calls(Tools& tools);
  // Whether a failure is one of those that follow a sleep.
  [[nodiscard]] bool follows_sleep(const Error& error);
  [[nodiscard]] bool stopping() const { return rest_.stopped() || workspace_.stopping().asked(); }

  Workspace& workspace_;
  const config::AccountSettings account_;
  const Health& health_;
  const std::function<void()> changed_;
  Rest rest_;
  mutable std::mutex mutex_;
  LaneState state_;  // Guarded by mutex_.
  int failures_ = 0;
  std::uint64_t calls_counted_ = 0;
  std::chrono::steady_clock::time_point quiet_until_{};
  bool pending_ = false;  // Records were taken in that are not worked out yet.
  std::chrono::steady_clock::time_point shown_at_{};
  std::chrono::steady_clock::time_point poll_began_{};
  TimeMs poll_began_at_ = 0;
  bool catching_up_ = false;
  bool spread_ = false;  // Has rested in its own time, so that not all accounts are asked at the same moment.
  std::thread thread_;
};

}  // namespace rigong::runtime
