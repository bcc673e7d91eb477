// SPDX-License-Identifier: Apache-2.0
// What an error answer of TOP means for whoever asked. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "agent/base/time.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::taobao {

enum class FaultKind {
  app_right,      // 11: the app lacks the permission.
  user_right,     // 12: the account that authorised lacks it.
  partner_right,  // 13
  no_method,      // 21, 22: switched off, or never there for this app.
  session,        // 26, 27: ended or void.
  secret,         // 24, 25: the signature does not fit.
  app_key,        // 28, 29
  clock,          // 30, 31
  quota,          // 7: the app's calls of the day are used up.
  banned,         // 7, 8: too fast; wait.
  too_heavy,      // isp.…: the same for a shorter time may work.
  request,        // isv.…, 40, 41 …: what was asked for is not what the method takes.
  passing,        // All else: later.
};

struct Fault {
  FaultKind kind = FaultKind::passing;
  std::int64_t code = 0;
  std::string sub_code;  // Cleaned and short.
  DurationMs wait = 0;   // Of `banned`: how long, as the platform says it.

  // "27 session-expired", for words to a person.
  [[nodiscard]] std::string name() const;
};

// `error` is what stands under error_response.
[[nodiscard]] Fault read_fault(const rapidjson::Value& error);

// N of "This ban will last for N more seconds".
[[nodiscard]] std::optional<std::int64_t> ban_seconds(std::string_view text);

}  // namespace rigong::connectors::taobao
