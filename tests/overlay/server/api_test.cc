// SPDX-License-Identifier: Apache-2.0
// Questions and commands: types and bounds of every field, and what comes back.
#include "overlay/server/api.h"

#include <rapidjson/document.h>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "agent/base/json.h"
#include "tests/overlay/server/table.h"

namespace rigong::overlay {
namespace {

const std::string kId = R"("id":"01976b3e-7d00-7abc-89ab-0123456789ab")";

std::string command(const std::string& rest) { return "{" + kId + "," + rest + "}"; }

std::string field_of(const test::Reply& reply) {
  const auto problem = parse_guarded_json(reply.body, JsonLimits{});
  if (!problem) return "(no JSON)";
  const auto* field = member(*problem, "field");
  return field == nullptr ? "" : std::string(field->GetString());
}

struct Good {
  const char* path;
  std::string body;
};

// One good request of every kind that has a content.
std::vector<Good> good_requests() {
  return {
      {"/api/v1/session", R"({"code":"good-code"})"},
      {"/api/v1/commands",
       command(
           R"("kind":"sheet.save","person":"a","day":"2026-11-25","figures":[{"name":"reply_rate","confirmed":true,"typed":null},{"name":"satisfaction","confirmed":false,"typed":0.95}],"line":"l","note":"n")")},
      {"/api/v1/commands", command(R"("kind":"sheet.sign","person":"a","day":"2026-11-25","signature":"甲")")},
      {"/api/v1/commands", command(R"("kind":"sheet.reopen","person":"a","day":"2026-11-25")")},
      {"/api/v1/commands", command(R"("kind":"desk.choose","person":"","lead":true)")},
      {"/api/v1/commands", command(R"("kind":"demo.start")")},
      {"/api/v1/commands", command(R"("kind":"demo.leave")")},
      {"/api/v1/commands",
       command(R"("kind":"account.add","type":"files","name":"n","shop":"s","options":[{"name":"path","value":"/x"}])")},
      {"/api/v1/commands", command(R"("kind":"account.remove","name":"n")")},
      {"/api/v1/accounts/check", R"({"type":"files","name":"n","shop":"s","options":[{"name":"path","value":"/x"}]})"},
      {"/api/v1/imports", R"({"name":"messages.csv","size":12})"},
      {"/api/v1/imports/01976b3e-7d00-7abc-89ab-0123456789ab/preview",
       R"({"shop":"s","preset":"p","map":[{"column":"时间","field":"sent_at"}]})"},
      {"/api/v1/imports/01976b3e-7d00-7abc-89ab-0123456789ab/apply",
       R"({"shop":"s","preset":"p","map":[{"column":"时间","field":"sent_at"}]})"},
      {"/api/v1/commands",
       command(
           R"("kind":"task.make","task_kind":"handoff","person":"a","title":"t","from":"2026-11-25","due_at":1795600000000,"department":"仓库","link":{"kind":"turn","ref":"1/2/3","day":"2026-11-25"})")},
      {"/api/v1/commands",
       command(
           R"("kind":"task.make","task_kind":"todo","person":"a","title":"t","from":"2026-11-25","due_at":null,"department":"","link":null)")},
      {"/api/v1/commands",
       command(
           R"("kind":"task.change","task":"01976b3e-7d00-7abc-89ab-0123456789ab","version":2,"title":"t","from":"2026-11-25","due_at":null,"department":"")")},
      {"/api/v1/commands", command(R"("kind":"task.give","task":"01976b3e-7d00-7abc-89ab-0123456789ab","person":"b")")},
      {"/api/v1/commands", command(R"("kind":"task.accept","task":"01976b3e-7d00-7abc-89ab-0123456789ab","by":"仓库 张工")")},
      {"/api/v1/commands", command(R"("kind":"task.found","task":"01976b3e-7d00-7abc-89ab-0123456789ab","words":"w")")},
      {"/api/v1/commands", command(R"("kind":"task.progress","task":"01976b3e-7d00-7abc-89ab-0123456789ab","words":"w")")},
      {"/api/v1/commands",
       command(R"("kind":"task.explain","task":"01976b3e-7d00-7abc-89ab-0123456789ab","cause":"waiting","words":"w")")},
      {"/api/v1/commands", command(R"("kind":"task.done","task":"01976b3e-7d00-7abc-89ab-0123456789ab","result":"r")")},
      {"/api/v1/commands",
       command(R"("kind":"task.done","task":"01976b3e-7d00-7abc-89ab-0123456789ab","result":"r","follow_up_at":1795600000000)")},
      {"/api/v1/commands",
       command(
           R"("kind":"task.follow_up","task":"01976b3e-7d00-7abc-89ab-0123456789ab","outcome":"none","words":"","again_at":1795600000000)")},
      {"/api/v1/commands", command(R"("kind":"task.drop","task":"01976b3e-7d00-7abc-89ab-0123456789ab","reason":"r")")},
      {"/api/v1/commands", command(R"("kind":"task.reopen","task":"01976b3e-7d00-7abc-89ab-0123456789ab")")},
      {"/api/v1/commands",
       command(
           R"("kind":"period.make","period_kind":"campaign","level":"urgent","name":"双11","shop":"","group":"售前","from":"2026-11-10","to":"2026-11-11","begin":"20:00","end":"","aims":[{"figure":"response_mean_ms","value":15000}],"warn_after_s":15)")},
      {"/api/v1/commands",
       command(
           R"("kind":"period.change","period":"01976b3e-7d00-7abc-89ab-0123456789ab","period_kind":"campaign","level":"urgent","name":"双11","shop":"","group":"售前","from":"2026-11-10","to":"2026-11-11","begin":"20:00","end":"","aims":[{"figure":"response_mean_ms","value":15000}],"warn_after_s":15)")},
      {"/api/v1/commands",
       command(
           R"("kind":"period.make","period_kind":"reported","level":"standard","name":"故障","shop":"","group":"","from":"2026-11-10","to":"2026-11-10","begin":"14:00","end":"15:30","aims":[],"warn_after_s":0,"claim":"accepted","evidence":"工单 7")")},
      {"/api/v1/commands", command(R"("kind":"period.end","period":"01976b3e-7d00-7abc-89ab-0123456789ab")")},
      {"/api/v1/commands", command(R"("kind":"period.drop","period":"01976b3e-7d00-7abc-89ab-0123456789ab")")},
      {"/api/v1/commands", command(R"("kind":"period.restore","period":"01976b3e-7d00-7abc-89ab-0123456789ab")")},
      {"/api/v1/commands", command(R"("kind":"talk.invite","people":["rep-1","rep-2"],"week":"2026-11-16")")},
      {"/api/v1/commands",
       command(R"("kind":"talk.write","person":"rep-1","week":"2026-11-16","text":"topics","words":"排班","was":"")")},
      {"/api/v1/commands", command(R"("kind":"talk.date","person":"rep-1","week":"2026-11-16","lead_by":"2026-11-25")")},
      {"/api/v1/commands", command(R"("kind":"talk.date","person":"rep-1","week":"2026-11-16","lead_by":null)")},
      {"/api/v1/commands",
       command(
           R"("kind":"talk.agree","person":"rep-1","week":"2026-11-16","words":"","figure":"slow_share","value":0.03,"due":null,"lead":false)")},
      {"/api/v1/commands",
       command(
           R"("kind":"talk.agree","person":"rep-1","week":"2026-11-16","words":"交案例","figure":"","value":null,"due":"2026-11-25","lead":true)")},
      {"/api/v1/commands", command(R"("kind":"talk.take_back","person":"rep-1","week":"2026-11-16","number":1)")},
      {"/api/v1/commands", command(R"("kind":"talk.judge","person":"rep-1","week":"2026-11-16","number":1,"verdict":"kept")")},
      {"/api/v1/commands", command(R"("kind":"talk.sign","person":"rep-1","week":"2026-11-16","agrees":false)")},
      {"/api/v1/commands", command(R"("kind":"talk.unsign","person":"rep-1","week":"2026-11-16")")},
      {"/api/v1/commands", command(R"("kind":"report.give","group":"售前","by":"month","day":"2026-11-30")")},
      {"/api/v1/commands", command(R"("kind":"report.take_back","group":"","by":"week","day":"2026-11-30")")},
      {"/api/v1/commands", command(R"("kind":"note.write","person":"rep-1","text":"下次问问")")},
      {"/api/v1/commands", command(R"("kind":"note.show","note":"01976b3e-7d00-7abc-89ab-0123456789ab")")},
      {"/api/v1/commands", command(R"("kind":"note.drop","note":"01976b3e-7d00-7abc-89ab-0123456789ab")")},
      {"/api/v1/commands", command(R"("kind":"checklist.tick","person":"rep-1","item":"newcomer-chat","done":true)")},
      {"/api/v1/commands", command(R"("kind":"checklist.item","stage":"senior","item":"","title":{"zh":"带过新手","en":""})")},
      {"/api/v1/commands", command(R"("kind":"checklist.hide","stage":"newcomer","item":"newcomer-chat","hidden":true)")},
      {"/api/v1/commands", command(R"("kind":"checklist.reset","stage":"growing")")},
      {"/api/v1/commands",
       command(R"("kind":"promise.tick","task":"01976b3e-7d00-7abc-89ab-0123456789ab.1","day":"2026-11-25","kept":true)")},
      {"/api/v1/commands",
       command(
           R"("kind":"promise.choose","person":"a","from":"2026-11-25","until":"2026-12-01","steps":[{"step":"welcome","title":"t"}])")},
  };
}

// Every value of the document, one after the other, replaced by values of other types.
void mutate(rapidjson::Document& document, rapidjson::Value& value, const std::string& path,
            std::vector<std::pair<std::string, std::string>>& out) {
  if (!path.empty()) {
    for (const char* other : {"null", "true", "12", "1.5", "\"\\u0000\"", "\"x\"", "[]", "{}", "[[]]"}) {
      rapidjson::Document replacement(&document.GetAllocator());
      replacement.Parse(other);
      rapidjson::Value kept(value, document.GetAllocator());
      value = static_cast<rapidjson::Value&>(replacement);
      out.emplace_back(path, to_text(document));
      value = kept;
    }
  }
  if (value.IsObject()) {
    // Clang finds the iterators' "!=" ambiguous in C++20.
    for (auto one = value.MemberBegin(); one < value.MemberEnd(); ++one) {
      mutate(document, one->value, path + (path.empty() ? "" : ".") + one->name.GetString(), out);
    }
  } else if (value.IsArray()) {
    for (rapidjson::SizeType i = 0; i < value.Size(); ++i) mutate(document, value[i], path + "[" + std::to_string(i) + "]", out);
  }
}

}  // namespace

TEST_CASE("every request of the contract is understood") {
  Running running;
  for (const Good& good : good_requests()) {
    INFO(good.path << " " << good.body);
    CHECK(running.post(good.path, good.body).status == 200);
    if (good.body.find("account.remove") == std::string::npos) continue;
    const std::lock_guard lock(running.service.mutex);
    CHECK(std::get<RemoveAccount>(running.service.last_command->act).name == "n");
    CHECK(running.service.last_command->body == good.body);
  }
  const std::lock_guard lock(running.service.mutex);
  CHECK(running.service.last_import->name == "messages.csv");
  CHECK(running.service.last_import->size == 12);
  CHECK(running.service.last_reading->map.at(0).first == "时间");
  const auto& promises = std::get<ChoosePromises>(std::get<WorkAct>(running.service.last_command->act));
  CHECK(promises.steps.at(0).step == "welcome");
  CHECK(to_string(promises.until) == "2026-12-01");
}

TEST_CASE("values of another type are refused by the name of their field") {
  Running running;
  for (const Good& good : good_requests()) {
    rapidjson::Document document;
    document.Parse(good.body.c_str());
    std::vector<std::pair<std::string, std::string>> mutations;
    mutate(document, document, "", mutations);
    REQUIRE_FALSE(mutations.empty());
    for (const auto& [path, body] : mutations) {
      INFO(good.path << " " << path << " " << body);
      const auto reply = running.post(good.path, body);
      // Some of the other values are good as well: another text, null where nothing was typed. A wrong code is a wrong code.
      CHECK((reply.status == 200 || reply.status == 400 || reply.status == 401 || reply.status == 429));
      if (reply.status != 400) continue;
      const std::string field = field_of(reply);
      // What is no clean text is no JSON at all for us; an unknown kind makes the other fields unknown too.
      CHECK((body.find("\\u0000") != std::string::npos || field == path || path.starts_with(field) || field.starts_with(path) ||
             path == "kind"));
    }
  }
}

TEST_CASE("fields that are missing, unknown or doubled are refused by name") {
  Running running;
  struct Bad {
    const char* path;
    std::string body;
    const char* field;
  };
  const std::vector<Bad> rows = {
      {"/api/v1/session", "{}", "code"},
      {"/api/v1/session", R"({"code":""})", "code"},
      {"/api/v1/session", R"({"code":"a","role":"admin"})", "role"},
      {"/api/v1/session", R"({"code":"a","code":"good-code"})", ""},
      {"/api/v1/commands", R"({"kind":"demo.start"})", "id"},
      {"/api/v1/commands", R"({"id":"01976b3e-7d00-4abc-89ab-0123456789ab","kind":"demo.start"})", "id"},
      {"/api/v1/commands", R"({"id":"01976B3E-7D00-7ABC-89AB-0123456789AB","kind":"demo.start"})", "id"},
      {"/api/v1/commands", R"({"id":"01976b3e-7d00-7abc-c9ab-0123456789ab","kind":"demo.start"})", "id"},
      {"/api/v1/commands", command(R"("kind":"shop.close")"), "kind"},
      {"/api/v1/commands", command(R"("kind":"demo.start","team_id":"x")"), "team_id"},
      {"/api/v1/commands", command(R"("kind":"demo.start","__proto__":{})"), "__proto__"},
      {"/api/v1/commands", command(R"("kind":"sheet.sign","person":"a","day":"2026-02-30","signature":"x")"), "day"},
      {"/api/v1/commands", command(R"("kind":"sheet.sign","person":"a","day":"1969-12-31","signature":"x")"), "day"},
      {"/api/v1/commands", command(R"("kind":"sheet.sign","person":"a","day":"2026/02/03","signature":"x")"), "day"},
      {"/api/v1/commands",
       command(R"("kind":"sheet.sign","person":"a","day":"2026-02-03","signature":")" + std::string(101, 'x') + "\""),
       "signature"},
      {"/api/v1/commands",
       command(R"("kind":"account.add","type":"t","name":"n","shop":"","options":[{"name":"a","value":"b","x":1}])"),
       "options[0].x"},
      {"/api/v1/commands", command(R"("kind":"account.add","type":"t","name":"n","shop":"","options":[{"name":"a"}])"),
       "options[0].value"},
      {"/api/v1/commands", command(R"("kind":"task.reopen","task":"01976b3e-7d00-7abc-89ab-0123456789ab.0")"), "task"},
      {"/api/v1/commands", command(R"("kind":"task.reopen","task":"../../../../../../../../etc/passwd-00")"), "task"},
      {"/api/v1/imports", R"({"name":"a","size":0})", "size"},
      {"/api/v1/imports", R"({"name":"a","size":-1})", "size"},
      {"/api/v1/imports", R"({"name":"a","size":4294967297})", "size"},
      {"/api/v1/imports", R"({"name":"a","size":1e3})", "size"},
      {"/api/v1/imports", R"({"name":"a","size":18446744073709551615})", "size"},
  };
  for (const Bad& row : rows) {
    INFO(row.path << " " << row.body);
    const auto reply = running.post(row.path, row.body);
    CHECK(reply.status == 400);
    CHECK(field_of(reply) == row.field);
  }
  // Characters count, not bytes.
  std::string hundred;
  for (int i = 0; i < 100; ++i) hundred += "甲";
  CHECK(running
            .post("/api/v1/commands",
                  command(R"("kind":"sheet.sign","person":"a","day":"2026-02-03","signature":")" + hundred + "\""))
            .status == 200);
}

