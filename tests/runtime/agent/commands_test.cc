// SPDX-License-Identifier: Apache-2.0
// Commands: once each, logged without secrets, whose desk it is, accounts, the demo.
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

#include "agent/runtime/agent/command_text.h"
#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using overlay::AddAccount;
using overlay::ChooseDesk;
using overlay::LeaveDemo;
using overlay::RemoveAccount;
using overlay::Role;
using overlay::StartDemo;
using rigong::testing::get;
using rigong::testing::must;
namespace fs = std::filesystem;

namespace {

overlay::Session session_of(TestDesk& desk) { return get(desk.service().session(desk.page())).answer; }

template <class Answer>
void refused(const Result<Answer>& done, ErrorKind kind = ErrorKind::refused) {
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().kind == kind);
  CHECK_FALSE(done.error().words.en.empty());
}

}  // namespace

TEST_CASE("The same command again gets the same answer and changes nothing; another under its id is refused") {
  TestDesk desk;
  desk.fill();
  const auto command = desk.make(ChooseDesk{"bai", false});
  const auto first = get(desk.service().command(desk.page(), command));
  const auto caller = desk.page();
  const auto number = desk.service().change_number();
  const auto again = get(desk.service().command(caller, command));
  CHECK(again.id == first.id);
  CHECK(again.change == first.change);
  CHECK(desk.service().change_number() == number);
  desk.restart();
  CHECK(get(desk.service().command(desk.page(), command)).change == first.change);
  overlay::Command other = command;
  other.body += ' ';
  refused(desk.service().command(desk.page(), other));
  const auto entry = get(get(desk.store().read())->command(command.id));
  REQUIRE(entry.has_value());
  CHECK(entry->kind == "desk.choose");
  CHECK(entry->body.find("\"person\":\"bai\"") != std::string::npos);
  // One that was refused is not applied later by its id.
  CHECK_FALSE(get(get(desk.store().read())->command(other.id + "x")).has_value());
}

TEST_CASE("Secrets do not reach the log of commands") {
  overlay::Command command;
  command.act = AddAccount{"files", "导出", "", {{"path", "/tmp"}, {"app_secret", "canary"}, {"unknown", "canary"}}};
  const std::string body = runtime::body_of(command);
  CHECK(body.find("canary") == std::string::npos);
  CHECK(body.find("/tmp") != std::string::npos);
  CHECK(runtime::kind_of(command) == "account.add");
}

TEST_CASE("A desk is nobody's, then a rep's for good, unless a lead or the machine's owner gives it away") {
  TestDesk desk;
  desk.fill();
  CHECK(session_of(desk).role == Role::unset);
  CHECK_FALSE(session_of(desk).person.has_value());
  refused(desk.command(ChooseDesk{"nobody", false}), ErrorKind::not_found);
  refused(desk.command(ChooseDesk{"", false}), ErrorKind::wrong_use);
  refused(desk.command(ChooseDesk{"bai", true}));
  refused(desk.command(ChooseDesk{"", true}));
  must(desk.command(ChooseDesk{"bai", false}));
  CHECK(session_of(desk).role == Role::rep);
  CHECK(session_of(desk).person->name == "白一");
  CHECK(session_of(desk).groups == std::vector<std::string>{"售前"});
  refused(desk.command(ChooseDesk{"qing", false}));
  refused(desk.command(ChooseDesk{"chen", true}));
  desk.give_desk_to("chen");
  CHECK(session_of(desk).role == Role::lead);
  must(desk.command(ChooseDesk{"qing", false}));
  CHECK(session_of(desk).person->id == "qing");
}

TEST_CASE("The lead's view without a person is for teams where nobody is entered as lead") {
  TestDesk desk;
  must(desk.command(ChooseDesk{"", true}));
  CHECK(session_of(desk).role == Role::lead);
  CHECK_FALSE(session_of(desk).person.has_value());
}

