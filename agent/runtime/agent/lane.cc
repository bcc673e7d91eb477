// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/lane.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <random>

#include "agent/base/text.h"
#include "agent/runtime/agent/account_tokens.h"
#include "agent/runtime/cursor_trail.h"
#include "agent/runtime/http/curl_transport.h"
#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/work_out.h"

namespace rigong::runtime {
namespace {

using std::chrono::steady_clock;

// However long a connector says that nothing new will come: it may be wrong.
// Well before anybody who waits is warned of.
constexpr DurationMs kAwayAfter = kMinuteMs;
constexpr DurationMs kLongestRest = 6 * kHourMs;
// A file that was just seen is read once it has stayed the same for two seconds.
constexpr DurationMs kSoon = 2500;
constexpr DurationMs kLongestPause = 5 * kMinuteMs;
constexpr DurationMs kWhileSick = 5 * kSecondMs;
// How often the page hears how far a long catch-up is.
constexpr std::chrono::milliseconds kShowEvery{500};
constexpr std::chrono::seconds kLongPoll{1};
// After a sleep: within how long all lanes poll, and how long the network may take to come back.
constexpr DurationMs kWakeWithin = 3 * kSecondMs;
constexpr std::chrono::minutes kNetworkComesBack{1};

model::Account account_of(const config::AccountSettings& settings) {
  return {0, settings.name, settings.type, settings.type, settings.shop};
}

}  // namespace

DurationMs back_off(ErrorKind kind, int failures, double random) {
  if (kind == ErrorKind::refused || kind == ErrorKind::wrong_use || kind == ErrorKind::damaged) return kLongestPause;
  const int doublings = std::clamp(failures, 1, 12);
  const DurationMs most = std::min(kLongestPause, kSecondMs << doublings);
  return std::max<DurationMs>(kSecondMs, static_cast<DurationMs>(random * static_cast<double>(most)));
}

struct Lane::Tools {
  KeyedHasher hasher;
  ShopRules rules;
  std::unique_ptr<connectors::Connector> connector;
  std::unique_ptr<HttpTransport> transport;
  PatientHttp http;
  AccountTokens tokens;
  std::minstd_rand random;
  DurationMs interval = 0;
  CursorTrail trail = {};
  double fraction() { return std::uniform_real_distribution<double>(0, 1)(random); }
};

Lane::Lane(Workspace& workspace, const config::AccountSettings& account, const Health& health, std::function<void()> changed)
    : workspace_(workspace), account_(account), health_(health), changed_(std::move(changed)), thread_([this] { run(); }) {}

Lane::~Lane() {
  ask_to_stop();
  thread_.join();
  workspace_.pace().note(this, false);
}

void Lane::ask_to_stop() { rest_.stop(); }

LaneState Lane::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void Lane::run() {
  poll_began_ = steady_clock::now();
  poll_began_at_ = workspace_.clock().now();
  const auto known = connectors::all();
  const auto definition = std::find_if(known.begin(), known.end(), [&](const auto* each) { return each->type == account_.type; });
  auto hasher = workspace_.hasher();
  if (definition == known.end() || !hasher) return;  // Neither can be: both were checked before.
  auto connector = (*definition)->make(*account_.options);
  if (!connector) {
    failed(connector.error(), 0);
    return;
  }
  auto transport = make_curl_transport({workspace_.config().private_hosts, [this] { return stopping(); }, {}});
  const std::uint64_t seed = std::hash<std::string>{}(random_bytes(4));
  const auto wait = [this](DurationMs length) { return rest_.pause(std::chrono::milliseconds(length)) && !stopping(); };
  HttpTransport& wire = *transport;
  Tools tools{std::move(*hasher),
              ShopRules(workspace_.config()),
              std::move(*connector),
              std::move(transport),
              PatientHttp(wire, workspace_.clock(), wait, seed),
              AccountTokens(workspace_.folder(), account_),
              std::minstd_rand(static_cast<std::minstd_rand::result_type>(seed)),
              (*definition)->interval};
  while (!stopping()) {
    const DurationMs pause = health_.sick() ? kWhileSick : poll(tools);
    if (pause == 0) continue;
    {
      const std::lock_guard lock(mutex_);
      state_.next_poll_at = workspace_.clock().now() + pause;
    }
    const Rest::End end = rest_.wait(std::chrono::milliseconds(pause));
    if (end == Rest::End::stopped || (end == Rest::End::woken && !wake_up(tools))) return;
  }
}

bool Lane::wake_up(Tools& tools) {
  failures_ = 0;
  const bool goes_on =
      rest_.pause(std::chrono::milliseconds(static_cast<DurationMs>(tools.fraction() * static_cast<double>(kWakeWithin))));
  quiet_until_ = steady_clock::now() + kNetworkComesBack;
  return goes_on;
}

void Lane::count_calls(Tools& tools) {
  const std::uint64_t calls = tools.http.calls();
  if (calls == calls_counted_) return;
  const Day today = tools.rules.calendar(account_.shop).day_of(workspace_.clock().now());
  const std::lock_guard lock(mutex_);
  if (state_.calls_day != today) state_.calls = 0;
  state_.calls_day = today;
  state_.calls = state_.calls.value_or(0) + static_cast<std::int64_t>(calls - calls_counted_);
  calls_counted_ = calls;
}

DurationMs Lane::poll(Tools& tools) {
  PollSurroundings around{workspace_.patient_store(),          tools.hasher, workspace_.flags(), workspace_.clock(),
                          tools.rules.calendar(account_.shop), &tools.http,  &tools.tokens};
  IntakeHooks hooks;
  hooks.names = &workspace_.names();
  hooks.progress = [this](std::uint64_t done, std::uint64_t total) {
    show_progress(done, total);
    return !stopping();
  };
  poll_began_ = steady_clock::now();
  poll_began_at_ = workspace_.clock().now();
  auto outcome = poll_once(around, account_of(account_), *tools.connector, std::move(hooks));
  count_calls(tools);
  if (!outcome) return failed(outcome.error(), tools.http.held_for());
  const IntakeCounts& counts = outcome->counts;
  std::uint64_t news = 0;
  for (const storage::Taken& part :
       {counts.messages, counts.assignments, counts.ratings, counts.orders, counts.shifts, counts.delivered}) {
    news += part.added + part.changed;
  }
  pending_ = pending_ || news > 0;
  workspace_.pace().note(this, outcome->more);
  if (pending_ && workspace_.pace().is_due(steady_clock::now())) {
    if (const Status done = work_out_now(tools); !done) return failed(done.error(), 0);
  }
  failures_ = 0;
  catching_up_ = outcome->more;
  bool said = note_rights(*outcome);
  {
    const std::lock_guard lock(mutex_);
    said = said || state_.problem.has_value() || (state_.progress.has_value() && !outcome->more);
    state_.problem.reset();
    // Back once all that was missed is read: until then who waits is not known.
    if (!outcome->more) state_.away = false;
    if (!outcome->more) state_.progress.reset();
    state_.last_success_at = workspace_.clock().now();
    if (!outcome->more) state_.caught_up_at = state_.last_success_at;
    if (counts.last_message_at != kNoTime) {
      state_.last_message_at = std::max(state_.last_message_at.value_or(kNoTime), counts.last_message_at);
    }
  }
  if (news > 0 || counts.rejected > 0 || said) changed_();
  if (!outcome->more) tools.trail.rest();
  if (outcome->more && !tools.trail.circles(outcome->cursor)) return 0;
  if (outcome->more) note_circle(tools);
  if (outcome->moved && account_.type == "files") return kSoon;
  const DurationMs rest = std::clamp(outcome->again_in.value_or(tools.interval), tools.interval, kLongestRest);
  // All accounts begin at once; their first usual rest spreads them over the whole interval.
  const bool first = !spread_ && rest == tools.interval;
  spread_ = spread_ || first;
  const double jitter = first ? 0.5 : 0.1;
  return static_cast<DurationMs>(static_cast<double>(rest) * (1 - jitter + 2 * jitter * tools.fraction()));
}

Status Lane::work_out_now(Tools& tools) {
  const auto begun = steady_clock::now();
  RIGONG_TRY(work_out(workspace_.patient_store(), tools.rules, [this](const WorkOutProgress&) { return !stopping(); }));
  pending_ = false;
  workspace_.pace().worked_out(begun, steady_clock::now());
  return {};
}

bool Lane::follows_sleep(const Error& error) {
  if (error.kind != ErrorKind::unavailable) return false;
  // The connection of a poll that was under way is gone when the machine wakes.
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - poll_began_).count();
  SleepWatch watch(poll_began_at_);
  const bool slept = rest_.woken() || watch.slept(workspace_.clock().now(), took);
  if (slept) quiet_until_ = steady_clock::now() + kNetworkComesBack;
  return steady_clock::now() < quiet_until_;
}

