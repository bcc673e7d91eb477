// SPDX-License-Identifier: Apache-2.0
// People through the agent: joining, leaving, standing in, what is told and signed, what is kept and for whose eyes.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "agent/runtime/tidy.h"
#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// The day of the desk's clock, 2026-03-02.
const Day kToday = *parse_day("2026-03-02");

template <class Act>
Result<overlay::CommandDone> act(TestDesk& desk, const overlay::Caller& caller, Act what) {
  return desk.command_of(caller, overlay::PeopleAct(std::move(what)));
}
template <class Answer>
void refused(const Result<Answer>& done, ErrorKind kind = ErrorKind::refused) {
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().kind == kind);
  CHECK_FALSE(done.error().words.zh.empty());
  CHECK_FALSE(done.error().words.en.empty());
}
overlay::Session session_of(TestDesk& desk, const overlay::Caller& caller) { return get(desk.service().session(caller)).answer; }
overlay::Members members_of(TestDesk& desk) { return get(desk.service().members(TestDesk::machine())).answer; }
overlay::Member member_of(TestDesk& desk, const std::string& id) {
  for (overlay::Member& member : members_of(desk).members) {
    if (member.id == id) return member;
  }
  FAIL("no such member");
  return {};
}
bool may(const overlay::Session& session, const char* deed) {
  return std::find(session.may.begin(), session.may.end(), deed) != session.may.end();
}
overlay::PutMember put(const std::string& id, const std::string& name, overlay::Role role = overlay::Role::rep) {
  overlay::PutMember act;
  act.member = id;
  act.is_new = true;
  act.name = name;
  act.group = "售前";
  act.role = role;
  return act;
}
std::vector<overlay::LogLine> seen_by(TestDesk& desk, const overlay::Caller& caller) {
  return get(desk.service().log(caller, {})).answer.lines;
}

}  // namespace

TEST_CASE("An invitation lets one device in, once, as the member") {
  TestDesk desk;
  desk.fill();
  const auto invitation = get(desk.service().invite(TestDesk::machine(), {"bai"}));
  CHECK(invitation.only_here);
  CHECK(invitation.expires_at == desk.clock().now() + 7 * kDayMs);
  REQUIRE(invitation.qr.size() >= 21);
  for (const std::string& row : invitation.qr) CHECK(row.size() == invitation.qr.size());
  // The three corners of every QR code.
  CHECK(invitation.qr[0].substr(0, 7) == "1111111");
  CHECK(invitation.qr[0].substr(invitation.qr.size() - 7) == "1111111");
  CHECK(invitation.qr.back().substr(0, 7) == "1111111");
  CHECK(member_of(desk, "bai").invited_until == invitation.expires_at);

  const std::string token = invitation.link.substr(invitation.link.find("#join=") + 6);
  const auto session = get(desk.service().begin_session(Secret(token), "Windows · Edge\n<b>"));
  const auto caller = get(desk.service().who(Secret(session.token)));
  CHECK(caller.person == "bai");
  refused(desk.service().begin_session(Secret(token), ""));
  const auto shown = session_of(desk, caller);
  CHECK(shown.role == overlay::Role::rep);
  CHECK(shown.own_device);
  CHECK(shown.person->name == "白一");
  CHECK(shown.may == std::vector<std::string>{"see_accounts"});
  CHECK(member_of(desk, "bai").devices == 1);
  CHECK_FALSE(member_of(desk, "bai").invited_until);
  // It is this person's for good, also after a restart, and whoever's desk the machine is.
  desk.restart();
  CHECK(get(desk.service().who(Secret(session.token))).person == "bai");
  desk.give_desk_to("qing");
  CHECK(session_of(desk, get(desk.service().who(Secret(session.token)))).person->id == "bai");
  refused(desk.command_of(caller, overlay::ChooseDesk{"qing", false}));
  // The device's own name is one harmless line.
  const auto devices = get(desk.service().devices(caller)).answer.devices;
  REQUIRE(devices.size() == 1);
  CHECK(devices.front().this_one);
  CHECK(devices.front().device == "Windows · Edge\\n<b>");
}

