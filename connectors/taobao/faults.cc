// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "agent/base/text.h"

namespace rigong::connectors::taobao {
namespace {

constexpr std::size_t kMostSubCodeBytes = 96;
// Where a ban does not say how long it lasts.
constexpr DurationMs kUnsaidBan = kMinuteMs;

struct Known {
  std::int64_t code;
  FaultKind kind;
};
constexpr std::array kKnown = {
    Known{8, FaultKind::banned},      Known{9, FaultKind::request},        Known{11, FaultKind::app_right},
    Known{12, FaultKind::user_right}, Known{13, FaultKind::partner_right}, Known{21, FaultKind::no_method},
    Known{22, FaultKind::no_method},  Known{23, FaultKind::request},       Known{24, FaultKind::secret},
    Known{25, FaultKind::secret},     Known{26, FaultKind::session},       Known{27, FaultKind::session},
    Known{28, FaultKind::app_key},    Known{29, FaultKind::app_key},       Known{30, FaultKind::clock},
    Known{31, FaultKind::clock},      Known{32, FaultKind::request},       Known{33, FaultKind::request},
    Known{34, FaultKind::request},    Known{40, FaultKind::request},       Known{41, FaultKind::request},
    Known{42, FaultKind::request},    Known{43, FaultKind::request},
};

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

FaultKind kind_of(std::int64_t code, std::string_view sub) {
  if (has(sub, "limited-by-app-access-count")) return FaultKind::quota;
  if (code == 7 || sub.starts_with("accesscontrol.limited") || has(sub, "isp.call-limited")) return FaultKind::banned;
  const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& each) { return each.code == code; });
  if (known != kKnown.end() && known->kind != FaultKind::request) return known->kind;
  // Behind 15 and 50 "Remote service error" the sub-code alone says what is wrong.
  if (has(sub, "top-remote-connection-timeout") || has(sub, "runtime-max-limit")) return FaultKind::too_heavy;
  if (has(sub, "sessionkey") || has(sub, "session-expired")) return FaultKind::session;
  if (has(sub, "insufficient-isv-permissions") || has(sub, "isv.permission")) return FaultKind::app_right;
  if (has(sub, "insufficient-user-permissions")) return FaultKind::user_right;
  if (sub.starts_with("isp.")) return FaultKind::passing;
  if (sub.starts_with("isv.") || known != kKnown.end()) return FaultKind::request;
  return FaultKind::passing;
}

}  // namespace

std::string Fault::name() const { return sub_code.empty() ? std::to_string(code) : fmt::format("{} {}", code, sub_code); }

std::optional<std::int64_t> ban_seconds(std::string_view text) {
  constexpr std::string_view kBefore = "last for ";
  const std::size_t at = text.find(kBefore);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + kBefore.size());
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || seconds < 0 || seconds > kDayMs / kSecondMs) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!trim(text).starts_with("more second")) return std::nullopt;
  return seconds;
}

Fault read_fault(const rapidjson::Value& error) {
  Fault fault;
  fault.code = whole_of(error, "code").value_or(0);
  fault.sub_code = one_line(text_of(error, "sub_code").value_or(""));
  clean_field(fault.sub_code, kMostSubCodeBytes);
  fault.kind = kind_of(fault.code, fault.sub_code);
  if (fault.kind == FaultKind::banned) {
    auto seconds = ban_seconds(text_of(error, "sub_msg").value_or(""));
    if (!seconds) seconds = ban_seconds(text_of(error, "msg").value_or(""));
    // One more, since the platform counts whole seconds.
    fault.wait = seconds ? (*seconds + 1) * kSecondMs : kUnsaidBan;
  }
  return fault;
}

}  // namespace rigong::connectors::taobao