TEST_CASE("content that is no sane JSON") {
  Running running;
  const auto status = [&](const std::string& body) { return running.post("/api/v1/commands", body).status; };
  const auto nested = [](std::size_t depth, const char* open, const char* close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += open;
    text += "1";
    for (std::size_t i = 0; i < depth; ++i) text += close;
    return text;
  };
  for (const std::string body :
       {"", "null", "[]", "\"x\"", "12", "true", "{", "{}x", "{'a':1}", "{\"a\":1,}", "NaN", "[1] [2]", "\xEF\xBB\xBF{}"}) {
    INFO(body);
    CHECK(status(body) == 400);
  }
  for (const std::size_t depth : {33U, 10'000U, 150'000U}) {
    INFO(depth);
    CHECK(status(nested(depth, "[", "]")) == 400);
    CHECK(status(nested(depth, "{\"a\":", "}")) == 400);
    CHECK(status(std::string(depth, '[')) == 400);
  }
  // Text that is no UTF-8, or that a store would cut short.
  for (const char* bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf8\x88\x80\x80\x80", "\\ud800", "\\udc00", "\\ud800x", "\\u0000",
                          "a\\u0000b", "\\x41"}) {
    INFO(bad);
    CHECK(status(command(R"("kind":"account.remove","name":")" + std::string(bad) + "\"")) == 400);
  }
  CHECK(status(command(R"("kind":"account.remove","name":"\ud83d\ude00 \u2028 </script>")")) == 200);
  {
    const std::lock_guard lock(running.service.mutex);
    CHECK(std::get<RemoveAccount>(running.service.last_command->act).name == "\xF0\x9F\x98\x80 \xE2\x80\xA8 </script>");
  }
  // Just at the limit, and over it.
  const std::string shell = command(R"("kind":"account.remove","name":"n")");
  CHECK(status(shell + std::string(1024 * 1024 - shell.size(), ' ')) == 200);
  CHECK(status(shell + std::string(1024 * 1024 + 1 - shell.size(), ' ')) == 413);
}

