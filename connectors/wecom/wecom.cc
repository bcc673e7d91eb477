// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom/wecom.h"

#include "agent/base/ids.h"
#include "connectors/kit/digest.h"
#include "connectors/kit/json_out.h"
#include "connectors/kit/robot_text.h"
#include "connectors/kit/webhook.h"
#include "connectors/wecom/answers.h"

namespace rigong::connectors::wecom {
namespace {

constexpr OptionSpec kOptions[] = {
    {"webhook", "Webhook 地址", "Webhook", OptionType::secret, true, "",
     "群设置里“消息推送”（群机器人）的 Webhook 地址，整个复制",
     "The whole webhook address of the group's message push (group robot)"},
    {"endpoint", "服务器网址", "Server's address", OptionType::url, false, "https://qyapi.weixin.qq.com",
     "一般不用改；私有化部署的企业微信写自己的网址", "Mostly as it is; your own address where WeCom is hosted privately"},
};

constexpr std::size_t kMostBytes = 4096;
constexpr std::size_t kMostPictureBytes = 2'000'000;

std::string text_body(std::string_view content) {
  JsonOut out;
  out.object().text("msgtype", "markdown_v2").object("markdown_v2").text("content", content).end_object().end_object();
  return out.take();
}

// The checksum is of the picture, not of its base64.
std::string picture_body(std::string_view picture) {
  JsonOut out;
  out.object().text("msgtype", "image").object("image").text("base64", base64(picture)).text("md5", to_hex(md5(picture)));
  out.end_object().end_object();
  return out.take();
}

class Wecom final : public Robot {
 public:
  explicit Wecom(Secret webhook) : webhook_(std::move(webhook)) {}

  Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs) const override {
    if (report.picture.size() > kMostPictureBytes) {
      return fail(ErrorKind::wrong_use, "图片太大，企业微信最多收 2 MB。", "The picture is too large; WeCom takes at most 2 MB.");
    }
    // markdown_v2 mentions nobody and its documentation knows no escapes, so what it could read is replaced by what looks alike.
    RIGONG_ASSIGN(auto parts, write_bodies(report, look_alike_markdown("## "), kMostBytes, text_body));
    if (!report.picture.empty()) {
      parts.push_back({picture_body(report.picture), "![" + look_alike(report.title, kMarkdownSpecial) + "](picture.png)"});
    }
    return parts;
  }
  Result<RobotRequest> address(const RobotPart& part, TimeMs) const override { return json_post(webhook_, part.body); }
  RobotOutcome read(const HttpResponse& answer) const override { return read_answer(answer); }

 private:
  Secret webhook_;
};

Result<std::unique_ptr<Robot>> make(const Options& options) {
  const WebhookPlace place = with_endpoint({target(), {}, "/cgi-bin/webhook/send?key="}, options);
  RIGONG_ASSIGN(Secret webhook, webhook_option(options, place));
  return std::make_unique<Wecom>(std::move(webhook));
}

constexpr DurationMs kApart = 250;
// The documented limit is 20; a picture counts as a message.
constexpr int kMostAMinute = 18;

}  // namespace

const RobotDefinition& robot() {
  static constexpr RobotDefinition kRobot{"wecom", "企业微信群机器人", "WeCom group robot", kOptions, &make, kApart, kMostAMinute,
                                          true};
  return kRobot;
}

}  // namespace rigong::connectors::wecom
