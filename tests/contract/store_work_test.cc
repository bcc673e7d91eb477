// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, the day's work and the log: the same for every backend.
#include <atomic>
#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "agent/team/complaints.h"
#include "agent/team/follow_ups.h"
#include "agent/team/tasks.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using model::Task;
using model::TaskEvent;
using model::TaskKind;
using model::TaskState;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kDay{20780};

team::Actor on(Day day, int hour = 10) { return {"lin", day.number * kDayMs + hour * kHourMs, day}; }

team::Happened made(const std::string& id, TaskKind kind, Day day, const std::string& owner = "lin",
                    const std::string& group = "售前") {
  return get(team::begin({id, kind, "改地址", group, owner, day, kNoTime, "仓库", {model::TaskLink::Kind::turn, "3/17/5", day}},
                         on(day)));
}

Task put(WriteTransaction& write, const team::Happened& happened) { return get(write.put_task(happened.task, happened.event)); }

}  // namespace

TEST_CASE("An empty store knows no task and no entry of the log", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto view = get(store->read());
  CHECK_FALSE(get(view->task("t")).has_value());
  CHECK(get(view->tasks({Day{0}, Day{40000}, "", {}})).empty());
  CHECK(get(view->task_events("t")).empty());
  CHECK(get(view->task_ticks({Day{0}, Day{40000}, "", {}})).empty());
  must(view->commands(0, [](const model::CommandEntry&) {
    FAIL("there is none");
    return false;
  }));
}

TEST_CASE("A task comes back as it was put, with all that happened to it", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Task task;
  {
    const auto write = get(store->write());
    task = put(*write, made("t1", TaskKind::handoff, kDay));
    CHECK(task.number == 1);
    task = put(*write, get(team::accept(task, "仓库 张工", on(kDay, 11))));
    task = put(*write, get(team::note_progress(task, "已联系\n等回复", on(kDay, 12))));
    task = put(*write, get(team::explain(task, model::TaskCause::waiting, "网点明早回", on(kDay, 13))));
    task = put(*write, get(team::give(task, "hong", on(kDay, 14))));
    CHECK(get(write->task("t1")) == task);
    must(write->commit());
  }
  {
    const auto view = get(store->read());
    CHECK(get(view->task("t1")) == task);
    const auto events = get(view->task_events("t1"));
    REQUIRE(events.size() == 5);
    CHECK(events[0].what == TaskEvent::What::made);
    CHECK(events[1].text == "仓库 张工");
    CHECK(events[4].what == TaskEvent::What::given);
    CHECK(events[4].number == 5);
    CHECK(events[4].day == kDay);
    CHECK(events[4].at == on(kDay, 14).now);
  }
  {
    const auto write = get(store->write());
    task = put(*write, get(team::finish(task, "已改", on(kDay + 2))));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->task("t1")) == task);
  CHECK(task.closed_on == kDay + 2);
}

TEST_CASE("A follow-up keeps its tries and what came of it", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const TimeMs due = on(kDay + 1).now;
  Task task;
  {
    const auto write = get(store->write());
    task = put(*write,
               get(team::begin({"f", TaskKind::follow_up, "改地址", "售前", "lin", kDay, on(kDay, 15).now, "", {}}, on(kDay))));
    task = put(*write, get(team::not_reached(task, kDay + 1, due, "没有接", on(kDay, 15))));
    task = put(*write, get(team::reached(task, model::FollowUpOutcome::unsettled, "还没收到", on(kDay + 1))));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->task("f")) == task);
  CHECK(task.tries == 1);
  CHECK(get(view->task_events("f")).at(1).what == TaskEvent::What::not_reached);
  CHECK(get(view->tasks({kDay + 1, kDay + 1, "lin", TaskKind::follow_up})).size() == 1);
}

