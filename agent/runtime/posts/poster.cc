// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/posts/poster.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "agent/base/text.h"
#include "agent/runtime/posts/reports.h"

namespace rigong::runtime {
namespace {

// The plan is by the minute, and a platform's figures of yesterday may come at any time of the morning.
constexpr std::chrono::milliseconds kLookEvery{30'000};
// Parts of one report follow each other, and a robot that is to pause does so for a minute at most.
constexpr std::chrono::milliseconds kBetweenParts{500};
constexpr std::chrono::milliseconds kWhileWaiting{3'000};

bool stops(const PostRound& round) { return round.stopped && round.stopped(); }

void told(const PostRound& round, const std::string& target, const Error& error) {
  // A stop is no trouble.
  if (round.trouble && error.kind != ErrorKind::cancelled) round.trouble(target, error);
}

// One report; none where there is nothing to tell.
Result<std::optional<model::Report>> report_for(const PostRound& round, storage::ReadView& view, const PostTarget& target,
                                                const Scheduled& due, TimeMs now) {
  RIGONG_ASSIGN(const auto ranking, ranking_to_post(view, round.config, due.key.group, due.by, due.key.day, now));
  return report_of(view, round.config, target, ranking, now);
}

struct Ready {
  Scheduled due;
  model::Report report;
};

// What is due for the target and has something to tell.
Result<std::vector<Ready>> ready_for(const PostRound& round, const PostTarget& target, TimeMs now) {
  RIGONG_ASSIGN(const auto view, round.store.read());
  RIGONG_ASSIGN(const auto all, scheduled(*view, round.config, target, now));
  RIGONG_ASSIGN(const std::int64_t number, view->change_number());
  if (std::exchange(round.memory.change, number) != number) round.memory.nothing.clear();
  std::vector<Ready> ready;
  for (const Scheduled& due : all) {
    if (stops(round)) break;
    if (due.due_at > now || !due.enough) continue;
    if (round.memory.nothing.contains(due.key)) continue;
    RIGONG_ASSIGN(const auto there, view->post(due.key));
    if (there) continue;
    auto report = report_for(round, *view, target, due, now);
    if (!report) {
      told(round, target.name, report.error());
    } else if (!*report) {
      round.memory.nothing.insert(due.key);
    } else {
      ready.push_back({due, std::move(**report)});
    }
  }
  return ready;
}

int plan_target(const PostRound& round, const PostTarget& target) {
  const TimeMs now = round.now();
  const auto ready = ready_for(round, target, now);
  if (!ready) {
    told(round, target.name, ready.error());
    return 0;
  }
  int planned = 0;
  for (const auto& [due, report] : *ready) {
    if (stops(round)) break;
    // No view of the store is open while a picture is drawn.
    const auto written = write_report(target, report, now, round.stopped);
    if (!written) {
      told(round, target.name, written.error());
      continue;
    }
    // A stop may have reached the drawing program first, which then looks as if it had failed.
    if (stops(round)) break;
    const auto added = plan_post(round.store, due.key, *written, now, due.expires_at, "", now);
    if (!added) told(round, target.name, added.error());
    if (added && *added) ++planned;
  }
  return planned;
}

// Whether the message went out, whatever came of it.
Result<bool> send_one(const PostRound& round, const PostTarget& target, const model::Post& post) {
  RIGONG_ASSIGN(const auto trying, begin_try(round.store, post, round.now()));
  if (!trying) return false;
  round.memory.pace.sent(target, round.now());
  const Tried tried = send_part(*target.robot, {trying->body, trying->shown}, round.http, round.mail, round.now());
  if (const Status ended = end_try(round.store, *trying, tried, round.now()); !ended) told(round, target.name, ended.error());
  return true;
}

}  // namespace

DurationMs PostPace::wait(const PostTarget& target, TimeMs now) const {
  const auto found = sent_.find(target.name);
  if (found == sent_.end() || found->second.empty()) return 0;
  const std::vector<TimeMs>& times = found->second;
  DurationMs longest = std::max<DurationMs>(0, times.back() + target.definition->apart - now);
  const auto most = static_cast<std::size_t>(target.definition->most_a_minute);
  if (times.size() >= most) longest = std::max(longest, times[times.size() - most] + kMinuteMs - now);
  return longest;
}

void PostPace::sent(const PostTarget& target, TimeMs now) {
  std::vector<TimeMs>& times = sent_[target.name];
  std::erase_if(times, [&](TimeMs each) { return each + kMinuteMs <= now; });
  times.push_back(now);
}

int plan_due(const PostRound& round) {
  int planned = 0;
  for (const PostTarget& target : round.targets) {
    if (stops(round)) break;
    planned += plan_target(round, target);
  }
  return planned;
}

PostsSent send_due(const PostRound& round) {
  PostsSent sent;
  if (const auto settled = settle_posts(round.store, round.now())) {
    sent.settled = *settled;
  } else {
    told(round, "", settled.error());
  }
  const auto due = due_posts(round.store, round.now());
  if (!due) {
    told(round, "", due.error());
    return sent;
  }
  for (const model::Post& post : *due) {
    if (stops(round)) break;
    const PostTarget* target = find_target(round.targets, post.key.target);
    // A robot that was taken out of the settings: the post waits for it until it expires.
    if (target == nullptr) continue;
    if (round.memory.pace.wait(*target, round.now()) > 0) {
      ++sent.waiting;
      continue;
    }
    const auto went = send_one(round, *target, post);
    if (!went) told(round, target->name, went.error());
    if (went && *went) ++sent.tried;
  }
  return sent;
}

Poster::Poster(storage::Store& store, const config::Config& config, std::vector<PostTarget> targets,
               std::unique_ptr<HttpTransport> http, MailTransport mail, std::function<TimeMs()> now,
               std::function<void()> changed)
    : store_(store),
      config_(config),
      targets_(std::move(targets)),
      http_(std::move(http)),
      mail_(std::move(mail)),
      now_(std::move(now)),
      changed_(std::move(changed)) {}

Poster::~Poster() { stop(); }

void Poster::begin() {
  const std::lock_guard lock(mutex_);
  if (!targets_.empty() && !thread_.joinable() && !rest_.stopped()) thread_ = std::thread([this] { run(); });
}

void Poster::stop() {
  rest_.stop();
  const std::lock_guard lock(mutex_);
  if (thread_.joinable()) thread_.join();
}

void Poster::tell(std::set<std::string> troubles) {
  for (const std::string& each : troubles) {
    if (!told_.contains(each)) spdlog::warn("{}", each);
  }
  told_ = std::move(troubles);
}

void Poster::run() {
  std::set<std::string> troubles;
  const PostRound round{store_,
                        config_,
                        targets_,
                        *http_,
                        mail_,
                        memory_,
                        now_,
                        [this] { return rest_.stopped(); },
                        [&](const std::string& target, const Error& error) {
                          const std::string to = target.empty() ? std::string() : " to " + one_line(target);
                          troubles.insert(fmt::format("posting{}: {}", to, one_line(error.words.en)));
                        }};
  for (;;) {
    const int planned = plan_due(round);
    const PostsSent sent = send_due(round);
    tell(std::exchange(troubles, {}));
    if (planned + sent.settled + sent.tried > 0) changed_();
    const auto pause = sent.tried > 0 ? kBetweenParts : sent.waiting > 0 ? kWhileWaiting : kLookEvery;
    if (rest_.wait(pause) == Rest::End::stopped) return;
  }
}

}  // namespace rigong::runtime
