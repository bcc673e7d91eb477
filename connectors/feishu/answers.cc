// SPDX-License-Identifier: Apache-2.0
#include "connectors/feishu/answers.h"

#include "connectors/kit/webhook.h"

namespace rigong::connectors::feishu {
namespace {

using Kind = RobotOutcome::Kind;

constexpr DurationMs kShortPause = 20 * kSecondMs;
constexpr std::int64_t kGatewayLimit = 99991400;
constexpr std::string_view kTooFastZh = "飞书说此刻太忙（整点、半点最挤），过一会儿自动再发。";
constexpr std::string_view kTooFastEn =
    "Feishu is too busy at this moment (most of all on the hour and half hour); it is sent again in a while by itself.";

constexpr CodeMeaning kMeanings[] = {
    {11232, Kind::later, kShortPause, kTooFastZh, kTooFastEn},
    {9499, Kind::refused, 0, "飞书说消息的格式不对或太长（9499）：请减少报表的行数；还是不行就是程序的问题，请报告。",
     "Feishu says that the message has a wrong form or is too long (9499): have fewer rows; if that does not help, please report "
     "it."},
    // One code for two causes, with the same words.
    {19021, Kind::refused, 0,
     "飞书说签名不对，或者时间差了一小时以上：先核对 secret "
     "与机器人“签名校验”里的密钥一致（没开签名校验就不要填），再校准这台电脑的时钟。",
     "Feishu says that the signature is wrong or more than an hour old: check that `secret` is the key of the bot's signature "
     "verification (leave it out where that is off), then that this machine's clock is right."},
    {19022, Kind::refused, 0, "飞书不收这台电脑的 IP 地址发来的消息：请把它加进机器人的 IP 白名单，或改用签名校验。",
     "Feishu takes nothing from this machine's IP address: add it to the bot's IP allow list, or choose signature verification."},
    {19024, Kind::refused, 0, "飞书没有在消息里找到机器人的关键词：请把自定义关键词改成报表里有的词，或改用签名校验。",
     "Feishu misses the bot's keyword in the message: choose one that stands in the report, or signature verification instead."},
    {19001, Kind::refused, 0, "飞书不认这个 webhook：地址抄错，或者机器人已移除。请重新复制机器人的 webhook 地址。",
     "Feishu does not know this webhook: it was copied wrongly, or the bot was removed. Copy the bot's webhook again."},
};

// `code`, or the name that old hooks give it.
std::optional<std::int64_t> code_of(const rapidjson::Document& answer) {
  if (answer.HasMember("code")) return code_in(answer, "code");
  return code_in(answer, "StatusCode");
}

}  // namespace

const Words& target() {
  static const Words kTarget{"飞书机器人", "The Feishu bot"};
  return kTarget;
}

RobotOutcome read_answer(const HttpResponse& answer) {
  // The limiter in front of all of Feishu's interfaces says by a header of its own how long to wait.
  const auto reset = pause_in(answer, "x-ogw-ratelimit-reset");
  const auto document = answer.status < 500 ? parse_answer(answer) : std::nullopt;
  const auto code = document ? code_of(*document) : std::nullopt;
  if (code && *code == kGatewayLimit) {
    return outcome_of({*code, Kind::later, reset.value_or(kMinuteMs), kTooFastZh, kTooFastEn});
  }
  if (!code || answer.status == 429) {
    RobotOutcome outcome = outcome_of_status(answer, target());
    if (answer.status == 429 && reset) outcome.wait = *reset;
    return outcome;
  }
  if (*code == 0) return answer.status == 200 ? delivered() : outcome_of_status(answer, target());
  const CodeMeaning* meaning = find_meaning(kMeanings, *code);
  return meaning == nullptr ? outcome_of_unknown_code(std::to_string(*code), target()) : outcome_of(*meaning);
}

}  // namespace rigong::connectors::feishu
