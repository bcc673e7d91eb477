// SPDX-License-Identifier: Apache-2.0
// The weekly 1-on-1 (一对一): what the two people write for it and agree in it. What the records say of the week is worked out
// anew whenever the page is opened (agent/team/one_on_one.h), and kept here only as it was when both had signed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/time.h"

namespace rigong::model {

// The texts of a talk. `topics` and `disagreement` are the rep's own, the others the lead's.
enum class TalkText : std::uint8_t {
  topics,        // 我想聊的
  disagreement,  // 本人不同意处
  fact,          // BIC: what was seen …
  effect,        // … what it does near by …
  longer,        // … and in the long run, tied to the person's own growth.
  lead_does,     // 主管要做的: about causes that are not the rep's.
  count_         // Not a text.
};
inline constexpr std::size_t kTalkTexts = static_cast<std::size_t>(TalkText::count_);

// Whether what was agreed came true: by the records, or as the two said in the next talk.
enum class Verdict : std::uint8_t { open, kept, missed };

// One thing agreed. Of a figure it is the target of the next week; of anything else it is a to-do.
struct Agreement {
  std::int32_t number = 0;  // Within its talk, from 1, never used again.
  std::string words;        // Empty for a figure, which is told by its numbers.
  std::string figure;       // JSON name; "" = something to do.
  double value = 0;         // Of a figure: at least, or at most, as the figure is better.
  Day from;                 // The first and the last day on which it holds; of something to do `to` is its day.
  Day to;
  bool lead = false;  // The lead is to do it.
  std::string task;   // Id of the to-do that came of it; "" until both have signed, and for figures.
  Verdict verdict = Verdict::open;
  std::string verdict_by;  // Who said so; "" = this machine's owner, or nobody while it is open.
  TimeMs verdict_at = kNoTime;
  friend bool operator==(const Agreement&, const Agreement&) = default;
};

// The talk of one person about one week. There is none before anybody wrote something for it.
struct Talk {
  std::string id;  // That of the command that began it.
  std::string person;
  Day week;           // The Monday of the week that is talked about.
  std::string group;  // The person's when it began.
  std::string made_by;
  TimeMs made_at = 0;
  bool invited = false;  // The lead has prepared it: the rep is told that it is there.
  std::array<std::string, kTalkTexts> texts = {};
  std::optional<Day> lead_by;  // Until when the lead does what `lead_does` says.
  std::vector<Agreement> agreements = {};
  std::int32_t last_number = 0;  // Of the agreements, those taken back too.
  bool agrees = true;            // False: the rep signed and notes a disagreement.
  TimeMs person_signed_at = kNoTime;
  TimeMs lead_signed_at = kNoTime;
  std::string lead_signed_by;  // "" = this machine's owner, or nobody yet.
  std::string signed_page;   // The week as the page told it when the second of them signed: JSON of openapi.yaml's OneOnOneWeek.
  std::int64_t version = 0;  // Grows by one with each change: whoever saved an older one is told.
  TimeMs changed_at = 0;
  [[nodiscard]] bool is_signed() const { return person_signed_at != kNoTime && lead_signed_at != kNoTime; }
  [[nodiscard]] bool is_half_signed() const { return person_signed_at != kNoTime || lead_signed_at != kNoTime; }
  [[nodiscard]] const std::string& text(TalkText which) const { return texts[static_cast<std::size_t>(which)]; }
  [[nodiscard]] std::string& text(TalkText which) { return texts[static_cast<std::size_t>(which)]; }
  friend bool operator==(const Talk&, const Talk&) = default;
};

// A lead's private note about a person: nobody else reads it, no score sees it. Either it is shown to the person on request, or
// it is gone after kNoteDays.
struct TalkNote {
  std::string id;  // That of the command.
  std::string person;
  std::string by;  // "" = this machine's owner.
  std::string text;
  TimeMs made_at = 0;
  Day made_on;                // The shop day of made_at.
  TimeMs shown_at = kNoTime;  // Shown to the person: then it stays with the talks.
  friend bool operator==(const TalkNote&, const TalkNote&) = default;
};
inline constexpr int kNoteDays = 30;

}  // namespace rigong::model