TEST_CASE("An invitation ends after a week, by another one, and by being taken back") {
  TestDesk desk;
  desk.fill();
  const auto token_of = [](const overlay::NewInvitation& made) { return Secret(made.link.substr(made.link.find("#join=") + 6)); };
  const auto old = get(desk.service().invite(TestDesk::machine(), {"bai"}));
  desk.clock().advance(7 * kDayMs);
  refused(desk.service().begin_session(token_of(old), ""));
  const auto first = get(desk.service().invite(TestDesk::machine(), {"bai"}));
  const auto second = get(desk.service().invite(TestDesk::machine(), {"bai"}));
  refused(desk.service().begin_session(token_of(first), ""));
  must(act(desk, TestDesk::machine(), overlay::CancelInvitation{"bai"}));
  refused(desk.service().begin_session(token_of(second), ""));
  // A clock that was set back makes none live longer.
  const auto third = get(desk.service().invite(TestDesk::machine(), {"bai"}));
  desk.clock().advance(-kDayMs);
  refused(desk.service().begin_session(token_of(third), ""));
  refused(desk.service().invite(TestDesk::machine(), {"nobody"}), ErrorKind::not_found);
}

TEST_CASE("No token lies in the store or in the log") {
  TestDesk desk;
  desk.fill();
  const auto invitation = get(desk.service().invite(TestDesk::machine(), {"bai"}));
  const std::string token = invitation.link.substr(invitation.link.find("#join=") + 6);
  const auto session = get(desk.service().begin_session(Secret(token), ""));
  const auto again = get(desk.service().invite(TestDesk::machine(), {"bai"}));
  desk.stop();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(desk.folder())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    CAPTURE(entry.path().string());
    CHECK(bytes.find(token) == std::string::npos);
    CHECK(bytes.find(session.token) == std::string::npos);
    CHECK(bytes.find(again.link.substr(again.link.find("#join=") + 6)) == std::string::npos);
  }
}

TEST_CASE("A device is shut out by its person, by who looks after people, and when the member has left") {
  TestDesk desk;
  desk.fill();
  const auto first = desk.device_of("bai");
  const auto second = desk.device_of("bai");
  const auto others = desk.device_of("qing");
  refused(act(desk, others, overlay::EndDevice{first.session}), ErrorKind::not_found);
  must(act(desk, first, overlay::EndDevice{second.session}));
  CHECK(member_of(desk, "bai").devices == 1);
  CHECK(get(desk.service().devices(first)).answer.devices.size() == 1);
  must(act(desk, TestDesk::machine(), overlay::EndDevice{first.session}));
  CHECK(member_of(desk, "bai").devices == 0);

  overlay::MemberLeaves leaves;
  leaves.member = "qing";
  leaves.last_day = kToday;
  must(act(desk, TestDesk::machine(), leaves));
  // To the end of the last day.
  desk.service().look_after();
  CHECK(member_of(desk, "qing").devices == 1);
  CHECK(session_of(desk, others).person->id == "qing");
  refused(desk.service().invite(TestDesk::machine(), {"bai-nobody"}), ErrorKind::not_found);
  desk.clock().advance(kDayMs);
  refused(desk.service().session(others));
  desk.service().look_after();
  CHECK(member_of(desk, "qing").devices == 0);
  CHECK(member_of(desk, "qing").left);
  refused(desk.service().invite(TestDesk::machine(), {"qing"}), ErrorKind::not_found);
  // History stays.
  CHECK(get(desk.service().panel(TestDesk::machine(), {"qing", "", kToday})).answer.person.name == "青二");
  must(act(desk, TestDesk::machine(), overlay::MemberReturns{"qing"}));
  CHECK_FALSE(member_of(desk, "qing").left);
}

