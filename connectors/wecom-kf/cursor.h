// SPDX-License-Identifier: Apache-2.0
// How far the company's service accounts have been read. Days are those of China, which the platform counts in; instants are of
// our clock. No token and no secret is in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/time.h"

namespace rigong::connectors::wecom_kf {

inline constexpr std::size_t kMostAccounts = 30;

// One service account (客服账号) and its list of messages.
struct KfAccount {
  std::string id;
  std::string name;
  std::string cursor;        // The platform's; empty: from the oldest it has.
  bool more = false;         // The platform has more right now, …
  std::string guard;         // … and these pages came before.
  std::string before;        // The cursor that the last page was asked with, …
  TimeMs newest = 0;         // … and the newest row of it, or of the last that had any.
  int backs = 0;             // So many times in a row the cursor behind it has led days back.
  bool manageable = true;    // What the list of accounts says about this app's right.
  std::int64_t errcode = 0;  // Why its messages are not given; 0 = they are.
  TimeMs again_at = 0;       // When to try again what was not given.
};

// A walk through the platform's ready figures: the shop first, then rep by rep.
struct FiguresPass {
  Day newest;          // The newest day that was ready when it began.
  Day from, to;        // What is asked for now, both included; the newest days come first.
  Day floor;           // What lies before is not wanted.
  bool shop = false;   // Taken for these days.
  std::string after;   // The last rep taken; in order of their ids.
  bool whole = false;  // The newest day was there.
  Day missed;          // The oldest day asked for of which something was not given; 0 = none.
  int refused = 0;     // So many times in the newest stretch.
};

struct Figures {
  Day until;                     // The newest day that was taken for everybody; 0 = none.
  TimeMs again_at = 0;           // Not before.
  std::int64_t errcode = 0;      // Why they are not given, …
  std::int64_t rep_errcode = 0;  // … or not for some reps.
  Day missed;                    // From when on they are asked for once more, since somebody's were not given; 0 = nothing is.
  int refused = 0;               // How many were not given by the last walk.
  int walks = 0;                 // Since then.
  std::optional<FiguresPass> pass;
};

struct Progress {
  std::string corp;
  TimeMs from = 0;           // What is older is not taken.
  TimeMs roster_at = 0;      // When to look next who serves where.
  bool departments = false;  // Some serve by their department, and are not named.
  bool too_many = false;     // There are more service accounts than are read.
  TimeMs read_at = 0;        // When all messages had been read, to the hour.
  TimeMs asked_at = 0;       // When messages were asked for; only while figures are read without waiting.
  TimeMs gap_from = 0;       // The platform had forgotten what came between, …
  TimeMs gap_to = 0;         // … when it was asked again; 0 = nothing is missing.
  std::vector<KfAccount> accounts;
  Figures figures;
};

// At most 64 KB.
[[nodiscard]] std::string write_cursor(const Progress& progress);
// Nothing where it is not one of ours, or of another company: then everything is read anew, which doubles nothing.
[[nodiscard]] std::optional<Progress> read_cursor(std::string_view cursor, std::string_view corp);

}  // namespace rigong::connectors::wecom_kf
