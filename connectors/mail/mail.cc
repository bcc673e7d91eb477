// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail/mail.h"

#include <fmt/format.h>

#include "agent/base/ids.h"
#include "agent/base/text.h"
#include "connectors/kit/options.h"
#include "connectors/mail/address.h"
#include "connectors/mail/answers.h"
#include "connectors/mail/mime.h"
#include "connectors/mail/page.h"

namespace rigong::connectors::mail {
namespace {

constexpr OptionSpec kOptions[] = {
    {"server", "发信服务器", "Mail server", OptionType::text, true, "", "smtps://主机:465，或 smtp://主机:587（须支持 STARTTLS）",
     "smtps://host:465, or smtp://host:587 where it offers STARTTLS"},
    {"user", "登录名", "User", OptionType::text, false, "", "登录名，多半就是发件邮箱；不需要登录就不写",
     "The name to log in with, mostly the sender's address; leave it out where none is asked for"},
    {"password", "密码或授权码", "Password", OptionType::secret, false, "", "密码；很多邮箱要用专门的授权码",
     "The password; many providers want one of its own for programs"},
    {"from", "发件人", "From", OptionType::text, true, "", "发件邮箱，或 名称 <邮箱>", "The sender's address, or Name <address>"},
    {"to", "收件人", "To", OptionType::text, true, "", "收件邮箱，用逗号隔开", "The recipients' addresses, with commas between"},
    {"subject", "主题前缀", "Subject prefix", OptionType::text, false, "", "放在主题最前面的字，如 [日报]",
     "What the subject begins with, as [Daily]"},
};

constexpr std::size_t kMostRecipients = 50;
constexpr std::size_t kMostPictureBytes = 2'000'000;

struct Settings {
  std::string server;
  std::string user;
  Secret password;
  Address from;
  std::vector<Address> to;
  std::string subject;
};

// The same for every try of one post, so that a mailbox shows it once, and another one for every other post: whoever drops what
// has an id that came before must never drop another team's report of the same day. The lengths keep apart what stands together.
std::string message_id(const Mail& mail, const std::string& mark) {
  std::string all;
  const auto add = [&all](const std::string& text) { all += fmt::format("{}:{};", text.size(), text); };
  add(mark);
  add(mail.subject);
  add(mail.from.name);
  add(mail.from.mailbox);
  for (const Address& address : mail.to) add(address.mailbox);
  const std::string_view host = std::string_view(mail.from.mailbox).substr(mail.from.mailbox.rfind('@') + 1);
  return fmt::format("rigong.{}@{}", sha256_hex(all).substr(0, 32), host);
}

class MailRobot final : public Robot {
 public:
  explicit MailRobot(Settings settings) : settings_(std::move(settings)) {}

  Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs at) const override {
    if (report.picture.size() > kMostPictureBytes) {
      return fail(ErrorKind::wrong_use, "图片太大，最多 2 MB。", "The picture is too large; it may have 2 MB.");
    }
    Mail mail;
    mail.from = settings_.from;
    mail.to = settings_.to;
    mail.subject = settings_.subject.empty() ? report.title : settings_.subject + " " + report.title;
    mail.at = at;
    mail.message_id = message_id(mail, report.mark);
    mail.text = text_of(report);
    mail.html = html_of(report);
    mail.picture = report.picture;
    return std::vector<RobotPart>{{mail_bytes(mail), mail.text}};
  }
  Result<RobotRequest> address(const RobotPart& part, TimeMs) const override {
    MailRequest request{settings_.server, settings_.user, settings_.password, settings_.from.mailbox, {}, part.body};
    for (const Address& address : settings_.to) request.to.push_back(address.mailbox);
    return request;
  }
  RobotOutcome read(const HttpResponse& answer) const override { return read_answer(answer); }

 private:
  Settings settings_;
};

Result<std::unique_ptr<Robot>> make(const Options& options) {
  Settings settings;
  settings.server = std::string(trim(options.text("server")));
  if (!is_server(settings.server)) {
    return fail(ErrorKind::wrong_use, "邮件的 server 应是 smtps://主机:465 或 smtp://主机:587，登录名写在 user。",
                "server of the mail must be smtps://host:465 or smtp://host:587; the name to log in with is `user`.");
  }
  const auto from = read_address(options.text("from"));
  if (!from) {
    return fail(ErrorKind::wrong_use, "邮件的 from 应是一个邮箱，或 名称 <邮箱>。",
                "from of the mail must be an address, or Name <address>.");
  }
  settings.from = *from;
  for (const std::string& text : split_list(options.text("to"))) {
    const auto address = read_address(text);
    if (!address) {
      return fail(ErrorKind::wrong_use, "邮件的 to 应是邮箱，多个之间用逗号隔开；其中有一个写得不对。",
                  "to of the mail must be addresses with commas between; one of them is not right.");
    }
    settings.to.push_back(*address);
  }
  if (settings.to.empty() || settings.to.size() > kMostRecipients) {
    return fail(ErrorKind::wrong_use, fmt::format("邮件的 to 应有 1 到 {} 个邮箱。", kMostRecipients),
                fmt::format("to of the mail must have 1 to {} addresses.", kMostRecipients));
  }
  settings.user = std::string(trim(options.text("user")));
  settings.password = Secret(std::string(trim(options.secret("password").reveal())));
  if (settings.user.empty() != settings.password.empty()) {
    return fail(ErrorKind::wrong_use, "邮件的 user 和 password 要么都写，要么都不写。",
                "Write both user and password of the mail, or neither.");
  }
  settings.subject = std::string(trim(options.text("subject")));
  return std::make_unique<MailRobot>(std::move(settings));
}

constexpr DurationMs kApart = kSecondMs;
constexpr int kMostAMinute = 10;

}  // namespace

const RobotDefinition& robot() {
  static constexpr RobotDefinition kRobot{"mail", "邮件", "Mail", kOptions, &make, kApart, kMostAMinute, true};
  return kRobot;
}

}  // namespace rigong::connectors::mail
