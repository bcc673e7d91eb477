// SPDX-License-Identifier: Apache-2.0
// Every endpoint x role x whose: one's own, a colleague's of the group, one's of another group, somebody's of another team,
// nobody's. What is expected stands here a second time, beside the table of rights, so that neither changes unseen.
#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

#include "tests/runtime/agent/role_teams.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::Caller;
using rigong::testing::get;
using rigong::testing::must;

namespace {

const Day kToday = kTeamsToday;

struct Outcome {
  bool done = false;
  ErrorKind kind = ErrorKind::internal;
  std::string words;
};
template <class Answer>
Outcome outcome(const Result<Answer>& answer) {
  return answer ? Outcome{true, {}, {}} : Outcome{false, answer.error().kind, answer.error().words.zh};
}

overlay::PeriodWords campaign() {
  overlay::PeriodWords words;
  words.name = "大促";
  words.from = words.to = kToday;
  return words;
}

using Ask = std::function<Outcome(overlay::Service&, const Caller&, const std::string&)>;
struct Endpoint {
  const char* name;
  // rep, lead, admin, reader, owner: "-" nothing, "o" what is one's own, "g" the own group's, "t" everybody's.
  const char* reach;
  Ask ask;
};
bool expected(char reach, bool own, bool group) {
  return reach == 't' || (reach == 'g' && (own || group)) || (reach == 'o' && own);
}

}  // namespace

TEST_CASE("Questions about a person reach as far as the role, and say the same of what is not to be seen and what is not there") {
  Teams teams;
  const std::vector<Endpoint> endpoints = {
      {"panel", "otott",
       [](auto& s, auto& c, auto& p) {
         return outcome(s.panel(c, {p, "", kToday}));
       }},
      {"turns", "otott",
       [](auto& s, auto& c, auto& p) {
         return outcome(s.turns(c, {p, "", kToday, kToday, {}, {}, {}, 100, ""}));
       }},
      {"trend", "otott",
       [](auto& s, auto& c, auto& p) {
         return outcome(s.trend(c, {p, "", "response_mean_ms", 30, {}}));
       }},
      {"shop figures", "otott",
       [](auto& s, auto& c, auto& p) {
         return outcome(s.shop_figures(c, {p, "", kToday, kToday}));
       }},
      {"sheets", "otott",
       [](auto& s, auto& c, auto& p) {
         return outcome(s.sheets(c, {p, kToday, kToday}));
       }},
      {"sheet", "otott",
       [](auto& s, auto& c, auto& p) {
         return outcome(s.sheet(c, {p, kToday}));
       }},
      {"work", "otott",
       [](auto& s, auto& c, auto& p) {
         return outcome(s.work(c, {p, kToday}));
       }},
      {"promises", "otott",
       [](auto& s, auto& c, auto& p) {
         return outcome(s.promises(c, {p, {}, kToday, kToday}));
       }},
  };
  for (const Endpoint& endpoint : endpoints) {
    for (std::size_t at = 0; at < std::size(kRoles); ++at) {
      const std::string role = kRoles[at];
      CAPTURE(endpoint.name, role);
      const Caller& caller = teams.callers.at(role);
      const Outcome unknown = endpoint.ask(teams.desk.service(), caller, "nobody");
      CHECK_FALSE(unknown.done);
      CHECK(unknown.kind == ErrorKind::not_found);
      for (const char* person : {"bai", "qing", "yu", "chen", "gu", "wen", "fei", "far"}) {
        CAPTURE(person);
        const bool own = teams.selves.at(role) == person;
        const bool foreign = std::string(person) == "fei" || std::string(person) == "far";
        const Outcome got = endpoint.ask(teams.desk.service(), caller, person);
        CHECK(got.done == (!foreign && expected(endpoint.reach[at], own, false)));
        if (!got.done) {
          CHECK(got.kind == unknown.kind);
          CHECK(got.words == unknown.words);
        }
      }
    }
  }
}

