// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom/answers.h"

#include "connectors/kit/webhook.h"

namespace rigong::connectors::wecom {
namespace {

using Kind = RobotOutcome::Kind;

// Its errmsg is shown to nobody: it holds this machine's own address on the internet.
constexpr CodeMeaning kMeanings[] = {
    {45009, Kind::later, kMinuteMs, "企业微信说发得太快（每分钟最多 20 条），一分钟后自动再发。",
     "WeCom says that this is too fast (20 messages a minute at most); it is sent again after a minute by itself."},
    {-1, Kind::later, 30 * kSecondMs, "企业微信系统繁忙，半分钟后自动再发。",
     "WeCom is busy; it is sent again after half a minute by itself."},
    {93000, Kind::refused, 0,
     "企业微信不认这个 webhook：地址抄错，或者机器人已从群里移除。请在群里重新添加机器人，把新地址填进来。",
     "WeCom does not know this webhook: it was copied wrongly, or the robot was removed. Add a robot to the group again and put "
     "in "
     "its new address."},
    {93004, Kind::refused, 0, "机器人已被停用：请群主或管理员在企业微信里启用它。",
     "The robot is disabled: have the group's owner or an administrator enable it in WeCom."},
    {93008, Kind::refused, 0, "机器人已不在群里：请重新添加，把新地址填进来。",
     "The robot is not in the group any more: add it again and put in its new address."},
    {40058, Kind::refused, 0, "企业微信说内容不合格式或太长：这是程序的问题，请报告，并附上代码 40058。",
     "WeCom says that the content has a wrong form or is too long: a fault of this program; please report it with the code "
     "40058."},
    {45002, Kind::refused, 0, "企业微信说内容太长：请减少报表的行数。",
     "WeCom says that the content is too long: have fewer rows in the report."},
    {44004, Kind::refused, 0, "企业微信说内容是空的：这一天的报表里没有东西可发。",
     "WeCom says that the content is empty: there is nothing in this day's report."},
    {40008, Kind::refused, 0, "企业微信不认这种消息类型：这是程序的问题，请报告，并附上代码 40008。",
     "WeCom does not know this kind of message: a fault of this program; please report it with the code 40008."},
    {40009, Kind::refused, 0, "企业微信说图片太大或格式不对：请关掉图片再发。",
     "WeCom says that the picture is too large or of a wrong kind: post without it."},
    {301019, Kind::refused, 0, "企业微信收到的图片与校验码不符：这是程序的问题，请报告，并附上代码 301019。",
     "WeCom's picture does not match its checksum: a fault of this program; please report it with the code 301019."},
};

}  // namespace

const Words& target() {
  static const Words kTarget{"企业微信群机器人", "The WeCom robot"};
  return kTarget;
}

RobotOutcome read_answer(const HttpResponse& answer) {
  const auto document = answer.status < 500 && answer.status != 429 ? parse_answer(answer) : std::nullopt;
  const auto code = document ? code_in(*document, "errcode") : std::nullopt;
  if (!code) return outcome_of_status(answer, target());
  if (*code == 0) return answer.status == 200 ? delivered() : outcome_of_status(answer, target());
  const CodeMeaning* meaning = find_meaning(kMeanings, *code);
  return meaning == nullptr ? outcome_of_unknown_code(std::to_string(*code), target()) : outcome_of(*meaning);
}

}  // namespace rigong::connectors::wecom