TEST_CASE("A major hand-off is told until it is seen or closed", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto major = [&](const std::string& id) {
    return put(*write, get(team::begin({id, TaskKind::handoff, "整车破损", "售前", "lin", kDay, kNoTime, "仓库", {}, true, false},
                                       on(kDay))));
  };
  put(*write, made("a", TaskKind::handoff, kDay));
  Task seen = major("b");
  const Task closed = major("c");
  const Task open = major("d");
  const auto ids = [&] {
    std::string joined;
    for (const Task& task : get(write->unseen_tasks())) joined += task.id + " ";
    return joined;
  };
  CHECK(ids() == "b c d ");
  CHECK(get(write->unseen_tasks())[2] == open);
  seen = put(*write, get(team::see(seen, {"mei", on(kDay, 11).now, kDay})));
  put(*write, get(team::finish(closed, "已换", on(kDay))));
  CHECK(ids() == "d ");
  CHECK(get(write->task("b")) == seen);
  CHECK(seen.seen_by == "mei");
  CHECK(get(write->task_events("b")).back().what == TaskEvent::What::seen);
}

TEST_CASE("Complaints are found while they are open, with what caused them", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto complaint = [&](const std::string& id) {
    team::NewTask wanted{id, TaskKind::handoff, "收到破损", "售前", "lin", kDay, kNoTime, "仓库", {}};
    wanted.complaint = true;
    return put(*write, get(team::begin(wanted, on(kDay))));
  };
  put(*write, made("a", TaskKind::handoff, kDay));
  const Task closed = complaint("b");
  Task open = complaint("c");
  CHECK(get(write->open_complaints()) == std::vector<Task>{closed, open});
  CHECK(get(write->unseen_tasks()).empty());
  put(*write, get(team::finish(closed, "已赔", on(kDay))));
  open = put(*write, get(team::find_cause(open, "打包", on(kDay, 11))));
  CHECK(get(write->open_complaints()) == std::vector<Task>{open});
  CHECK(get(write->task("c")) == open);
  CHECK(open.found == "打包");
  CHECK(get(write->task_events("c")).back().what == TaskEvent::What::found);
}

TEST_CASE("What was passed on stands on both lists until it is accepted", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  Task task = put(*write, get(team::pass_on(put(*write, made("h", TaskKind::handoff, kDay)), "mei", on(kDay))));
  CHECK(get(write->task("h")) == task);
  CHECK(get(write->tasks({kDay, kDay, "lin", {}})) == std::vector<Task>{task});
  CHECK(get(write->tasks({kDay, kDay, "mei", {}})) == std::vector<Task>{task});
  task = put(*write, get(team::give(task, "mei", {"mei", on(kDay, 11).now, kDay})));
  CHECK(get(write->tasks({kDay, kDay, "lin", {}})).empty());
  CHECK(get(write->tasks({kDay, kDay, "mei", {}})) == std::vector<Task>{task});
}

TEST_CASE("The catalogue's steps come back as they were set", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  using model::StepSetting;
  const StepSetting own{"01976b3e-7d00-7abc-89ab-0123456789ab", "报价核对", "", false};
  StepSetting welcome{"welcome", "先打招呼", "Say hello", false};
  {
    const auto write = get(store->write());
    CHECK(get(write->step_settings()).empty());
    must(write->put_step_setting(welcome));
    must(write->put_step_setting(own));
    must(write->commit());
  }
  {
    const auto write = get(store->write());
    CHECK(get(write->step_settings()) == std::vector<StepSetting>{own, welcome});
    welcome = {"welcome", "", "", true};
    must(write->put_step_setting(welcome));
    CHECK(write->put_step_setting({"", "x", "", false}).error().kind == ErrorKind::wrong_use);
    CHECK(write->put_step_setting({std::string(65, 'x'), "x", "", false}).error().kind == ErrorKind::wrong_use);
    CHECK(write->put_step_setting({"x", std::string(257, 'x'), "", false}).error().kind == ErrorKind::wrong_use);
    must(write->commit());
  }
  CHECK(get(get(store->read())->step_settings()) == std::vector<StepSetting>{own, welcome});
}

