// SPDX-License-Identifier: Apache-2.0
#include "connectors/slack/slack.h"

#include "connectors/kit/webhook.h"
#include "connectors/slack/answers.h"
#include "connectors/slack/message.h"

namespace rigong::connectors::slack {
namespace {

constexpr OptionSpec kOptions[] = {
    {"webhook", "Webhook 地址", "Webhook", OptionType::secret, true, "", "Slack 应用 Incoming Webhooks 页上的地址，整个复制",
     "The whole address from the page Incoming Webhooks of your Slack app"},
    {"endpoint", "服务器网址", "Server's address", OptionType::url, false, "https://hooks.slack.com",
     "一般不用改；GovSlack 写自己的网址", "Mostly as it is; your own address with GovSlack"},
};

class Slack final : public Robot {
 public:
  explicit Slack(Secret webhook) : webhook_(std::move(webhook)) {}

  Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs) const override { return write_messages(report); }
  Result<RobotRequest> address(const RobotPart& part, TimeMs) const override { return json_post(webhook_, part.body); }
  RobotOutcome read(const HttpResponse& answer) const override { return read_answer(answer); }

 private:
  Secret webhook_;
};

Result<std::unique_ptr<Robot>> make(const Options& options) {
  const WebhookPlace place = with_endpoint({target(), {}, "/services/"}, options);
  RIGONG_ASSIGN(Secret webhook, webhook_option(options, place));
  return std::make_unique<Slack>(std::move(webhook));
}

// One message a second is allowed.
constexpr DurationMs kApart = 1100;
constexpr int kMostAMinute = 50;

}  // namespace

const RobotDefinition& robot() {
  static constexpr RobotDefinition kRobot{"slack", "Slack 频道", "Slack channel", kOptions, &make, kApart, kMostAMinute};
  return kRobot;
}

}  // namespace rigong::connectors::slack
