// SPDX-License-Identifier: Apache-2.0
#include "connectors/feishu/feishu.h"

#include "agent/base/text.h"
#include "connectors/feishu/answers.h"
#include "connectors/feishu/card.h"
#include "connectors/feishu/signing.h"
#include "connectors/kit/webhook.h"

namespace rigong::connectors::feishu {
namespace {

constexpr OptionSpec kOptions[] = {
    {"webhook", "Webhook 地址", "Webhook", OptionType::secret, true, "", "飞书或 Lark 自定义机器人的 webhook 地址，整个复制",
     "The whole webhook address of the custom bot of Feishu or Lark"},
    {"secret", "签名校验密钥", "Key for signing", OptionType::secret, false, "", "安全设置里“签名校验”给出的密钥，没开就不写",
     "The key that the security setting signature verification shows; leave it out where that is off"},
    {"endpoint", "服务器网址", "Server's address", OptionType::url, false, "", "一般不写；私有化部署的飞书写自己的网址",
     "Mostly left out; your own address where Feishu is hosted privately"},
};

// "20 KB": whether decimal is not said, so the smaller.
constexpr std::size_t kMostBytes = 20'000;

class Feishu final : public Robot {
 public:
  Feishu(Secret webhook, Secret secret) : webhook_(std::move(webhook)), secret_(std::move(secret)) {}

  Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs) const override {
    return write_cards(report, secret_.empty() ? kMostBytes : kMostBytes - kSignBytes);
  }
  Result<RobotRequest> address(const RobotPart& part, TimeMs now) const override {
    return json_post(webhook_, secret_.empty() ? part.body : signed_body(part.body, secret_, now));
  }
  RobotOutcome read(const HttpResponse& answer) const override { return read_answer(answer); }

 private:
  Secret webhook_;
  Secret secret_;
};

Result<std::unique_ptr<Robot>> make(const Options& options) {
  const WebhookPlace place =
      with_endpoint({target(), {"https://open.feishu.cn", "https://open.larksuite.com"}, "/open-apis/bot/v2/hook/"}, options);
  RIGONG_ASSIGN(Secret webhook, webhook_option(options, place));
  return std::make_unique<Feishu>(std::move(webhook), Secret(std::string(trim(options.secret("secret").reveal()))));
}

}  // namespace

const RobotDefinition& robot() {
  // 100 a minute and 5 a second are allowed to a tenant's bot.
  static constexpr RobotDefinition kRobot{"feishu", "飞书 / Lark 自定义机器人", "Feishu / Lark custom bot", kOptions, &make};
  return kRobot;
}

}  // namespace rigong::connectors::feishu
