// SPDX-License-Identifier: Apache-2.0
// A weekly talk from its preparation to what comes of it, as the rep, the lead, a deputy and strangers meet it.
#include <catch2/catch.hpp>

#include <algorithm>

#include "overlay/server/json_writer.h"
#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using model::TalkText;
using overlay::Caller;
using overlay::TalkAct;
using overlay::TalkRow;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// The messages of the shop are of this Monday.
const Day kWeek = *parse_day("2026-03-02");

struct Shop {
  Shop() {
    desk.fill();
    desk.clock().set(wall("2026-03-09 10:00"));
    lead = desk.device_of("chen");
    bai = desk.device_of("bai");
    qing = desk.device_of("qing");
  }
  Result<overlay::CommandDone> act(const Caller& caller, TalkAct act) { return desk.command_of(caller, std::move(act)); }
  ErrorKind refused(const Caller& caller, TalkAct what) {
    const auto done = act(caller, std::move(what));
    REQUIRE_FALSE(done.has_value());
    CHECK_FALSE(done.error().words.zh.empty());
    return done.error().kind;
  }
  overlay::OneOnOne page(const Caller& caller, const std::string& person = "bai") {
    return get(desk.service().one_on_one(caller, {person, kWeek})).answer;
  }
  TalkRow row(const std::string& person) {
    const auto list = get(desk.service().one_on_ones(lead, {"", kWeek})).answer;
    const auto found =
        std::find_if(list.rows.begin(), list.rows.end(), [&](const auto& each) { return each.person.id == person; });
    REQUIRE(found != list.rows.end());
    return *found;
  }
  void both_sign() {
    must(act(bai, overlay::SignTalk{"bai", kWeek, true}));
    must(act(lead, overlay::SignTalk{"bai", kWeek, true}));
  }
  TestDesk desk;
  Caller lead, bai, qing;
};

overlay::WriteTalk text(TalkText which, const std::string& words, const std::string& was = "") {
  return {"bai", kWeek, which, words, was};
}
overlay::AgreeInTalk figure(const std::string& name, double value) { return {"bai", kWeek, "", name, value, {}, false}; }
overlay::AgreeInTalk todo(const std::string& words, bool lead = false) { return {"bai", kWeek, words, "", {}, {}, lead}; }

}  // namespace

