// SPDX-License-Identifier: Apache-2.0
// The agent as a person runs it: the real program, its page's side over a socket, its command line beside it.
#include <fmt/format.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "tests/support/running_agent.h"

using namespace rigong::test;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

// Yesterday and today would move; sheets of days long past are only looked at. So the messages are of today, by the shop's clock.
std::string today_file(const std::string& day) {
  std::string text = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n";
  for (int turn = 0; turn < 6; ++turn) {
    for (const char* rep : {"小白", "小青"}) {
      text += fmt::format(
          "c{0}{1},m{0}{1}a,{2} 00:0{1}:00,in,,k{0}{1},有货吗\nc{0}{1},m{0}{1}b,{2} 00:0{1}:20,out,{0},k{0}{1},有的\n", rep, turn,
          day);
    }
  }
  return text;
}

struct Desk {
  TempFolder temp;
  std::string data = temp.file("data");
  Desk() { fs::create_directory(data); }
  void settings(const std::string& text) const { temp.write("data/rigong.toml", text); }
};

int mode_of(const std::string& file) {
  struct stat info {};
  return ::stat(file.c_str(), &info) == 0 ? static_cast<int>(info.st_mode & 0777) : -1;
}

std::string text(const Reply& reply) { return fmt::format("{} {}", reply.status, reply.body.substr(0, 500)); }

