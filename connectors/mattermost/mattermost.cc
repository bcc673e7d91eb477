// SPDX-License-Identifier: Apache-2.0
#include "connectors/mattermost/mattermost.h"

#include "connectors/kit/json_out.h"
#include "connectors/kit/robot_text.h"
#include "connectors/kit/webhook.h"
#include "connectors/mattermost/answers.h"

namespace rigong::connectors::mattermost {
namespace {

constexpr OptionSpec kOptions[] = {
    {"webhook", "Webhook 地址", "Webhook", OptionType::secret, true, "", "“集成 → 传入 Webhook”里的地址，整个复制",
     "The whole address from Integrations, Incoming Webhooks"},
};

// Servers with an old database split at 4,000 and newer ones at 16,383, both within a row.
constexpr std::size_t kMostCharacters = 4000;

// Mentions are looked for in the text that is left when Markdown has been read, so that "\@all" still calls everybody; and what
// Slack would call a mention, "<!channel>", is rewritten to "@channel" before Markdown is read at all. A zero-width character
// within the word stops the server, but is lost when somebody copies the line or a bridge hands it on. "＠" is no "@" to anybody.
RobotStyle style() {
  RobotStyle style = look_alike_markdown("#### ");
  style.size = utf16_units;
  return style;
}

std::string body_of(std::string_view text) {
  JsonOut out;
  out.object().text("text", text).end_object();
  return out.take();
}

class Mattermost final : public Robot {
 public:
  explicit Mattermost(Secret webhook) : webhook_(std::move(webhook)) {}

  Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs) const override {
    return write_bodies(report, style(), kMostCharacters, body_of);
  }
  Result<RobotRequest> address(const RobotPart& part, TimeMs) const override { return json_post(webhook_, part.body); }
  RobotOutcome read(const HttpResponse& answer) const override { return read_answer(answer); }

 private:
  Secret webhook_;
};

Result<std::unique_ptr<Robot>> make(const Options& options) {
  RIGONG_ASSIGN(Secret webhook, webhook_option(options, {target(), {}, "/hooks/"}));
  return std::make_unique<Mattermost>(std::move(webhook));
}

}  // namespace

const RobotDefinition& robot() {
  static constexpr RobotDefinition kRobot{"mattermost", "Mattermost 频道", "Mattermost channel", kOptions, &make};
  return kRobot;
}

}  // namespace rigong::connectors::mattermost
