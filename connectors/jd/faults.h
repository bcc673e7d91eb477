// SPDX-License-Identifier: Apache-2.0
// What an error answer of JOS means for whoever asked. Pure. The platform's own words are never shown: they may quote the
// request.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::jd {

enum class FaultKind {
  right,      // 24, 64, 72, 73 …: this app or this shop may not call the method.
  no_method,  // 14, 15, 23: not there, or switched off.
  request,    // 60 to 63, 71 …: what was asked for is not what the method takes.
  token,      // 18, 19: missing, ended or void.
  keys,       // 11, 12, 20, 21, 25: app key, secret, or the app itself.
  merchant,   // 22: who authorised is no shop.
  address,    // 75: calls from this address are not taken.
  clock,      // 7, 8: the time of the call is off by more than six minutes.
  too_often,  // 2
  busy,       // 1, 43, 65 to 67, 69
  unknown,
};

struct Fault {
  FaultKind kind = FaultKind::unknown;
  std::string code;  // Letters and digits only, short.
};

// `error` is what stands under error_response, or a reply whose code is not 0.
[[nodiscard]] Fault read_fault(const rapidjson::Value& error);
[[nodiscard]] FaultKind kind_of(std::string_view code, std::string_view words);

// Whether it concerns the one method alone, and not the whole account.
[[nodiscard]] bool costs_one_method(FaultKind kind);
// The error of a fault that ends a poll.
[[nodiscard]] Error error_of(const Fault& fault, std::string_view host);

}  // namespace rigong::connectors::jd
