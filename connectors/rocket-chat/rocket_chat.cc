// SPDX-License-Identifier: Apache-2.0
#include "connectors/rocket-chat/rocket_chat.h"

#include "connectors/kit/json_out.h"
#include "connectors/kit/robot_text.h"
#include "connectors/kit/webhook.h"
#include "connectors/rocket-chat/answers.h"

namespace rigong::connectors::rocket_chat {
namespace {

constexpr OptionSpec kOptions[] = {
    {"webhook", "Webhook 地址", "Webhook", OptionType::secret, true, "", "“管理 → 集成 → 传入”里的 Webhook URL，整个复制",
     "The whole webhook URL from Administration, Integrations, Incoming"},
};

// What a server allows as it is delivered.
constexpr std::size_t kMostCharacters = 5000;
// Servers look for mentions and channels in the raw text, also within code; "＠" and "＃" are neither.
constexpr std::string_view kCellSpecial = "`@#<>&";

RobotStyle style() {
  const auto line = [](std::string_view text) { return look_alike_line(text, kMarkdownSpecial); };
  const auto bold = [](std::string_view text) { return "*" + std::string(text) + "*"; };
  RobotStyle style;
  style.head = [bold](std::string_view title, std::size_t part, std::size_t parts) {
    return bold(numbered(look_alike(title, kMarkdownSpecial), part, parts));
  };
  style.line = line;
  style.note = [line](std::string_view text) {
    const std::string safe = line(text);
    return safe.empty() ? safe : "_" + safe + "_";
  };
  style.table = [line, bold](const model::ReportBlock& table, std::size_t first_row, std::size_t rows) {
    const auto cell = [](std::string_view text) { return look_alike(text, kCellSpecial); };
    const std::string title = line(table.text);
    return (title.empty() ? title : bold(title) + "\n") + "```\n" + padded_table(table, first_row, rows, cell) + "\n```";
  };
  style.size = utf16_units;
  return style;
}

// A body without text would be answered with success, and nothing posted; a report always has its title and its mark.
std::string body_of(std::string_view text) {
  JsonOut out;
  out.object().text("text", text).end_object();
  return out.take();
}

class RocketChat final : public Robot {
 public:
  explicit RocketChat(Secret webhook) : webhook_(std::move(webhook)) {}

  Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs) const override {
    if (look_alike_line(report.title, "").empty()) {
      return fail(ErrorKind::wrong_use, "报表没有标题。", "The report has no title.");
    }
    return write_bodies(report, style(), kMostCharacters, body_of);
  }
  Result<RobotRequest> address(const RobotPart& part, TimeMs) const override { return json_post(webhook_, part.body); }
  RobotOutcome read(const HttpResponse& answer) const override { return read_answer(answer); }

 private:
  Secret webhook_;
};

Result<std::unique_ptr<Robot>> make(const Options& options) {
  RIGONG_ASSIGN(Secret webhook, webhook_option(options, {target(), {}, "/hooks/"}));
  return std::make_unique<RocketChat>(std::move(webhook));
}

// Servers take ten calls a minute as they are delivered.
constexpr DurationMs kApart = kSecondMs;
constexpr int kMostAMinute = 9;

}  // namespace

const RobotDefinition& robot() {
  static constexpr RobotDefinition kRobot{"rocket-chat", "Rocket.Chat 频道", "Rocket.Chat channel", kOptions, &make,
                                          kApart,        kMostAMinute};
  return kRobot;
}

}  // namespace rigong::connectors::rocket_chat
