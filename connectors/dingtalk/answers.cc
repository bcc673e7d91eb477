// SPDX-License-Identifier: Apache-2.0
#include "connectors/dingtalk/answers.h"

#include <algorithm>
#include <initializer_list>

#include "connectors/kit/webhook.h"

namespace rigong::connectors::dingtalk {
namespace {

using Kind = RobotOutcome::Kind;

constexpr DurationMs kLongBlock = 10 * kMinuteMs;
constexpr std::int64_t kSecurityCode = 310000;

constexpr std::string_view kTooFastZh = "钉钉说发得太快（每分钟最多 20 条），要停十分钟，之后自动再发。";
constexpr std::string_view kTooFastEn =
    "DingTalk says that this is too fast (20 messages a minute at most) and wants ten minutes of rest; then it is sent again by "
    "itself.";
constexpr std::string_view kNoTokenZh = "钉钉不认这个 access_token：地址抄错，或者机器人已删除。请重新复制机器人的 Webhook。";
constexpr std::string_view kNoTokenEn =
    "DingTalk does not know this access_token: it was copied wrongly, or the robot was removed. Copy the robot's webhook again.";
constexpr std::string_view kTooLongZh = "钉钉说消息太长：请减少报表的行数。";
constexpr std::string_view kTooLongEn = "DingTalk says that the message is too long: have fewer rows in the report.";
constexpr std::string_view kFormZh = "钉钉说消息的格式不对：这是程序的问题，请报告，并附上这个代码。";
constexpr std::string_view kFormEn =
    "DingTalk says that the message has a wrong form: a fault of this program; please report it "
    "with this code.";
constexpr std::string_view kContentZh = "钉钉认为内容不合适而没有发：请看报表里的名称和文字，改了再发。";
constexpr std::string_view kContentEn =
    "DingTalk finds the content unsuitable: look at the names and texts in the report and change "
    "them.";

constexpr CodeMeaning kMeanings[] = {
    {130101, Kind::later, kLongBlock, kTooFastZh, kTooFastEn},
    {410100, Kind::later, kLongBlock, kTooFastZh, kTooFastEn},
    {-1, Kind::later, 30 * kSecondMs, "钉钉系统繁忙，半分钟后自动再发。",
     "DingTalk is busy; it is sent again after half a minute by itself."},
    {460101, Kind::refused, 0, kTooLongZh, kTooLongEn},
    {101002, Kind::refused, 0, kTooLongZh, kTooLongEn},
    {300001, Kind::refused, 0, kNoTokenZh, kNoTokenEn},
    {300005, Kind::refused, 0, kNoTokenZh, kNoTokenEn},
    {400101, Kind::refused, 0, kNoTokenZh, kNoTokenEn},
    {88, Kind::refused, 0, kNoTokenZh, kNoTokenEn},
    {400013, Kind::refused, 0, "这个钉钉群已解散：请换一个群的机器人。",
     "This DingTalk group was dissolved: take the robot of another one."},
    {400102, Kind::refused, 0, "机器人已被停用：请在钉钉群的机器人管理里启用它。",
     "The robot is disabled: enable it among the robots of the DingTalk group."},
    {400105, Kind::refused, 0, kFormZh, kFormEn},
    {400106, Kind::refused, 0, "机器人已不在群里：请重新添加，把新地址填进来。",
     "The robot is not in the group any more: add it again and put in its new address."},
    {430101, Kind::refused, 0, kContentZh, kContentEn},
    {430102, Kind::refused, 0, kContentZh, kContentEn},
    {430103, Kind::refused, 0, kContentZh, kContentEn},
    {430104, Kind::refused, 0, kContentZh, kContentEn},
    {40035, Kind::refused, 0, kFormZh, kFormEn},
    {43002, Kind::refused, 0, kFormZh, kFormEn},
    {43004, Kind::refused, 0, kFormZh, kFormEn},
    {90030, Kind::refused, 0, "钉钉今天的调用次数用完了：明天再发，或换一个机器人。",
     "DingTalk's calls for today are used up: post tomorrow, or by another robot."},
};

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// What is wrong, without the advice behind it, which names the other causes as well:
// "description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳…;link:…".
std::string description_of(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  constexpr std::string_view kBegin = "description:";
  if (text.starts_with(kBegin)) text.erase(0, kBegin.size());
  return text.substr(0, text.find("solution:"));
}

// One code, four causes.
RobotOutcome security_outcome(const std::string& description) {
  CodeMeaning meaning{kSecurityCode, Kind::refused, 0, "", ""};
  if (has_any(description, {"keyword", "关键词", "关键字"})) {
    meaning.zh = "钉钉没有在消息里找到机器人的关键词：请在机器人的安全设置里把关键词改成报表里有的词，或改用加签。";
    meaning.en =
        "DingTalk misses the robot's keyword in the message: in its security settings choose a word that stands in the "
        "report, or signing instead.";
  } else if (has_any(description, {"timestamp", "时间戳", "过期", "expire"})) {
    meaning.zh = "钉钉说签名的时间不对：请把这台电脑的时钟校准（差一小时以上就不收），再发。";
    meaning.en =
        "DingTalk finds the time of the signature wrong: set this machine's clock (more than an hour off is refused) and "
        "post again.";
  } else if (has_any(description, {"sign", "签名"})) {
    meaning.zh = "钉钉说签名不对：请把机器人安全设置里的加签密钥（SEC 开头，整个复制）填到 secret。";
    meaning.en =
        "DingTalk finds the signature wrong: copy the whole key for signing (it begins with SEC) from the robot's security "
        "settings into `secret`.";
  } else if (has_any(description, {"whitelist", "白名单", "ip ", "ip地址"})) {
    meaning.zh = "钉钉不收这台电脑的 IP 地址发来的消息：请把它加进机器人安全设置里的 IP 地址段，或改用加签。";
    meaning.en =
        "DingTalk takes nothing from this machine's IP address: add it to the robot's IP ranges, or choose signing instead.";
  } else {
    meaning.zh = "消息没有通过机器人的安全设置：请核对关键词、加签密钥、IP 地址段和这台电脑的时钟。";
    meaning.en =
        "The message did not pass the robot's security settings: check its keywords, its key for signing, its IP ranges and "
        "this machine's clock.";
  }
  return outcome_of(meaning);
}

}  // namespace

const Words& target() {
  static const Words kTarget{"钉钉机器人", "The DingTalk robot"};
  return kTarget;
}

RobotOutcome read_answer(const HttpResponse& answer) {
  const auto document = answer.status < 500 && answer.status != 429 ? parse_answer(answer) : std::nullopt;
  const auto code = document ? code_in(*document, "errcode") : std::nullopt;
  if (!code) return outcome_of_status(answer, target());
  if (*code == 0) return answer.status == 200 ? delivered() : outcome_of_status(answer, target());
  const std::string description = description_of(text_in(*document, "errmsg"));
  if (*code == kSecurityCode) return security_outcome(description);
  if (const CodeMeaning* meaning = find_meaning(kMeanings, *code)) return outcome_of(*meaning);
  // The code for this has changed before. What is too long exceeds something as well, and waiting does not make it shorter.
  const bool size = has_any(description, {"long", "byte", "size", "length", "长"});
  if (has_any(description, {"too fast", "限流", "太快"}) || (!size && has_any(description, {"exceed"}))) {
    return outcome_of({*code, Kind::later, kLongBlock, kTooFastZh, kTooFastEn});
  }
  return outcome_of_unknown_code(std::to_string(*code), target());
}

}  // namespace rigong::connectors::dingtalk
