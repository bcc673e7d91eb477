// SPDX-License-Identifier: Apache-2.0
#include "connectors/rocket-chat/answers.h"

#include <algorithm>

#include "connectors/kit/webhook.h"

namespace rigong::connectors::rocket_chat {
namespace {

using Kind = RobotOutcome::Kind;

// The errors are words of the server, mostly as a sentence with the code in brackets behind it.
struct ErrorMeaning {
  std::string_view part;
  Kind kind;
  DurationMs wait;
  std::string_view code;
  std::string_view zh;
  std::string_view en;
};
constexpr ErrorMeaning kMeanings[] = {
    {"too-many-requests", Kind::later, kMinuteMs, "too-many-requests", "Rocket.Chat 说发得太快，一分钟后自动再发。",
     "Rocket.Chat says that this is too fast; it is sent again after a minute by itself."},
    {"Invalid integration id or token", Kind::refused, 0, "invalid-integration",
     "Rocket.Chat 不认这个 webhook：地址抄错，或者集成已删除。请在“管理 → 集成”里重新复制。",
     "Rocket.Chat does not know this webhook: it was copied wrongly, or the integration was removed. Copy it again from "
     "Administration, Integrations."},
    {"invalid-channel", Kind::refused, 0, "invalid-channel", "Rocket.Chat 找不到集成里写的频道：请在集成设置里改正“发布到频道”。",
     "Rocket.Chat does not find the channel of the integration: correct Post to Channel in its settings."},
    {"not-allowed", Kind::refused, 0, "not-allowed", "Rocket.Chat 不许集成的“发布为”用户在此频道发消息：请把该用户加进频道。",
     "Rocket.Chat does not let the integration's user (Post as) post to the channel: let that user join it."},
    {"message-size-exceeded", Kind::refused, 0, "message-size-exceeded",
     "Rocket.Chat 说消息太长：请管理员把消息长度上限调到 5000 以上。",
     "Rocket.Chat says that the message is too long: have an administrator allow at least 5,000 characters."},
};

}  // namespace

const Words& target() {
  static const Words kTarget{"Rocket.Chat ", "The Rocket.Chat webhook"};
  return kTarget;
}

RobotOutcome read_answer(const HttpResponse& answer) {
  const auto document = answer.status < 500 ? parse_answer(answer) : std::nullopt;
  const rapidjson::Value* success = document ? member(*document, "success") : nullptr;
  if (success == nullptr || !success->IsBool()) return outcome_of_status(answer, target());
  if (success->GetBool()) return answer.status == 200 ? delivered() : outcome_of_status(answer, target());
  const std::string error = text_in(*document, "error");
  const auto* found = std::find_if(std::begin(kMeanings), std::end(kMeanings),
                                   [&](const ErrorMeaning& each) { return error.find(each.part) != std::string::npos; });
  if (answer.status != 429 && found != std::end(kMeanings)) {
    return {found->kind, found->wait, std::string(found->code), {std::string(found->zh), std::string(found->en)}};
  }
  if (answer.status != 200) return outcome_of_status(answer, target());
  const std::string word = code_word(error);
  return outcome_of_unknown_code(word.empty() ? "success:false" : word, target());
}

}  // namespace rigong::connectors::rocket_chat
