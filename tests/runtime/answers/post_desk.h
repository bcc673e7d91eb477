// SPDX-License-Identifier: Apache-2.0
// A desk that posts: a robot that tests can bend, a wire that answers as they want, and looks at the outbox.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agent/runtime/posts/poster.h"
#include "tests/runtime/answers/desk.h"

namespace rigong::runtime_test {

// A message begins with the report's title and, with more than one part, its number. Takes a 200 for its target's yes.
class TestRobot final : public connectors::Robot {
 public:
  int parts = 1;
  bool whole = false;     // With every text of the report, the names in its tables among them.
  std::string ends_with;  // Behind every message: another form of the same.
  std::string unable;     // A report in whose title this stands cannot be written; empty = none.

  Result<std::vector<connectors::RobotPart>> write(const model::Report& report, TimeMs at) const override;
  Result<connectors::RobotRequest> address(const connectors::RobotPart& part, TimeMs now) const override;
  connectors::RobotOutcome read(const connectors::HttpResponse& answer) const override;
};

class Wire final : public runtime::HttpTransport {
 public:
  int status = 200;
  std::optional<runtime::TransportFailure> failure;  // In place of an answer.
  int tries = 0;
  std::vector<std::string> bodies;  // That arrived.
  tl::expected<connectors::HttpResponse, runtime::TransportFailure> exchange(const connectors::HttpRequest& request) override;
};

[[nodiscard]] runtime::PostTarget target(const std::string& name, const std::string& group,
                                         std::shared_ptr<const connectors::Robot> robot = std::make_shared<TestRobot>());
// Five reps of the group with a day's work each, the first the quickest: equals would not be named in public.
void fill(Desk& desk, const std::string& on, const std::string& group = "售前");

// One look of the program at `now`, by a poster that has begun at that moment unless it is given its memory.
struct Looked {
  int planned = 0;
  runtime::PostsSent sent;
  std::vector<std::string> troubled;  // Targets of which trouble was told.
};
[[nodiscard]] Looked look(Desk& desk, Wire& wire, TimeMs now, runtime::PostMemory* memory = nullptr);
// The same for whoever asks only how many messages went out.
int go(Desk& desk, Wire& wire, TimeMs now);

[[nodiscard]] std::optional<model::Post> post_of(Desk& desk, model::PostKey key, int part = 1);

}  // namespace rigong::runtime_test
