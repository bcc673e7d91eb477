// SPDX-License-Identifier: Apache-2.0
// The contract between the program and a team group's robot, a chat's incoming webhook or a mailbox. A robot only writes and
// reads: the host owns time, network, rate, retries, the outbox and logging. A robot keeps no state and starts no threads; its
// methods may be called from any thread.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "agent/base/time.h"
#include "agent/model/report.h"
#include "connectors/api/connector.h"
#include "connectors/api/http.h"

namespace rigong::connectors {

// One message as it will go out: within the target's size, cut between rows, numbered where there are several.
struct RobotPart {
  std::string body;  // What is sent, but for what each try signs anew. Holds no secret.
  std::string
      shown;  // The text as a person of the group gets to read it, for the preview: Markdown where the target shows Markdown.
  friend bool operator==(const RobotPart&, const RobotPart&) = default;
};

// A request whose address is itself the key. `request.url` is empty; the host puts the address in last and tells it to nobody.
struct SecretRequest {
  HttpRequest request;  // A POST with body.
  Secret url;
};

// A mail as RFC 5322 bytes with CRLF, its header lines included.
struct MailRequest {
  std::string url;  // smtps://host:465 or smtp://host:587; the latter only with STARTTLS, but for this machine itself.
  std::string user;
  Secret password;
  std::string from;
  std::vector<std::string> to;
  std::string bytes;
};
using RobotRequest = std::variant<SecretRequest, MailRequest>;

// What came of one try, as the target itself said it.
struct RobotOutcome {
  enum class Kind {
    delivered,
    later,    // Not taken now: again after `wait`, signed anew.
    refused,  // Not taken, and not without somebody changing something.
    unknown,  // It may have been taken or not. Never sent again by the machine.
  };
  Kind kind = Kind::unknown;
  DurationMs wait = 0;  // Of `later`: at least so long.
  std::string code;     // The target's own, in digits or one word; empty where it gave none. For people who look it up.
  Words words;          // What happened and what to do next, in one sentence. Holds no secret and no address.
  friend bool operator==(const RobotOutcome&, const RobotOutcome&) = default;
};

class Robot {
 public:
  virtual ~Robot() = default;
  // The report in the best form the target shows. `at` is when it was made, for what needs a date. wrong_use where even one row
  // is longer than the target takes.
  [[nodiscard]] virtual Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs at) const = 0;
  // The part addressed and, where the target asks for it, signed for `now`: made anew for each try.
  [[nodiscard]] virtual Result<RobotRequest> address(const RobotPart& part, TimeMs now) const = 0;
  // What an answer means; it is foreign bytes. Only called where there is an answer: what never came is the host's to judge.
  [[nodiscard]] virtual RobotOutcome read(const HttpResponse& answer) const = 0;
};

// What the registry knows of a robot. One per folder, returned by `robot()` of the folder's namespace.
struct RobotDefinition {
  std::string_view type;  // The folder's name, and `type` in rigong.toml.
  std::string_view title_zh;
  std::string_view title_en;
  std::span<const OptionSpec> options;
  Result<std::unique_ptr<Robot>> (*make)(const Options& options);
  // Between two messages of one robot.
  DurationMs apart = 250;
  int most_a_minute = 18;
  bool takes_pictures = false;  // What write() does with Report::picture.
};

// All robots of this build, in order of type. Generated from the folders.
[[nodiscard]] std::span<const RobotDefinition* const> robots();

}  // namespace rigong::connectors
