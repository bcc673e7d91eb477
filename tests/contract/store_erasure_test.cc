// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, what is kept of one person and how it is taken out: the same for every backend.
#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using model::Retained;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kDay{20780};
constexpr TimeMs kNow = kDay.number * kDayMs;

struct Numbers {
  model::AccountNo account = 0;
  model::RepNo rep = 0, other = 0, member = 0;
};

void put_task(WriteTransaction& write, const std::string& id, const std::string& person) {
  model::Task task;
  task.id = id;
  task.title = "改地址";
  task.owner = task.asked = task.made_by = task.closed_by = task.seen_by = task.passed_by = person;
  task.from = kDay;
  task.link = {model::TaskLink::Kind::task, "lin", kDay};
  task.version = 1;
  model::TaskEvent event;
  event.task = id;
  event.number = 1;
  event.by = person;
  event.day = kDay;
  must(write.put_task(task, event));
  task.version = event.number = 2;
  event.what = model::TaskEvent::What::given;
  event.text = person;
  must(write.put_task(task, event));
}

Numbers fill(WriteTransaction& write) {
  Numbers numbers;
  numbers.account = get(write.ensure_account({0, "a", "files", "files", "main"}));
  numbers.rep = get(write.ensure_rep(numbers.account, "cs-7"));
  numbers.other = get(write.ensure_rep(numbers.account, "cs-8"));
  must(write.put_rep_names(numbers.account, std::vector<model::RepName>{{"cs-7", "林小林", "售前"}, {"cs-8", "红", "售前"}}));
  for (const char* id : {"lin", "hong"}) must(write.put_member({id, id, "售前", model::MemberRole::lead, {}, {}}));
  numbers.member = get(write.member_rep("lin"));
  must(write.put_member_accounts("lin", std::vector<model::MemberAccount>{{"lin", numbers.account, "cs-7", {}, {}}}));
  for (const char* person : {"lin", "cs-7", "hong"}) {
    must(write.put_sheet({person, kDay, {{"turns", true, {}, {}, 1, 2}}, "行", "注", "名", kNow, kNow}));
    put_task(write, std::string("task of ") + person, person);
  }
  must(write.put_target({"member:lin", "satisfaction", 0.9, kDay, {}}));
  must(write.put_target({"member:hong", "satisfaction", 0.9, kDay, {}}));
  int n = 0;
  for (const auto& [by, about] :
       {std::pair("lin", ""), std::pair("hong", "lin"), std::pair("hong", "hong"), std::pair("", "cs-7")}) {
    model::CommandEntry entry;
    entry.id = "id-" + std::to_string(++n);
    entry.by = by;
    entry.about = about;
    entry.body = "{\"name\":\"林小林\"}";
    entry.applied_at = kNow + n * kDayMs;
    must(write.add_command(entry));
  }
  must(write.put_leave({"l1", "lin", kDay, kDay, "hong", kNow}));
  must(write.put_leave({"l2", "hong", kDay, kDay, "lin", kNow}));
  must(write.put_deputy({"d1", "lin", "hong", kDay, kDay, "lin", kNow}));
  must(write.put_deputy({"d2", "hong", "lin", kDay, kDay, "lin", kNow}));
  must(write.put_invitation({std::string(32, 'a'), "lin", "", kNow, kNow + 1}));
  must(write.put_invitation({std::string(32, 'b'), "hong", "lin", kNow, kNow + 1}));
  must(write.put_page_session({std::string(32, 'c'), "s1", kNow, kNow, "lin", "x"}));
  must(write.put_page_session({std::string(32, 'd'), "s2", kNow, kNow, "hong", "x"}));
  must(write.add_published({model::PublishedKind::rules, 1, {"a", "b"}, {"c", "d"}, "lin", kNow}));
  must(write.add_receipt({model::PublishedKind::rules, 1, "lin", kNow, ""}));
  must(write.add_receipt({model::PublishedKind::rules, 1, "hong", kNow, ""}));
  model::Contest contest;
  contest.id = "c1";
  contest.person = "lin";
  contest.made_at = kNow + 9 * kDayMs;
  must(write.put_contest(contest));
  contest.id = "c2";
  contest.person = "hong";
  contest.answered_by = "lin";
  must(write.put_contest(contest));
  model::DayFigures figures;
  figures.day = kDay;
  figures.rep = numbers.member;
  figures.turns = 5;
  must(write.replace_day_figures("main", kDay, std::vector{figures}));
  figures.day = kDay + 1;
  must(write.replace_day_figures("main", kDay + 1, std::vector{figures}));
  return numbers;
}

}  // namespace

