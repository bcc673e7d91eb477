// SPDX-License-Identifier: Apache-2.0
// What robots over HTTP share: an address that is a key and belongs to one host, and what an answer means that carries no code
// of the target's own.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "connectors/api/connector.h"
#include "connectors/api/robot.h"
#include "connectors/kit/json.h"

namespace rigong::connectors {

// Where an address must lead. Whoever has the address can post, so it is only ever sent to the vendor it came from.
struct WebhookPlace {
  Words target;                      // "企业微信群机器人" / "The WeCom robot", as a sentence begins.
  std::vector<std::string> origins;  // "https://qyapi.weixin.qq.com"; any host where there is none.
  std::string_view path;             // Behind the origin, or behind any part of it that ends before "/": what follows is the key.
};

// The option `webhook`, trimmed. Also taken is http://127.0.0.1:PORT/…, where tests and fakes stand in for the vendor. wrong_use,
// which shows nothing of the address.
[[nodiscard]] Result<Secret> webhook_option(const Options& options, const WebhookPlace& place);
// The place with the option `endpoint` for its origin, where that is set: for a vendor's server within a company's own walls.
[[nodiscard]] WebhookPlace with_endpoint(WebhookPlace place, const Options& options);

// A POST of JSON to a secret address. The address may have had something put behind it.
[[nodiscard]] SecretRequest json_post(Secret url, std::string body);

// What one code of a target means.
struct CodeMeaning {
  std::int64_t code = 0;
  RobotOutcome::Kind kind = RobotOutcome::Kind::refused;
  DurationMs wait = 0;
  std::string_view zh;
  std::string_view en;
};
[[nodiscard]] RobotOutcome outcome_of(const CodeMeaning& meaning);
// A code that no table knows: refused, never delivered.
[[nodiscard]] RobotOutcome outcome_of_unknown_code(std::string code, const Words& target);
[[nodiscard]] const CodeMeaning* find_meaning(std::span<const CodeMeaning> meanings, std::int64_t code);

[[nodiscard]] RobotOutcome delivered();
// 200 with something that says neither yes nor no.
[[nodiscard]] RobotOutcome not_understood(const Words& target);
// What the HTTP status says. 502 and 504 come from something in front of the target that may have handed the message on; they
// are unknown, as 200 is here.
[[nodiscard]] RobotOutcome outcome_of_status(const HttpResponse& answer, const Words& target);
// Seconds of a header as a pause of a second to an hour; nothing where it holds no plain number.
[[nodiscard]] std::optional<DurationMs> pause_in(const HttpResponse& answer, std::string_view header);

// The answer as an object, and a member of it that must be a whole number and no text.
[[nodiscard]] std::optional<rapidjson::Document> parse_answer(const HttpResponse& answer);
[[nodiscard]] std::optional<std::int64_t> code_in(const rapidjson::Document& answer, std::string_view name);
// A member that is text, at most so long; empty where there is none.
[[nodiscard]] std::string text_in(const rapidjson::Document& answer, std::string_view name);
// The word where it is one that can be shown as a code: letters, digits, "._-", at most 80 bytes. Empty otherwise.
[[nodiscard]] std::string code_word(std::string_view word);

}  // namespace rigong::connectors
