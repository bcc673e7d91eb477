// SPDX-License-Identifier: Apache-2.0
// What may be said of people: the rules of members, leave, deputies, published texts, contests and terms. Pure. wrong_use and
// refused carry words for whoever typed it.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/member.h"
#include "agent/model/published.h"
#include "agent/model/talk.h"

namespace rigong::team {

inline constexpr std::size_t kMostNameCharacters = 32;
inline constexpr int kLongestLeaveDays = 366;
inline constexpr int kEarliestLeaveDays = 62;  // How long ago a leave may have begun that is entered now.
inline constexpr int kLongestDeputyDays = 92;
inline constexpr std::size_t kMostTitleCharacters = 60;
inline constexpr std::size_t kMostBodyCharacters = 10'000;
inline constexpr std::size_t kMostContestCharacters = 1'000;
inline constexpr std::size_t kMostOpenContests = 50;  // Of one person.

// An id is letters, digits, "-", "_", "." and whatever is no ASCII; a name is not empty.
[[nodiscard]] Status check_member(const model::Member& member);
// The next free id of the form r1, r2, …: it says nothing about whom it stands for.
[[nodiscard]] std::string next_member_id(const std::vector<model::Member>& members);
// The last day is not before the first, and not further away than a year.
[[nodiscard]] Status check_last_day(const model::Member& member, Day last_day, Day today);
// `others` are the person's leaves that share a day: two are not entered for one day.
[[nodiscard]] Status check_leave(const model::Leave& leave, const std::vector<model::Leave>& others, Day today);
// A lead is stood in for, by another member who is there; one at a time.
[[nodiscard]] Status check_deputy(const model::Deputy& wanted, const model::Member& lead, const model::Member& deputy,
                                  const std::vector<model::Deputy>& others, Day today);
[[nodiscard]] Status check_text(const Words& title, const Words& body);
[[nodiscard]] Status check_contest(const model::Contest& contest, const std::vector<model::Contest>& own, Day today);
// Decides; refused where it is decided already or the one who decides made it.
[[nodiscard]] Result<model::Contest> decide(const model::Contest& contest, bool upheld, const std::string& words,
                                            const std::string& by, TimeMs now);
[[nodiscard]] Result<model::Contest> withdraw(const model::Contest& contest, TimeMs now);

// To whom a member of a group passes what they cannot settle: the group's lead; where that one is away or somebody stands in for
// them on the day, the one who stands in.
struct LeadThere {
  std::string person;
  std::string stands_in_for;  // Of a deputy, the lead.
  bool lead_is_away = false;
};
// The leads of the group come before the others of the team. `leaves` and `deputies` are those of the day. refused, with a next
// step, where no lead is there and nobody stands in, or where `from` is the one who would get it.
[[nodiscard]] Result<LeadThere> lead_there(const std::string& from, const std::string& group,
                                           const std::vector<model::Member>& members, const std::vector<model::Leave>& leaves,
                                           const std::vector<model::Deputy>& deputies, Day day);

// How long a class of records is kept, in days: the default, and between what it can be set.
struct Term {
  model::Retained what = model::Retained::figures;
  int days = 0;
  int least = 0;
  int most = 0;
};
inline constexpr std::array kTerms{
    Term{model::Retained::figures, 730, 92, 3650},
    Term{model::Retained::work, 730, 92, 3650},
    Term{model::Retained::sheets, 730, 92, 3650},
    Term{model::Retained::log, 730, 183, 3650},
    Term{model::Retained::rejected, 30, 1, 90},
    Term{model::Retained::talks, 730, 92, 3650},
    // Their writers are told so beside each note: it can be made shorter, never longer.
    Term{model::Retained::notes, model::kNoteDays, 1, model::kNoteDays},
};
static_assert(std::equal(kTerms.begin(), kTerms.end(), model::kRetained.begin(), model::kRetained.end(),
                         [](const Term& term, model::Retained what) { return term.what == what; }),
              "Each class of records has a term.");
[[nodiscard]] Status check_term(model::Retained what, std::int64_t days);
// 消息与数字, figures …: what the class is called.
[[nodiscard]] Words words_of(model::Retained what);

}  // namespace rigong::team
