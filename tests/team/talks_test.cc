// SPDX-License-Identifier: Apache-2.0
// What may happen to a weekly talk, and what not.
#include "agent/team/talks.h"

#include <catch2/catch.hpp>

namespace rigong::team {
namespace {

using model::Talk;
using model::TalkText;
using model::Verdict;

constexpr Day kMonday{20'773};  // 2026-11-16.
constexpr TimeMs kNoon = (kMonday.number + 7) * kDayMs + 12 * kHourMs;

Actor lead(int days_after = 7) { return {"lead", kNoon + (days_after - 7) * kDayMs, kMonday + days_after}; }
Actor rep(int days_after = 7) { return {"rep", kNoon + (days_after - 7) * kDayMs, kMonday + days_after}; }
Talk fresh() { return new_talk("t1", "rep", "售前", kMonday, lead()).value(); }
template <class T>
ErrorKind kind(const Result<T>& result) {
  REQUIRE_FALSE(result.has_value());
  CHECK_FALSE(result.error().words.zh.empty());
  CHECK_FALSE(result.error().words.en.empty());
  return result.error().kind;
}

}  // namespace

TEST_CASE("talk: a week that is to come or long over has none") {
  CHECK(kind(new_talk("t", "rep", "", kMonday + 1, lead())) == ErrorKind::wrong_use);
  CHECK(kind(new_talk("t", "rep", "", kMonday + 14, lead())) == ErrorKind::refused);
  CHECK(kind(new_talk("t", "rep", "", kMonday, lead(7 + kLatestTalkDays + 1))) == ErrorKind::refused);
  CHECK(new_talk("t", "rep", "", kMonday, lead(7 + kLatestTalkDays)).has_value());
  CHECK(new_talk("t", "rep", "", kMonday, lead(0)).has_value());  // Topics may be noted while the week runs.
}

TEST_CASE("talk: nobody's words are lost") {
  Talk talk = write(fresh(), TalkText::topics, "排班", "", rep()).value();
  CHECK(talk.version == 1);
  CHECK(talk.text(TalkText::topics) == "排班");
  // Another window that still shows the field empty.
  const auto late = write(talk, TalkText::topics, "休息日", "", rep());
  CHECK(kind(late) == ErrorKind::refused);
  CHECK(late.error().words.zh.find("排班") != std::string::npos);
  CHECK(late.error().words.en.find("排班") != std::string::npos);
  // The same words once more, as a repeated request has them.
  CHECK(write(talk, TalkText::topics, "排班", "", rep()).has_value());
  CHECK(write(talk, TalkText::topics, "休息日", "排班", rep()).value().text(TalkText::topics) == "休息日");
  // Another field is not touched by it.
  CHECK(write(talk, TalkText::fact, "周四", "", lead()).value().text(TalkText::topics) == "排班");
  CHECK(kind(write(talk, TalkText::fact, std::string(kMostTalkText + 1, 'x'), "", lead())) == ErrorKind::wrong_use);
  std::string chinese;
  for (std::size_t i = 0; i < kMostTalkText; ++i) chinese += "字";
  CHECK(write(talk, TalkText::fact, chinese, "", lead()).has_value());
}

TEST_CASE("talk: whose a text is") {
  CHECK(is_persons(TalkText::topics));
  CHECK(is_persons(TalkText::disagreement));
  for (const TalkText text : {TalkText::fact, TalkText::effect, TalkText::longer, TalkText::lead_does})
    CHECK_FALSE(is_persons(text));
}

TEST_CASE("talk: what is agreed of a figure holds for the week after") {
  const Talk talk = agree(fresh(), {"", "slow_share", 0.03, {}, false}, lead()).value();
  REQUIRE(talk.agreements.size() == 1);
  CHECK(talk.agreements[0].number == 1);
  CHECK(talk.agreements[0].from == kMonday + 7);
  CHECK(talk.agreements[0].to == kMonday + 13);
  // It is the person's, whoever is said to do it.
  CHECK_FALSE(agree(fresh(), {"", "slow_share", 0.03, {}, true}, lead()).value().agreements[0].lead);
  SECTION("agreed anew it is replaced, under a new number") {
    const Talk again = agree(talk, {"", "slow_share", 0.025, {}, false}, rep()).value();
    REQUIRE(again.agreements.size() == 1);
    CHECK(again.agreements[0].number == 2);
    CHECK(again.agreements[0].value == 0.025);
  }
  SECTION("held late it is for the week that has not begun") {
    const Talk late = agree(fresh(), {"", "slow_share", 0.03, {}, false}, lead(15)).value();
    CHECK(late.agreements[0].from == kMonday + 21);
  }
  SECTION("held on the next Monday the week that begins is meant") {
    CHECK(agree(fresh(), {"", "slow_share", 0.03, {}, false}, lead(7)).value().agreements[0].from == kMonday + 7);
  }
}

TEST_CASE("talk: what is to be done has a day") {
  CHECK(agree(fresh(), {"交案例", "", 0, {}, false}, lead()).value().agreements[0].to == kMonday + 13);
  CHECK(agree(fresh(), {"交案例", "", 0, kMonday + 9, true}, lead()).value().agreements[0].to == kMonday + 9);
  CHECK(agree(fresh(), {"交案例", "", 0, kMonday + 9, true}, lead()).value().agreements[0].lead);
  CHECK(kind(agree(fresh(), {"交案例", "", 0, kMonday + 6, false}, lead())) == ErrorKind::refused);
  CHECK(kind(agree(fresh(), {"交案例", "", 0, kMonday + 1000, false}, lead())) == ErrorKind::refused);
  CHECK(kind(agree(fresh(), {"", "", 0, {}, false}, lead())) == ErrorKind::wrong_use);
  CHECK(kind(agree(fresh(), {"交案例", "slow_share", 0.1, {}, false}, lead())) == ErrorKind::wrong_use);
  CHECK(kind(agree(fresh(), {"", "slow_share", -1, {}, false}, lead())) == ErrorKind::wrong_use);
  CHECK(kind(agree(fresh(), {std::string(kMostTitle + 1, 'x'), "", 0, {}, false}, lead())) == ErrorKind::wrong_use);
}

TEST_CASE("talk: there is an end to agreements, and a number is never used again") {
  Talk talk = fresh();
  for (std::size_t i = 0; i < kMostAgreements; ++i)
    talk = agree(talk, {"第 " + std::to_string(i), "", 0, {}, false}, lead()).value();
  CHECK(kind(agree(talk, {"再一条", "", 0, {}, false}, lead())) == ErrorKind::refused);
  talk = take_back(talk, static_cast<std::int32_t>(kMostAgreements), lead()).value();
  CHECK(kind(take_back(talk, static_cast<std::int32_t>(kMostAgreements), lead())) == ErrorKind::not_found);
  talk = agree(talk, {"再一条", "", 0, {}, false}, lead()).value();
  CHECK(talk.agreements.back().number == static_cast<std::int32_t>(kMostAgreements) + 1);
}

TEST_CASE("talk: both sign, each for themself") {
  Talk talk = agree(fresh(), {"交案例", "", 0, {}, false}, lead()).value();
  talk = sign(talk, Side::person, false, rep()).value();
  CHECK_FALSE(talk.is_signed());
  CHECK(talk.is_half_signed());
  CHECK_FALSE(talk.agrees);
  CHECK(kind(sign(talk, Side::person, true, rep())) == ErrorKind::refused);
  SECTION("what was signed is not changed behind the signature") {
    CHECK(kind(write(talk, TalkText::fact, "别的", "", lead())) == ErrorKind::refused);
    CHECK(kind(agree(talk, {"再一条", "", 0, {}, false}, lead())) == ErrorKind::refused);
    CHECK(kind(take_back(talk, 1, lead())) == ErrorKind::refused);
    CHECK(kind(date(talk, kMonday + 9, lead())) == ErrorKind::refused);
    // But where they disagree may still be said.
    CHECK(write(talk, TalkText::disagreement, "转接的不该算我的", "", rep()).has_value());
  }
  SECTION("a signature can be taken back until the other is there") {
    CHECK(kind(unsign(talk, Side::lead, lead())) == ErrorKind::refused);
    const Talk back = unsign(talk, Side::person, rep()).value();
    CHECK_FALSE(back.is_half_signed());
    CHECK(back.agrees);
    CHECK(write(back, TalkText::fact, "别的", "", lead()).has_value());
  }
  SECTION("with both it stays as it is") {
    talk = sign(talk, Side::lead, true, lead()).value();
    CHECK(talk.is_signed());
    CHECK_FALSE(talk.agrees);  // The lead's signature says nothing about that.
    CHECK(talk.lead_signed_by == "lead");
    CHECK(kind(unsign(talk, Side::person, rep())) == ErrorKind::refused);
    CHECK(kind(invite(talk, lead())) == ErrorKind::refused);
    CHECK(kind(write(talk, TalkText::disagreement, "x", "", rep())) == ErrorKind::refused);
    CHECK(kind(sign(talk, Side::lead, true, lead())) == ErrorKind::refused);
  }
}

TEST_CASE("talk: what came true is said of what was agreed") {
  Talk talk = agree(fresh(), {"交案例", "", 0, {}, false}, lead()).value();
  CHECK(kind(judge(talk, 1, Verdict::kept, lead())) == ErrorKind::refused);
  talk = sign(sign(talk, Side::lead, true, lead()).value(), Side::person, true, rep()).value();
  const Talk judged = judge(talk, 1, Verdict::missed, lead(14)).value();
  CHECK(judged.agreements[0].verdict == Verdict::missed);
  CHECK(judged.agreements[0].verdict_by == "lead");
  CHECK(judge(judged, 1, Verdict::open, lead(14)).value().agreements[0] == talk.agreements[0]);  // Undone.
  CHECK(kind(judge(talk, 7, Verdict::kept, lead(14))) == ErrorKind::not_found);
}

TEST_CASE("talk: a clock that was set back does not turn the order round") {
  const Talk talk = write(fresh(), TalkText::topics, "一", "", rep()).value();
  const Talk later = write(talk, TalkText::topics, "二", "一", rep(3)).value();
  CHECK(later.version == 2);
  CHECK(later.changed_at == talk.changed_at);
}

}  // namespace rigong::team
