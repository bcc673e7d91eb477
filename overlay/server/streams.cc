// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/streams.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::overlay {
namespace {

constexpr int kMostOfOne = 4;
constexpr int kMostOfAll = 16;
constexpr std::chrono::milliseconds kQuiet{100};
// Who takes nothing for so long is gone, or never read at all.
constexpr std::chrono::seconds kMostUnread{10};

}  // namespace

void Streams::begin(Connection& connection, const std::vector<std::unique_ptr<Connection>>& all, SteadyTime now) const {
  const auto drop_oldest_over = [&](int most, const auto& counts) {
    std::vector<Connection*> open;
    for (const auto& other : all) {
      if (other && other.get() != &connection && other->state == Connection::State::streaming && counts(*other))
        open.push_back(other.get());
    }
    std::sort(open.begin(), open.end(), [](const auto* a, const auto* b) { return a->stream.begun < b->stream.begun; });
    for (std::size_t i = 0; i + static_cast<std::size_t>(most) <= open.size(); ++i) {
      open[i]->state = Connection::State::leaving;
      open[i]->since = now;
      end_sending(open[i]->socket);
    }
  };
  drop_oldest_over(kMostOfOne, [&](const Connection& other) { return other.stream.session == connection.stream.session; });
  drop_oldest_over(kMostOfAll, [](const Connection&) { return true; });

  connection.state = Connection::State::streaming;
  connection.since = now;
  connection.stream.begun = now;
  connection.stream.next_heartbeat = now + heartbeat_;
  connection.stream.out = "retry: 3000\n\n";
  keep_little(connection.socket);
}

bool Streams::go_on(Connection& connection, std::int64_t change, TimeMs clock_now, SteadyTime now) const {
  Connection::Stream& stream = connection.stream;
  const auto flush = [&] {
    while (!stream.out.empty()) {
      const Moved moved = send(connection.socket, stream.out, {});
      if (moved.state == Moved::State::closed) return false;
      if (moved.state == Moved::State::none_now) return now - connection.since < kMostUnread;
      stream.out.erase(0, moved.bytes);
      connection.since = now;
    }
    return true;
  };
  if (!flush()) return false;
  // Nothing is added to what was not taken: the next event says how things are by then.
  if (!stream.out.empty()) return true;
  connection.since = now;
  if (stream.dirty && now >= stream.quiet_until) {
    stream.dirty = false;
    if (stream.change != change) {
      stream.change = change;
      stream.quiet_until = now + kQuiet;
      stream.next_heartbeat = now + heartbeat_;
      stream.out = fmt::format("event: change\ndata: {{\"change\":{},\"now\":{}}}\n\n", change, clock_now);
    }
  }
  if (stream.out.empty() && now >= stream.next_heartbeat) {
    stream.next_heartbeat = now + heartbeat_;
    stream.out = ": alive\n\n";
  }
  return flush();
}

SteadyTime Streams::next(const Connection& connection) const {
  const Connection::Stream& stream = connection.stream;
  if (!stream.out.empty()) return connection.since + kMostUnread;
  return stream.dirty ? std::min(stream.next_heartbeat, stream.quiet_until) : stream.next_heartbeat;
}

}  // namespace rigong::overlay
