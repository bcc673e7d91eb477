// SPDX-License-Identifier: Apache-2.0
// People: what they are in the team, the platform accounts they answer with, when they are away and who stands in for them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agent/base/time.h"
#include "agent/model/numbers.h"

namespace rigong::model {

struct Account {
  AccountNo number = 0;
  std::string name;      // Unique in the team.
  std::string type;      // The connector's: "files", "taobao", …
  std::string platform;  // The source of ready figures: "taobao", "jd", …; equal to type for most.
  std::string shop;
};

// Somebody who answers, as the facts know them: a member of the team, or a platform's rep id that no member claims yet.
struct Rep {
  RepNo number = kNoRep;
  AccountNo account = 0;    // 0 for members.
  std::string platform_id;  // The platform's rep id; empty for members.
  std::string member_id;    // Empty for a platform's rep.
  std::string name;         // As the platform calls them; empty where it does not say, and for members.
  std::string group;        // The platform's, where it has groups.
};

// A lead leads; an admin looks after people and settings and sees nobody's figures; a reader looks and does nothing.
enum class MemberRole { rep, lead, admin, reader };
// What somebody mainly does: pre-sales (售前), after-sales (售后), phone (电话), live shows (直播).
enum class Track { unset, pre_sales, after_sales, phone, live };
// 成长期: how far somebody has come. `by_time` = as the time since joining says (team::stage_on).
enum class Stage { by_time, newcomer, growing, mature, senior };

struct Member {
  std::string id;  // Chosen once, never used again for somebody else.
  std::string name;
  std::string group;  // 售前, 售后, 电话 or the shop's own.
  MemberRole role = MemberRole::rep;
  std::optional<Day> joined_on;
  std::optional<Day> left_on;  // The last day. Leavers keep their history.
  Track track = Track::unset;
  Stage stage = Stage::by_time;
  bool unnamed = false;     // Does not want to be named in public rankings: the person's own choice.
  std::string mentor = {};  // 带教: another member's id; empty = nobody. Stays when that member leaves, and is not shown then.
  friend bool operator==(const Member&, const Member&) = default;
};

// This member answered as `platform_id` of the account from one shop day to another, both included.
struct MemberAccount {
  std::string member_id;
  AccountNo account = 0;
  std::string platform_id;
  std::optional<Day> from;
  std::optional<Day> to;
  friend bool operator==(const MemberAccount&, const MemberAccount&) = default;
};

// A member is away on these days, both included. Why is nobody's business and is not kept.
struct Leave {
  std::string id;  // That of the command.
  std::string person;
  Day from;
  Day to;
  std::string made_by;  // "" = this machine's owner.
  TimeMs made_at = 0;
  friend bool operator==(const Leave&, const Leave&) = default;
};

// 代理: `deputy` has the rights of `person`, a lead, on these days, both included.
struct Deputy {
  std::string id;  // That of the command.
  std::string person;
  std::string deputy;
  Day from;
  Day to;
  std::string made_by;  // "" = this machine's owner.
  TimeMs made_at = 0;
  friend bool operator==(const Deputy&, const Deputy&) = default;
};

// Lets one device in, once, as the person. The token itself is nowhere.
struct Invitation {
  std::string token_hash;  // SHA-256, 32 bytes.
  std::string person;
  std::string made_by;  // "" = this machine's owner.
  TimeMs made_at = 0;
  TimeMs expires_at = 0;
  friend bool operator==(const Invitation&, const Invitation&) = default;
};

// A target of a figure, by its JSON name ("response_mean_ms", "satisfaction", …).
struct Target {
  std::string scope;  // "" everybody, "group:售前", "stage:newcomer", "member:ID"
  std::string figure;
  double value = 0;
  Day from;               // In force from this day on …
  std::optional<Day> to;  // … to this one, or until a later one replaces it.
  friend bool operator==(const Target&, const Target&) = default;
};

}  // namespace rigong::model