std::optional<AwaySource> Lane::away() const {
  const std::lock_guard lock(mutex_);
  if (!state_.away) return std::nullopt;
  return AwaySource{account_.name, state_.caught_up_at ? state_.caught_up_at : state_.last_success_at};
}

DurationMs Lane::failed(const Error& error, DurationMs held_for) {
  // Whoever fails brings nothing: the figures of the others need not wait for it.
  workspace_.pace().note(this, false);
  if (error.kind == ErrorKind::cancelled) return kSecondMs;
  ++failures_;
  if (!follows_sleep(error)) {
    bool known = false;
    {
      const std::lock_guard lock(mutex_);
      known = state_.problem.has_value();
      state_.problem = error.words;
      state_.progress.reset();
      const auto last = state_.last_success_at;
      state_.away = !last || workspace_.clock().now() - *last >= kAwayAfter;
    }
    // Once: the page shows it as long as it lasts.
    if (!known) spdlog::warn("account {}: {}", one_line(account_.name), one_line(error.words.en));
    changed_();
  }
  std::minstd_rand random(static_cast<std::minstd_rand::result_type>(steady_clock::now().time_since_epoch().count()));
  return std::max(held_for, back_off(error.kind, failures_, std::uniform_real_distribution<double>(0, 1)(random)));
}