TEST_CASE("Members are made and changed, with their accounts, and figures follow") {
  TestDesk desk;
  desk.fill();
  CHECK(members_of(desk).next_id == "r1");
  overlay::PutMember mu = put("r1", "穆三");
  mu.track = overlay::Track::after_sales;
  mu.joined_on = kToday - 10;
  must(act(desk, TestDesk::machine(), mu));
  CHECK(member_of(desk, "r1").stage_now == overlay::Stage::newcomer);
  CHECK(member_of(desk, "r1").track == overlay::Track::after_sales);
  refused(act(desk, TestDesk::machine(), mu));
  refused(act(desk, TestDesk::machine(), put("小白", "冒名")));
  mu.is_new = false;
  mu.stage = overlay::Stage::mature;
  must(act(desk, TestDesk::machine(), mu));
  CHECK(member_of(desk, "r1").stage_now == overlay::Stage::mature);
  overlay::PutMember nobody = mu;
  nobody.member = "r2";
  refused(act(desk, TestDesk::machine(), nobody), ErrorKind::not_found);

  // 小青 is 穆三 from now on: what 小青 did is 穆三's.
  overlay::PutMember qing = put("qing", "青二");
  qing.is_new = false;
  const auto accounts = member_of(desk, "qing").accounts;
  REQUIRE(accounts.size() == 1);
  must(act(desk, TestDesk::machine(), qing));
  REQUIRE(members_of(desk).unclaimed.size() == 1);
  CHECK(members_of(desk).unclaimed.front().rep == "小青");
  mu.accounts = accounts;
  must(act(desk, TestDesk::machine(), mu));
  CHECK(members_of(desk).unclaimed.empty());
  desk.service().stop();
  desk.restart();
  must(desk.service().begin());
  const auto panel = get(desk.service().panel(TestDesk::machine(), {"r1", "", kToday})).answer;
  CHECK(panel.mode != overlay::Mode::empty);
  // Two cannot have one account on one day.
  qing.accounts = accounts;
  refused(act(desk, TestDesk::machine(), qing), ErrorKind::wrong_use);
  CHECK(member_of(desk, "qing").accounts.empty());
  qing.accounts.front().account = "no such source";
  refused(act(desk, TestDesk::machine(), qing), ErrorKind::wrong_use);
}

TEST_CASE("Only admins and the owner make leads, and a lead invites reps alone") {
  TestDesk desk;
  desk.fill();
  must(act(desk, TestDesk::machine(), put("gu", "顾六", overlay::Role::admin)));
  const auto lead = desk.device_of("chen");
  const auto admin = desk.device_of("gu");
  overlay::PutMember bai = put("bai", "白一", overlay::Role::lead);
  bai.is_new = false;
  bai.accounts = member_of(desk, "bai").accounts;
  refused(act(desk, lead, bai));
  refused(act(desk, lead, put("r9", "新人", overlay::Role::admin)));
  must(act(desk, lead, put("r9", "新人")));
  CHECK(desk.service().invite(lead, {"r9"}));
  refused(desk.service().invite(lead, {"gu"}));
  CHECK(desk.service().invite(lead, {"chen"}));
  CHECK(desk.service().invite(admin, {"chen"}));
  const auto early = get(desk.service().invite(lead, {"bai"}));
  must(act(desk, admin, bai));
  CHECK(member_of(desk, "bai").role == overlay::Role::lead);
  // Whoever made a rep's invitation has not made a lead's.
  refused(desk.service().begin_session(Secret(early.link.substr(early.link.find("#join=") + 6)), ""));
  // A lead who sits at the machine does not become its owner.
  desk.give_desk_to("chen");
  refused(desk.command(overlay::ChooseDesk{"", true}));
}

TEST_CASE("Leave hands the open hand-offs over with their numbers, and counts as a day off") {
  TestDesk desk;
  desk.fill();
  const auto made = get(desk.command_of(
      TestDesk::machine(),
      overlay::WorkAct(overlay::MakeTask{model::TaskKind::handoff, "bai", "改地址 2 单", kToday, {}, "仓库", {}})));
  const auto lead = desk.device_of("chen");
  overlay::AddLeave leave;
  leave.person = "bai";
  leave.from = kToday;
  leave.to = kToday + 1;
  leave.hand_to = "qing";
  const auto done = get(act(desk, lead, leave));
  CHECK(done.words->en.find("1 open item was handed over") != std::string::npos);
  const auto story = get(desk.service().task(TestDesk::machine(), {made.id})).answer;
  CHECK(story.task.owner.id == "qing");
  CHECK(story.task.shown_number == "0302-1");
  REQUIRE(member_of(desk, "bai").leaves.size() == 1);
  refused(act(desk, lead, leave));
  // Somebody's own leave is theirs to see, not to enter.
  refused(act(desk, desk.device_of("qing"), leave));
  const auto team = get(desk.service().team(TestDesk::machine(), {"售前", "", kToday})).answer;
  const auto row = std::find_if(team.rows.begin(), team.rows.end(), [](const auto& each) { return each.person.id == "bai"; });
  REQUIRE(row != team.rows.end());
  CHECK(row->off);
  must(act(desk, lead, overlay::RemoveLeave{member_of(desk, "bai").leaves.front().id}));
  CHECK(member_of(desk, "bai").leaves.empty());
}