TEST_CASE("[desk] member decides, and the page cannot") {
  config::Config config;
  config.desk_member = "bai";
  TestDesk desk(config);
  desk.fill();
  CHECK(session_of(desk).desk_fixed);
  CHECK(session_of(desk).person->id == "bai");
  refused(desk.command(ChooseDesk{"qing", false}));
  refused(desk.service().command(TestDesk::machine(), desk.make(ChooseDesk{"qing", false})));
}

TEST_CASE("The session says what there is") {
  TestDesk desk;
  CHECK(session_of(desk).empty);
  CHECK(session_of(desk).zone == "Asia/Shanghai");
  desk.fill();
  const auto session = session_of(desk);
  CHECK_FALSE(session.empty);
  CHECK(session.today == *parse_day("2026-03-02"));
  CHECK(session.change > 0);
  REQUIRE(session.shops.size() == 1);
  CHECK(session.shops[0].id == "main");
  CHECK_FALSE(session.demo);
  CHECK_FALSE(session.notice.has_value());
}

TEST_CASE("An account of the page is checked, runs, is shown, survives a restart and goes", "[threads]") {
  TestDesk desk;
  const fs::path watched = desk.folder() / "exports";
  fs::create_directory(watched);
  const AddAccount good{"files", "导出", "", {{"path", watched.string()}}};
  refused(desk.command(AddAccount{"files", "a", "", {{"path", "relative"}}}), ErrorKind::wrong_use);
  refused(desk.command(AddAccount{"files", "a", "", {{"path", "/no/such/folder"}}}), ErrorKind::wrong_use);
  refused(desk.command(AddAccount{"files", "a", "", {}}), ErrorKind::wrong_use);
  refused(desk.command(AddAccount{"files", "a", "", {{"path", watched.string()}, {"pth", "x"}}}), ErrorKind::wrong_use);
  refused(desk.command(AddAccount{"nothing", "a", "", {}}), ErrorKind::wrong_use);
  refused(desk.command(AddAccount{"demo", "a", "", {}}), ErrorKind::wrong_use);
  refused(desk.command(AddAccount{"files", "files:main", "", {{"path", watched.string()}}}), ErrorKind::wrong_use);
  must(desk.command(good));
  refused(desk.command(good));
  const auto names = [&] {
    std::string all;
    for (const auto& account : get(desk.service().accounts(desk.page())).answer.accounts) {
      all += account.name + (account.polled ? " polled" : "") + (account.fixed ? " fixed" : "") + ";";
    }
    return all;
  };
  CHECK(names() == "导出 polled;");
  CHECK(get(desk.service().accounts(desk.page())).answer.kinds.size() >= 1);
  desk.restart();
  must(desk.service().begin());
  CHECK(names() == "导出 polled;");
  refused(desk.command(RemoveAccount{"other"}), ErrorKind::not_found);
  must(desk.command(RemoveAccount{"导出"}));
  CHECK(names().find("polled") == std::string::npos);
  must(desk.command(good));
}

TEST_CASE("An account can be tried before it is added, and nothing of it is kept", "[threads]") {
  TestDesk desk;
  const fs::path watched = desk.folder() / "exports";
  fs::create_directory(watched);
  std::ofstream(watched / "day.csv") << "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n"
                                        "c1,1,2026-03-02 10:00:00,in,,k1,x\nc1,2,2026-03-02 10:00:30,out,r1,k1,y\n";
  fs::last_write_time(watched / "day.csv", fs::file_time_type::clock::now() - std::chrono::minutes(5));
  const auto check = [&](const AddAccount& account) { return desk.service().check_account(desk.page(), account); };
  const auto good = get(check(AddAccount{"files", "导出", "", {{"path", watched.string()}}}));
  CHECK_FALSE(good.problem.has_value());
  CHECK(good.found.messages == 2);
  CHECK(get(desk.service().accounts(desk.page())).answer.accounts.empty());
  const auto away = get(check(
      AddAccount{"chatwoot", "cw", "", {{"endpoint", "http://127.0.0.1:9"}, {"account", "1"}, {"token", "kept-to-itself"}}}));
  REQUIRE(away.problem.has_value());
  CHECK(away.problem->en.find("127.0.0.1") != std::string::npos);
  CHECK(away.problem->en.find("kept-to-itself") == std::string::npos);
  // What would not be added is not asked either.
  refused(check(AddAccount{"files", "a", "", {{"path", "/no/such/folder"}}}), ErrorKind::wrong_use);
  refused(check(AddAccount{"chatwoot", "cw", "", {{"account", "1"}}}), ErrorKind::wrong_use);
  must(desk.command(AddAccount{"files", "导出", "", {{"path", watched.string()}}}));
  refused(check(AddAccount{"files", "导出", "", {{"path", watched.string()}}}));
}

