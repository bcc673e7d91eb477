// SPDX-License-Identifier: Apache-2.0
#include "connectors/webhook/webhook.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "agent/base/text.h"
#include "connectors/kit/json_out.h"
#include "connectors/kit/options.h"
#include "connectors/kit/robot_text.h"
#include "connectors/kit/webhook.h"
#include "connectors/webhook/body_template.h"
#include "connectors/webhook/header_list.h"

namespace rigong::connectors::webhook {
namespace {

constexpr std::string_view kBody = R"({"title": {title}, "text": {text}, "mark": {mark}, "date": {date}})";

constexpr OptionSpec kOptions[] = {
    {"webhook", "接收地址", "Address", OptionType::secret, true, "", "接收消息的 https 地址，知道它就能发消息，所以是密钥",
     "The https address that takes the messages; whoever has it can post, so it is a secret"},
    {"body", "消息模板", "Body", OptionType::text, false, kBody, "消息模板，可用 {title} {text} {markdown} {mark} {date} {json}",
     "A template of the body, with {title} {text} {markdown} {mark} {date} {json}"},
    {"content_type", "内容类型", "Content type", OptionType::text, false, "application/json", "application/json 或 text/plain",
     "application/json or text/plain"},
    {"headers", "请求头", "Headers", OptionType::text, false, "", "另加的请求头，如 X-Team: service | X-From: rigong",
     "More headers: X-Team: service | X-From: rigong"},
    {"secret_headers", "保密的请求头", "Secret headers", OptionType::secret, false, "",
     "值要保密的请求头，如 Authorization: Bearer …，写法同 headers",
     "Headers with secret values, as Authorization: Bearer ...; written like `headers`"},
    {"most_bytes", "一条最多字节", "Most bytes", OptionType::integer, false, "20000", "一条消息最多多少字节，更长就分成几条",
     "How many bytes a message may have; what is longer is split"},
};

const Words& target() {
  static const Words kTarget{"接收方", "The receiver"};
  return kTarget;
}

// Nobody knows how the receiver reads text, so that what calls people or makes links elsewhere is replaced in plain text too.
RobotStyle text_style() {
  const auto plain = [](std::string_view text) { return look_alike(text, "@<>"); };
  RobotStyle style;
  style.head = [](std::string_view, std::size_t, std::size_t) { return std::string(); };
  style.line = plain;
  style.note = plain;
  style.table = [plain](const model::ReportBlock& table, std::size_t first_row, std::size_t rows) {
    const std::string title = plain(table.text);
    return title + (title.empty() ? "" : "\n") + padded_table(table, first_row, rows, plain);
  };
  return style;
}

// The title is a field of its own.
RobotStyle markdown_style() {
  RobotStyle style = look_alike_markdown("");
  style.head = [](std::string_view, std::size_t, std::size_t) { return std::string(); };
  return style;
}

// "2026-11-30T13:05:00Z".
std::string utc_text(TimeMs at) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(at / kSecondMs)));
}

// The pieces for a program to read: texts as they are, but for what cannot be seen.
std::string json_of(const model::Report& report, const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts,
                    TimeMs at) {
  const auto plain = [](std::string_view text) { return escaped(text, "", ""); };
  JsonOut out;
  out.object().text("title", plain(report.title)).text("mark", plain(report.mark)).text("date", utc_text(at));
  out.whole("part", static_cast<std::int64_t>(part)).whole("parts", static_cast<std::int64_t>(parts)).list("blocks");
  for (const RobotPiece& piece : pieces) {
    const model::ReportBlock& block = report.blocks[piece.block];
    constexpr std::string_view kKinds[] = {"line", "table", "note"};
    out.object().text("kind", kKinds[static_cast<std::size_t>(block.kind)]).text("text", plain(block.text));
    if (block.kind == model::ReportBlock::Kind::table) {
      out.list("columns");
      for (const model::ReportColumn& column : block.columns) out.item(plain(column.title));
      out.end_list().list("rows");
      for (std::size_t row = piece.first_row; row < piece.first_row + piece.rows; ++row) {
        out.list();
        for (const std::string& cell : block.rows[row]) out.item(plain(cell));
        out.end_list();
      }
      out.end_list();
    }
    out.end_object();
  }
  out.end_list().end_object();
  return out.take();
}

