// SPDX-License-Identifier: Apache-2.0
// The log makes the day's work again: whoever applies its commands in their order to an empty store has the same tasks, with the
// same numbers and the same history.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "overlay/server/body.h"
#include "tests/runtime/agent/test_desk.h"
#include "tests/support/random.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::Random;

namespace {

// What somebody may send, sensible or not.
std::string random_act(Random& random, const std::vector<std::string>& tasks, const std::map<std::string, std::string>& promises,
                       const std::vector<std::string>& items, const std::string& whose, Day today) {
  const auto day = [&] { return to_string(today + (random.below(5) - 2)); };
  const std::string person = random.one_of(std::vector<std::string>{"bai", "qing", "chen"});
  const std::string task = tasks.empty() ? "01976b3e-7d00-7abc-89ab-0123456789ab" : random.one_of(tasks);
  const std::string item = items.empty() ? "newcomer-chat" : random.one_of(items);
  switch (random.below(23)) {
    case 0:
    case 1:
      return fmt::format(
          R"("kind":"task.make","task_kind":"todo","person":"{}","title":"待办 {}","from":"{}","due_at":null,"department":"","link":null)",
          person, random.below(100), day());
    case 2:
    case 3:
      return fmt::format(
          R"("kind":"task.make","task_kind":"handoff","person":"{}","title":"对接 {}","from":"{}","due_at":null,"department":"仓库","link":{{"kind":"turn","ref":"1/2/3","day":"{}"}},"major":{},"complaint":{})",
          person, random.below(100), day(), day(), random.below(2) == 0, random.below(2) == 0);
    case 4:
      return fmt::format(
          R"("kind":"task.change","task":"{}","version":{},"title":"改 {}","from":"{}","due_at":null,"department":"快递")", task,
          1 + random.below(3), random.below(100), day());
    case 5:
      return fmt::format(R"("kind":"task.give","task":"{}","person":"{}")", task, person);
    case 6:
      return fmt::format(R"("kind":"task.progress","task":"{}","words":"第 {} 步")", task, random.below(9));
    case 7:
      if (random.below(3) == 0) return fmt::format(R"("kind":"task.found","task":"{}","words":"因为 {}")", task, random.below(9));
      return fmt::format(R"("kind":"task.done","task":"{}","result":"好了")", task);
    case 8:
      return fmt::format(R"("kind":"task.drop","task":"{}","reason":"重复")", task);
    case 9:
      return fmt::format(R"("kind":"task.reopen","task":"{}")", task);
    case 10:
      if (random.below(3) > 0) return fmt::format(R"("kind":"task.accept","task":"{}","by":"仓库 张工")", task);
      return fmt::format(
          R"("kind":"promise.choose","person":"{}","from":"{}","until":"{}","steps":[{{"step":"needs","title":"问场景 {}"}},{{"step":"","title":"说售后"}}])",
          whose, to_string(today), to_string(today + random.below(8)), random.below(5));
    case 11:
      return fmt::format(R"("kind":"task.pass","task":"{}")", task);
    case 12:
      return fmt::format(R"("kind":"task.seen","task":"{}")", task);
    case 13:
      if (random.below(4) == 0) return R"("kind":"step.reset")";
      return fmt::format(R"("kind":"step.set","step":"{}","title":{{"zh":"步 {}","en":""}})",
                         random.below(2) == 0 ? "" : random.one_of(std::vector<std::string>{"welcome", "closing"}),
                         random.below(20));
    case 14:
      return fmt::format(R"("kind":"step.hide","step":"{}","hidden":{})",
                         random.one_of(std::vector<std::string>{"welcome", "closing", "needs"}), random.below(2) == 0);
    // Everybody of the team is mature, which has the items that a lead writes for it.
    case 19:
      return fmt::format(R"("kind":"checklist.item","stage":"mature","item":"{}","title":{{"zh":"项 {}","en":""}})",
                         random.below(2) == 0 ? "" : item, random.below(20));
    case 20:
      if (random.below(4) == 0) return R"("kind":"checklist.reset","stage":"mature")";
      return fmt::format(R"("kind":"checklist.hide","stage":"mature","item":"{}","hidden":{})", item, random.below(3) == 0);
    case 21:
    case 22:
      return fmt::format(R"("kind":"checklist.tick","person":"{}","item":"{}","done":{})", person, item, random.below(4) > 0);
    default: {
      const auto own = promises.find(whose);
      const std::string promise = own == promises.end() ? task : own->second;
      return fmt::format(R"("kind":"promise.tick","task":"{}.{}","day":"{}","kept":{})", promise, 1 + random.below(2),
                         to_string(today - random.below(2)), random.below(3) > 0);
    }
  }
}

Result<overlay::CommandDone> send(TestDesk& desk, const std::string& body) {
  auto command = overlay::read_command(body);
  if (!command) return fail(ErrorKind::wrong_use, command.error().words.zh, command.error().words.en);
  return desk.service().command(desk.page(), *command);
}

struct Work {
  std::vector<model::Task> tasks;
  std::vector<model::TaskEvent> events;
  std::vector<model::TaskTick> ticks;
  std::vector<model::StepSetting> steps;
  std::vector<model::ChecklistSetting> items;
  std::vector<model::ChecklistTick> done;
  friend bool operator==(const Work&, const Work&) = default;
};

Work work_of(TestDesk& desk) {
  const auto view = get(desk.store().read());
  Work work;
  const Day first = *parse_day("2026-01-01");
  work.tasks = get(view->tasks({first, first + 400, "", {}}));
  work.ticks = get(view->task_ticks({first, first + 400, "", {}}));
  work.steps = get(view->step_settings());
  work.items = get(view->checklist_settings());
  for (const char* person : {"bai", "chen", "qing"}) {
    for (auto& tick : get(view->checklist_ticks(person))) work.done.push_back(std::move(tick));
  }
  for (const model::Task& task : work.tasks) {
    for (auto& event : get(view->task_events(task.id))) work.events.push_back(std::move(event));
  }
  return work;
}

// What is rare in one history is there in one of several.
struct Rare {
  bool seen = false;
  bool passed = false;
  bool ticked = false;
};

void check_replay(std::uint64_t seed, Rare& rare) {
  INFO("seed " << seed);
  Random random(seed);
  TestDesk desk;
  desk.fill();
  desk.clock().set(wall("2026-03-03 09:00"));
  std::vector<std::string> tasks;
  std::map<std::string, std::string> promises;  // By owner, the last.
  std::vector<std::string> items;               // Of the checklist.
  std::string whose;
  int applied = 0;
  for (int step = 0; step < 400; ++step) {
    if (step % 20 == 0) desk.clock().advance(random.below(20) * kHourMs);
    desk.clock().advance(random.below(90) * kSecondMs);
    const std::string next = random.one_of(std::vector<std::string>{"bai", "qing", "chen"});
    if (next != whose) desk.give_desk_to(whose = next);
    const Day today = Day{static_cast<std::int32_t>((desk.clock().now() + 8 * kHourMs) / kDayMs)};
    const std::string act = random_act(random, tasks, promises, items, whose, today);
    const std::string id = make_uuid_v7(desk.clock().now());
    if (!send(desk, fmt::format(R"({{"id":"{}",{}}})", id, act))) continue;
    ++applied;
    if (act.find("task.make") != std::string::npos) tasks.push_back(id);
    if (act.find("promise.choose") != std::string::npos) promises[whose] = id;
    if (act.find(R"("item":"","title")") != std::string::npos) items.push_back(id);
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
    if (entry.kind == "desk.choose") continue;
    again.give_desk_to(entry.by);
    again.clock().set(entry.applied_at);
    const auto done = send(again, entry.body);
    INFO(entry.body << (done ? "" : done.error().words.en));
    REQUIRE(done);
  }
  const Work first = work_of(desk);
  const Work second = work_of(again);
  CHECK(first.tasks.size() > 20);
  CHECK_FALSE(first.ticks.empty());
  CHECK_FALSE(first.steps.empty());
  const auto any = [&](const auto& is) { return std::any_of(first.tasks.begin(), first.tasks.end(), is); };
  rare.seen = rare.seen || any([](const model::Task& task) { return task.seen_at != kNoTime; });
  rare.passed = rare.passed || any([](const model::Task& task) { return !task.passed_by.empty(); });
  rare.ticked = rare.ticked || !first.done.empty();
  CHECK(first.events.size() == second.events.size());
  CHECK((first == second));
}

}  // namespace

TEST_CASE("replaying the log gives the same work") {
  Rare rare;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) check_replay(seed, rare);
  CHECK(rare.seen);
  CHECK(rare.passed);
  CHECK(rare.ticked);
}