TEST_CASE("A deputy has the lead's rights on the days, and every act says so") {
  TestDesk desk;
  desk.fill();
  const auto bai = desk.device_of("bai");
  refused(desk.service().team(bai, {"售前", "", kToday}), ErrorKind::not_found);
  overlay::AddDeputy wanted;
  wanted.person = "chen";
  wanted.deputy = "bai";
  wanted.from = kToday;
  wanted.to = kToday + 4;
  must(act(desk, desk.device_of("chen"), wanted));
  const auto session = session_of(desk, bai);
  CHECK(session.role == overlay::Role::lead);
  CHECK(session.acting_for->name == "陈立");
  CHECK(may(session, "see_team"));
  CHECK_FALSE(may(session, "set_role"));
  CHECK(desk.service().team(bai, {"售前", "", kToday}));
  must(desk.command_of(bai, overlay::WorkAct(overlay::MakeTask{model::TaskKind::todo, "qing", "回访", kToday, {}, "", {}})));
  // Who stands in does not name the next one.
  wanted.from = kToday + 10;
  wanted.to = kToday + 12;
  refused(act(desk, bai, wanted));
  const auto lines = seen_by(desk, desk.device_of("qing"));
  const auto task = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.kind == "task.make"; });
  REQUIRE(task != lines.end());
  CHECK(task->by->id == "bai");
  CHECK(task->acting_for->id == "chen");
  desk.clock().advance(5 * kDayMs);
  CHECK(session_of(desk, bai).role == overlay::Role::rep);
}

TEST_CASE("Whoever looks at another's figures is written down before they see them") {
  TestDesk desk;
  desk.fill();
  const auto bai = desk.device_of("bai");
  const auto lead = desk.device_of("chen");
  const auto before = seen_by(desk, bai);
  CHECK(std::none_of(before.begin(), before.end(), [](const auto& line) { return line.looked; }));
  get(desk.service().panel(bai, {"bai", "", kToday}));
  const auto number = get(get(desk.store().read())->change_number());
  get(desk.service().panel(lead, {"bai", "", kToday}));
  get(desk.service().panel(lead, {"bai", "", kToday}));
  get(desk.service().team(lead, {"售前", "", kToday}));
  get(desk.service().panel(lead, {"qing", "", kToday}));
  const auto count = [&](const overlay::Caller& caller, const std::string& kind) {
    const auto lines = seen_by(desk, caller);
    return std::count_if(lines.begin(), lines.end(), [&](const auto& line) { return line.kind == kind; });
  };
  // Looking at oneself is no news, and an hour of looking is one line.
  CHECK(count(bai, "view.panel") == 1);
  CHECK(count(bai, "view.team") == 1);
  desk.clock().advance(kHourMs);
  get(desk.service().panel(lead, {"bai", "", kToday}));
  CHECK(count(bai, "view.panel") == 2);
  const auto lines = seen_by(desk, bai);
  const auto line = std::find_if(lines.begin(), lines.end(), [](const auto& each) { return each.kind == "view.panel"; });
  CHECK(line->by->name == "陈立");
  CHECK(line->about->id == "bai");
  CHECK(line->words.en == "looked at the panel");
  // Pages are not asked to look again because somebody looked.
  CHECK(get(get(desk.store().read())->change_number()) == number);
  // The whole log is the owner's and the admin's.
  refused(desk.service().log(lead, {true, 0}), ErrorKind::not_found);
  const auto all = get(desk.service().log(TestDesk::machine(), {true, 0})).answer.lines;
  const auto looked = std::find_if(all.begin(), all.end(), [](const auto& each) { return each.kind == "view.panel"; });
  REQUIRE(looked != all.end());
  // Where it was done is called as the device is, and said to nobody else.
  CHECK(looked->device == "Windows · Edge");
  CHECK(line->device.empty());
}

TEST_CASE("A view that cannot be written down is not shown") {
  TestDesk desk;
  desk.fill();
  const auto lead = desk.device_of("chen");
  get(desk.service().panel(lead, {"qing", "", kToday}));
  // Whoever writes for long keeps others from writing.
  const auto held = get(desk.store().write());
  CHECK(desk.service().panel(lead, {"qing", "", kToday}));
  refused(desk.service().panel(lead, {"bai", "", kToday}), ErrorKind::busy);
}

