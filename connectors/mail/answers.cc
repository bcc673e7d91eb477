// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail/answers.h"

#include <fmt/format.h>

#include "connectors/kit/webhook.h"

namespace rigong::connectors::mail {
namespace {

using Kind = RobotOutcome::Kind;

// Servers that do not know a sender yet ask for some minutes of patience.
constexpr DurationMs kPause = 5 * kMinuteMs;

constexpr std::string_view kLogInZh = "邮件服务器不接受登录：请核对 user 和 password；很多邮箱要用专门的“授权码”，不是登录密码。";
constexpr std::string_view kLogInEn =
    "The mail server does not accept the log-in: check `user` and `password`; many providers want "
    "a password of its own for programs.";
constexpr std::string_view kAddressZh = "邮件服务器不收其中一个收件地址，或不许用这个发件地址：请核对 to 和 from。";
constexpr std::string_view kAddressEn =
    "The mail server does not take one of the recipients, or not this sender: check `to` and `from`.";

constexpr CodeMeaning kMeanings[] = {
    {530, Kind::refused, 0, kLogInZh, kLogInEn},
    {534, Kind::refused, 0, kLogInZh, kLogInEn},
    {535, Kind::refused, 0, kLogInZh, kLogInEn},
    {538, Kind::refused, 0, kLogInZh, kLogInEn},
    {550, Kind::refused, 0, kAddressZh, kAddressEn},
    {551, Kind::refused, 0, kAddressZh, kAddressEn},
    {553, Kind::refused, 0, kAddressZh, kAddressEn},
    {552, Kind::refused, 0, "邮件服务器说邮件太大：请关掉图片再发。",
     "The mail server finds the mail too large: send it without the picture."},
    {554, Kind::refused, 0, "邮件服务器拒收这封邮件（多半当成了垃圾邮件）：请管理员放行，或换一个发件邮箱。",
     "The mail server refuses the mail, probably as spam: have its administrator let it pass, or send from another mailbox."},
};

}  // namespace

RobotOutcome read_answer(const HttpResponse& answer) {
  const int code = answer.status;
  if (code == 250) return delivered();
  if (const CodeMeaning* meaning = find_meaning(kMeanings, code)) return outcome_of(*meaning);
  const std::string digits = code == 0 ? std::string() : std::to_string(code);
  if (code >= 400 && code <= 499) {
    return {Kind::later,
            kPause,
            digits,
            {fmt::format("邮件服务器暂时不收（{}），稍后自动再发。", code),
             fmt::format("The mail server does not take it at the moment ({}); it is sent again later by itself.", code)}};
  }
  if (code >= 500 && code <= 599) {
    return {Kind::refused,
            0,
            digits,
            {fmt::format("邮件服务器拒绝了这封邮件（{}）：请在它的说明里查这个代码。", code),
             fmt::format("The mail server refuses the mail ({}): look the code up in its documentation.", code)}};
  }
  return {Kind::unknown,
          0,
          digits,
          {"邮件服务器没有说收没收下：请看收件箱里有没有，再决定要不要重发。",
           "The mail server did not say whether it took the mail: look into the mailbox before you send it again."}};
}

}  // namespace rigong::connectors::mail