TEST_CASE("A talk goes from the list to both signatures, and what was agreed becomes a target and a to-do") {
  Shop shop;
  CHECK(shop.row("bai").state == TalkRow::State::due);
  must(shop.act(shop.lead, overlay::InviteToTalk{{"bai", "qing"}, kWeek + 3}));
  CHECK(shop.row("bai").state == TalkRow::State::invited);
  CHECK(shop.page(shop.bai).talk.invited);
  must(shop.act(shop.bai, text(TalkText::topics, "能不能在 14 点多排一个人？")));
  CHECK(shop.row("bai").topics);
  must(shop.act(shop.lead, text(TalkText::lead_does, "14–15 点加排 1 人")));
  must(shop.act(shop.lead, overlay::DateTalk{"bai", kWeek, kWeek + 9}));
  must(shop.act(shop.lead, figure("response_mean_ms", 40'000)));
  must(shop.act(shop.bai, todo("交一个案例")));
  must(shop.act(shop.lead, todo("排班加一个人", true)));
  CHECK(shop.row("bai").agreements == 3);
  must(shop.act(shop.bai, overlay::SignTalk{"bai", kWeek, false}));
  CHECK(shop.row("bai").state == TalkRow::State::half_signed);
  {
    // Nothing takes effect with one signature.
    const auto view = get(shop.desk.store().read());
    CHECK(get(view->targets()).empty());
    CHECK(get(view->tasks({kWeek + 7, kWeek + 7, "bai", {}})).empty());
  }
  const auto done = get(shop.act(shop.lead, overlay::SignTalk{"bai", kWeek, true}));
  REQUIRE(done.words.has_value());
  CHECK(done.words->zh == "双方已签字，约定已变成下周的目标和待办。");

  const overlay::OneOnOne page = shop.page(shop.bai);
  CHECK_FALSE(page.talk.agrees);
  CHECK(page.talk.topics == "能不能在 14 点多排一个人？");
  CHECK(page.talk.lead_by == kWeek + 9);
  CHECK(page.talk.lead_signed_by->id == "chen");
  CHECK(shop.row("bai").state == TalkRow::State::held);
  const auto view = get(shop.desk.store().read());
  const auto targets = get(view->targets());
  REQUIRE(targets.size() == 1);
  CHECK(targets[0] == model::Target{"member:bai", "response_mean_ms", 40'000, kWeek + 7, kWeek + 13});
  const auto tasks = get(view->tasks({kWeek + 7, kWeek + 7, "bai", {}}));
  REQUIRE(tasks.size() == 1);
  CHECK(tasks[0].title == "交一个案例");
  CHECK(tasks[0].link.kind == model::TaskLink::Kind::talk);
  CHECK(get(view->tasks({kWeek + 7, kWeek + 7, "chen", {}})).at(0).title == "排班加一个人");
  // The week after is held against it.
  const auto next = get(shop.desk.service().one_on_one(shop.bai, {"bai", kWeek + 7})).answer;
  const auto response = std::find_if(next.week.figures.begin(), next.week.figures.end(),
                                     [](const auto& each) { return each.name == "response_mean_ms"; });
  REQUIRE(response != next.week.figures.end());
  CHECK(response->goal->high == 40'000);
  CHECK(response->goal->scope == "member:bai");
}

TEST_CASE("What was agreed comes back in the next talk with what came of it") {
  Shop shop;
  must(shop.act(shop.lead, todo("交一个案例")));
  must(shop.act(shop.lead, todo("看一遍新品说明")));
  must(shop.act(shop.lead, figure("response_mean_ms", 40'000)));
  shop.both_sign();
  const std::string task = shop.page(shop.lead).talk.agreements.at(0).task.value();
  must(shop.desk.command_of(shop.bai, overlay::WorkAct(overlay::FinishTask{task, "11 页"})));
  shop.desk.clock().set(wall("2026-03-16 10:00"));
  const auto next = get(shop.desk.service().one_on_one(shop.lead, {"bai", kWeek + 7})).answer;
  REQUIRE(next.week.last.size() == 3);
  CHECK(next.week.last[0].verdict == model::Verdict::kept);
  CHECK(next.week.last[0].by_record);
  CHECK(next.week.last[0].fact->zh == "11 页");
  CHECK(next.week.last[1].verdict == model::Verdict::open);
  CHECK(next.week.last[1].fact->zh == "待办还开着");
  // Of a week without figures no record tells: the two say it.
  CHECK(next.week.last[2].verdict == model::Verdict::open);
  CHECK_FALSE(next.week.last[2].by_record);
  must(shop.act(shop.lead, overlay::JudgeAgreement{"bai", kWeek, 2, model::Verdict::missed}));
  const auto judged = get(shop.desk.service().one_on_one(shop.lead, {"bai", kWeek + 7})).answer;
  CHECK(judged.week.last[1].verdict == model::Verdict::missed);
  CHECK(shop.refused(shop.bai, overlay::JudgeAgreement{"bai", kWeek, 2, model::Verdict::kept}) == ErrorKind::refused);
}

TEST_CASE("What both have signed stays as they saw it, whatever is delivered later") {
  Shop shop;
  const std::string before = overlay::to_json(shop.page(shop.lead).week);
  shop.both_sign();
  const overlay::OneOnOne then = shop.page(shop.lead);
  CHECK(then.signed_week == before);
  shop.desk.import_file("late.csv",
                        "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n"
                        "c9,m91,2026-03-03T10:00:00+08:00,in,,c9,在吗\n"
                        "c9,m92,2026-03-03T10:04:00+08:00,out,bai,c9,在的\n");
  CHECK(shop.page(shop.lead).signed_week == before);
  CHECK(overlay::to_json(shop.page(shop.lead).week) != before);  // What the records say now, for the command line.
  // As the page gets it.
  CHECK(overlay::to_json(shop.page(shop.lead)).find("\"week\":" + before) != std::string::npos);
}

TEST_CASE("However much is open, a talk can be signed, and its page stays of a size that is kept") {
  Shop shop;
  for (int i = 0; i < 60; ++i) {
    overlay::MakeTask made;
    made.task_kind = model::TaskKind::handoff;
    made.person = "bai";
    made.title = std::string(190, 'x') + std::to_string(i);
    made.from = kWeek + 7;
    made.department = "仓库";
    must(shop.desk.command_of(shop.bai, overlay::WorkAct(made)));
  }
  CHECK(shop.page(shop.lead).week.handoffs.size() == 20);
  shop.both_sign();
  CHECK_FALSE(shop.page(shop.lead).signed_week.empty());
}

TEST_CASE("A signature is one's own, and nothing changes behind it") {
  Shop shop;
  must(shop.act(shop.lead, todo("交一个案例")));
  CHECK(shop.refused(shop.qing, overlay::SignTalk{"bai", kWeek, true}) == ErrorKind::not_found);
  CHECK(shop.refused(shop.qing, overlay::UnsignTalk{"bai", kWeek}) == ErrorKind::not_found);
  CHECK(shop.refused(shop.qing, overlay::TakeBackAgreement{"bai", kWeek, 1}) == ErrorKind::not_found);
  CHECK(shop.refused(shop.qing, overlay::JudgeAgreement{"bai", kWeek, 1, model::Verdict::kept}) == ErrorKind::not_found);
  must(shop.act(shop.bai, overlay::TakeBackAgreement{"bai", kWeek, 1}));
  must(shop.act(shop.bai, overlay::SignTalk{"bai", kWeek, true}));
  CHECK(shop.refused(shop.lead, todo("后加的")) == ErrorKind::refused);
  CHECK(shop.refused(shop.lead, overlay::UnsignTalk{"bai", kWeek}) == ErrorKind::refused);
  must(shop.act(shop.bai, overlay::UnsignTalk{"bai", kWeek}));
  must(shop.act(shop.lead, todo("后加的")));
  shop.both_sign();
  CHECK(shop.refused(shop.bai, overlay::UnsignTalk{"bai", kWeek}) == ErrorKind::refused);
  // Who is this machine's owner holds talks and signs for nobody.
  Shop other;
  must(other.act(TestDesk::machine(), overlay::SignTalk{"bai", kWeek, true}));
  CHECK_FALSE(other.page(other.bai).talk.person_signed_at.has_value());
  CHECK(other.page(other.bai).talk.lead_signed_at.has_value());
}

TEST_CASE("Each writes their own part alone, and whoever has no part is told that there is nothing") {
  Shop shop;
  CHECK(shop.refused(shop.lead, text(TalkText::topics, "x")) == ErrorKind::refused);
  CHECK(shop.refused(shop.lead, text(TalkText::disagreement, "x")) == ErrorKind::refused);
  for (const TalkText which : {TalkText::fact, TalkText::effect, TalkText::longer, TalkText::lead_does}) {
    CHECK(shop.refused(shop.bai, text(which, "x")) == ErrorKind::refused);
  }
  CHECK(shop.refused(shop.qing, text(TalkText::topics, "x")) == ErrorKind::not_found);
  CHECK(shop.refused(shop.bai, overlay::InviteToTalk{{"bai"}, kWeek}) == ErrorKind::refused);
  const auto missing = shop.desk.service().one_on_one(shop.qing, {"nobody", kWeek});
  const auto not_theirs = shop.desk.service().one_on_one(shop.qing, {"bai", kWeek});
  REQUIRE_FALSE(missing.has_value());
  REQUIRE_FALSE(not_theirs.has_value());
  CHECK(not_theirs.error().kind == ErrorKind::not_found);
  CHECK(not_theirs.error().words.zh == missing.error().words.zh);
  CHECK_FALSE(shop.desk.service().one_on_ones(shop.bai, {"", kWeek}).has_value());
  // A lead has no talk with themself.
  CHECK_FALSE(shop.page(shop.lead, "chen").may.lead);
}

TEST_CASE("A week to come has no talk, and one long over is read only") {
  Shop shop;
  CHECK_FALSE(shop.desk.service().one_on_one(shop.lead, {"bai", kWeek + 14}).has_value());
  shop.desk.clock().set(wall("2026-05-01 10:00"));
  CHECK(shop.refused(shop.lead, todo("太晚了")) == ErrorKind::refused);
  CHECK(shop.page(shop.lead).week.week == kWeek);
}

TEST_CASE("A private note is its writer's, is shown on request, and is gone after thirty days") {
  Shop shop;
  const std::string note = get(shop.act(shop.lead, overlay::WriteNote{"bai", "家里有事，先别加班"})).id;
  const std::string other = get(shop.act(shop.lead, overlay::WriteNote{"bai", "下次问问带教"})).id;
  CHECK(shop.page(shop.lead).notes.size() == 2);
  CHECK(shop.page(shop.lead).notes.at(0).gone_on == *parse_day("2026-04-08"));
  CHECK(shop.page(shop.bai).notes.empty());
  CHECK(shop.page(TestDesk::machine()).notes.empty());
  CHECK(shop.refused(shop.bai, overlay::WriteNote{"bai", "x"}) == ErrorKind::refused);
  CHECK(shop.refused(shop.bai, overlay::ShowNote{note}) == ErrorKind::not_found);
  CHECK(shop.refused(TestDesk::machine(), overlay::DropNote{note}) == ErrorKind::not_found);
  must(shop.act(shop.lead, overlay::ShowNote{note}));
  REQUIRE(shop.page(shop.bai).notes.size() == 1);
  CHECK(shop.page(shop.bai).notes[0].text == "家里有事，先别加班");
  CHECK(shop.refused(shop.lead, overlay::DropNote{note}) == ErrorKind::refused);
  // What it says stands in no log.
  const auto view = get(shop.desk.store().read());
  must(view->commands(0, [](const model::CommandEntry& entry) {
    CHECK(entry.body.find("别加班") == std::string::npos);
    CHECK(entry.body.find("带教") == std::string::npos);
    return true;
  }));
  shop.desk.clock().set(wall("2026-04-07 10:00"));
  CHECK(shop.page(shop.lead).notes.size() == 2);
  shop.desk.clock().set(wall("2026-04-08 10:00"));
  REQUIRE(shop.page(shop.lead).notes.size() == 1);  // The one that was shown.
  CHECK(shop.refused(shop.lead, overlay::ShowNote{other}) == ErrorKind::not_found);
}

TEST_CASE("A deputy holds the talk without the lead's notes, and the log says so") {
  Shop shop;
  must(shop.act(shop.lead, overlay::WriteNote{"bai", "只给自己看"}));
  must(shop.desk.command_of(TestDesk::machine(), overlay::PeopleAct(overlay::AddDeputy{"chen", "qing", kWeek + 7, kWeek + 8})));
  CHECK(shop.page(shop.qing).notes.empty());
  CHECK(shop.page(shop.qing).may.lead);
  must(shop.act(shop.qing, text(TalkText::fact, "周一 10:00 这一段")));
  must(shop.act(shop.bai, overlay::SignTalk{"bai", kWeek, true}));
  must(shop.act(shop.qing, overlay::SignTalk{"bai", kWeek, true}));
  CHECK(shop.page(shop.lead).talk.lead_signed_by->id == "qing");
  const auto log = get(shop.desk.service().log(shop.bai, {})).answer;
  const bool told = std::any_of(log.lines.begin(), log.lines.end(), [](const auto& each) {
    return each.by && each.by->id == "qing" && each.words.zh.find("签了一对一面谈") != std::string::npos;
  });
  CHECK(told);
}

TEST_CASE("Two who write one field at once lose nothing, and the same command twice is one") {
  Shop shop;
  must(shop.act(shop.lead, text(TalkText::fact, "第一种说法")));
  const auto late = shop.act(shop.lead, text(TalkText::fact, "第二种说法"));
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().words.zh.find("第一种说法") != std::string::npos);
  const auto command = shop.desk.make(TalkAct(todo("交一个案例")));
  must(shop.desk.service().command(shop.lead, command));
  must(shop.desk.service().command(shop.lead, command));
  CHECK(shop.page(shop.lead).talk.agreements.size() == 1);
}

TEST_CASE("A figure that is agreed must have a better side and a sensible value") {
  Shop shop;
  CHECK(shop.refused(shop.lead, figure("answer_ratio", 1.5)) == ErrorKind::wrong_use);
  CHECK(shop.refused(shop.lead, figure("no_such_figure", 1)) == ErrorKind::wrong_use);
  CHECK(shop.refused(shop.lead, figure("satisfaction", 90)) == ErrorKind::wrong_use);
  CHECK(shop.refused(shop.lead, overlay::AgreeInTalk{"bai", kWeek, "", "satisfaction", {}, {}, false}) == ErrorKind::wrong_use);
}

TEST_CASE("Whoever a talk was prepared for is told on every page, until they have signed it or it is two weeks old") {
  Shop shop;
  const auto told = [&](const Caller& caller) { return get(shop.desk.service().session(caller)).answer.talk; };
  must(shop.act(shop.bai, text(TalkText::topics, "先写下")));
  CHECK_FALSE(told(shop.bai));
  must(shop.act(shop.lead, overlay::InviteToTalk{{"bai"}, kWeek}));
  CHECK(told(shop.bai) == kWeek);
  CHECK_FALSE(told(shop.qing));
  CHECK_FALSE(told(shop.lead));
  must(shop.act(shop.bai, overlay::SignTalk{"bai", kWeek, true}));
  CHECK_FALSE(told(shop.bai));
  must(shop.act(shop.bai, overlay::UnsignTalk{"bai", kWeek}));
  CHECK(told(shop.bai) == kWeek);
  shop.desk.clock().set(wall("2026-03-17 10:00"));
  shop.desk.restart();
  CHECK_FALSE(told(shop.bai));
}