bool eventually(const std::function<bool()>& is_so) {
  for (int attempt = 0; attempt < 400; ++attempt) {
    if (is_so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  return false;
}

// Takes a file in as the page does.
rapidjson::Document import_file(const RunningAgent& agent, const std::string& token, const std::string& bytes) {
  const auto begun = agent.post("/api/v1/imports", token, fmt::format(R"({{"name":"今天.csv","size":{}}})", bytes.size()));
  REQUIRE(begun.status == 200);
  const std::string path = "/api/v1/imports/"s + parsed(begun.body)["id"].GetString();
  REQUIRE(agent.put(path + "/parts/0", token, bytes).status == 200);
  const auto looked = agent.post(path + "/preview", token, "{}");
  INFO(text(looked));
  REQUIRE(parsed(looked.body)["state"] == "understood");
  REQUIRE(agent.post(path + "/apply", token, "{}").status == 200);
  const auto state = [&] { return parsed(agent.get(path, token).body); };
  REQUIRE(eventually([&] {
    const auto now = state();
    return now["state"] == "finished" || now["state"] == "failed";
  }));
  return state();
}

}  // namespace

TEST_CASE("run: it answers, its files are private, and it ends cleanly with its log folded", "[threads]") {
  const Desk desk;
  RunningAgent agent(desk.data);
  const auto health = ask(agent.port(), fmt::format("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", agent.port()));
  CHECK(health.status == 200);
  CHECK(health.body == "ok\n");
  for (const char* file : {"/token", "/agent.json", "/rigong.key", "/rigong.db"}) {
    CAPTURE(file);
    CHECK(mode_of(desk.data + file) == 0600);
  }
  CHECK(agent.get("/api/v1/session", "").status == 401);
  CHECK(agent.get("/api/v1/session", std::string(64, '0')).status == 401);
  CHECK(agent.stop() == 0);
  CHECK_FALSE(fs::exists(desk.data + "/token"));
  CHECK_FALSE(fs::exists(desk.data + "/agent.json"));
  std::error_code code;
  CHECK((!fs::exists(desk.data + "/rigong.db-wal") || fs::file_size(desk.data + "/rigong.db-wal", code) == 0));
}

TEST_CASE("run: at rest, with nothing to poll, neither libcurl nor libpq is loaded") {
  Desk desk;
  RunningAgent agent(desk.data);
  // The agent has answered, so that all that a start loads is there.
  const std::string mapped = read_text(fmt::format("/proc/{}/maps", agent.process().pid()));
  CHECK(mapped.find("libsqlite3.so") != std::string::npos);
  for (const char* late : {"libcurl.so", "libpq.so", "libgnutls.so", "libldap"}) {
    INFO(late);
    CHECK(mapped.find(late) == std::string::npos);
  }
}

TEST_CASE("run: Ctrl-C ends it as SIGTERM does", "[threads]") {
  const Desk desk;
  RunningAgent agent(desk.data);
  agent.process().signal(SIGINT);
  CHECK(agent.process().wait(std::chrono::seconds(7)) == 0);
}

TEST_CASE("run: a second one on the folder is refused with exit 3, another folder with the port taken is told so") {
  const Desk desk;
  RunningAgent agent(desk.data);
  const Outcome second = run_rigong({"run", "--data", desk.data, "--listen", "127.0.0.1:0"});
  CHECK(second.exit_code == 3);
  CHECK(second.err.find("in use") != std::string::npos);
  const Desk other;
  const Outcome taken = run_rigong({"run", "--data", other.data, "--listen", fmt::format("127.0.0.1:{}", agent.port())});
  CHECK(taken.exit_code == 1);
  CHECK(taken.err.find(std::to_string(agent.port())) != std::string::npos);
  CHECK(agent.get("/healthz", "").status == 200);
  // Nothing of the one that did not start is left to lead anybody astray.
  CHECK(run_rigong({"url", "--data", other.data}).exit_code == 1);
}

TEST_CASE("run: wrong use and settings are told before anything starts") {
  const Desk desk;
  CHECK(run_rigong({"run", "--data", desk.data, "--listen", "7717"}).exit_code == 2);
  desk.settings("[listne]\n");
  CHECK(run_rigong({"run", "--data", desk.data}).exit_code == 2);
  desk.settings("[[connector]]\ntype = \"files\"\npath = \"/tmp\"\n[[connector]]\ntype = \"demo\"\nname = \"files\"\n");
  CHECK(run_rigong({"run", "--data", desk.data}).exit_code == 2);
}

TEST_CASE("url: a code is good once; its token is good after a restart, and after kill -9", "[threads]") {
  const Desk desk;
  std::string token;
  {
    RunningAgent agent(desk.data);
    const std::string address = agent.url();
    CHECK(address.starts_with(fmt::format("http://127.0.0.1:{}/#code=", agent.port())));
    const std::string code = address.substr(address.find("#code=") + 6);
    const auto body = fmt::format(R"({{"code":"{}"}})", code);
    const auto first = agent.post("/api/v1/session", "", body);
    REQUIRE(first.status == 200);
    CHECK(agent.post("/api/v1/session", "", body).status == 401);
    token = parsed(first.body)["token"].GetString();
    CHECK(agent.get("/api/v1/session", token).status == 200);
    CHECK(agent.post("/api/v1/codes", token, "{}").status == 403);
    agent.process().kill();
  }
  // What the killed one left behind leads nowhere.
  CHECK(run_rigong({"url", "--data", desk.data}).exit_code == 1);
  {
    RunningAgent agent(desk.data);
    const auto session = agent.get("/api/v1/session", token);
    REQUIRE(session.status == 200);
    const auto document = parsed(session.body);
    CHECK(document["role"] == "unset");
    CHECK(document["empty"].GetBool());
    CHECK(agent.stop() == 0);
  }
  RunningAgent agent(desk.data);
  CHECK(agent.get("/api/v1/session", token).status == 200);
  CHECK(agent.remove("/api/v1/session", token).status == 200);
  CHECK(agent.get("/api/v1/session", token).status == 401);
}

TEST_CASE("open: the browser is given a file that nobody else may read, and the code only stands in it") {
  const Desk desk;
  RunningAgent agent(desk.data);
  const std::string browser = desk.temp.write("browser",
                                              "#!/bin/sh\nprintf '%s' \"$*\" > \"$(dirname \"$0\")/seen.part\"\n"
                                              "mv \"$(dirname \"$0\")/seen.part\" \"$(dirname \"$0\")/seen\"\n");
  fs::permissions(browser, fs::perms::owner_all);
  REQUIRE(run_rigong({"open", "--data", desk.data, "--browser", browser}).exit_code == 0);
  REQUIRE(eventually([&] { return fs::exists(desk.temp.file("seen")); }));
  const std::string seen = read_text(desk.temp.file("seen"));
  CHECK(seen == "--app=file://" + desk.data + "/open.html");
  CHECK(mode_of(desk.data + "/open.html") == 0600);
  const std::string page = read_text(desk.data + "/open.html");
  const std::size_t at = page.find("/open#code=");
  REQUIRE(at != std::string::npos);
  const std::string code = page.substr(at + 11, page.find('"', at) - at - 11);
  CHECK(seen.find(code) == std::string::npos);
  CHECK(agent.post("/api/v1/session", "", fmt::format(R"({{"code":"{}"}})", code)).status == 200);
  CHECK(run_rigong({"open", "--data", desk.temp.file("elsewhere")}).exit_code == 1);
}

TEST_CASE("sign-off: imported on the page, signed, there after kill -9; nobody else's can be seen", "[threads]") {
  const Desk desk;
  desk.settings("[shop]\ntimezone = \"UTC\"\nservice_window = \"00:00-24:00\"\n");
  std::string day;
  std::string token;
  {
    RunningAgent agent(desk.data);
    token = agent.new_token();
    day = parsed(agent.get("/api/v1/session", token).body)["today"].GetString();
    const auto done = import_file(agent, token, today_file(day));
    CHECK(done["state"] == "finished");
    CHECK(done["added"].GetInt() == 24);
    // The command line of the same folder writes through the agent.
    for (const auto& [id, name, rep] : {std::array{"bai"s, "白一"s, "小白"s}, std::array{"qing"s, "青二"s, "小青"s}}) {
      const Outcome set = run_rigong({"member", "set", id, "--name", name, "--group", "售前", "--data", desk.data});
      INFO(set.err);
      REQUIRE(set.exit_code == 0);
      CHECK(set.err.find("Added member " + id) != std::string::npos);
      REQUIRE(run_rigong({"member", "map", id, "--rep", rep, "--data", desk.data}).exit_code == 0);
    }
    REQUIRE(agent.command(token, "desk.choose", R"("person":"bai","lead":false)").status == 200);
    const auto sheet = parsed(agent.get("/api/v1/sheet?person=bai&day=" + day, token).body);
    std::string figures;
    for (const auto& figure : sheet["figures"].GetArray()) {
      figures += fmt::format(R"({}{{"name":"{}","confirmed":true,"typed":null}})", figures.empty() ? "" : ",",
                             figure["name"].GetString());
    }
    const std::string id = fresh_id();
    const std::string save =
        fmt::format(R"({{"id":"{}","kind":"sheet.save","person":"bai","day":"{}","figures":[{}],"line":"比昨天好","note":""}})",
                    id, day, figures);
    const auto saved = agent.post("/api/v1/commands", token, save);
    INFO(text(saved));
    REQUIRE(saved.status == 200);
    CHECK(agent.post("/api/v1/commands", token, save).body == saved.body);
    std::string other = save;
    other.replace(other.find("比昨天好"), 12, "比昨天慢");
    CHECK(agent.post("/api/v1/commands", token, other).status == 422);
    const auto sign = fmt::format(R"("person":"bai","day":"{}","signature":"白一")", day);
    REQUIRE(agent.command(token, "sheet.sign", sign).status == 200);
    CHECK(agent.command(token, "sheet.sign", sign).status == 403);

    // Another's is not there, in the same words as somebody who does not exist.
    for (const char* path :
         {"/api/v1/panel?person={}", "/api/v1/sheet?person={}&day=2026-03-02",
          "/api/v1/sheets?person={}&from=2026-03-01&to=2026-03-02", "/api/v1/turns?person={}&from=2026-03-01&to=2026-03-02",
          "/api/v1/trend?person={}&figure=satisfaction"}) {
      CAPTURE(path);
      const auto of = [&](const char* person) { return agent.get(fmt::format(fmt::runtime(path), person), token); };
      CHECK(of("qing").status == 404);
      CHECK(of("qing").body == of("nobody").body);
      CHECK(of("bai").status == 200);
    }
    agent.process().kill();
  }
  RunningAgent agent(desk.data);
  const auto sheet = parsed(agent.get("/api/v1/sheet?person=bai&day=" + day, token).body);
  CHECK(sheet["state"] == "signed");
  CHECK(sheet["signature"] == "白一");
  CHECK(sheet["line"] == "比昨天好");
  CHECK(agent.stop() == 0);
}

TEST_CASE("the command line of a running agent: writes go through it, readings beside it", "[threads]") {
  const Desk desk;
  RunningAgent agent(desk.data);
  desk.temp.write("今天.csv", today_file("2026-03-02") + "c,m,never,in,,k,x\n");
  const Outcome imported = run_rigong({"import", desk.temp.file("今天.csv"), "--data", desk.data});
  INFO(imported.err);
  CHECK(imported.exit_code == 0);
  CHECK(imported.err.find("24 new") != std::string::npos);
  CHECK(imported.err.find("line 26") != std::string::npos);
  CHECK(run_rigong({"figures", "--from", "2026-03-02", "--to", "2026-03-02", "--data", desk.data, "--format", "csv"})
            .out.find("小白") != std::string::npos);
  const std::string token = agent.new_token();
  CHECK_FALSE(parsed(agent.get("/api/v1/session", token).body)["empty"].GetBool());
  const Outcome missing = run_rigong({"import", desk.temp.file("no.csv"), "--data", desk.data});
  CHECK(missing.exit_code == 1);
  CHECK(missing.err.find("no.csv") != std::string::npos);
  CHECK(run_rigong({"target", "set", "response_mean_ms", "40000", "--data", desk.data}).exit_code == 0);
  CHECK(run_rigong({"target", "set", "no_figure", "1", "--data", desk.data}).exit_code == 2);
  CHECK(run_rigong({"target", "list", "--data", desk.data, "--format", "csv"}).out.find("40000") != std::string::npos);
  CHECK(run_rigong({"doctor", "--repair", "--data", desk.data}).exit_code == 0);
  CHECK(run_rigong({"backup", desk.temp.file("copy.db"), "--data", desk.data}).exit_code == 0);
  CHECK(fs::exists(desk.temp.file("copy.db")));
  CHECK(run_rigong({"restore", desk.temp.file("copy.db"), "--data", desk.data}).exit_code == 3);
  const Outcome rejected = run_rigong({"export", "rejected", "--discard", "--data", desk.data});
  CHECK(rejected.exit_code == 0);
  CHECK(rejected.out.find("never") != std::string::npos);
  CHECK(run_rigong({"export", "rejected", "--data", desk.data}).out.find("never") == std::string::npos);
  // The agent carries out what writes, and nothing else.
  const std::string machine = read_text(desk.data + "/token");
  const auto run = [&](const std::string& arguments) {
    return agent.post("/api/v1/runs", machine,
                      R"({"arguments":)" + arguments + R"(,"folder":"/","language":"en","terminal":false})");
  };
  CHECK(run(R"(["version"])").body.find("{\"exit\":2}") != std::string::npos);
  CHECK(run(R"(["run"])").body.find("{\"exit\":2}") != std::string::npos);
  CHECK(agent.post("/api/v1/runs", token, R"({"arguments":["version"],"folder":"/","language":"en","terminal":false})").status ==
        403);
  CHECK(agent.stop() == 0);
  CHECK(run_rigong({"target", "remove", "response_mean_ms", "--from", "2026-03-02", "--data", desk.data}).exit_code == 0);
}

TEST_CASE("a watched folder that is added on the page is read, and is there after a restart", "[threads]") {
  const Desk desk;
  const std::string watched = desk.temp.file("exports");
  fs::create_directory(watched);
  std::string token;
  const auto account = [&](const RunningAgent& agent) {
    return parsed(agent.get("/api/v1/accounts", token).body)["accounts"][0].FindMember("last_success_at")->value.IsInt64();
  };
  {
    RunningAgent agent(desk.data);
    token = agent.new_token();
    const auto added = agent.command(
        token, "account.add",
        fmt::format(R"("type":"files","name":"导出","shop":"","options":[{{"name":"path","value":"{}"}}])", watched));
    INFO(text(added));
    REQUIRE(added.status == 200);
    CHECK(eventually([&] { return account(agent); }));
    CHECK(agent.stop() == 0);
  }
  desk.temp.write("exports/day.csv", today_file("2026-03-02"));
  RunningAgent agent(desk.data);
  CHECK(eventually([&] { return !parsed(agent.get("/api/v1/session", token).body)["empty"].GetBool(); }));
  CHECK(agent.command(token, "account.remove", R"("name":"导出")").status == 200);
  CHECK(agent.stop() == 0);
}

TEST_CASE("demo: begun and left on the page, told as such, gone without a trace, and stopped at any moment", "[threads]") {
  const Desk desk;
  RunningAgent agent(desk.data);
  const std::string token = agent.new_token();
  REQUIRE(agent.command(token, "demo.start", "").status == 200);
  const auto session = parsed(agent.get("/api/v1/session", token).body);
  CHECK(session["demo"].GetBool());
  CHECK(parsed(agent.get("/api/v1/people", token).body)["people"].Size() >= 26);
  CHECK(eventually([&] {
    const auto accounts = agent.get("/api/v1/accounts", token);
    return accounts.body.find("正在写入第") != std::string::npos;
  }));
  REQUIRE(agent.command(token, "demo.leave", "").status == 200);
  CHECK_FALSE(parsed(agent.get("/api/v1/session", token).body)["demo"].GetBool());
  CHECK(eventually([&] { return !fs::exists(desk.data + "/demo"); }));
  REQUIRE(agent.command(token, "demo.start", "").status == 200);
  CHECK(agent.stop() == 0);
}

TEST_CASE("rigong demo: a folder of its own with the made-up team, and its own words for leaving") {
  const Desk desk;
  RunningAgent agent(desk.data, "demo");
  const std::string token = agent.new_token();
  CHECK(parsed(agent.get("/api/v1/session", token).body)["demo"].GetBool());
  const auto left = agent.command(token, "demo.leave", "");
  CHECK(left.status == 403);
  CHECK(left.body.find("rigong demo") != std::string::npos);
  CHECK(agent.stop() == 0);
}