TEST_CASE("The notice is there from the first start, names the terms, and is signed by each") {
  TestDesk desk;
  desk.fill();
  const auto bai = desk.device_of("bai");
  CHECK(session_of(desk, bai).to_sign == std::vector<std::string>{"notice"});
  auto notices = get(desk.service().notices(bai)).answer;
  REQUIRE(notices.texts.size() == 1);
  CHECK(notices.texts.front().version == 1);
  CHECK(notices.texts.front().body.zh.find("730 天") != std::string::npos);
  CHECK(notices.signatures.empty());
  CHECK_FALSE(notices.may_publish);
  refused(act(desk, bai, overlay::SignText{overlay::PublishedKind::notice, 2}));
  must(act(desk, bai, overlay::SignText{overlay::PublishedKind::notice, 1}));
  CHECK(session_of(desk, bai).to_sign.empty());
  CHECK(get(desk.service().notices(bai)).answer.texts.front().signed_at == desk.clock().now());
  // A restart says nothing new.
  desk.restart();
  CHECK(session_of(desk, bai).to_sign.empty());

  const auto lead = desk.device_of("chen");
  refused(act(desk, lead, overlay::SetTerms{{{overlay::Retained::sheets, 365}}}));
  refused(act(desk, TestDesk::machine(), overlay::SetTerms{{{overlay::Retained::log, 30}}}), ErrorKind::wrong_use);
  must(act(desk, TestDesk::machine(), overlay::SetTerms{{{overlay::Retained::sheets, 365}}}));
  CHECK(session_of(desk, bai).to_sign == std::vector<std::string>{"notice"});
  must(act(desk, lead, overlay::PublishRules{{"值班规则", ""}, {"第一条\n第二条", ""}}));
  CHECK(session_of(desk, bai).to_sign == std::vector<std::string>{"notice", "rules"});
  notices = get(desk.service().notices(lead)).answer;
  REQUIRE(notices.texts.size() == 2);
  CHECK(notices.texts[0].version == 2);
  CHECK(notices.texts[1].title.en == "值班规则");
  CHECK(notices.texts[1].made_by->id == "chen");
  CHECK(notices.signatures.size() == 6);
  refused(act(desk, bai, overlay::PublishRules{{"我的规则", ""}, {"无", ""}}));
}

TEST_CASE("What is kept of oneself is counted, exported, and contested; another decides") {
  TestDesk desk;
  desk.fill();
  const auto bai = desk.device_of("bai");
  const auto qing = desk.device_of("qing");
  auto own = get(desk.service().own_data(bai)).answer;
  REQUIRE(own.kept.size() >= 4);
  CHECK(own.kept.front().what == overlay::Retained::figures);
  CHECK(own.kept.front().count > 0);
  CHECK(own.kept.front().days == 730);
  const auto contest =
      get(act(desk, bai, overlay::MakeContest{model::Contest::About::figure, "satisfaction", kToday, "差评说的是快递。"}));
  refused(act(desk, bai, overlay::MakeContest{model::Contest::About::figure, "satisfaction", kToday, "再说一次。"}));
  refused(act(desk, TestDesk::machine(), overlay::MakeContest{model::Contest::About::figure, "satisfaction", kToday, "没有人。"}),
          ErrorKind::not_found);
  CHECK(get(desk.service().own_data(qing)).answer.contests.empty());
  CHECK(get(desk.service().own_data(qing)).answer.to_decide.empty());
  refused(act(desk, qing, overlay::AnswerContest{contest.id, true, "成立。"}), ErrorKind::not_found);
  refused(act(desk, qing, overlay::WithdrawContest{contest.id}), ErrorKind::not_found);
  refused(act(desk, bai, overlay::AnswerContest{contest.id, true, "成立。"}), ErrorKind::not_found);
  const auto lead = desk.device_of("chen");
  REQUIRE(get(desk.service().own_data(lead)).answer.to_decide.size() == 1);
  must(act(desk, lead, overlay::AnswerContest{contest.id, true, "查过，是快递的问题。"}));
  own = get(desk.service().own_data(bai)).answer;
  REQUIRE(own.contests.size() == 1);
  CHECK(own.contests.front().state == model::Contest::State::upheld);
  CHECK(own.contests.front().answered_by->name == "陈立");

  const auto files = get(desk.service().own_export(bai, {kToday - 5, kToday})).answer.files;
  REQUIRE(files.size() > 5);
  CHECK(files.front().name == "all.json");
  CHECK(files.front().text.find("\"turns\"") != std::string::npos);
  CHECK(files.front().text.find("差评说的是快递。") != std::string::npos);
  for (const auto& file : files) {
    CAPTURE(file.name);
    CHECK(file.text.find("小青") == std::string::npos);
    CHECK(file.text.find("青二") == std::string::npos);
  }
  const auto turns = std::find_if(files.begin(), files.end(), [](const auto& file) { return file.name == "turns.csv"; });
  CHECK(std::count(turns->text.begin(), turns->text.end(), '\n') > 2);
}

