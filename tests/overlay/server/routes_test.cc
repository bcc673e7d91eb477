// SPDX-License-Identifier: Apache-2.0
// The contract (openapi.yaml) and what is served are the same.
#include "tests/overlay/server/routes.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/support/source_dir.h"

namespace rigong::overlay {
namespace {

constexpr std::string_view kBase = "/api/v1";

struct Contract {
  std::set<std::string> methods;  // "GET /api/v1/people"
  std::set<std::string> open;     // Those that need no token.
};

std::string capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

// By its layout, which is that of the whole file: paths two spaces in, their methods four, what is said of a method six.
Contract read_contract() {
  std::ifstream file(test::source_dir() / "overlay/api/openapi.yaml");
  REQUIRE(file);
  Contract contract;
  std::string path;
  std::string method;
  bool within = false;
  for (std::string line; std::getline(file, line);) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (line.empty() || line[indent] == '#') continue;
    const std::string name = line.substr(indent, line.find(':', indent) - indent);
    if (indent == 0) within = name == "paths";
    if (!within) continue;
    if (indent == 2) path = std::string(kBase) + name;
    if (indent == 4) {
      method = capitals(name) + " " + path;
      REQUIRE(contract.methods.insert(method).second);
    }
    if (indent == 6 && line.substr(indent) == "security: []") contract.open.insert(method);
  }
  return contract;
}

}  // namespace

TEST_CASE("what is served is what the contract says, no method more and none less") {
  const Contract contract = read_contract();
  REQUIRE(contract.methods.size() > 30);
  std::set<std::string> served;
  for (const RouteEntry& route : all_routes()) {
    const std::string name = std::string(route.method) + " " + std::string(route.path);
    INFO(name);
    if (route.path.starts_with(kBase)) {
      CHECK(served.insert(name).second);
    } else {
      CHECK(name == "GET /healthz");
    }
  }
  std::vector<std::string> not_served;
  std::vector<std::string> not_written;
  std::set_difference(contract.methods.begin(), contract.methods.end(), served.begin(), served.end(),
                      std::back_inserter(not_served));
  std::set_difference(served.begin(), served.end(), contract.methods.begin(), contract.methods.end(),
                      std::back_inserter(not_written));
  CHECK(not_served == std::vector<std::string>());
  CHECK(not_written == std::vector<std::string>());
  CHECK(contract.open == std::set<std::string>{"POST /api/v1/session"});
}

TEST_CASE("every route is answered by something of its own, and other methods are told which there are") {
  const Running running;
  for (const RouteEntry& route : all_routes()) {
    if (route.operation == Operation::get_events) continue;  // Its answer has no end (streams_test).
    const bool of_machine = route.operation == Operation::run || route.operation == Operation::make_code;
    const std::string path = path_of(route);
    INFO(route.method << " " << path);
    const int status = ask_plainly(running, route.method, path, of_machine ? "{machine}" : "{token}").status;
    // What the question lacks is another matter than that nobody is there to answer it.
    CHECK((status == 200 || status == 400));
    const bool has_delete = std::any_of(all_routes().begin(), all_routes().end(), [&](const RouteEntry& each) {
      return each.path == route.path && each.method == "DELETE";
    });
    const test::Reply other = ask_plainly(running, has_delete ? "PUT" : "DELETE", path, "{token}");
    CHECK(other.status == 405);
    CHECK(other.header("Allow").find(route.method) != std::string::npos);
  }
}

}  // namespace rigong::overlay
