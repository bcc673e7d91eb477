// SPDX-License-Identifier: Apache-2.0
// What is done to people, their devices and what they sign: the commands of overlay/api/people.h.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "overlay/api/people.h"

namespace rigong::overlay {

struct PutMember {
  std::string member;
  bool is_new = false;
  std::string name;
  std::string group;
  Role role = Role::rep;
  Track track = Track::unset;
  Stage stage = Stage::by_time;
  std::optional<Day> joined_on;
  std::vector<AnsweredAs> accounts;
  std::optional<std::string> mentor = {};  // A member's id; "" = nobody; nothing = as it is.
};
struct MemberLeaves {
  std::string member;
  Day last_day;
  std::string hand_to;  // Who gets what is open; "" = it stays.
};
struct MemberReturns {
  std::string member;
};
struct EraseMember {
  std::string member;
  std::string name;  // Typed once more, so that nobody is erased by a slip.
};
struct AddLeave {
  std::string person;
  Day from;
  Day to;
  std::string hand_to;
};
struct RemoveLeave {
  std::string leave;
};
struct AddDeputy {
  std::string person;
  std::string deputy;
  Day from;
  Day to;
};
struct RemoveDeputy {
  std::string deputy;  // Id of the standing in.
};
struct CancelInvitation {
  std::string person;
};
struct EndDevice {
  std::string device;
};
struct PublishRules {
  Words title;
  Words body;
};
struct SignText {
  PublishedKind text = PublishedKind::notice;
  std::int64_t version = 0;
};
struct SetTerms {
  struct One {
    Retained what = Retained::figures;
    std::int64_t days = 0;
  };
  std::vector<One> terms;
};
struct BeNamed {
  bool named = true;
};
struct MakeContest {
  model::Contest::About about = model::Contest::About::figure;
  std::string ref;
  Day day;
  std::string words;
};
struct AnswerContest {
  std::string contest;
  bool upheld = false;
  std::string words;
};
struct WithdrawContest {
  std::string contest;
};

using PeopleAct = std::variant<PutMember, MemberLeaves, MemberReturns, EraseMember, AddLeave, RemoveLeave, AddDeputy,
                               RemoveDeputy, CancelInvitation, EndDevice, PublishRules, SignText, SetTerms, BeNamed, MakeContest,
                               AnswerContest, WithdrawContest>;

// Body of POST /invitations.
struct Invite {
  std::string person;
};

}  // namespace rigong::overlay
