// SPDX-License-Identifier: Apache-2.0
// Checklists of the stages and mentors, through both stores.
#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using namespace rigong::testing;
using model::ChecklistSetting;
using model::ChecklistTick;
using model::Stage;

namespace {

constexpr TimeMs kNow = 1'772'400'000'000;

}  // namespace

TEST_CASE("Items of the checklists come back as they were set, by stage", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const ChecklistSetting own{Stage::newcomer, {"01976b3e-7d00-7abc-89ab-0123456789ab", "看过仓库", "", false}};
  ChecklistSetting chat{Stage::newcomer, {"newcomer-chat", "登录千牛", "Signed in", false}};
  const ChecklistSetting senior{Stage::senior, {"01976b3e-7d00-7abc-89ab-0123456789ab", "带过新手", "", true}};
  {
    const auto write = get(store->write());
    CHECK(get(write->checklist_settings()).empty());
    for (const ChecklistSetting& each : {senior, chat, own}) must(write->put_checklist_setting(each));
    must(write->commit());
  }
  {
    const auto write = get(store->write());
    CHECK(get(write->checklist_settings()) == std::vector{own, chat, senior});
    chat.item = {"newcomer-chat", "", "", true};
    must(write->put_checklist_setting(chat));
    const auto kind_of = [&](Stage stage, std::string id, std::string zh) {
      return write->put_checklist_setting({stage, {std::move(id), std::move(zh), "", false}}).error().kind;
    };
    CHECK(kind_of(Stage::newcomer, "", "x") == ErrorKind::wrong_use);
    CHECK(kind_of(Stage::newcomer, std::string(65, 'x'), "x") == ErrorKind::wrong_use);
    CHECK(kind_of(Stage::newcomer, "x", std::string(257, 'x')) == ErrorKind::wrong_use);
    CHECK(kind_of(Stage::by_time, "x", "x") == ErrorKind::wrong_use);
    must(write->commit());
  }
  CHECK(get(get(store->read())->checklist_settings()) == std::vector{own, chat, senior});
}

TEST_CASE("What somebody has done of a checklist is theirs alone, and goes when it is taken back", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const ChecklistTick first{"lin", "newcomer-chat", "", kNow};
  const ChecklistTick second{"lin", "newcomer-goods", "hong", kNow + 1};
  const ChecklistTick others{"hong", "newcomer-chat", "hong", kNow};
  {
    const auto write = get(store->write());
    for (const ChecklistTick& each : {second, first, others}) must(write->put_checklist_tick(each));
    must(write->commit());
  }
  const std::int64_t before = get(get(store->read())->change_number());
  {
    const auto write = get(store->write());
    CHECK(get(write->checklist_ticks("lin")) == std::vector{first, second});
    must(write->remove_checklist_tick("lin", "nothing"));
    must(write->remove_checklist_tick("nobody", "newcomer-chat"));
    CHECK(write->put_checklist_tick({"", "x", "", kNow}).error().kind == ErrorKind::wrong_use);
    CHECK(write->put_checklist_tick({"lin", "", "", kNow}).error().kind == ErrorKind::wrong_use);
    CHECK(write->put_checklist_tick({"lin", "x", std::string(257, 'x'), kNow}).error().kind == ErrorKind::wrong_use);
    must(write->remove_checklist_tick("lin", "newcomer-chat"));
    must(write->commit());
  }
  const auto view = get(store->read());
  CHECK(get(view->checklist_ticks("lin")) == std::vector{second});
  CHECK(get(view->checklist_ticks("hong")) == std::vector{others});
  CHECK(get(view->change_number()) > before);
}

TEST_CASE("A mentor is kept with the member; whoever is erased is nobody's mentor and has ticked nothing by name", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    model::Member lin{"lin", "林", "售前", model::MemberRole::rep, {}, {}};
    lin.mentor = "hong";
    must(write->put_member({"hong", "红", "售前", model::MemberRole::rep, {}, {}}));
    must(write->put_member(lin));
    CHECK(get(write->members())[1] == lin);
    lin.mentor = std::string(257, 'x');
    CHECK(write->put_member(lin).error().kind == ErrorKind::wrong_use);
    must(write->put_checklist_tick({"lin", "newcomer-chat", "hong", kNow}));
    must(write->put_checklist_tick({"hong", "newcomer-chat", "hong", kNow}));
    must(write->commit());
  }
  {
    const auto write = get(store->write());
    must(write->erase_member("hong", {}, "(former-9)"));
    must(write->commit());
  }
  const auto view = get(store->read());
  REQUIRE(get(view->members()).size() == 1);
  CHECK(get(view->members())[0].mentor.empty());
  CHECK(get(view->checklist_ticks("hong")).empty());
  CHECK(get(view->checklist_ticks("(former-9)")).empty());
  CHECK(get(view->checklist_ticks("lin")) == std::vector<ChecklistTick>{{"lin", "newcomer-chat", "(former-9)", kNow}});
}
