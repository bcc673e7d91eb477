// SPDX-License-Identifier: Apache-2.0
// What may happen to a weekly talk (reference: features, D2, D3): each function takes the talk as it stands and what somebody
// wants, and returns it as it is then; or, in words for a person, why not. Rights are not judged here (rights.h). Nothing of a
// talk changes once both have signed. Pure.
#pragma once

#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/talk.h"
#include "agent/team/tasks.h"

namespace rigong::team {

inline constexpr std::size_t kMostTalkText = 2000;  // Characters.
inline constexpr std::size_t kMostAgreements = 20;  // Of one talk.
inline constexpr std::size_t kMostNotes = 200;      // About one person by one lead.
inline constexpr int kLatestTalkDays = 28;          // How long after its week a talk can still be written.

// One that nobody wrote for yet. refused: a week that is to come or too long ago; wrong_use: not a Monday.
[[nodiscard]] Result<model::Talk> new_talk(const std::string& id, const std::string& person, const std::string& group, Day week,
                                           const Actor& actor);
// Whose a text is: the person's, or the lead's.
[[nodiscard]] bool is_persons(model::TalkText text);

// The person is told that the talk is prepared. Once is enough.
[[nodiscard]] Result<model::Talk> invite(const model::Talk& talk, const Actor& actor);
// `was`: as it stood when it was opened. refused where it is neither that nor what is wanted now: with what it says, so that
// neither is lost.
[[nodiscard]] Result<model::Talk> write(const model::Talk& talk, model::TalkText text, const std::string& words,
                                        const std::string& was, const Actor& actor);
[[nodiscard]] Result<model::Talk> date(const model::Talk& talk, std::optional<Day> lead_by, const Actor& actor);

struct NewAgreement {
  std::string words;   // Of something to do.
  std::string figure;  // Or of a figure that has a better side, with its value.
  double value = 0;
  std::optional<Day> due;
  bool lead = false;
};
// A figure holds for the week after the talk's, or, where that has begun, for the one after this day's; something to do is due by
// the end of it, or earlier. A figure that was agreed before is replaced. wrong_use: neither or both; refused: too many, a past
// day.
[[nodiscard]] Result<model::Talk> agree(const model::Talk& talk, const NewAgreement& wanted, const Actor& actor);
[[nodiscard]] Result<model::Talk> take_back(const model::Talk& talk, std::int32_t number, const Actor& actor);
// Of a talk that was signed: what no record tells.
[[nodiscard]] Result<model::Talk> judge(const model::Talk& talk, std::int32_t number, model::Verdict verdict, const Actor& actor);

enum class Side { person, lead };
// Signing twice is refused, and so is taking a signature back that is not there.
[[nodiscard]] Result<model::Talk> sign(const model::Talk& talk, Side side, bool agrees, const Actor& actor);
[[nodiscard]] Result<model::Talk> unsign(const model::Talk& talk, Side side, const Actor& actor);

}  // namespace rigong::team