TEST_CASE("What is kept of a person is told by class", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const Numbers numbers = fill(*write);
  const auto kept = get(write->kept_of("lin", std::vector{numbers.member, numbers.rep}));
  CHECK(kept == std::vector<model::KeptOf>{{Retained::figures, 2, kDay, kDay + 1},
                                           {Retained::work, 1, kDay, kDay},
                                           {Retained::sheets, 1, kDay, kDay},
                                           {Retained::log, 3, kDay + 1, kDay + 9},
                                           {Retained::talks, 0, {}, {}},
                                           {Retained::notes, 0, {}, {}}});
  for (const model::KeptOf& each : get(write->kept_of("nobody", {}))) {
    CHECK(each.count == 0);
    CHECK_FALSE(each.first.has_value());
    CHECK_FALSE(each.last.has_value());
  }
}

TEST_CASE("A member who is erased is nowhere, while counts, tasks and the chain stay", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Numbers numbers;
  model::Post sent;
  sent.key = {"ranking.day", "售前", kDay, "群", 1};
  sent.state = model::PostState::sent;
  sent.body = sent.shown = "第一名：林小满";
  sent.made_by = "lin";
  model::Post planned = sent;
  planned.key.day = kDay + 1;
  planned.state = model::PostState::planned;
  model::Post sending = planned;
  sending.key.day = kDay + 2;
  sending.state = model::PostState::sending;
  {
    const auto write = get(store->write());
    numbers = fill(*write);
    for (const model::Post& post : {sent, planned, sending}) REQUIRE(get(write->add_post(post)));
    must(write->commit());
  }
  const auto figures = get(get(store->read())->day_figures({Day{0}, Day{40000}, "", {}}));
  {
    const auto write = get(store->write());
    const std::vector reps{numbers.rep};
    CHECK(write->erase_member("nobody", reps, "离职").error().kind == ErrorKind::not_found);
    CHECK(write->erase_member("cs-7", reps, "离职").error().kind == ErrorKind::not_found);
    for (const std::string& as : {std::string(), std::string("hong"), std::string("cs-8"), std::string(241, 'x')}) {
      CHECK(write->erase_member("lin", reps, as).error().kind == ErrorKind::wrong_use);
    }
    must(write->erase_member("lin", reps, "离职"));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->members()).size() == 1);
  CHECK(get(view->member_accounts()).empty());
  CHECK(get(view->targets()).size() == 1);
  CHECK(get(view->sheets("", Day{0}, Day{40000})).size() == 1);
  CHECK(get(view->leaves(kDay, kDay)) == std::vector<model::Leave>{{"l2", "hong", kDay, kDay, "离职", kNow}});
  CHECK(get(view->deputies(kDay, kDay)).empty());
  CHECK(get(view->invitations()).size() == 1);
  CHECK(get(view->invitations())[0].made_by == "离职");
  CHECK(get(view->page_sessions()).size() == 1);
  CHECK(get(view->published(model::PublishedKind::rules))[0].made_by == "离职");
  CHECK(get(view->receipts(model::PublishedKind::rules)).size() == 1);
  CHECK(get(view->post(sent.key))->body.empty());
  CHECK(get(view->post(sent.key))->shown.empty());
  CHECK(get(view->post(sent.key))->made_by == "离职");
  CHECK(get(view->post(sent.key))->state == model::PostState::sent);
  for (const model::Post& each : {planned, sending}) {
    CHECK(get(view->post(each.key))->body.empty());
    CHECK(get(view->post(each.key))->shown.empty());
  }
  CHECK(get(view->post(planned.key))->state == model::PostState::cancelled);
  CHECK(get(view->post(planned.key))->words.zh.find("再发一次") != std::string::npos);
  CHECK(get(view->post(sending.key))->state == model::PostState::sending);
  CHECK(get(view->contests("")).size() == 1);
  CHECK(get(view->contests(""))[0].answered_by == "离职");
  for (const model::Rep& rep : get(view->reps())) {
    CAPTURE(rep.number);
    const std::string as = "离职" + std::to_string(rep.number);
    if (rep.number == numbers.rep) {
      CHECK(rep.platform_id == as);
      CHECK(rep.name == as);
    } else if (rep.number == numbers.member) {
      CHECK(rep.member_id == as);
    } else {
      CHECK((rep.platform_id == "cs-8" || rep.member_id == "hong"));
    }
  }
  for (const char* id : {"task of lin", "task of cs-7"}) {
    const auto task = get(view->task(id));
    CHECK(task->title == "改地址");
    for (const std::string* who :
         {&task->owner, &task->asked, &task->made_by, &task->closed_by, &task->seen_by, &task->passed_by})
      CHECK(*who == "离职");
    CHECK(task->link.ref == "lin");
    const auto events = get(view->task_events(id));
    REQUIRE(events.size() == 2);
    for (const auto& event : events) CHECK(event.by == "离职");
    CHECK(events[1].text == "离职");
  }
  CHECK(get(view->task("task of hong"))->owner == "hong");
  for (const auto& entry : get(view->log({}))) {
    CAPTURE(entry.id);
    CHECK(entry.body.empty() == (entry.id != "id-3"));
    CHECK(entry.body_hash.size() == 64);
  }
  CHECK(get(view->day_figures({Day{0}, Day{40000}, "", {}})).size() == figures.size());
  for (const Finding& finding : get(store->examine())) CHECK(finding.level != Finding::Level::broken);
  const auto write = get(store->write());
  CHECK(write->erase_member("lin", {}, "离职").error().kind == ErrorKind::not_found);
  // The next one may be called the same: their numbers tell them apart.
  must(write->erase_member("hong", std::vector{numbers.other}, "离职"));
}