void Lane::note_circle(Tools& tools) {
  tools.trail.rest();
  const Words words{"平台一再给出同样的内容，先停下来，稍后再试。",
                    "The platform gives the same again and again; stopped here, trying again later."};
  {
    const std::lock_guard lock(mutex_);
    state_.problem = words;
    state_.progress.reset();
  }
  spdlog::warn("account {}: {}", one_line(account_.name), words.en);
  changed_();
}

bool Lane::note_rights(const PollOutcome& outcome) {
  const auto same = [](const std::vector<Words>& a, const std::vector<Words>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Words& x, const Words& y) { return x.en == y.en; });
  };
  const std::lock_guard lock(mutex_);
  state_.calls_left = outcome.calls_left;
  const bool other = !same(outcome.lacking, state_.lacking);
  if (!other && same(outcome.reading, state_.reading)) return false;
  if (other) {
    for (const Words& words : outcome.lacking) spdlog::warn("account {}: {}", one_line(account_.name), one_line(words.en));
  }
  state_.lacking = outcome.lacking;
  state_.reading = outcome.reading;
  return true;
}

void Lane::show_progress(std::uint64_t done, std::uint64_t total) {
  const auto now = steady_clock::now();
  const bool long_work = catching_up_ || now - poll_began_ >= kLongPoll;
  if (!long_work || total == 0 || now - shown_at_ < kShowEvery) return;
  shown_at_ = now;
  Words words;
  if (account_.type == "demo") {
    words = {fmt::format("{}正在写入第 {}/{} 天", account_.name, done + 1, total),
             fmt::format("{} is writing day {} of {}", account_.name, done + 1, total)};
  } else {
    words = {fmt::format("已读 {}%", done * 100 / total), fmt::format("{}% read", done * 100 / total)};
  }
  {
    const std::lock_guard lock(mutex_);
    state_.progress = std::move(words);
  }
  changed_();
}

}  // namespace rigong::runtime
