// SPDX-License-Identifier: Apache-2.0
// Plans and sends the reports of all targets, in a thread of its own that sleeps in between. There is none where nothing is
// posted.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "agent/config/config.h"
#include "agent/runtime/agent/rest.h"
#include "agent/runtime/http/transport.h"
#include "agent/runtime/posts/outbox.h"
#include "agent/runtime/posts/send.h"
#include "agent/runtime/posts/targets.h"
#include "storage/store.h"

namespace rigong::runtime {

// Keeps a robot's messages apart and within its number a minute. One thread.
class PostPace {
 public:
  // How long to wait before the next message may go out; 0 = now.
  [[nodiscard]] DurationMs wait(const PostTarget& target, TimeMs now) const;
  void sent(const PostTarget& target, TimeMs now);

 private:
  std::map<std::string, std::vector<TimeMs>> sent_;  // Of the last minute.
};

// What is remembered from look to look. One thread.
struct PostMemory {
  PostPace pace = {};
  // Reports of which there was nothing to tell at that change number: nothing else can have come before it moves.
  std::int64_t change = -1;
  std::set<model::PostKey> nothing = {};
};

// What the poster does at one look, for whoever has no thread: the command line, and tests.
struct PostRound {
  storage::Store& store;
  const config::Config& config;
  const std::vector<PostTarget>& targets;
  HttpTransport& http;
  const MailTransport& mail;
  PostMemory& memory;
  std::function<TimeMs()> now;
  std::function<bool()> stopped;  // May be empty.
  // Told of what could not be done for one report; it holds up no other. `target` is empty where it is about all. May be empty.
  std::function<void(const std::string& target, const Error& error)> trouble;
};
// Plans what is due and not planned yet. Returns how many reports that were.
int plan_due(const PostRound& round);

struct PostsSent {
  int settled = 0;  // Set aside (outbox.h).
  int tried = 0;    // Went out, whatever came of them.
  int waiting = 0;  // Are due, but their robot is to pause first.
};
// Sends what is due.
PostsSent send_due(const PostRound& round);

// Its functions may be called from any thread.
class Poster {
 public:
  // `changed` is called after every commit, from the poster's thread. All outlive it.
  Poster(storage::Store& store, const config::Config& config, std::vector<PostTarget> targets,
         std::unique_ptr<HttpTransport> http, MailTransport mail, std::function<TimeMs()> now, std::function<void()> changed);
  // Stops.
  ~Poster();
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;

  [[nodiscard]] const std::vector<PostTarget>& targets() const { return targets_; }
  // Begins to post. Once; after stop() it is too late.
  void begin();
  // Somebody planned, cancelled or decided on a post: looks at once.
  void wake() { rest_.wake(); }
  // Ends posting; returns when it has ended. Any number of times.
  void stop();

 private:
  void run();
  // Logs what is in trouble, each once as long as it lasts.
  void tell(std::set<std::string> troubles);

  storage::Store& store_;
  const config::Config& config_;
  const std::vector<PostTarget> targets_;
  const std::unique_ptr<HttpTransport> http_;
  const MailTransport mail_;
  const std::function<TimeMs()> now_;
  const std::function<void()> changed_;
  PostMemory memory_;           // Of the thread, as the next.
  std::set<std::string> told_;  // What the last look was in trouble with.
  Rest rest_;
  std::mutex mutex_;    // Held while the thread is begun or awaited.
  std::thread thread_;  // Guarded by mutex_.
};

}  // namespace rigong::runtime