TEST_CASE("A platform's id that is somebody else's at another platform stays theirs", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const Numbers numbers = fill(*write);
  const auto second = get(write->ensure_account({0, "b", "files", "files", "main"}));
  get(write->ensure_rep(second, "cs-7"));
  must(write->erase_member("lin", std::vector{numbers.rep}, "离职"));
  CHECK(get(write->sheet("cs-7", kDay)).has_value());
  CHECK_FALSE(get(write->sheet("lin", kDay)).has_value());
  // A name that would become two people's is refused.
  const auto hong = get(write->member_rep("hong"));
  get(write->ensure_rep(second, "再见" + std::to_string(hong)));
  CHECK(write->erase_member("hong", {}, "再见").error().kind == ErrorKind::wrong_use);
}

TEST_CASE("A store whose removed rows were cleared reads and writes on", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  must(store->purge());
  Numbers numbers;
  {
    const auto write = get(store->write());
    numbers = fill(*write);
    must(write->commit());
  }
  must(store->purge());
  {
    const auto write = get(store->write());
    must(write->erase_member("lin", std::vector{numbers.rep}, "离职"));
    must(write->commit());
  }
  must(store->purge());
  must(store->settle());
  CHECK(get(get(store->read())->members()).size() == 1);
  const auto write = get(store->write());
  must(write->put_member({"new", "新", "", model::MemberRole::rep, {}, {}}));
  must(write->commit());
  CHECK(get(get(store->read())->members()).size() == 2);
  for (const Finding& finding : get(store->examine())) CHECK(finding.level != Finding::Level::broken);
  CHECK(test.open(Access::read_only)->purge().error().kind == ErrorKind::refused);
}
