// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/people_body.h"

#include <array>

#include "overlay/server/ids.h"
#include "overlay/server/one_of.h"

namespace rigong::overlay {
namespace {

// How long a text may be is a rule of what it says and answered in its words; this bound only keeps requests small.
constexpr std::size_t kMostWords = 20'000;
constexpr std::int64_t kMostDaysKept = 36'500;

std::string words(Fields& fields, const char* name) { return fields.text(name, 0, kMostWords); }
std::string person(Fields& fields, const char* name = "person") { return fields.text(name, 1, 256); }

std::string id(Fields& fields, const char* name) {
  std::string id = fields.text(name, 36, 36);
  if (!is_command_id(id)) fields.fault(name, "应为 UUIDv7。", "It must be a UUID of version 7.");
  return id;
}

Words both(Fields& fields, const char* name) {
  Words given;
  fields.object(name, [&given](Fields& one) { given = {words(one, "zh"), words(one, "en")}; });
  return given;
}

template <class Act>
Act from_to(Fields& fields, Act act) {
  act.from = fields.day("from");
  act.to = fields.day("to");
  return act;
}

}  // namespace

PeopleAct put_member(Fields& fields) {
  PutMember act;
  act.member = fields.text("member", 1, 64);
  act.is_new = fields.flag("is_new");
  act.name = fields.text("name", 1, 64);
  act.group = fields.text("group", 0, 64);
  act.role = one_of(fields, "role", std::array{Role::rep, Role::lead, Role::admin, Role::reader});
  act.track = one_of(fields, "track", std::array{Track::unset, Track::pre_sales, Track::after_sales, Track::phone, Track::live});
  act.stage = one_of(fields, "stage", std::array{Stage::by_time, Stage::newcomer, Stage::growing, Stage::mature, Stage::senior});
  act.joined_on = fields.day_or_null("joined_on");
  fields.objects("accounts", 32, Need::needed, [&act](Fields& one) {
    AnsweredAs account;
    account.account = person(one, "account");
    account.rep = person(one, "rep");
    account.from = one.day_or_null("from");
    account.to = one.day_or_null("to");
    act.accounts.push_back(std::move(account));
  });
  act.mentor = fields.maybe_text("mentor", 256);
  return act;
}

PeopleAct member_leaves(Fields& fields) {
  MemberLeaves act;
  act.member = person(fields, "member");
  act.last_day = fields.day("last_day");
  act.hand_to = fields.text("hand_to", 0, 256);
  return act;
}

PeopleAct member_returns(Fields& fields) { return MemberReturns{person(fields, "member")}; }

PeopleAct erase_member(Fields& fields) {
  EraseMember act;
  act.member = person(fields, "member");
  act.name = fields.text("name", 0, 256);
  return act;
}

PeopleAct add_leave(Fields& fields) {
  AddLeave act;
  act.person = person(fields);
  act.hand_to = fields.text("hand_to", 0, 256);
  return from_to(fields, std::move(act));
}

PeopleAct remove_leave(Fields& fields) { return RemoveLeave{id(fields, "leave")}; }

PeopleAct add_deputy(Fields& fields) {
  AddDeputy act;
  act.person = person(fields);
  act.deputy = person(fields, "deputy");
  return from_to(fields, std::move(act));
}

PeopleAct remove_deputy(Fields& fields) { return RemoveDeputy{id(fields, "deputy")}; }
PeopleAct cancel_invitation(Fields& fields) { return CancelInvitation{person(fields)}; }
PeopleAct end_device(Fields& fields) { return EndDevice{id(fields, "device")}; }

PeopleAct publish_rules(Fields& fields) {
  PublishRules act;
  act.title = both(fields, "title");
  act.body = both(fields, "body");
  return act;
}

PeopleAct sign_text(Fields& fields) {
  SignText act;
  act.text = one_of(fields, "text", std::array{PublishedKind::notice, PublishedKind::rules});
  act.version = fields.whole("version", 1, 1'000'000);
  return act;
}

PeopleAct set_terms(Fields& fields) {
  SetTerms act;
  fields.objects("terms", 8, Need::needed, [&act](Fields& one) {
    SetTerms::One term;
    term.what = one_of(one, "what", model::kRetained);
    term.days = one.whole("days", 1, kMostDaysKept);
    act.terms.push_back(term);
  });
  return act;
}

PeopleAct be_named(Fields& fields) { return BeNamed{fields.flag("named")}; }

PeopleAct make_contest(Fields& fields) {
  using About = model::Contest::About;
  MakeContest act;
  act.about = one_of(fields, "about", std::array{About::figure, About::turn, About::sheet, About::task, About::entry});
  act.ref = fields.text("ref", 0, 200);
  act.day = fields.day("day");
  act.words = words(fields, "words");
  return act;
}

PeopleAct answer_contest(Fields& fields) {
  AnswerContest act;
  act.contest = id(fields, "contest");
  act.upheld = fields.flag("upheld");
  act.words = words(fields, "words");
  return act;
}

PeopleAct withdraw_contest(Fields& fields) { return WithdrawContest{id(fields, "contest")}; }

Invite invite(Fields& fields) { return Invite{person(fields)}; }

}  // namespace rigong::overlay