TEST_CASE("Where others can open the page, it sends the program to no inner address", "[threads]") {
  config::Config config;
  config.listen.public_url = "https://rigong.example.com";
  TestDesk desk(std::move(config));
  for (const char* inner : {"http://127.0.0.1:9", "https://192.168.1.5", "https://chat.lan", "https://chat"}) {
    const AddAccount account{"chatwoot", "cw", "", {{"endpoint", inner}, {"account", "1"}, {"token", "t"}}};
    INFO(inner);
    CHECK_FALSE(desk.service().check_account(desk.page(), account));
    CHECK_FALSE(desk.command(account));
  }
}

TEST_CASE("The demo takes the place of the shop's data, also after a restart, and leaves nothing behind", "[threads]") {
  TestDesk desk;
  desk.fill();
  desk.give_desk_to("bai");
  refused(desk.command(LeaveDemo{}));
  const auto start = desk.make(StartDemo{});
  must(desk.service().command(desk.page(), start));
  CHECK(session_of(desk).demo);
  CHECK(session_of(desk).role == Role::unset);
  CHECK(session_of(desk).groups.size() >= 3);
  CHECK(get(desk.service().people(desk.page())).answer.people.size() >= 26);
  must(desk.service().command(desk.page(), start));  // A repetition.
  refused(desk.command(StartDemo{}));
  CHECK(desk.service().begin_import(desk.page(), {"a.csv", 5}).error().kind == ErrorKind::refused);
  refused(desk.command(AddAccount{"files", "a", "", {{"path", desk.folder().string()}}}));
  // In the demo anybody may look around as anybody.
  auto people = get(desk.service().people(desk.page())).answer.people;
  const auto left = [](const overlay::Person& person) { return person.left; };
  refused(desk.command(ChooseDesk{std::find_if(people.begin(), people.end(), left)->id, false}));
  std::erase_if(people, left);
  must(desk.command(ChooseDesk{people.front().id, false}));
  must(desk.command(ChooseDesk{people.back().id, false}));
  desk.restart();
  CHECK(session_of(desk).demo);
  CHECK(session_of(desk).person->id == people.back().id);
  CHECK(fs::exists(desk.data() / "demo"));
  must(desk.command(LeaveDemo{}));
  CHECK_FALSE(session_of(desk).demo);
  CHECK(session_of(desk).person->id == "bai");
  CHECK_FALSE(fs::exists(desk.data() / "demo"));
}

TEST_CASE("What only the machine may do, a page may not") {
  TestDesk desk;
  CHECK(desk.service().make_code(desk.page()).error().kind == ErrorKind::refused);
  const auto write = [](overlay::RunOutput, std::string_view) { return true; };
  CHECK(desk.service().run(desk.page(), {{"import"}, "/", "en", false}, write).error().kind == ErrorKind::refused);
  std::string heard;
  const auto exit = desk.service().run(TestDesk::machine(), {{"import"}, "/", "en", false}, [&](overlay::RunOutput, auto text) {
    heard += text;
    return true;
  });
  CHECK(get(exit) == 7);
  CHECK(heard == "import");
}
