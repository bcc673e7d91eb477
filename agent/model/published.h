// SPDX-License-Identifier: Apache-2.0
// What everybody is told and signs for, in versions: the notice of what is kept about whom, and the team's own rules. And what
// people have to say about what is kept of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong::model {

enum class PublishedKind { notice, rules };

// Never changed once written: a change is the next version.
struct Published {
  PublishedKind kind = PublishedKind::notice;
  std::int32_t version = 0;  // From 1, without a gap.
  Words title;
  Words body;           // Paragraphs, one a line.
  std::string made_by;  // "" = this machine's owner, or the program itself.
  TimeMs made_at = 0;
  friend bool operator==(const Published&, const Published&) = default;
};

// 签收: the person has read that version.
struct Receipt {
  PublishedKind kind = PublishedKind::notice;
  std::int32_t version = 0;
  std::string person;  // "" = this machine's owner.
  TimeMs at = 0;
  std::string place;  // The page session.
  friend bool operator==(const Receipt&, const Receipt&) = default;
};

// 申诉: somebody says that something kept about them is wrong. A person decides.
struct Contest {
  enum class About { figure, turn, sheet, task, entry };
  enum class State { open, upheld, refused, withdrawn };
  std::string id;  // That of the command.
  std::string person;
  About about = About::figure;
  std::string ref;  // The figure's JSON name, the turn's id, the task's id, the log entry's id.
  Day day;          // The shop day it is about.
  std::string words;
  TimeMs made_at = 0;
  State state = State::open;
  std::string answer;
  std::string answered_by;  // "" = this machine's owner.
  TimeMs answered_at = kNoTime;
  friend bool operator==(const Contest&, const Contest&) = default;
};

// Classes of what is kept, each with a term of its own.
enum class Retained {
  figures,   // Messages, ratings, orders, shifts, and all that was worked out from them.
  work,      // Closed to-dos, hand-offs and promises.
  sheets,    // Self-check sheets.
  log,       // Who did and looked at what; contests that were decided.
  rejected,  // Rows of files that could not be read: they may hold anything.
  talks,     // Weekly talks, and notes that were shown.
  notes      // Private notes about somebody that were not shown.
};
// All of them, in the order of their values: whoever goes through the classes goes through this one list.
inline constexpr std::array kRetained{Retained::figures,  Retained::work,  Retained::sheets, Retained::log,
                                      Retained::rejected, Retained::talks, Retained::notes};
static_assert(static_cast<std::size_t>(kRetained.back()) + 1 == kRetained.size());

// How much of it is kept of one person.
struct KeptOf {
  Retained what = Retained::figures;
  std::int64_t count = 0;
  std::optional<Day> first, last;
  friend bool operator==(const KeptOf&, const KeptOf&) = default;
};

}  // namespace rigong::model
