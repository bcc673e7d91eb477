// SPDX-License-Identifier: Apache-2.0
#include "agent/team/members.h"

#include <catch2/catch.hpp>

#include "agent/base/text.h"

using namespace rigong;
using namespace rigong::team;
using model::Contest;
using model::Deputy;
using model::Leave;
using model::Member;
using model::MemberRole;

namespace {

const Day kToday{20'000};

Member member(const std::string& id, const std::string& name) {
  Member made;
  made.id = id;
  made.name = name;
  return made;
}
Leave leave(const std::string& id, Day from, Day to) { return {id, "lin", from, to, "mei", 0}; }
Deputy deputy(const std::string& person, const std::string& who, Day from, Day to) { return {"d", person, who, from, to, "", 0}; }
Contest contest() {
  Contest made;
  made.id = "c";
  made.person = "lin";
  made.ref = "satisfaction";
  made.day = kToday;
  made.words = "差评是催快递的。";
  return made;
}
std::string long_text(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += "长";
  return text;
}
template <class Result>
ErrorKind kind(const Result& result) {
  REQUIRE_FALSE(result);
  CHECK_FALSE(result.error().words.zh.empty());
  CHECK_FALSE(result.error().words.en.empty());
  return result.error().kind;
}

}  // namespace

TEST_CASE("a member has an id without spaces and a name of bounded length") {
  CHECK(check_member(member("r1", "林小满")));
  CHECK(check_member(member("工号-07", "Li")));
  for (const char* id : {"", "a b", "a/b", "a\nb", "(unassigned)", "a,b", "=1"}) {
    CAPTURE(id);
    CHECK(kind(check_member(member(id, "林"))) == ErrorKind::wrong_use);
  }
  CHECK(kind(check_member(member("r1", " \t"))) == ErrorKind::wrong_use);
  CHECK(check_member(member("r1", long_text(32))));
  CHECK(kind(check_member(member("r1", long_text(33)))) == ErrorKind::wrong_use);
}

TEST_CASE("the next id follows the highest of its form, whatever else there is") {
  CHECK(next_member_id({}) == "r1");
  CHECK(next_member_id({member("r9", ""), member("r10", ""), member("r2", "")}) == "r11");
  CHECK(next_member_id({member("rita", ""), member("r3x", ""), member("小满", "")}) == "r1");
}

TEST_CASE("a last day is not before the first, nor years away") {
  Member lin = member("lin", "林");
  CHECK(check_last_day(lin, kToday, kToday));
  lin.joined_on = kToday;
  CHECK(check_last_day(lin, kToday, kToday));
  CHECK(kind(check_last_day(lin, kToday - 1, kToday)) == ErrorKind::wrong_use);
  CHECK(kind(check_last_day(lin, kToday + 367, kToday)) == ErrorKind::wrong_use);
}

TEST_CASE("a leave has an order, a length, and no day of another leave of the same person") {
  CHECK(check_leave(leave("a", kToday, kToday), {}, kToday));
  CHECK(check_leave(leave("a", kToday - 62, kToday), {}, kToday));
  CHECK(kind(check_leave(leave("a", kToday - 63, kToday), {}, kToday)) == ErrorKind::wrong_use);
  CHECK(kind(check_leave(leave("a", kToday, kToday - 1), {}, kToday)) == ErrorKind::wrong_use);
  CHECK(kind(check_leave(leave("a", kToday, kToday + 366), {}, kToday)) == ErrorKind::wrong_use);
  const std::vector<Leave> before{leave("b", kToday + 3, kToday + 5)};
  CHECK(check_leave(leave("a", kToday, kToday + 2), before, kToday));
  CHECK(kind(check_leave(leave("a", kToday, kToday + 3), before, kToday)) == ErrorKind::refused);
  CHECK(kind(check_leave(leave("a", kToday + 5, kToday + 9), before, kToday)) == ErrorKind::refused);
  CHECK(check_leave(leave("b", kToday + 4, kToday + 6), before, kToday));
  std::vector<Leave> others = before;
  others.front().person = "hong";
  CHECK(check_leave(leave("a", kToday + 3, kToday + 5), others, kToday));
}

TEST_CASE("a lead is stood in for by one other who is there") {
  Member mei = member("mei", "梅");
  mei.role = MemberRole::lead;
  Member lin = member("lin", "林");
  const Deputy wanted = deputy("mei", "lin", kToday, kToday + 4);
  CHECK(check_deputy(wanted, mei, lin, {}, kToday));
  CHECK(kind(check_deputy(wanted, lin, mei, {}, kToday)) == ErrorKind::refused);
  CHECK(kind(check_deputy(deputy("mei", "mei", kToday, kToday), mei, mei, {}, kToday)) == ErrorKind::refused);
  CHECK(kind(check_deputy(deputy("mei", "lin", kToday - 3, kToday - 1), mei, lin, {}, kToday)) == ErrorKind::wrong_use);
  CHECK(kind(check_deputy(deputy("mei", "lin", kToday, kToday + 92), mei, lin, {}, kToday)) == ErrorKind::wrong_use);
  CHECK(kind(check_deputy(wanted, mei, lin, {deputy("mei", "hong", kToday + 4, kToday + 9)}, kToday)) == ErrorKind::refused);
  CHECK(kind(check_deputy(wanted, mei, lin, {deputy("yan", "lin", kToday + 4, kToday + 9)}, kToday)) == ErrorKind::refused);
  CHECK(check_deputy(wanted, mei, lin, {deputy("mei", "hong", kToday + 5, kToday + 9)}, kToday));
  lin.left_on = kToday + 3;
  CHECK(kind(check_deputy(wanted, mei, lin, {}, kToday)) == ErrorKind::refused);
}

TEST_CASE("published text has a title and a body of bounded length; English may be missing") {
  CHECK(check_text({"规则", ""}, {"第一条", ""}));
  CHECK(kind(check_text({"", "Rules"}, {"第一条", ""})) == ErrorKind::wrong_use);
  CHECK(kind(check_text({"规则", ""}, {" \n", ""})) == ErrorKind::wrong_use);
  CHECK(kind(check_text({long_text(61), ""}, {"第一条", ""})) == ErrorKind::wrong_use);
  CHECK(kind(check_text({"规则", ""}, {"第一条", long_text(10'001)})) == ErrorKind::wrong_use);
}

TEST_CASE("one thing is contested once at a time, in words, and not before its day") {
  CHECK(check_contest(contest(), {}, kToday));
  CHECK(kind(check_contest(contest(), {}, kToday - 1)) == ErrorKind::wrong_use);
  CHECK(kind(check_contest(contest(), {contest()}, kToday)) == ErrorKind::refused);
  Contest other = contest();
  other.day = kToday - 1;
  CHECK(check_contest(contest(), {other}, kToday));
  Contest withdrawn = contest();
  withdrawn.state = Contest::State::withdrawn;
  CHECK(check_contest(contest(), {withdrawn}, kToday));
  Contest empty = contest();
  empty.words = "  ";
  CHECK(kind(check_contest(empty, {}, kToday)) == ErrorKind::wrong_use);
  empty.words = long_text(1'001);
  CHECK(kind(check_contest(empty, {}, kToday)) == ErrorKind::wrong_use);
  std::vector<Contest> many;
  for (int i = 0; i < 50; ++i) {
    many.push_back(contest());
    many.back().ref = std::to_string(i);
  }
  CHECK(kind(check_contest(contest(), many, kToday)) == ErrorKind::refused);
}

TEST_CASE("another decides, once, with a reason; the person may take an open one back") {
  const auto upheld = decide(contest(), true, "查过，成立。", "mei", 5);
  REQUIRE(upheld);
  CHECK(upheld->state == Contest::State::upheld);
  CHECK(upheld->answered_by == "mei");
  CHECK(upheld->answered_at == 5);
  CHECK(decide(contest(), false, "不成立。", "", 5)->state == Contest::State::refused);
  CHECK(kind(decide(*upheld, false, "再看。", "mei", 6)) == ErrorKind::refused);
  CHECK(kind(decide(contest(), true, "自己。", "lin", 5)) == ErrorKind::refused);
  CHECK(kind(decide(contest(), true, "", "mei", 5)) == ErrorKind::wrong_use);
  CHECK(withdraw(contest(), 7)->state == Contest::State::withdrawn);
  CHECK(kind(withdraw(*upheld, 7)) == ErrorKind::refused);
}

TEST_CASE("terms lie between their least and most, the defaults among them") {
  for (const Term& term : kTerms) {
    CHECK(check_term(term.what, term.days));
    CHECK(check_term(term.what, term.least));
    CHECK(check_term(term.what, term.most));
    CHECK(kind(check_term(term.what, term.least - 1)) == ErrorKind::wrong_use);
    CHECK(kind(check_term(term.what, term.most + 1)) == ErrorKind::wrong_use);
    CHECK_FALSE(words_of(term.what).en.empty());
  }
}

TEST_CASE("what is passed to the lead goes to who is there for the lead") {
  using model::MemberRole;
  const std::vector<model::Member> members{{"ann", "安", "售后", MemberRole::lead, {}, {}},
                                           {"chen", "陈", "售前", MemberRole::lead, {}, {}},
                                           {"bai", "白", "售前", MemberRole::rep, {}, {}},
                                           {"qing", "青", "售前", MemberRole::rep, {}, {}}};
  const Day day{20780};
  const model::Leave chen_away{"l1", "chen", day - 1, day + 1, "", 0};
  const model::Leave ann_away{"l2", "ann", day, day, "", 0};
  const model::Leave qing_away{"l3", "qing", day, day, "", 0};
  const model::Deputy qing{"d1", "chen", "qing", day, day + 2, "", 0};
  const auto there = [&](const std::string& from, std::vector<model::Leave> leaves, std::vector<model::Deputy> deputies) {
    return lead_there(from, "售前", members, leaves, deputies, day);
  };
  CHECK(there("bai", {}, {})->person == "chen");
  CHECK(there("bai", {}, {})->stands_in_for.empty());
  // The other group's lead is asked where the own one cannot be.
  CHECK(there("bai", {chen_away}, {})->person == "ann");
  const auto to_deputy = there("bai", {chen_away}, {qing});
  CHECK(to_deputy->person == "qing");
  CHECK(to_deputy->stands_in_for == "chen");
  CHECK(to_deputy->lead_is_away);
  // A deputy's days count also where no leave is entered; a deputy who is away is none.
  CHECK(there("bai", {}, {qing})->person == "qing");
  CHECK_FALSE(there("bai", {}, {qing})->lead_is_away);
  CHECK(there("bai", {qing_away}, {qing})->person == "chen");
  // Days that are over, or still to come, change nothing.
  model::Deputy over = qing;
  over.from = day - 9;
  over.to = day - 1;
  CHECK(there("bai", {}, {over})->person == "chen");
  const auto refused = [](const Result<LeadThere>& found) {
    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::refused);
    CHECK_FALSE(found.error().words.en.empty());
    return found.error().words.zh;
  };
  CHECK(refused(there("bai", {chen_away, ann_away}, {})).find("没有安排代理") != std::string::npos);
  CHECK(refused(lead_there("qing", "售前", members, {chen_away, ann_away}, {qing}, day)).find("由您代理") != std::string::npos);
  CHECK(refused(lead_there("bai", "售前", {members[2]}, {}, {}, day)).find("还没有登记主管") != std::string::npos);
  auto deputy_left = members;
  for (model::Member& each : deputy_left) {
    if (each.id == "qing") each.left_on = day - 1;
  }
  CHECK(lead_there("bai", "售前", deputy_left, {}, {qing}, day)->person == "chen");
  CHECK(refused(lead_there("bai", "售前", deputy_left, {chen_away, ann_away}, {qing}, day)).find("没有安排代理") !=
        std::string::npos);
  auto left = members;
  left[0].left_on = left[1].left_on = day - 1;
  CHECK(refused(lead_there("bai", "售前", left, {}, {}, day)).find("还没有登记主管") != std::string::npos);
}
