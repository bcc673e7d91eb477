// SPDX-License-Identifier: Apache-2.0
// What WeCom's errcode means, and what a person can do about it. errmsg is never shown: it may quote the request.
#pragma once

#include <cstdint>
#include <string_view>

#include "agent/base/result.h"

namespace rigong::connectors::wecom_kf {

enum class Meaning {
  ok,
  token,        // Ended or void: a new one is asked for.
  credentials,  // The company's id or the app's secret is wrong.
  address,      // Calls from this machine's address are not trusted.
  too_often,
  busy,
  forbidden,  // One capability is not given to this app.
  unknown,
};
[[nodiscard]] Meaning meaning_of(std::int64_t errcode);

// The error of a call that cannot go on, for all meanings but ok and forbidden. `errmsg` is looked through for the address of
// this machine where that is what is wrong.
[[nodiscard]] Error error_of(std::int64_t errcode, std::string_view errmsg, std::string_view host);

// What is missing, why, and which box to tick.
[[nodiscard]] Words messages_lacking(std::string_view account, std::int64_t errcode);
[[nodiscard]] Words figures_lacking(std::int64_t errcode);
[[nodiscard]] Words reps_lacking(std::int64_t errcode);

}  // namespace rigong::connectors::wecom_kf
