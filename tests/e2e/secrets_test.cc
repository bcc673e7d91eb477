// SPDX-License-Identifier: Apache-2.0
// Canaries: secrets with a text that is nowhere else, put in by every way there is, and then looked for in everything that the
// program writes, says or shows. The two places where they belong are 0600 files.
#include <fmt/format.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "tests/runtime/http/scripted_server.h"
#include "tests/support/running_agent.h"

using namespace rigong::test;
using rigong::runtime_test::ScriptedServer;
namespace fs = std::filesystem;

namespace {

constexpr const char* kCanaries[] = {"canary-of-the-environment", "canary-of-a-file", "canary-of-the-page"};

std::string bytes_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// A platform that hands back what it was sent: careless ones do, in their words and in their headers.
ScriptedServer::Answer echo(const std::string& request) {
  return {fmt::format("HTTP/1.1 403 Forbidden\r\nX-Echo: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
                      request.substr(0, request.find('\r')), request.size(), request),
          false};
}

bool eventually(const std::function<bool()>& is_so) {
  for (int attempt = 0; attempt < 400; ++attempt) {
    if (is_so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  return false;
}

std::string account_table(const char* type, const std::string& name, const std::string& endpoint, const std::string& secret) {
  const std::string own = std::string(type) == "chatwoot" ? "account = 1\ntoken" : "corp_id = \"ww1\"\nsecret";
  return fmt::format("[[connector]]\ntype = \"{}\"\nname = \"{}\"\nendpoint = \"{}\"\n{} = \"{}\"\n\n", type, name, endpoint, own,
                     secret);
}

}  // namespace

TEST_CASE("no secret of an account is in a log, an answer, an export, a backup, a command line or an open file", "[threads]") {
  const TempFolder temp;
  ScriptedServer platform(echo);
  const std::string endpoint = platform.url("");
  const std::string data = temp.file("data");
  fs::create_directory(data);
  const std::string file = temp.write("secret.txt", std::string(kCanaries[1]) + "\n");
  REQUIRE(::chmod(file.c_str(), 0600) == 0);
  ::setenv("RIGONG_TEST_CANARY", kCanaries[0], 1);
  temp.write("data/rigong.toml", account_table("chatwoot", "one", endpoint, "secret:env:RIGONG_TEST_CANARY") +
                                     account_table("wecom-kf", "two", endpoint, "secret:file:" + file));
  std::string said;  // All that anybody outside gets to see.
  {
    RunningAgent agent(data, "run", {"--listen", "127.0.0.1:0"}, temp.file("log"));
    const std::string token = agent.new_token();
    const std::string account =
        fmt::format(R"("type":"chatwoot","name":"three","shop":"","options":[{{"name":"endpoint","value":"{}"}},)"
                    R"({{"name":"account","value":"1"}},{{"name":"token","value":"{}"}}])",
                    endpoint, kCanaries[2]);
    const auto check = agent.post("/api/v1/accounts/check", token, "{" + account + "}");
    CHECK(check.status == 200);
    said += check.head + check.body;
    const auto added = agent.command(token, "account.add", account);
    CHECK(added.status == 200);
    said += added.head + added.body;
    // Refused for its form, with the secret in it.
    said += agent.command(token, "account.add", account + R"(,"more":1)").body;
    std::string accounts;
    REQUIRE(eventually([&] {
      accounts = agent.get("/api/v1/accounts", token).body;
      const auto document = parsed(accounts);
      int troubled = 0;
      for (const auto& each : document["accounts"].GetArray()) troubled += each["problem"].IsObject() ? 1 : 0;
      return troubled == 3;
    }));
    said += accounts + agent.get("/api/v1/session", token).body;
    const std::string process = std::to_string(agent.process().pid());
    said += bytes_of("/proc/" + process + "/cmdline");
    for (const std::vector<std::string>& command : {std::vector<std::string>{"connectors", "check"},
                                                    {"connectors", "check", "--format", "json"},
                                                    {"connectors", "list"},
                                                    {"doctor"},
                                                    {"export", "figures"},
                                                    {"export", "rejected"},
                                                    {"backup", temp.file("backup.db")},
                                                    {"member", "list"}}) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), {"--data", data});
      const Outcome outcome = run_rigong(arguments);
      said += outcome.out + outcome.err;
    }
    CHECK(agent.stop() == 0);
  }
  ::unsetenv("RIGONG_TEST_CANARY");
  // They did go where they belong, or this test looks for nothing.
  std::string sent;
  for (const std::string& request : platform.requests()) sent += request;
  for (const char* canary : kCanaries) {
    INFO(canary);
    CHECK(sent.find(canary) != std::string::npos);
    CHECK(said.find(canary) == std::string::npos);
    std::set<std::string> where;
    for (const auto& each : fs::recursive_directory_iterator(temp.path())) {
      if (!each.is_regular_file() || bytes_of(each.path()).find(canary) == std::string::npos) continue;
      where.insert(each.path().filename().string());
      struct stat about {};
      REQUIRE(::stat(each.path().c_str(), &about) == 0);
      CHECK((about.st_mode & 0777) == 0600);
    }
    std::set<std::string> allowed;
    if (canary == kCanaries[1]) allowed = {"secret.txt"};
    if (canary == kCanaries[2]) allowed = {"account-secrets.json"};
    CHECK(where == allowed);
  }
  CHECK_FALSE(bytes_of(temp.file("log")).empty());
  CHECK(fs::exists(temp.file("backup.db")));
}