TEST_CASE("Questions about a group and about the team reach as far as the role") {
  Teams teams;
  {
    const auto write = get(teams.desk.store().write());
    model::NamedPeriod period;
    period.id = "01976b3e-7d00-7abc-89ab-0123456789af";
    period.name = "大促";
    period.from = period.to = kToday;
    must(write->put_named_period(period));
    must(write->commit());
  }
  for (const char* role : kRoles) CHECK_FALSE(teams.desk.service().period(teams.callers.at(role), {teams.foreign_period, ""}));
  const std::vector<Endpoint> endpoints = {
      {"team", "-t-tt",
       [](auto& s, auto& c, auto& g) {
         return outcome(s.team(c, {g, "", kToday}));
       }},
      {"day report", "-t-tt",
       [](auto& s, auto& c, auto& g) {
         return outcome(s.day_report(c, {g, kToday}));
       }},
      {"ranking", "gt-tt",
       [](auto& s, auto& c, auto& g) {
         return outcome(s.ranking(c, {g, "", overlay::RankBy::day, kToday}));
       }},
      {"period", "-t-tt",
       [](auto& s, auto& c, auto& g) {
         return outcome(s.period(c, {"01976b3e-7d00-7abc-89ab-0123456789af", g}));
       }},
      {"load", "-t-tt",
       [](auto& s, auto& c, auto& g) {
         return outcome(s.load(c, {g, ""}));
       }},
      {"handoffs", "gtgtt",
       [](auto& s, auto& c, auto& g) {
         return outcome(s.handoffs(c, {g, kToday}));
       }},
  };
  for (const Endpoint& endpoint : endpoints) {
    for (std::size_t at = 0; at < std::size(kRoles); ++at) {
      const std::string role = kRoles[at];
      CAPTURE(endpoint.name, role);
      // 售前 is bai's and gu's own group; 客服部 is another team's.
      CHECK(endpoint.ask(teams.desk.service(), teams.callers.at(role), "售前").done == expected(endpoint.reach[at], false, true));
      CHECK(endpoint.ask(teams.desk.service(), teams.callers.at(role), "售后").done ==
            expected(endpoint.reach[at], false, false));
      CHECK_FALSE(endpoint.ask(teams.desk.service(), teams.callers.at(role), "客服部").done);
    }
  }
  struct Page {
    const char* name;
    const char* answered;  // "y" for each role that gets an answer.
    std::function<Outcome(overlay::Service&, const Caller&)> ask;
  };
  const std::vector<Page> pages = {
      {"session", "yyyyy", [](auto& s, auto& c) { return outcome(s.session(c)); }},
      {"people", "yyyyy", [](auto& s, auto& c) { return outcome(s.people(c)); }},
      {"accounts", "yyyyy", [](auto& s, auto& c) { return outcome(s.accounts(c)); }},
      {"members", "-yy-y", [](auto& s, auto& c) { return outcome(s.members(c)); }},
      {"devices", "yyyyy", [](auto& s, auto& c) { return outcome(s.devices(c)); }},
      {"notices", "yyyyy", [](auto& s, auto& c) { return outcome(s.notices(c)); }},
      {"own data", "yyyyy", [](auto& s, auto& c) { return outcome(s.own_data(c)); }},
      {"own export", "yyyy-",
       [](auto& s, auto& c) {
         return outcome(s.own_export(c, {kToday, kToday}));
       }},
      {"own log", "yyyy-", [](auto& s, auto& c) { return outcome(s.log(c, {})); }},
      {"whole log", "--y-y",
       [](auto& s, auto& c) {
         return outcome(s.log(c, {true, 0}));
       }},
      {"posts", "-y-yy",
       [](auto& s, auto& c) {
         return outcome(s.posts(c, {kToday, kToday}));
       }},
      {"periods", "-y-yy", [](auto& s, auto& c) { return outcome(s.periods(c)); }},
      {"one-time code", "----y", [](auto& s, auto& c) { return outcome(s.make_code(c)); }},
      {"shop's figures", "-y-yy",
       [](auto& s, auto& c) {
         return outcome(s.shop_figures(c, {"", "", kToday, kToday}));
       }},
  };
  for (const Page& page : pages) {
    for (std::size_t at = 0; at < std::size(kRoles); ++at) {
      CAPTURE(page.name, kRoles[at]);
      CHECK(page.ask(teams.desk.service(), teams.callers.at(kRoles[at])).done == (page.answered[at] == 'y'));
    }
  }
  // Lists name nobody of another team, and to a rep nobody else.
  CHECK(get(teams.desk.service().people(teams.callers.at("rep"))).answer.people.size() == 1);
  for (const char* role : kRoles) {
    for (const auto& person : get(teams.desk.service().people(teams.callers.at(role))).answer.people) {
      CHECK(person.id != "fei");
      CHECK(person.id != "far");
    }
    for (const auto& device : get(teams.desk.service().devices(teams.callers.at(role))).answer.devices) {
      CHECK(device.id != teams.foreign_device);
      CHECK((std::string(role) != "rep" || device.person->id == "bai"));
    }
    for (const auto& contest : get(teams.desk.service().own_data(teams.callers.at(role))).answer.to_decide) {
      CHECK(contest.id != teams.foreign_contest);
    }
  }
}