TEST_CASE("parameters of questions") {
  Running running;
  struct Asked {
    const char* target;
    int status;
    const char* field;
  };
  const std::vector<Asked> rows = {
      {"panel?person=a", 200, ""},
      {"panel?person=a&shop=s&day=2026-11-25", 200, ""},
      {"panel?day=2026-11-25&person=%E7%94%B2", 200, ""},
      {"panel", 400, "person"},
      {"panel?person=", 400, "person"},
      {"panel?person=a&person=b", 400, "person"},
      {"panel?person=a&limit=1", 400, "limit"},
      {"panel?person=a&day=2026-13-01", 400, "day"},
      {"panel?person=a&day=20261125", 400, "day"},
      {"panel?person=a&day=9999-01-01", 400, "day"},
      {"panel?person=%00", 400, ""},
      {"panel?person=%ff", 400, ""},
      {"panel?person=%c0%af", 400, ""},
      {"panel?person=%4", 400, ""},
      {"panel?person=%zz", 400, ""},
      {"panel?person=x';%20DROP%20TABLE%20members;--", 200, ""},
      {"panel?%70erson=a", 200, ""},
      {"panel?__proto__=a&person=b", 400, "__proto__"},
      {"turns?person=a&from=2026-11-01&to=2026-11-25", 200, ""},
      {"turns?person=a&from=2026-11-01&to=2026-11-25&pick=slow&minute_from=540&minute_to=600&limit=500&after=x", 200, ""},
      {"turns?person=a&from=2026-11-01", 400, "to"},
      {"turns?person=a&to=2026-11-01", 400, "from"},
      {"turns?person=a&from=2026-11-02&to=2026-11-01", 400, "to"},
      {"turns?person=a&from=2025-01-01&to=2026-02-04", 200, ""},
      {"turns?person=a&from=2025-01-01&to=2026-02-05", 400, "to"},
      {"turns?person=a&from=1970-01-01&to=9999-12-31", 400, "from"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&limit=1000000000", 400, "limit"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&limit=-1", 400, "limit"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&limit=0", 400, "limit"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&limit=1e2", 400, "limit"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&limit=+5", 400, "limit"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&offset=1000000000000000000", 400, "offset"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&pick=all;--", 400, "pick"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&minute_from=1441", 400, "minute_from"},
      {"turns?person=a&from=2026-11-01&to=2026-11-01&minute_from=60&minute_to=59", 400, "minute_to"},
      {"trend?person=a&figure=reply_rate", 200, ""},
      {"trend?person=a&figure=reply_rate&days=400&to=2026-11-25", 200, ""},
      {"trend?person=a", 400, "figure"},
      {"trend?person=a&figure=x&days=6", 400, "days"},
      {"trend?person=a&figure=x&days=401", 400, "days"},
      {"shop-figures?from=2026-11-01&to=2026-11-25", 200, ""},
      {"shop-figures?from=2026-11-01&to=2026-11-25&person=a&shop=s", 200, ""},
      {"shop-figures", 400, "from"},
      {"team", 200, ""},
      {"team?group=%E5%94%AE%E5%89%8D&day=2026-11-25", 200, ""},
      {"team?person=a", 400, "person"},
      {"team-report", 200, ""},
      {"team-report?group=%E5%94%AE%E5%89%8D&by=week&day=2026-11-25", 200, ""},
      {"team-report?by=day", 400, "by"},
      {"team-report?shop=s", 400, "shop"},
      {"department-report?by=month&day=2026-11-25", 200, ""},
      {"department-report?group=a", 400, "group"},
      {"report-file?report=team&format=xlsx&language=en&by=week", 200, ""},
      {"report-file?report=departments&format=csv", 200, ""},
      {"report-file?format=csv", 400, "report"},
      {"report-file?report=team", 400, "format"},
      {"report-file?report=team&format=exe", 400, "format"},
      {"report-file?report=team&format=csv&language=fr", 400, "language"},
      {"sheets?person=a&from=2026-11-01&to=2026-11-25", 200, ""},
      {"sheets?from=2026-11-01&to=2026-11-25", 400, "person"},
      {"sheet?person=a&day=2026-11-25", 200, ""},
      {"sheet?person=a", 400, "day"},
      {"session", 200, ""},
      {"session?x=1", 400, "x"},
      {"people", 200, ""},
      {"people?sort=id;--", 400, "sort"},
      {"accounts", 200, ""},
      {"imports/01976b3e-7d00-7abc-89ab-0123456789ab", 200, ""},
      {"imports/01976b3e-7d00-7abc-89ab-0123456789ab?x", 400, "x"},
      {"events?token=x", 400, "token"},
  };
  for (const Asked& row : rows) {
    INFO(row.target);
    const auto reply = running.get(std::string("/api/v1/") + row.target);
    CHECK(reply.status == row.status);
    if (row.status == 400) CHECK(field_of(reply) == row.field);
  }
  const std::string long_text(300, 'x');
  CHECK(field_of(running.get("/api/v1/panel?person=" + long_text)) == "person");
  CHECK(field_of(running.get("/api/v1/panel?person=a&shop=" + long_text)) == "shop");
  const std::lock_guard lock(running.service.mutex);
  CHECK(running.service.turns_query->limit == 100);
}

