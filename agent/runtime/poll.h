// SPDX-License-Identifier: Apache-2.0
// One poll of one account: connector -> records + cursor -> store, in one transaction.
#pragma once

#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "agent/base/ids.h"
#include "agent/base/result.h"
#include "agent/model/member.h"
#include "agent/runtime/message_flags.h"
#include "agent/runtime/store_intake.h"
#include "connectors/api/connector.h"
#include "storage/store.h"

namespace rigong::runtime {

// An account has one stream so far; connectors that read several lists keep them apart within their cursor.
inline constexpr std::string_view kPollStream = "records";

struct PollSurroundings {
  storage::Store& store;
  const KeyedHasher& hasher;
  const MessageFlags& flags;
  const Clock& clock;
  const ShopCalendar& calendar;
  connectors::HttpClient* http = nullptr;
  connectors::SecretKeeper* secrets = nullptr;
};

struct PollOutcome {
  IntakeCounts counts;
  bool more = false;           // The connector has more right now.
  std::vector<Words> lacking;  // See PollResult, as for the next three.
  std::vector<Words> reading;
  std::optional<std::int64_t> calls_left;
  std::optional<DurationMs> again_in;
  std::string cursor;  // Where it stands.
  bool moved = false;  // Its cursor is another one: there was something to see, if not yet to take.
};

// Asks the connector for what is new since the account's stored cursor and commits it with the next cursor. On an error nothing
// of the poll is kept and the cursor stands where it was. The account is made where it is not known yet.
[[nodiscard]] Result<PollOutcome> poll_once(const PollSurroundings& around, const model::Account& account,
                                            connectors::Connector& connector, IntakeHooks hooks = {});

}  // namespace rigong::runtime