TEST_CASE("A list has what stands on it on any of the days", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    put(*write, made("a", TaskKind::todo, kDay));                                                        // Open.
    put(*write, get(team::finish(put(*write, made("b", TaskKind::todo, kDay)), "", on(kDay + 2))));      // Closed on day 2.
    put(*write, get(team::finish(put(*write, made("c", TaskKind::todo, kDay + 5)), "", on(kDay + 5))));  // Day 5 alone.
    put(*write, made("d", TaskKind::todo, kDay, "hong"));
    for (const auto& each : get(team::choose_promises({"p", "lin", "", kDay, kDay + 6, {{"", "问场景"}}}, {}, on(kDay)))) {
      put(*write, each);
    }
    must(write->commit());
  }
  const auto view = get(store->read());
  const auto ids = [&](const TaskQuery& query) {
    std::string joined;
    for (const Task& task : get(view->tasks(query))) joined += task.id + " ";
    return joined;
  };
  CHECK(ids({kDay - 1, kDay - 1, "", {}}).empty());
  CHECK(ids({kDay, kDay, "", {}}) == "a b d p.1 ");
  CHECK(ids({kDay + 2, kDay + 2, "lin", {}}) == "a b p.1 ");
  CHECK(ids({kDay + 3, kDay + 3, "lin", {}}) == "a p.1 ");
  CHECK(ids({kDay + 3, kDay + 9, "lin", TaskKind::todo}) == "a c ");
  CHECK(ids({kDay + 7, kDay + 9, "lin", {}}) == "a ");
  CHECK(ids({kDay, kDay + 9, "hong", {}}) == "d ");
  CHECK(ids({kDay, kDay + 9, "", TaskKind::promise}) == "p.1 ");
}

TEST_CASE("What was done before its day stands on that day's list", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  auto later = get(team::begin({"t", TaskKind::todo, "x", "", "lin", kDay + 3, kNoTime, "", {}}, on(kDay)));
  put(*write, get(team::finish(put(*write, later), "", on(kDay))));
  CHECK(get(write->tasks({kDay + 3, kDay + 3, "", {}})).size() == 1);
  CHECK(get(write->tasks({kDay + 4, kDay + 4, "", {}})).empty());
}

TEST_CASE("Numbers run by group and day, without a gap whatever is given up", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    CHECK(put(*write, made("a", TaskKind::handoff, kDay)).number == 1);
    CHECK(put(*write, made("b", TaskKind::handoff, kDay)).number == 2);
    CHECK(put(*write, made("c", TaskKind::handoff, kDay, "lin", "售后")).number == 1);
    CHECK(put(*write, made("d", TaskKind::handoff, kDay + 1)).number == 1);
    CHECK(put(*write, made("e", TaskKind::todo, kDay)).number == 0);
    must(write->commit());
  }
  {
    const auto given_up = get(store->write());
    CHECK(put(*given_up, made("f", TaskKind::handoff, kDay)).number == 3);
  }
  const auto write = get(store->write());
  // Dropped ones keep their number; it is not given again.
  put(*write, get(team::drop(*get(write->task("b")), "重复", on(kDay))));
  CHECK(put(*write, made("g", TaskKind::handoff, kDay)).number == 3);
}

