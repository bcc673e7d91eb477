// SPDX-License-Identifier: Apache-2.0
// The made-up shop behind `rigong demo`: who works there, what they aim at, and how far it has been told. Nobody in it exists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"
#include "agent/model/member.h"
#include "agent/model/period.h"
#include "connectors/api/connector.h"

namespace rigong::connectors::demo {

// The platform under whose name the shop's ready day figures are delivered (model::DeliveredDay::platform).
inline constexpr std::string_view kPlatform = "taobao";
// The shop's main account there; its reps are sub-accounts.
inline constexpr std::string_view kShopNick = "demo-shop";

// All that the shop's story depends on, besides the day on which it was first looked at.
struct Settings {
  std::uint64_t seed = 1;
  int reps = 26;     // 0 to 1000, the lead not counted.
  int days = 60;     // 0 to 1000 days before the first one looked at.
  int per_day = 66;  // 0 to 400 conversations that a rep of average load has on a usual day.
  // Only what a shop would import, where platforms tell the days from the first one looked at on (Part::imported of world.h).
  bool imported_only = false;
  friend bool operator==(const Settings&, const Settings&) = default;
};
// The account's options as settings. Fails with wrong_use where a number is out of its bounds.
[[nodiscard]] Result<Settings> read_settings(const Options& options);

// The cursor says which day was "today" at the first poll, since the newcomer, the campaign and the days off are placed around
// it, and up to which instant the story has been told.
struct Progress {
  Day first_today;
  TimeMs told_until = 0;  // Everything up to and including this instant is delivered.
  friend bool operator==(const Progress&, const Progress&) = default;
};
[[nodiscard]] std::string write_cursor(const Settings& settings, const Progress& progress);
// Fails with wrong_use where the cursor was written for other settings or by another version of the story: its second half would
// not fit the first.
[[nodiscard]] Result<Progress> read_cursor(const Settings& settings, std::string_view cursor);

enum class Role { rep, lead };
struct RosterMember {
  model::Member member;
  Role role = Role::rep;
  std::string platform_id;  // The same in the account of the demo and in the delivered day figures.
};
// A figure that should lie between two ends and is never better or worse.
struct Band {
  std::string figure;
  double low = 0;
  double high = 0;
};
struct Roster {
  std::vector<RosterMember> members;
  std::vector<model::Target> targets;  // By the figures' JSON names; shares as fractions; slow_share is that of 慢响应.
  std::vector<Band> bands;
  std::vector<model::NamedPeriod> periods;  // The campaign of the past days and the next one. Their ids are whoever keeps them's.
};
// Who and what the demo's team is set up with. `first_today`: as in the cursor, or, before the first poll, the day it will be
// made on.
[[nodiscard]] Roster roster(const Settings& settings, Day first_today);
// The mappings of the roster's members to their platform ids in one account, from joining to leaving. Both the demo's account and
// the one of its delivered figures need them.
[[nodiscard]] std::vector<model::MemberAccount> member_accounts(const Roster& roster, model::AccountNo account);

// The name the platform would show for a customer: "演示顾客 1037".
[[nodiscard]] std::string customer_name(int customer);

[[nodiscard]] const Definition& definition();

}  // namespace rigong::connectors::demo
