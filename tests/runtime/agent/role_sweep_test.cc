// SPDX-License-Identifier: Apache-2.0
// Everything that the contract has x every role x whose it is. The table (role_rows.txt) is held to overlay/api/openapi.yaml: an
// endpoint or a command that is not in it fails. It is asked for as a page asks, so that what a role may not see is told in the
// very words of what is not there.
#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/runtime/agent/role_things.h"
#include "tests/support/source_dir.h"

using namespace rigong;
using namespace rigong::runtime_test;

namespace {

// For rep, lead, admin, reader and owner, about what is one's own, a colleague's and another group's: y done, n not there, in the
// words of what nobody has; x never for this role, in the words that it gets about what nobody has; r there to be seen, and not
// to be done (the role sees it, so it may be told); - there is no such thing; w done, had it
// been asked for rightly (400 where a row asks for what cannot be). One letter where there is nothing that could be
// anybody's.
struct Row {
  std::string name;
  std::string thing;
  std::string ask;
  std::string answers;
};

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<Row> rows() {
  std::vector<Row> all;
  std::ifstream file(test::source_dir() / "tests/runtime/agent/role_rows.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> parts;
    std::istringstream cut(line);
    for (std::string part; std::getline(cut, part, '|');) parts.push_back(trimmed(part));
    REQUIRE(parts.size() >= 3);
    parts.resize(4);
    all.push_back({parts[0], parts[1], parts[2], parts[3]});
  }
  return all;
}

const std::map<std::string, Thing> kThings = {
    {"nothing", Thing::nothing},
    {"person", Thing::person},
    {"newcomer", Thing::newcomer},
    {"left", Thing::left},
    {"group", Thing::group},
    {"todo", Thing::todo},
    {"done", Thing::done},
    {"follow_up", Thing::follow_up},
    {"handoff", Thing::handoff},
    {"major", Thing::major},
    {"complaint", Thing::complaint},
    {"promise", Thing::promise},
    {"leave", Thing::leave},
    {"standing_in", Thing::standing_in},
    {"invited", Thing::invited},
    {"device", Thing::device},
    {"contest", Thing::contest},
    {"signed_sheet", Thing::signed_sheet},
    {"period", Thing::period},
    {"dropped_period", Thing::dropped_period},
    {"import", Thing::import},
    {"received", Thing::received},
    {"filled_sheet", Thing::filled_sheet},
    {"given_report", Thing::given_report},
};

class Asked {
 public:
  explicit Asked(Things& things) : things_(things) {}

  Reply ask(const Row& row, const std::string& role, const std::string& thing) {
    const std::string text = things_.filled(row.ask, thing);
    if (row.name.starts_with("command ")) return things_.command(role, row.name.substr(8), text);
    const std::string method = row.name.substr(0, row.name.find(' '));
    const std::size_t body = text.find(' ');
    return things_.ask(role, method, text.substr(0, body), body == std::string::npos ? "" : trimmed(text.substr(body)));
  }

  // The letters of one role; complaints about what is nobody's or another team's and yet is there.
  std::string letters(const Row& row, const std::string& role, std::string& complaints) {
    const Thing thing = kThings.at(row.thing);
    if (thing == Thing::nothing) {
      const Reply got = ask(row, role, "");
      return {letter(got, got.status == 200 ? Reply{} : got, complaints)};
    }
    const Reply none = ask(row, role, things_.make(thing, Whose::nobody, role));
    const Reply foreign = ask(row, role, things_.make(thing, Whose::foreign, role));
    if (none.status != 404 && none.status != 403) complaints += " nobody's: " + none.body;
    if (!(foreign == none)) complaints += " another team's: " + foreign.body + " and not " + none.body;
    std::string all;
    for (const Whose whose : {Whose::own, Whose::colleague, Whose::other}) {
      const std::string made = things_.make(thing, whose, role);
      all += made.empty() ? '-' : letter(ask(row, role, made), none, complaints);
    }
    return all;
  }

 private:
  static char letter(const Reply& got, const Reply& none, std::string& complaints) {
    if (got.status == 200) return 'y';
    if (got == none && got.status == 404) return 'n';
    if (got == none && got.status == 403) return 'x';
    complaints += " " + std::to_string(got.status) + " " + got.body;
    return got.status == 403 ? 'r' : got.status == 400 ? 'w' : '?';
  }
  Things& things_;
};

}  // namespace

TEST_CASE("The table of who may do what names everything that the contract has, and nothing else") {
  std::set<std::string> named;
  for (const Row& row : rows()) named.insert(row.name);
  const std::vector<std::string> contract = whole_contract();
  CHECK(contract.size() > 90);
  for (const std::string& one : contract) {
    INFO(one << " is in openapi.yaml and not in role_rows.txt: say there what it answers to whom");
    CHECK(named.erase(one) == 1);
    named.erase(one);
  }
  for (const std::string& left : named) FAIL_CHECK(left << " is in role_rows.txt and not in openapi.yaml");
}

TEST_CASE("Each role gets what the table says about its own, its colleagues', other groups', other teams' and nobody's") {
  Things things;
  Asked asked(things);
  for (const Row& row : rows()) {
    if (row.thing == "elsewhere") continue;
    INFO(row.name << " " << row.thing);
    REQUIRE(kThings.contains(row.thing));
    std::string got;
    std::string complaints;
    for (const char* role : kRoles) {
      std::string about;
      got += (got.empty() ? "" : " ") + asked.letters(row, role, about);
      if (!about.empty()) complaints += std::string("\n    ") + role + ":" + about;
    }
    INFO("what was not done:" << complaints);
    CHECK(got == row.answers);
    CHECK(complaints.find("nobody's") == std::string::npos);
    CHECK(complaints.find("another team's") == std::string::npos);
  }
}
