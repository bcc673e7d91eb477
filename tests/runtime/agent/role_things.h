// SPDX-License-Identifier: Apache-2.0
// What questions and commands are about, made anew for each of them, and asked for as a page does: by address and body.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "overlay/server/api.h"
#include "tests/runtime/agent/role_teams.h"

namespace rigong::runtime_test {

// Of whom: oneself, somebody of the group, somebody of another group, somebody of another team, nobody.
enum class Whose { own, colleague, other, foreign, nobody };
inline constexpr Whose kWhose[] = {Whose::own, Whose::colleague, Whose::other, Whose::foreign, Whose::nobody};

enum class Thing {
  nothing,   // Of the team as a whole.
  person,    // The very ones of the team.
  newcomer,  // A member made for this, of whose group; oneself is never put at risk.
  left,      // A newcomer who has left.
  group,
  todo,
  done,  // A to-do that is finished.
  follow_up,
  handoff,
  major,  // A hand-off that no lead has seen.
  complaint,
  promise,
  leave,
  standing_in,  // Of the lead; of nobody else there is any.
  invited,      // A newcomer with an invitation that is open.
  device,
  contest,
  filled_sheet,
  given_report,
  signed_sheet,
  period,
  dropped_period,
  import,    // Of a file of which nothing has come.
  received,  // Of one that is all there.
};

struct Reply {
  int status = 0;
  std::string body;
  friend bool operator==(const Reply&, const Reply&) = default;
};

class Things {
 public:
  Things();
  // What names the thing in an address or a body; "" where there is no such thing, as a machine's owner has nothing of their own.
  [[nodiscard]] std::string make(Thing thing, Whose whose, const std::string& role);
  // In `text`: {x} the thing, {n} a number that no other has, {today}, {soon} a day that no other has.
  [[nodiscard]] std::string filled(std::string text, const std::string& thing);
  [[nodiscard]] Reply ask(const std::string& role, const std::string& method, const std::string& target,
                          std::string_view body = {});
  // A command with an id of its own.
  [[nodiscard]] Reply command(const std::string& role, const std::string& kind, const std::string& body);

 private:
  std::string made(const std::string& person, const std::string& kind, const std::string& body);
  std::string newcomer(Whose whose);
  // Who asks as a device of the person.
  std::string device(const std::string& person);

  Teams teams_;
  overlay::Api api_;
  int number_ = 0;
  std::string import_;  // The last one begun.
};

// "GET /panel", "command task.make": everything that the contract has, as it stands in overlay/api/openapi.yaml.
[[nodiscard]] std::vector<std::string> whole_contract();

}  // namespace rigong::runtime_test
