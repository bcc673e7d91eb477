// SPDX-License-Identifier: Apache-2.0
// The log makes the team again: whoever applies its commands in their order to a store that begins alike has the same members,
// leave, deputies, texts, receipts, contests and terms, and the same owners of what was handed over.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "agent/runtime/terms.h"
#include "overlay/server/body.h"
#include "tests/runtime/agent/test_desk.h"
#include "tests/support/random.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::Random;

namespace {

const std::vector<std::string> kPeople{"bai", "qing", "n1", "n2", "n3"};

// What somebody may send, sensible or not; `made` are ids of what was made before.
std::string random_act(Random& random, const std::vector<std::string>& made, Day today) {
  const auto day = [&] { return to_string(today + (random.below(12) - 3)); };
  const std::string person = random.one_of(kPeople);
  const std::string other = random.one_of(kPeople);
  const std::string id = made.empty() ? "01976b3e-7d00-7abc-89ab-0123456789ab" : random.one_of(made);
  switch (random.below(14)) {
    case 0:
      return fmt::format(
          R"("kind":"member.put","member":"{}","is_new":true,"name":"新人 {}","group":"售前","role":"rep","track":"{}","stage":"by_time","joined_on":"{}","accounts":[])",
          person, random.below(9), random.below(2) == 0 ? "phone" : "unset", day());
    case 1:
      return fmt::format(
          R"("kind":"member.put","member":"{}","is_new":false,"name":"改名 {}","group":"售后","role":"{}","track":"live","stage":"{}","joined_on":null,"accounts":[])",
          random.one_of(std::vector<std::string>{"n1", "n2", "n3"}), random.below(9), random.below(4) == 0 ? "reader" : "rep",
          random.below(2) == 0 ? "senior" : "growing");
    case 2:
      return fmt::format(R"("kind":"leave.add","person":"{}","from":"{}","to":"{}","hand_to":"{}")", person, day(), day(),
                         random.below(2) == 0 ? "" : other);
    case 3:
      return fmt::format(R"("kind":"leave.remove","leave":"{}")", id);
    case 4:
      return fmt::format(R"("kind":"deputy.add","person":"chen","deputy":"{}","from":"{}","to":"{}")", person, day(), day());
    case 5:
      return fmt::format(R"("kind":"deputy.remove","deputy":"{}")", id);
    case 6:
      return fmt::format(R"("kind":"member.leaves","member":"{}","last_day":"{}","hand_to":"{}")",
                         random.one_of(std::vector<std::string>{"n1", "n2", "n3"}), day(), random.below(2) == 0 ? "" : "bai");
    case 7:
      return fmt::format(R"("kind":"member.returns","member":"{}")", random.one_of(std::vector<std::string>{"n1", "n2", "n3"}));
    case 8:
      return fmt::format(R"("kind":"rules.publish","title":{{"zh":"规则","en":""}},"body":{{"zh":"第 {} 条","en":""}})",
                         random.below(99));
    case 9:
      return fmt::format(R"("kind":"text.sign","text":"{}","version":{})", random.below(2) == 0 ? "notice" : "rules",
                         1 + random.below(4));
    case 10:
      return fmt::format(R"("kind":"terms.set","terms":[{{"what":"{}","days":{}}}])", random.below(2) == 0 ? "sheets" : "work",
                         60 + random.below(900));
    case 11:
      return fmt::format(
          R"("kind":"contest.make","about":"figure","ref":"satisfaction","day":"{}","words":"第 {} 条差评说的是快递")",
          to_string(today - random.below(4)), random.below(9));
    case 12:
      return fmt::format(R"("kind":"contest.answer","contest":"{}","upheld":{},"words":"查过了")", id, random.below(2) == 0);
    default:
      return fmt::format(
          R"("kind":"task.make","task_kind":"handoff","person":"{}","title":"对接 {}","from":"{}","due_at":null,"department":"仓库","link":null)",
          person, random.below(99), to_string(today));
  }
}

Result<overlay::CommandDone> send(TestDesk& desk, const std::string& by, const std::string& body) {
  auto command = overlay::read_command(body);
  if (!command) return fail(ErrorKind::wrong_use, command.error().words.zh, command.error().words.en);
  if (by.empty()) return desk.service().command(TestDesk::machine(), *command);
  desk.give_desk_to(by);
  return desk.service().command(desk.page(), *command);
}

struct Team {
  std::vector<model::Member> members;
  std::vector<model::MemberAccount> accounts;
  std::vector<model::Leave> leaves;
  std::vector<model::Deputy> deputies;
  std::vector<model::Contest> contests;
  std::vector<std::string> texts;  // Kind, version, Chinese body.
  std::vector<std::string> receipts;
  runtime::Terms terms;
  std::vector<std::string> owners;  // Of hand-offs, by number.
  friend bool operator==(const Team&, const Team&) = default;
};

Team team_of(TestDesk& desk) {
  const auto view = get(desk.store().read());
  const Day first = *parse_day("2026-01-01");
  Team team;
  team.members = get(view->members());
  team.accounts = get(view->member_accounts());
  team.leaves = get(view->leaves(first, first + 400));
  team.deputies = get(view->deputies(first, first + 400));
  team.contests = get(view->contests(""));
  for (const auto kind : {model::PublishedKind::notice, model::PublishedKind::rules}) {
    for (const auto& text : get(view->published(kind))) team.texts.push_back(fmt::format("{} {}", text.version, text.body.zh));
    for (const auto& receipt : get(view->receipts(kind))) {
      team.receipts.push_back(fmt::format("{} {} {}", receipt.version, receipt.person, receipt.at));
    }
  }
  team.terms = get(runtime::terms_of(*view));
  for (const auto& task : get(view->tasks({first, first + 400, "", model::TaskKind::handoff}))) {
    team.owners.push_back(fmt::format("{} {} {}", to_string(task.from), task.number, task.owner));
  }
  return team;
}

void check_replay(std::uint64_t seed) {
  INFO("seed " << seed);
  Random random(seed);
  TestDesk desk;
  desk.fill();
  desk.clock().set(wall("2026-03-03 09:00"));
  std::vector<std::string> made;
  int applied = 0;
  for (int step = 0; step < 300; ++step) {
    if (step % 20 == 0) desk.clock().advance(random.below(20) * kHourMs);
    desk.clock().advance(random.below(90) * kSecondMs);
    const std::string by = random.one_of(std::vector<std::string>{"", "chen", "bai", "qing"});
    const Day today = Day{static_cast<std::int32_t>((desk.clock().now() + 8 * kHourMs) / kDayMs)};
    const std::string id = make_uuid_v7(desk.clock().now());
    if (!send(desk, by, fmt::format(R"({{"id":"{}",{}}})", id, random_act(random, made, today)))) continue;
    ++applied;
    made.push_back(id);
  }
  REQUIRE(applied > 40);
  std::vector<model::CommandEntry> log;
  must(get(desk.store().read())->commands(0, [&](const model::CommandEntry& entry) {
    log.push_back(entry);
    return true;
  }));

  TestDesk again;
  again.fill();
  for (const model::CommandEntry& entry : log) {
    if (entry.kind == "desk.choose" || entry.kind.starts_with("view.")) continue;
    again.clock().set(entry.applied_at);
    const auto done = send(again, entry.by, entry.body);
    INFO(entry.body << (done ? "" : done.error().words.en));
    REQUIRE(done);
  }
  const Team first = team_of(desk);
  const Team second = team_of(again);
  CHECK(first.members.size() > 3);
  CHECK_FALSE(first.leaves.empty());
  CHECK_FALSE(first.contests.empty());
  CHECK(first.members == second.members);
  CHECK(first.accounts == second.accounts);
  CHECK(first.leaves == second.leaves);
  CHECK(first.deputies == second.deputies);
  CHECK(first.contests == second.contests);
  CHECK(first.texts == second.texts);
  CHECK(first.receipts == second.receipts);
  CHECK(first.owners == second.owners);
  CHECK((first == second));
}

}  // namespace

TEST_CASE("Commands about people, replayed in order, give the same team") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) check_replay(seed);
}
