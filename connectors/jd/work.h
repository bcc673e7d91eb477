// SPDX-License-Identifier: Apache-2.0
// What every reader of this folder works with during one poll.
#pragma once

#include "connectors/api/connector.h"
#include "connectors/jd/client.h"
#include "connectors/jd/cursor.h"

namespace rigong::connectors::jd {

struct Work {
  const Settings& settings;
  const PollRequest& request;
  RecordSink& sink;
  Client& client;
  Progress& progress;
};

// Of our clock: whether something that was put off is due. A clock that was set back must not put it off for years.
[[nodiscard]] inline bool is_time(TimeMs due_at, TimeMs now) { return due_at <= now || due_at > now + 2 * kDayMs; }

// How long to leave alone what was not given.
[[nodiscard]] inline DurationMs pause_after(const Fault& fault) {
  if (fault.kind == FaultKind::busy) return 10 * kMinuteMs;
  return fault.kind == FaultKind::unknown ? kHourMs : 6 * kHourMs;
}

}  // namespace rigong::connectors::jd