TEST_CASE("Several who hand off at once get one unbroken series", "[store][threads]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  constexpr int kWriters = 4;
  constexpr int kEach = 12;
  std::atomic<int> failures{0};
  // One program has a file to itself and shares the store between its threads; several programs share a server.
  const std::shared_ptr<Store> shared = test.open();
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      const std::shared_ptr<Store> own = kind == "sqlite" ? shared : std::shared_ptr<Store>(test.open());
      int begun = 0;
      for (int kept = 0; kept < kEach;) {
        const auto write = own->write();
        if (!write) continue;  // Somebody else writes.
        const auto happened = made(std::to_string(writer) + "-" + std::to_string(++begun), TaskKind::handoff, kDay);
        if (!(*write)->put_task(happened.task, happened.event)) ++failures;
        // Every fifth is given up with the number in its hand.
        if (begun % 5 == 4) continue;
        if ((*write)->commit()) {
          ++kept;
        } else {
          ++failures;
        }
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  CHECK(failures == 0);
  const auto store = test.open();
  std::set<int> numbers;
  for (const Task& task : get(get(store->read())->tasks({kDay, kDay, "", TaskKind::handoff}))) numbers.insert(task.number);
  REQUIRE(numbers.size() == kWriters * kEach);
  CHECK(*numbers.begin() == 1);
  CHECK(*numbers.rbegin() == kWriters * kEach);
}

TEST_CASE("Promises are ticked and unticked by day", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  Task promise = put(*write, get(team::choose_promises({"p", "lin", "", kDay, kDay + 6, {{"", "问场景"}}}, {}, on(kDay)))[0]);
  promise = put(*write, get(team::tick(promise, kDay, true, on(kDay))));
  promise = put(*write, get(team::tick(promise, kDay, true, on(kDay))));
  promise = put(*write, get(team::tick(promise, kDay + 1, true, on(kDay + 1))));
  CHECK(get(write->task_ticks({kDay, kDay + 6, "lin", {}})) == std::vector<model::TaskTick>{{"p.1", kDay}, {"p.1", kDay + 1}});
  CHECK(get(write->task_ticks({kDay + 1, kDay + 6, "", {}})).size() == 1);
  CHECK(get(write->task_ticks({kDay, kDay + 6, "hong", {}})).empty());
  promise = put(*write, get(team::tick(promise, kDay, false, on(kDay + 1))));
  CHECK(get(write->task_ticks({kDay, kDay + 6, "lin", {}})) == std::vector<model::TaskTick>{{"p.1", kDay + 1}});
  CHECK(get(write->task_events("p.1")).size() == 5);
}

TEST_CASE("An event that is not the next one changes nothing", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto first = made("t", TaskKind::todo, kDay);
  put(*write, first);
  CHECK(write->put_task(first.task, first.event).error().kind == ErrorKind::wrong_use);
  const auto done = get(team::finish(first.task, "", on(kDay)));
  put(*write, done);
  CHECK(write->put_task(done.task, done.event).error().kind == ErrorKind::wrong_use);
  const auto stale = get(team::note_progress(first.task, "x", on(kDay)));
  CHECK(write->put_task(stale.task, stale.event).error().kind == ErrorKind::wrong_use);
  CHECK(get(write->task("t"))->state == TaskState::done);
  CHECK(get(write->task_events("t")).size() == 2);
}

TEST_CASE("The log is a chain in order of application", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto entry = [](int n) {
    model::CommandEntry each;
    each.id = "id-" + std::to_string(n);
    each.by = "lin";
    each.kind = "task.done";
    each.body = "{\"n\":" + std::to_string(n) + "}";
    each.digest = "d";
    each.answer = "{}";
    each.applied_at = 1'767'225'600'000;
    each.place = "s1";
    return each;
  };
  for (const int n : {3, 1, 2}) {
    const auto write = get(store->write());
    must(write->add_command(entry(n)));
    must(write->commit());
  }
  const auto view = get(store->read());
  std::vector<model::CommandEntry> all;
  must(view->commands(0, [&](const model::CommandEntry& each) {
    all.push_back(each);
    return true;
  }));
  REQUIRE(all.size() == 3);
  CHECK(all[0].id == "id-3");
  CHECK(all[2].sequence == 3);
  CHECK(all[1].chain.size() == 64);
  CHECK(all[1].chain != all[0].chain);
  CHECK(get(view->command("id-2")) == all[2]);
  std::size_t behind = 0;
  must(view->commands(2, [&](const model::CommandEntry&) {
    ++behind;
    return true;
  }));
  CHECK(behind == 1);
  for (const Finding& finding : get(store->examine())) CHECK(finding.level != Finding::Level::broken);
}
