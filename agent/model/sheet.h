// SPDX-License-Identifier: Apache-2.0
// What people do with their figures: the signed self-check sheets, the commands behind them, and who looks at the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/time.h"

namespace rigong::model {

// One figure of a sheet, as the rep left it.
struct SheetFigure {
  std::string figure;  // JSON name.
  bool confirmed = false;
  std::optional<double> typed;  // 自填: what the rep gave in place of the program's value, in the figure's unit.
  // What the program showed when it was confirmed or typed; nothing where it had no value.
  std::optional<double> shown;
  double shown_numerator = 0;
  double shown_denominator = 0;
  friend bool operator==(const SheetFigure&, const SheetFigure&) = default;
};

// 每日服务自检表: one person's sheet of one shop day. It is kept as it was signed, whatever the figures become later.
struct Sheet {
  std::string person;  // A member's id or a platform's rep id.
  Day day;
  std::vector<SheetFigure> figures;  // In the order in which they were given.
  std::string line;                  // The line of comparison with oneself.
  std::string note;
  std::string signature;       // Empty while it is a draft.
  TimeMs signed_at = kNoTime;  // kNoTime while it is a draft.
  TimeMs changed_at = 0;
  friend bool operator==(const Sheet&, const Sheet&) = default;
};

// One applied command, or that somebody looked at another's data: the log that is also the audit trail. Never changed once
// written, and chained: each entry carries a hash of itself and of the one before.
struct CommandEntry {
  std::string id;      // UUIDv7, unique in the team.
  std::string by;      // The person whose desk it was, or "" for the machine's owner.
  std::string kind;    // "sheet.sign" …; "view.panel" … where somebody looked.
  std::string body;    // What was asked, as JSON, without secrets. Empty where its time is over.
  std::string digest;  // SHA-256 of the request as it came, in hex: tells a repetition from another command under the same id.
  std::string answer;  // What was answered, as JSON.
  TimeMs applied_at = 0;
  std::string place;          // The page session; "" = the command line.
  std::int64_t sequence = 0;  // The store's: order of application, from 1.
  std::string body_hash;      // The store's: SHA-256 of body, hex.
  std::string chain;  // The store's: SHA-256 over the entry before and this one, hex; "" of entries from before the chain.
  // Whose data was changed or looked at: a person's id, "group:" and a group's name, or "group:" alone for everybody. "" =
  // nobody's.
  std::string about;
  std::string acting_for;  // Of a deputy: whose rights were used.
  friend bool operator==(const CommandEntry&, const CommandEntry&) = default;
};

// A page that was let in. Its token is nowhere; the hash tells it.
struct PageSession {
  std::string token_hash;  // SHA-256 of the token, 32 bytes.
  std::string id;          // Names the session in logs.
  TimeMs made_at = 0;
  TimeMs used_at = 0;    // To the day: it is not written for every request.
  std::string person{};  // Who came by an invitation; "" = a page of this machine, which is whoever's desk it is.
  std::string device{};  // What it calls itself: "Windows · Edge".
  friend bool operator==(const PageSession&, const PageSession&) = default;
};

}  // namespace rigong::model
