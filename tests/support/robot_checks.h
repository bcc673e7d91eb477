// SPDX-License-Identifier: Apache-2.0
// What every robot keeps to, whatever it posts to; its own test says the rest. Cases lie in the robot's folder:
//
//   cases/answers/replies.json     [{"status": 200, "headers": {"name": "value"}, "reply": "what came"}, …]
//   cases/answers/expected.jsonl   the outcome of each, one a line
//   cases/ranking/expected.txt     ranking_report(), as its messages go out and are shown
//   cases/nasty/expected.txt       nasty_report() likewise
//
// With RIGONG_UPDATE_CASES=1 in the environment what is expected is written anew; read the difference before you commit it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/robot.h"

namespace rigong::testing {

using Given = std::map<std::string, std::string>;

// Fails the test where the options are not taken.
[[nodiscard]] std::unique_ptr<connectors::Robot> make_robot(const connectors::RobotDefinition& definition, const Given& given);
// The error's words in English; fails the test where the options are taken. The words show none of the values.
[[nodiscard]] std::string refusal_of(const connectors::RobotDefinition& definition, const Given& given);
[[nodiscard]] std::vector<connectors::RobotPart> parts_of(const connectors::Robot& robot, const model::Report& report);

// An answer as it came, and what came of it: "delivered", "later 60 45009" (seconds and code), "refused 93000", "unknown".
[[nodiscard]] connectors::HttpResponse answer(int status, std::string body, std::map<std::string, std::string> headers = {});
[[nodiscard]] std::string outcome_text(const connectors::RobotOutcome& outcome);

// The folder's recorded cases, and that a picture goes out where the definition says so and nowhere else.
void check_cases(const connectors::RobotDefinition& definition, const connectors::Robot& robot);
// Documentation: README, sample with every option, words in both languages.
void check_folder(const connectors::RobotDefinition& definition);
// No secret stands in what is shown or said, the report's mark in every message of text, and what comes in garbled is never
// taken for delivered.
void check_promises(const connectors::Robot& robot, const std::vector<std::string>& secrets);
// That no text of the JSON mentions anybody, makes a link or breaks a line: of a body made from nasty_report().
void check_harmless(const std::string& json);
// Every text of the JSON, one after the other.
[[nodiscard]] std::vector<std::string> texts_in(const std::string& json);

}  // namespace rigong::testing