TEST_CASE("A former member is erased, and the shop's sums stay") {
  TestDesk desk;
  desk.fill();
  const auto bai = desk.device_of("bai");
  must(desk.command_of(bai, overlay::SaveSheet{"bai", kToday, {}, "今天不错", "白一的心得"}));
  const auto sums = [&] { return get(desk.service().shop_figures(TestDesk::machine(), {"", "", kToday, kToday})).answer; };
  const auto before = sums();
  refused(act(desk, TestDesk::machine(), overlay::EraseMember{"bai", "白一"}));
  overlay::MemberLeaves leaves;
  leaves.member = "bai";
  leaves.last_day = kToday - 1;
  must(act(desk, TestDesk::machine(), leaves));
  refused(act(desk, desk.device_of("chen"), overlay::EraseMember{"bai", "白一"}));
  refused(act(desk, TestDesk::machine(), overlay::EraseMember{"bai", "白"}));
  must(act(desk, TestDesk::machine(), overlay::EraseMember{"bai", " 白一 "}));
  for (const auto& member : members_of(desk).members) CHECK(member.id != "bai");
  // The log still speaks of bai: nobody else is ever taken for them.
  refused(act(desk, TestDesk::machine(), put("bai", "另一位")));
  const auto after = sums();
  REQUIRE(after.figures.size() == before.figures.size());
  for (std::size_t i = 0; i < after.figures.size(); ++i) {
    CAPTURE(after.figures[i].name);
    CHECK(after.figures[i].own == before.figures[i].own);
  }
  desk.stop();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(desk.folder())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    CAPTURE(entry.path().string());
    for (const char* trace : {"白一", "小白", "白一的心得", "今天不错"}) {
      CAPTURE(trace);
      CHECK(bytes.find(trace) == std::string::npos);
    }
  }
}

TEST_CASE("What was kept long enough goes once a day, with counts in the log") {
  TestDesk desk;
  desk.fill();
  desk.service().look_after();
  auto notices = get(desk.service().notices(TestDesk::machine())).answer;
  REQUIRE(notices.tidied_at.has_value());
  CHECK(std::all_of(notices.tidied.begin(), notices.tidied.end(), [](const auto& each) { return each.removed == 0; }));
  must(act(desk, TestDesk::machine(), overlay::SetTerms{{{overlay::Retained::figures, 92}}}));
  const auto there = [&] { return get(get(desk.store().read())->known_days(config::kDefaultShop)).has_value(); };
  // A clock that jumps may be wrong, forwards or back: nothing goes before the days were lived through.
  desk.clock().advance(4'000 * kDayMs);
  desk.service().look_after();
  CHECK(there());
  desk.clock().advance(-3'800 * kDayMs);
  desk.service().look_after();
  CHECK(there());
  desk.clock().advance(6 * kDayMs);
  desk.service().look_after();
  CHECK(there());
  desk.clock().advance(kDayMs);
  desk.service().look_after();
  desk.service().look_after();
  CHECK_FALSE(there());
  notices = get(desk.service().notices(TestDesk::machine())).answer;
  const auto figures = std::find_if(notices.tidied.begin(), notices.tidied.end(),
                                    [](const auto& each) { return each.what == overlay::Retained::figures; });
  CHECK(figures->removed > 0);
  const auto lines = get(desk.service().log(TestDesk::machine(), {true, 0})).answer.lines;
  CHECK(std::count_if(lines.begin(), lines.end(), [](const auto& line) { return line.kind == "tidy.run"; }) == 5);
}
