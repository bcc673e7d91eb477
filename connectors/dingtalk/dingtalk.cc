// SPDX-License-Identifier: Apache-2.0
#include "connectors/dingtalk/dingtalk.h"

#include "agent/base/text.h"
#include "connectors/dingtalk/answers.h"
#include "connectors/dingtalk/signing.h"
#include "connectors/kit/json_out.h"
#include "connectors/kit/query.h"
#include "connectors/kit/robot_text.h"
#include "connectors/kit/webhook.h"

namespace rigong::connectors::dingtalk {
namespace {

constexpr OptionSpec kOptions[] = {
    {"webhook", "Webhook 地址", "Webhook", OptionType::secret, true, "", "自定义机器人的 Webhook 地址，整个复制",
     "The whole webhook address of the custom robot"},
    {"secret", "加签密钥", "Key for signing", OptionType::secret, false, "", "安全设置选“加签”时给出的密钥，SEC 开头",
     "The key that the security setting 加签 (signing) shows; it begins with SEC"},
    {"endpoint", "服务器网址", "Server's address", OptionType::url, false, "https://oapi.dingtalk.com",
     "一般不用改；专有钉钉写自己的网址", "Mostly as it is; your own address where DingTalk is hosted privately"},
};

constexpr std::size_t kMostBytes = 20'000;

// Tables show on some clients and not on others, so each row is an entry of a list. Nobody is mentioned but by the list `at`,
// which stays empty; "@" is replaced all the same, so that nothing looks like a mention.
RobotStyle style() {
  const auto cell = [](std::string_view text) { return look_alike(text, kMarkdownSpecial); };
  RobotStyle style = look_alike_markdown("### ");
  style.table = [cell](const model::ReportBlock& table, std::size_t first_row, std::size_t rows) {
    std::string text = cell(table.text);
    if (!text.empty()) text = "**" + text + "**\n";
    for (std::size_t row = first_row; row < first_row + rows; ++row) {
      if (!text.empty()) text += '\n';
      text += "- " + look_alike_line(row_line(table, row, cell), "");
    }
    return text;
  };
  return style;
}

std::string body_of(std::string_view title, std::string_view text) {
  JsonOut out;
  out.object().text("msgtype", "markdown").object("markdown").text("title", title).text("text", text).end_object();
  out.object("at").flag("isAtAll", false).end_object().end_object();
  return out.take();
}

class Dingtalk final : public Robot {
 public:
  Dingtalk(Secret webhook, Secret secret) : webhook_(std::move(webhook)), secret_(std::move(secret)) {}

  Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs) const override {
    // The title is what a phone's notification shows; the message itself does not.
    const std::string title = look_alike(report.title, kMarkdownSpecial);
    const auto body = [&title](std::string_view text) { return body_of(title, text); };
    RobotStyle sized = style();
    sized.size = [&body](std::string_view text) { return body(text).size(); };
    return write_bodies(report, sized, kMostBytes, body);
  }
  Result<RobotRequest> address(const RobotPart& part, TimeMs now) const override {
    if (secret_.empty()) return json_post(webhook_, part.body);
    std::string url(webhook_.reveal());
    url += url.find('?') == std::string::npos ? '?' : '&';
    // Base64 has "+", "/" and "=", which an address writes as %2B, %2F and %3D: once, here.
    url += form({{"timestamp", std::to_string(now)}, {"sign", sign(secret_, now)}});
    return json_post(Secret(std::move(url)), part.body);
  }
  RobotOutcome read(const HttpResponse& answer) const override { return read_answer(answer); }

 private:
  Secret webhook_;
  Secret secret_;
};

Result<std::unique_ptr<Robot>> make(const Options& options) {
  const WebhookPlace place = with_endpoint({target(), {}, "/robot/send?access_token="}, options);
  RIGONG_ASSIGN(Secret webhook, webhook_option(options, place));
  if (webhook.reveal().find("&sign=") != std::string_view::npos ||
      webhook.reveal().find("&timestamp=") != std::string_view::npos) {
    return fail(
        ErrorKind::wrong_use, "钉钉的 webhook 里不要带 timestamp 和 sign：只复制到 access_token 为止，加签密钥填在 secret。",
        "Leave timestamp and sign out of DingTalk's webhook: it ends with access_token; the key for signing goes into `secret`.");
  }
  return std::make_unique<Dingtalk>(std::move(webhook), Secret(std::string(trim(options.secret("secret").reveal()))));
}

}  // namespace

const RobotDefinition& robot() {
  static constexpr RobotDefinition kRobot{"dingtalk", "钉钉自定义机器人", "DingTalk custom robot", kOptions, &make};
  return kRobot;
}

}  // namespace rigong::connectors::dingtalk
