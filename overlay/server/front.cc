// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/front.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <system_error>

namespace rigong::overlay {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::size_t kMostWorkers = 12;
constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::size_t kMostAccepts = 64;  // In one turn, so that those that are there have theirs.
constexpr std::size_t kMostThrownAway = 64 * 1024;
constexpr milliseconds kKeepAlive{5'000};
constexpr milliseconds kLeaving{1'000};
constexpr milliseconds kNoRoom{200};
// A worker waits so long for the next request on a connection: a page asks several things in a row.
constexpr milliseconds kNextRequest{10};
constexpr milliseconds kWindDown{4'500};
constexpr std::size_t kSlowBytesASecond = 64 * 1024;

}  // namespace

Front::Front(const FrontOptions& options, HttpEngine& engine, Api& api, const GuardRules& rules, const Service& service,
             const Clock& clock)
    : options_(options),
      engine_(engine),
      service_(service),
      clock_(clock),
      most_(most_connections()),
      streams_(options.heartbeat),
      buffer_(kReadBytes),
      answering_(engine, api, rules, stopping_,
                 [this](const std::string& session) {
                   const std::lock_guard lock(mutex_);
                   ended_sessions_.push_back(session);
                   waker_.wake();
                 }),
      workers_(kMostWorkers, [this](std::unique_ptr<Connection> connection) { work(std::move(connection)); }) {}

Front::~Front() {
  stop();
  workers_.end();
  if (thread_.joinable()) thread_.join();
  // What came back after the end refers to the parts below.
  returned_.clear();
}

bool Front::start() {
  if (!waker_.good()) return false;
  try {
    running_ = true;
    thread_ = std::thread([this] {
      run();
      const std::lock_guard lock(mutex_);
      running_ = false;
      ended_.notify_all();
    });
  } catch (const std::system_error&) {
    running_ = false;
    return false;
  }
  return true;
}

void Front::notify() {
  if (streams_open_.load() == 0) return;
  if (!notified_.exchange(true)) waker_.wake();
}

void Front::stop() {
  stopping_ = true;
  waker_.wake();
  std::unique_lock lock(mutex_);
  ended_.wait_for(lock, kWindDown + milliseconds(300), [this] { return !running_; });
}

void Front::run() {
  std::vector<Watched> watched;
  std::optional<SteadyTime> last_moment;
  for (;;) {
    auto now = steady_clock::now();
    if (stopping_ && !last_moment) {
      last_moment = now + kWindDown;
      engine_.close_listener();
    }
    if (stopping_) {
      wind_down(now);
      if ((held_.empty() && workers_.busy() == 0) || now >= *last_moment) break;
    }
    const bool accepting = !stopping_ && now >= accept_again_;
    watched.clear();
    watched.push_back({waker_.socket(), true, false});
    if (accepting) watched.push_back({engine_.listener(), true, false});
    SteadyTime wake = stopping_ ? now + milliseconds(50) : SteadyTime::max();
    if (!stopping_ && !accepting) wake = accept_again_;
    for (const auto& connection : held_) {
      const bool waits = connection->state == Connection::State::writing && now < connection->not_before;
      const bool unsent = connection->state == Connection::State::writing ||
                          (connection->state == Connection::State::streaming && !connection->stream.out.empty());
      watched.push_back({connection->socket, !unsent && !waits, unsent && !waits});
      wake = std::min(wake, due(*connection));
    }
    const auto most = wake == SteadyTime::max()
                          ? milliseconds(-1)
                          : std::chrono::ceil<milliseconds>(std::max(wake - now, SteadyTime::duration::zero()));
    watch(watched, most);

    now = steady_clock::now();
    if (watched.front().ready) waker_.drain();
    const std::size_t first = accepting ? 2 : 1;
    for (std::size_t i = 0; i < held_.size(); ++i) {
      if (watched[first + i].ready) on_ready(held_[i], now);
      if (held_[i] && now >= due(*held_[i])) on_time(held_[i], now);
    }
    std::erase(held_, nullptr);
    take_returned(now);
    if (accepting && watched[1].ready) take_new(now);
    end_sessions(now);
    serve_streams(now);
  }
  held_.clear();
}

SteadyTime Front::due(const Connection& connection) const {
  switch (connection.state) {
    case Connection::State::reading: {
      const bool idle = connection.in.empty() && connection.answered > 0;
      return connection.since + (idle ? std::min(kKeepAlive, options_.request_deadline) : options_.request_deadline);
    }
    case Connection::State::writing: {
      if (connection.sent == 0 && connection.not_before > connection.since) return connection.not_before;
      const std::size_t bytes = connection.head_out.size() + connection.answer.body.size();
      return connection.since + options_.request_deadline + seconds(bytes / kSlowBytesASecond);
    }
    case Connection::State::leaving:
      return connection.since + kLeaving;
    case Connection::State::streaming:
      return streams_.next(connection);
  }
  return connection.since;
}

void Front::on_time(std::unique_ptr<Connection>& connection, SteadyTime now) {
  switch (connection->state) {
    case Connection::State::reading:
      // Whoever sent nothing at all needs no answer.
      if (connection->in.empty()) {
        connection.reset();
      } else {
        settle(connection, answering_.refuse(*connection, 408, "too slow"), now);
      }
      break;
    case Connection::State::writing:
      if (connection->not_before > connection->since) {
        connection->since = now;
        send_on(connection, now);
      } else {
        connection.reset();
      }
      break;
    case Connection::State::leaving:
      connection.reset();
      break;
    case Connection::State::streaming:
      break;  // serve_streams() sees to it.
  }
}

void Front::on_ready(std::unique_ptr<Connection>& connection, SteadyTime now) {
  if (connection->state == Connection::State::writing) {
    send_on(connection, now);
    return;
  }
  // The other side of a stream says nothing more; serve_streams() does the writing.
  if (connection->state == Connection::State::streaming && !connection->stream.out.empty()) return;
  std::size_t most = buffer_.size();
  if (connection->state == Connection::State::reading && connection->permit) {
    most = std::min(most, connection->whole - connection->in.size());
  }
  const Moved moved = receive(connection->socket, buffer_.data(), most);
  if (moved.state == Moved::State::closed) {
    connection.reset();
  } else if (moved.state == Moved::State::some) {
    on_bytes(connection, {buffer_.data(), moved.bytes}, now);
  }
}

void Front::on_bytes(std::unique_ptr<Connection>& connection, std::string_view bytes, SteadyTime now) {
  if (connection->state != Connection::State::reading) {
    connection->thrown_away += bytes.size();
    if (connection->thrown_away > kMostThrownAway) connection.reset();
    return;
  }
  // A first request has been awaited since the connection was made, a later one from its first byte on.
  if (connection->in.empty() && connection->answered > 0) connection->since = now;
  if (connection->permit && connection->in.capacity() < connection->whole) connection->in.reserve(connection->whole);
  connection->in.append(bytes);
  const bool ready = connection->permit ? connection->in.size() >= connection->whole
                                        : connection->scan.look(connection->in) != HeadScan::State::more;
  if (ready) to_worker(connection, now);
}

void Front::to_worker(std::unique_ptr<Connection>& connection, SteadyTime now) {
  if (workers_.add(std::move(connection))) return;
  connection.reset();
  spdlog::error("There is no thread to answer requests with.");
  accept_again_ = now + kNoRoom;
}

void Front::send_on(std::unique_ptr<Connection>& connection, SteadyTime now) {
  connection->not_before = {};
  switch (send_rest(*connection)) {
    case Moved::State::closed:
      connection.reset();
      break;
    case Moved::State::none_now:
      break;
    case Moved::State::some:
      settle(connection, answering_.after_sending(*connection), now);
      break;
  }
}

void Front::settle(std::unique_ptr<Connection>& connection, Answering::Next next, SteadyTime now) {
  switch (next) {
    case Answering::Next::more:
      // Part of the next request may be there already, and its time runs.
      if (connection->answered > 0 && connection->in.empty()) connection->since = now;
      connection->state = Connection::State::reading;
      break;
    case Answering::Next::sent:
      connection->state = Connection::State::reading;
      connection->since = now;
      if (connection->scan.look(connection->in) != HeadScan::State::more) to_worker(connection, now);
      break;
    case Answering::Next::not_all:
      connection->state = Connection::State::writing;
      connection->since = now;
      break;
    case Answering::Next::stream:
      connection->in.clear();
      streams_.begin(*connection, held_, now);
      break;
    case Answering::Next::leave:
      connection->state = Connection::State::leaving;
      connection->since = now;
      end_sending(connection->socket);
      break;
    case Answering::Next::end:
      connection.reset();
      break;
  }
}

void Front::take_returned(SteadyTime now) {
  std::vector<std::pair<std::unique_ptr<Connection>, Answering::Next>> returned;
  {
    const std::lock_guard lock(mutex_);
    returned.swap(returned_);
  }
  for (auto& [connection, next] : returned) {
    settle(connection, next, now);
    if (connection) held_.push_back(std::move(connection));
  }
}

void Front::take_new(SteadyTime now) {
  for (std::size_t i = 0; i < kMostAccepts; ++i) {
    const Accepted accepted = accept_one(engine_.listener());
    if (accepted.state == Accepted::State::none_now) return;
    if (accepted.state == Accepted::State::no_room) {
      // Somebody has to go, or the system would say so again and again.
      if (!make_room()) accept_again_ = now + kNoRoom;
      return;
    }
    auto connection = std::make_unique<Connection>(accepted.socket, now);
    if (held_.size() + workers_.busy() >= most_ && !make_room()) continue;
    held_.push_back(std::move(connection));
  }
}

// Lets go of whoever has kept a place longest without a request in work: a silent connection, one that is leaving, one that is
// made to wait, and at last one that does not read.
bool Front::make_room() {
  const auto rank = [](const Connection& connection) {
    switch (connection.state) {
      case Connection::State::leaving:
        return 0;
      case Connection::State::reading:
        return 1;
      case Connection::State::writing:
        return 2;
      case Connection::State::streaming:
        return 3;
    }
    return 3;
  };
  const auto first = std::min_element(held_.begin(), held_.end(), [&](const auto& a, const auto& b) {
    return std::pair(rank(*a), a->since) < std::pair(rank(*b), b->since);
  });
  if (first == held_.end() || rank(**first) == 3) return false;
  held_.erase(first);
  return true;
}

void Front::end_sessions(SteadyTime now) {
  std::vector<std::string> ended;
  {
    const std::lock_guard lock(mutex_);
    ended.swap(ended_sessions_);
  }
  for (const std::string& session : ended) {
    for (auto& connection : held_) {
      if (connection->state != Connection::State::streaming || connection->stream.session != session) continue;
      connection->state = Connection::State::leaving;
      connection->since = now;
      end_sending(connection->socket);
    }
  }
}

void Front::serve_streams(SteadyTime now) {
  const bool changed = notified_.exchange(false);
  int open = 0;
  for (auto& connection : held_) {
    if (connection->state != Connection::State::streaming) continue;
    ++open;
  }
  // Counted before the number is read: a change that comes later finds the stream and wakes it.
  streams_open_ = open;
  if (open == 0) return;
  const std::int64_t change = service_.change_number();
  const TimeMs clock_now = clock_.now();
  for (auto& connection : held_) {
    if (connection->state != Connection::State::streaming) continue;
    if (changed) connection->stream.dirty = true;
    if (!streams_.go_on(*connection, change, clock_now, now)) connection.reset();
  }
  std::erase(held_, nullptr);
}

void Front::wind_down(SteadyTime now) {
  for (auto& connection : held_) {
    const bool sends =
        connection->state == Connection::State::writing && now >= connection->not_before && now - connection->since < kLeaving;
    const bool leaves = connection->state == Connection::State::leaving && now - connection->since < milliseconds(200);
    if (!sends && !leaves) connection.reset();
  }
  std::erase(held_, nullptr);
}

void Front::work(std::unique_ptr<Connection> connection) {
  for (;;) {
    const Answering::Next next = answering_.go_on(*connection);
    if (next == Answering::Next::end) return;
    const bool may_go_on = next == Answering::Next::sent && !stopping_;
    if (!may_go_on) return give_back(std::move(connection), next);
    const auto now = steady_clock::now();
    connection->since = now;
    if (connection->scan.look(connection->in) != HeadScan::State::more) continue;
    if (workers_.behind() || !wait_to_read(connection->socket, kNextRequest))
      return give_back(std::move(connection), Answering::Next::more);
    std::array<char, kReadBytes> bytes;
    do {
      const Moved moved = receive(connection->socket, bytes.data(), bytes.size());
      if (moved.state == Moved::State::closed) return;
      if (moved.state == Moved::State::none_now) return give_back(std::move(connection), Answering::Next::more);
      connection->in.append(bytes.data(), moved.bytes);
    } while (connection->scan.look(connection->in) == HeadScan::State::more);
  }
}

void Front::give_back(std::unique_ptr<Connection> connection, Answering::Next next) {
  {
    const std::lock_guard lock(mutex_);
    returned_.emplace_back(std::move(connection), next);
  }
  waker_.wake();
}

}  // namespace rigong::overlay