struct Settings {
  Secret webhook;
  BodyTemplate body;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  std::vector<std::pair<std::string, Secret>> secret_headers;
  std::size_t most_bytes = 0;
};

class Webhook final : public Robot {
 public:
  explicit Webhook(Settings settings) : settings_(std::move(settings)) {}

  Result<std::vector<RobotPart>> write(const model::Report& report, TimeMs at) const override {
    const auto part_of = [&](const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts) {
      const std::string title = numbered(look_alike(report.title, "@<>"), part, parts);
      const std::string text = written(report, text_style(), pieces, part, parts);
      const std::string markdown = written(report, markdown_style(), pieces, part, parts);
      const std::string json = settings_.body.has(Field::json) ? json_of(report, pieces, part, parts, at) : "{}";
      std::string body = settings_.body.fill({title, text, markdown, look_alike(report.mark, "@<>"), utc_text(at), json});
      return RobotPart{std::move(body), title + "\n\n" + (settings_.body.has(Field::markdown) ? markdown : text)};
    };
    const auto fits = [&](const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts) {
      return part_of(pieces, part, parts).body.size() <= settings_.most_bytes;
    };
    RIGONG_ASSIGN(const auto cut, cut_report(report, fits));
    std::vector<RobotPart> parts;
    for (std::size_t i = 0; i < cut.size(); ++i) parts.push_back(part_of(cut[i], i + 1, cut.size()));
    return parts;
  }
  Result<RobotRequest> address(const RobotPart& part, TimeMs) const override {
    SecretRequest post = json_post(settings_.webhook, part.body);
    post.request.headers = settings_.headers;
    post.request.headers.emplace_back("Content-Type", settings_.content_type + "; charset=utf-8");
    post.request.secret_headers = settings_.secret_headers;
    return post;
  }
  RobotOutcome read(const HttpResponse& answer) const override {
    return answer.status >= 200 && answer.status <= 299 ? delivered() : outcome_of_status(answer, target());
  }

 private:
  Settings settings_;
};

Result<std::unique_ptr<Robot>> make(const Options& options) {
  Settings settings;
  RIGONG_ASSIGN(settings.webhook, webhook_option(options, {target(), {}, ""}));
  settings.content_type = std::string(trim(options.text("content_type")));
  if (settings.content_type != "application/json" && settings.content_type != "text/plain") {
    return fail(ErrorKind::wrong_use, "webhook 的 content_type 应是 application/json 或 text/plain。",
                "content_type of the webhook must be application/json or text/plain.");
  }
  const BodyKind kind = settings.content_type == "text/plain" ? BodyKind::text : BodyKind::json;
  RIGONG_ASSIGN(settings.body, BodyTemplate::read(options.text("body"), kind));
  RIGONG_ASSIGN(settings.headers, read_headers(options.text("headers")));
  RIGONG_ASSIGN(const auto secret_headers, read_headers(options.secret("secret_headers").reveal()));
  for (const auto& [name, value] : secret_headers) settings.secret_headers.emplace_back(name, Secret(value));
  constexpr std::int64_t kLeast = 1000;
  constexpr std::int64_t kMost = 1'000'000;
  RIGONG_ASSIGN(const std::int64_t most_bytes, whole_option(options, "most_bytes", kLeast, kMost, {"webhook ", "webhook"}));
  settings.most_bytes = static_cast<std::size_t>(most_bytes);
  return std::make_unique<Webhook>(std::move(settings));
}

}  // namespace

const RobotDefinition& robot() {
  static constexpr RobotDefinition kRobot{"webhook", "其他 Webhook", "Other webhook", kOptions, &make};
  return kRobot;
}

}  // namespace rigong::connectors::webhook
