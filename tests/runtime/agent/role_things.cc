// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/agent/role_things.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <regex>

#include "tests/support/source_dir.h"

namespace rigong::runtime_test {
namespace {

constexpr const char* kFiveTyped = R"({"name":"satisfaction","confirmed":true,"typed":0.9},)"
                                   R"({"name":"response_mean_ms","confirmed":true,"typed":40000},)"
                                   R"({"name":"slow_share","confirmed":true,"typed":0.02},)"
                                   R"({"name":"answer_ratio","confirmed":true,"typed":1.2},)"
                                   R"({"name":"reply_rate","confirmed":true,"typed":1})";
constexpr const char* kUnknownId = "0197ffff-ffff-7fff-8fff-ffffffffffff";

void replace_all(std::string& text, std::string_view what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

std::string day_text(Day day) { return to_string(day); }

}  // namespace

Things::Things() : api_(teams_.desk.service(), teams_.desk.clock(), {}) {}

Reply Things::ask(const std::string& role, const std::string& method, const std::string& target, std::string_view body) {
  const std::string whole = "/api/v1" + target;
  overlay::RequestHead head;
  head.method = method;
  head.target = whole;
  const std::size_t mark = whole.find('?');
  head.path = std::string_view(whole).substr(0, mark);
  if (mark != std::string::npos) head.query = std::string_view(whole).substr(mark + 1);
  head.content_length = body.size();
  const overlay::Permit permit{overlay::find_route(method, head.path), teams_.callers.at(role)};
  INFO(method << ' ' << whole);
  REQUIRE(permit.route.state == overlay::Route::State::found);
  const overlay::Answer answer = api_.answer(head, permit, body);
  return {answer.status, std::string(answer.body)};
}

Reply Things::command(const std::string& role, const std::string& kind, const std::string& body) {
  const std::string id = make_uuid_v7(teams_.desk.clock().now());
  return ask(role, "POST", "/commands",
             R"({"id":")" + id + R"(","kind":")" + kind + '"' + (body.empty() ? "" : ",") + body + "}");
}

// What was made is named by the command that made it.
std::string Things::made(const std::string& role, const std::string& kind, const std::string& body) {
  const Reply done = command(role, kind, filled(body, ""));
  INFO(kind << ' ' << body << ": " << done.body);
  REQUIRE(done.status == 200);
  std::smatch found;
  REQUIRE(std::regex_search(done.body, found, std::regex("\"id\":\"([^\"]+)\"")));
  return found[1];
}

std::string Things::filled(std::string text, const std::string& thing) {
  ++number_;
  replace_all(text, "{x}", thing);
  replace_all(text, "{n}", std::to_string(number_));
  replace_all(text, "{today}", day_text(kTeamsToday));
  replace_all(text, "{soon}", day_text(kTeamsToday + 10 + number_ % 300));
  return text;
}

std::string Things::device(const std::string& person) {
  const std::string who = "by " + person;
  if (!teams_.callers.contains(who)) teams_.callers.emplace(who, teams_.desk.device_of(person));
  return who;
}

std::string Things::newcomer(Whose whose) {
  if (whose == Whose::foreign) return "fei";
  if (whose == Whose::nobody) return "nobody";
  const std::string id = "n" + std::to_string(++number_);
  const std::string group = whose == Whose::other ? "售后" : "售前";
  made("owner", "member.put",
       R"("member":")" + id + R"(","is_new":true,"name":"新人","group":")" + group +
           R"(","role":"rep","track":"unset","stage":"by_time","joined_on":null,"accounts":[])");
  return id;
}

std::string Things::make(Thing thing, Whose whose, const std::string& role) {
  const std::string person = whose == Whose::own         ? teams_.selves.at(role)
                             : whose == Whose::colleague ? "qing"
                             : whose == Whose::other     ? "yu"
                             : whose == Whose::foreign   ? "fei"
                                                         : "nobody";
  const bool made_here = whose != Whose::foreign && whose != Whose::nobody;
  if (person.empty()) return "";
  const auto unknown_or = [&](const std::string& foreign) { return whose == Whose::foreign ? foreign : std::string(kUnknownId); };
  const auto task = [&](const char* kind, const char* more) {
    return made("owner", "task.make",
                std::string(R"("task_kind":")") + kind + R"(","person":")" + person +
                    R"(","title":"改地址 2 单","from":"{today}","due_at":null,"department":"仓库","link":null)" + more);
  };
  switch (thing) {
    case Thing::nothing:
      return "-";
    case Thing::person:
      return person;
    case Thing::newcomer:
      return newcomer(whose);
    case Thing::left: {
      const std::string id = newcomer(whose);
      if (made_here) made("owner", "member.leaves", R"("member":")" + id + R"(","last_day":"2026-03-01","hand_to":"")");
      return id;
    }
    case Thing::group:
      return whose == Whose::own || whose == Whose::colleague ? "售前"
             : whose == Whose::other                          ? "售后"
             : whose == Whose::foreign                        ? "客服部"
                                                              : "没有";
    case Thing::todo:
      return made_here ? task("todo", "") : unknown_or(teams_.foreign_task);
    case Thing::done: {
      if (!made_here) return unknown_or(teams_.foreign_task);
      std::string id = task("todo", "");
      made("owner", "task.done", R"("task":")" + id + R"(","result":"好了")");
      return id;
    }
    case Thing::follow_up:
      if (!made_here) return unknown_or(teams_.foreign_task);
      return made("owner", "task.make",
                  R"("task_kind":"follow_up","person":")" + person +
                      R"(","title":"改地址 2 单","from":"{today}","due_at":1772676000000,"department":"","link":null)");
    case Thing::handoff:
      return made_here ? task("handoff", "") : unknown_or(teams_.foreign_task);
    case Thing::major: {
      if (!made_here) return unknown_or(teams_.foreign_task);
      // By its owner, since what a lead or this machine makes is known; a reader makes none.
      if (whose == Whose::own && role == "reader") return "";
      return made(device(person), "task.make",
                  R"("task_kind":"handoff","person":")" + person +
                      R"(","title":"整车破损","from":"{today}","due_at":null,"department":"仓库","link":null,"major":true)");
    }
    case Thing::complaint:
      if (!made_here) return unknown_or(teams_.foreign_task);
      return made(
          "owner", "task.make",
          R"("task_kind":"handoff","person":")" + person +
              R"(","title":"要求退一赔三","from":"{today}","due_at":null,"department":"仓库","link":null,"complaint":true)");
    case Thing::promise:
      if (!made_here) return unknown_or(teams_.foreign_task);
      return made("owner", "promise.choose",
                  R"("person":")" + person + R"(","from":"{today}","until":"{today}","steps":[{"step":"","title":"说声稍等"}])") +
             ".1";
    case Thing::leave:
      if (!made_here) return unknown_or(teams_.foreign_leave);
      return made("owner", "leave.add", R"("person":")" + person + R"(","from":"{soon}","to":"{soon}","hand_to":"")");
    case Thing::standing_in:
      if (!made_here) return unknown_or(teams_.foreign_deputy);
      return made("owner", "deputy.add", R"("person":"chen","deputy":"yu","from":"{soon}","to":"{soon}")");
    case Thing::invited: {
      const std::string id = newcomer(whose);
      if (made_here) REQUIRE(ask("owner", "POST", "/invitations", R"({"person":")" + id + R"("})").status == 200);
      return id;
    }
    case Thing::device:
      return made_here ? teams_.desk.device_of(person).session : unknown_or(teams_.foreign_device);
    case Thing::contest:
      if (!made_here) return unknown_or(teams_.foreign_contest);
      return made(device(person), "contest.make", R"("about":"turn","ref":"{n}","day":"{today}","words":"不对")");
    case Thing::given_report: {
      const std::string group = make(Thing::group, whose, role);
      // Of the group that has figures.
      if (group == "售前") made("owner", "report.give", R"("group":"售前","by":"week","day":"{today}")");
      return group;
    }
    case Thing::filled_sheet:
    case Thing::signed_sheet: {
      // A reader has no sheet.
      if (!made_here || (whose == Whose::own && role == "reader")) return person;
      // Filled in or signed by a question before is as good.
      const std::string who = device(person);
      (void)command(
          who, "sheet.save",
          filled(R"("person":")" + person + R"(","day":"{today}","figures":[)" + kFiveTyped + R"(],"line":"","note":"")", ""));
      if (thing == Thing::signed_sheet) {
        (void)command(who, "sheet.sign", filled(R"("person":")" + person + R"(","day":"{today}","signature":"签")", ""));
      }
      return person;
    }
    case Thing::period:
    case Thing::dropped_period: {
      if (!made_here) return unknown_or(teams_.foreign_period);
      std::string id = made(
          "owner", "period.make",
          R"("period_kind":"topic","level":"standard","name":"新品 {n}","shop":"","group":"","from":"{today}","to":"{today}",)"
          R"("begin":"","end":"","aims":[],"warn_after_s":0)");
      if (thing == Thing::dropped_period) made("owner", "period.drop", R"("period":")" + id + '"');
      return id;
    }
    case Thing::import:
    case Thing::received: {
      if (!made_here) return kUnknownId;
      // Only so many lie there at a time.
      if (!import_.empty()) (void)ask("owner", "DELETE", "/imports/" + import_);
      const Reply begun = ask("owner", "POST", "/imports", R"({"name":"a.csv","size":5})");
      INFO(begun.body);
      REQUIRE(begun.status == 200);
      std::smatch found;
      REQUIRE(std::regex_search(begun.body, found, std::regex("\"id\":\"([^\"]+)\"")));
      import_ = found[1];
      if (thing == Thing::received) (void)ask("owner", "PUT", "/imports/" + import_ + "/parts/0", "a,b\n1");
      return import_;
    }
  }
  return "";
}

std::vector<std::string> whole_contract() {
  std::vector<std::string> all;
  std::ifstream file(test::source_dir() / "overlay/api/openapi.yaml");
  std::string path;
  const std::regex path_line(R"(^  (/[^ :]*):$)");
  const std::regex method_line(R"(^    (get|post|put|delete|patch):$)");
  const std::regex kind_line(R"(^        kind: \{ type: string, enum: \[([a-z_]+\.[a-z_]+)\] \}$)");
  std::smatch found;
  for (std::string line; std::getline(file, line);) {
    if (std::regex_match(line, found, path_line)) path = found[1];
    if (std::regex_match(line, found, method_line)) {
      std::string method = found[1];
      for (char& c : method) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      all.push_back(method + " " + path);
    }
    if (std::regex_match(line, found, kind_line)) all.push_back("command " + found[1].str());
  }
  return all;
}

}  // namespace rigong::runtime_test