TEST_CASE("Commands reach as far as the role; what belongs to another team is not there") {
  using overlay::PeopleAct;
  using overlay::WorkAct;
  Teams teams;
  TestDesk& desk = teams.desk;
  const auto as_owner = [&](auto act) { return get(desk.command_of(TestDesk::machine(), std::move(act))).id; };
  const auto todo = [](const std::string& person) {
    return WorkAct(overlay::MakeTask{model::TaskKind::todo, person, "回访", kToday, {}, "", {}});
  };
  const auto leave = [](const std::string& person) { return PeopleAct(overlay::AddLeave{person, kToday + 9, kToday + 9, ""}); };
  struct Deed {
    const char* name;
    const char* done;  // rep, lead, admin, reader, owner.
    std::function<overlay::Command()> make;
  };
  int n = 0;
  const auto made = [&](auto act) { return [&desk, act] { return desk.make(act); }; };
  const std::vector<Deed> deeds = {
      {"a to-do for another", "-y--y", made(todo("yu"))},
      {"dropping another's to-do", "-y--y",
       [&] {
         return desk.make(WorkAct(overlay::DropTask{as_owner(todo("yu")), "不需要了"}));
       }},
      {"another's leave", "-yy-y",
       [&] {
         ++n;
         return desk.make(PeopleAct(overlay::AddLeave{"yu", kToday + 10 + n, kToday + 10 + n, ""}));
       }},
      {"removing a leave", "-yy-y",
       [&] {
         ++n;
         return desk.make(PeopleAct(
             overlay::RemoveLeave{as_owner(PeopleAct(overlay::AddLeave{"qing", kToday + 10 + n, kToday + 10 + n, ""}))}));
       }},
      {"a new rep", "-yy-y",
       [&] {
         overlay::PutMember member;
         member.member = "n" + std::to_string(++n);
         member.is_new = true;
         member.name = "新人";
         return desk.make(PeopleAct(member));
       }},
      {"a new admin", "--y-y",
       [&] {
         overlay::PutMember member;
         member.member = "n" + std::to_string(++n);
         member.is_new = true;
         member.name = "新人";
         member.role = overlay::Role::admin;
         return desk.make(PeopleAct(member));
       }},
      {"a deputy", "-yy-y",
       [&] {
         ++n;
         return desk.make(PeopleAct(overlay::AddDeputy{"chen", "yu", kToday + 10 + n, kToday + 10 + n}));
       }},
      {"a member leaves", "-yy-y", made(PeopleAct(overlay::MemberLeaves{"yu", kToday + 100, ""}))},
      {"rules", "-yy-y", made(PeopleAct(overlay::PublishRules{{"规则", ""}, {"一", ""}}))},
      {"signing the notice", "yyyyy", made(PeopleAct(overlay::SignText{overlay::PublishedKind::notice, 1}))},
      {"being named", "yyyy-", made(PeopleAct(overlay::BeNamed{false}))},
      {"posting to a group that is not there", "-----",
       made(overlay::PostAct(overlay::PostNow{"群", "售前", overlay::RankBy::day, kToday}))},
      {"terms", "--y-y", made(PeopleAct(overlay::SetTerms{{{overlay::Retained::work, 400}}}))},
      {"cancelling an invitation", "-yy-y", made(PeopleAct(overlay::CancelInvitation{"yu"}))},
      {"the demo for everybody", "-yy-y", made(overlay::StartDemo{})},
      {"removing a source", "-----", made(overlay::RemoveAccount{"no such source"})},
      {"erasing somebody who is there", "-----", made(PeopleAct(overlay::EraseMember{"yu", "于五"}))},
      {"signing another's sheet", "-----", made(overlay::SignSheet{"yu", kToday, "于五"})},
      {"noting that a major hand-off is known", "-y--y",
       [&] {
         overlay::MakeTask major{model::TaskKind::handoff, "bai", "整车破损", kToday, {}, "仓库", {}};
         major.major = true;
         return desk.make(WorkAct(overlay::SeeTask{get(desk.command_of(teams.callers.at("rep"), WorkAct(major))).id}));
       }},
      {"passing another's hand-off to the lead", "-----",
       [&] {
         return desk.make(WorkAct(overlay::PassTask{
             as_owner(WorkAct(overlay::MakeTask{model::TaskKind::handoff, "qing", "改地址", kToday, {}, "仓库", {}}))}));
       }},
      {"a step of the catalogue", "-y--y",
       [&] {
         return desk.make(WorkAct(overlay::SetStep{"", {"第 " + std::to_string(++n) + " 步", ""}}));
       }},
      {"hiding a step", "-y--y", made(WorkAct(overlay::HideStep{"closing", true}))},
      {"the built-in steps again", "-y--y", made(WorkAct(overlay::ResetSteps{}))},
      {"a campaign", "-y--y", made(overlay::PeriodAct(overlay::MakePeriod{campaign()}))},
      {"changing a campaign", "-y--y",
       [&] {
         return desk.make(overlay::PeriodAct(
             overlay::ChangePeriod{as_owner(overlay::PeriodAct(overlay::MakePeriod{campaign()})), campaign()}));
       }},
      {"ending a campaign", "-y--y",
       [&] {
         return desk.make(overlay::PeriodAct(overlay::EndPeriod{as_owner(overlay::PeriodAct(overlay::MakePeriod{campaign()}))}));
       }},
      {"dropping a campaign", "-y--y",
       [&] {
         return desk.make(overlay::PeriodAct(overlay::DropPeriod{as_owner(overlay::PeriodAct(overlay::MakePeriod{campaign()}))}));
       }},
      {"restoring a campaign", "-y--y",
       [&] {
         const std::string id = as_owner(overlay::PeriodAct(overlay::MakePeriod{campaign()}));
         as_owner(overlay::PeriodAct(overlay::DropPeriod{id}));
         return desk.make(overlay::PeriodAct(overlay::RestorePeriod{id}));
       }},
      {"ending a foreign campaign", "-----", made(overlay::PeriodAct(overlay::EndPeriod{teams.foreign_period}))},
      {"noting a foreign hand-off", "-----", made(WorkAct(overlay::SeeTask{teams.foreign_task}))},
      {"passing a foreign hand-off", "-----", made(WorkAct(overlay::PassTask{teams.foreign_task}))},
      {"a foreign to-do", "-----", made(WorkAct(overlay::FinishTask{teams.foreign_task, ""}))},
      {"a to-do for one of another team", "-----", made(todo("fei"))},
      {"leave of one of another team", "-----", made(leave("fei"))},
      {"a foreign device", "-----", made(PeopleAct(overlay::EndDevice{teams.foreign_device}))},
      {"a foreign contest", "-----", made(PeopleAct(overlay::AnswerContest{teams.foreign_contest, true, "好"}))},
  };
  for (const Deed& deed : deeds) {
    for (std::size_t at = 0; at < std::size(kRoles); ++at) {
      CAPTURE(deed.name, kRoles[at]);
      const auto done = desk.service().command(teams.callers.at(kRoles[at]), deed.make());
      // One demo is enough for all.
      if (done && std::string(deed.name) == "the demo for everybody")
        must(desk.command_of(TestDesk::machine(), overlay::LeaveDemo{}));
      if (deed.done[at] == 'y') {
        if (!done) FAIL_CHECK(done.error().words.en);
        continue;
      }
      CHECK_FALSE(done.has_value());
      if (!done) CHECK((done.error().kind == ErrorKind::not_found || done.error().kind == ErrorKind::refused));
    }
    if (std::string(deed.name) == "a member leaves") {
      must(desk.command_of(TestDesk::machine(), PeopleAct(overlay::MemberReturns{"yu"})));
    }
  }
  // Passing on is for whose it is, and what a lead has is with the lead already.
  for (const char* role : {"rep", "admin", "lead"}) {
    const std::string own =
        as_owner(WorkAct(overlay::MakeTask{model::TaskKind::handoff, teams.selves.at(role), "改地址", kToday, {}, "仓库", {}}));
    CHECK(desk.command_of(teams.callers.at(role), WorkAct(overlay::PassTask{own})).has_value() == (std::string(role) != "lead"));
  }
  // What a lead is told of is told to nobody else.
  overlay::MakeTask major{model::TaskKind::handoff, "bai", "整车破损", kToday, {}, "仓库", {}};
  major.major = true;
  must(desk.command_of(teams.callers.at("rep"), WorkAct(major)));
  for (const char* role : kRoles) {
    const bool told = std::string(role) == "lead" || std::string(role) == "owner";
    CAPTURE(role);
    CHECK(get(desk.service().session(teams.callers.at(role))).answer.major.empty() == !told);
  }
  for (const char* role : {"rep", "reader"}) {
    const Caller& caller = teams.callers.at(role);
    CHECK_FALSE(desk.service().begin_import(caller, {"a.csv", 5}));
    CHECK_FALSE(desk.service().import(caller, teams.foreign_task));
    CHECK_FALSE(desk.service().check_account(caller, {"files", "a", "", {{"path", desk.folder().string()}}}));
    CHECK_FALSE(
        desk.service().command(caller, desk.make(overlay::AddAccount{"files", "a", "", {{"path", desk.folder().string()}}})));
  }
  CHECK_FALSE(desk.service().invite(teams.callers.at("rep"), {"bai"}));
  CHECK_FALSE(desk.service().invite(teams.callers.at("reader"), {"wen"}));
  CHECK_FALSE(desk.service().invite(TestDesk::machine(), {"fei"}));
}