TEST_CASE("what the service says becomes a status, and its words reach the person") {
  Running running;
  struct Failed {
    ErrorKind kind;
    int status;
    const char* word;
  };
  for (const Failed& row : {Failed{ErrorKind::wrong_use, 400, "wrong_use"},
                            {ErrorKind::not_found, 404, "not_found"},
                            {ErrorKind::refused, 403, "refused"},
                            {ErrorKind::busy, 503, "busy"},
                            {ErrorKind::unavailable, 503, "unavailable"},
                            {ErrorKind::damaged, 500, "damaged"},
                            {ErrorKind::io, 500, "io"},
                            {ErrorKind::internal, 500, "internal"}}) {
    running.service.failure = Error{row.kind, {"出错了。", "It failed."}};
    for (const auto& reply : {running.get("/api/v1/people"), running.post("/api/v1/commands", good_requests()[5].body),
                              running.get("/api/v1/imports/01976b3e-7d00-7abc-89ab-0123456789ab")}) {
      INFO(row.word << " " << reply.body);
      CHECK(reply.status == row.status);
      CHECK(reply.body == std::string(R"({"kind":")") + row.word + R"(","words":{"zh":"出错了。","en":"It failed."}})");
      CHECK(reply.has("Retry-After") == (row.status == 503));
    }
  }
}

TEST_CASE("parts of a file are octets of at most 768 KiB") {
  Running running;
  const std::string path = std::string("/api/v1/imports/") + kImportId + "/parts/";
  const auto put = [&](const std::string& part, const std::string& type, const std::string& bytes) {
    return test::ask(running.port(), running.request("PUT", path + part, "Content-Type: " + type + "\r\n", bytes));
  };
  using namespace std::string_literals;
  CHECK(put("0", "application/octet-stream", "a\0b\r\n\xff"s).status == 200);
  CHECK(running.service.last_part == "a\0b\r\n\xff"s);
  const std::string largest(kImportPartBytes, 'x');
  CHECK(put("99999", "application/octet-stream", largest).status == 200);
  CHECK(running.service.last_part == largest);
  CHECK(put("0", "application/octet-stream", largest + "x").status == 413);
  CHECK(put("0", "application/json", "{}").status == 415);
  CHECK(put("0", "text/csv", "a,b").status == 415);
  for (const char* part : {"-1", "100000", "x", "", "01", "1.5", "%30"}) {
    INFO(part);
    CHECK(put(part, "application/octet-stream", "x").status == 404);
  }
  CHECK(test::ask(running.port(), running.request("DELETE", std::string("/api/v1/imports/") + kImportId)).status == 200);
}

TEST_CASE("texts of the store are written so that they stay text") {
  Running running;
  running.service.text = "<img src=x onerror=alert(1)></script>\xE2\x80\xA8\"\\\n\x01 \xff bad";
  const auto reply = running.get("/api/v1/panel?person=a");
  const auto panel = parse_guarded_json(reply.body, JsonLimits{});
  REQUIRE(panel);
  CHECK((*panel)["special"].GetString() ==
        std::string("<img src=x onerror=alert(1)></script>\xE2\x80\xA8\"\\\n\x01 \xEF\xBF\xBD bad"));
  CHECK((*panel)["figures"].Size() == 5);
  CHECK((*panel)["figures"][0]["value"]["value"].GetDouble() == 0.941);
  CHECK((*panel)["figures"][0]["goal"]["high"].IsNull());
  CHECK((*panel)["figures"][0]["history"][13]["day"].GetString() == to_string(Day{20'000}));
  CHECK((*panel)["mode"].GetString() == std::string("live"));
  CHECK((*panel)["step"].IsNull());
}

}  // namespace rigong::overlay
