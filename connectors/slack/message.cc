// SPDX-License-Identifier: Apache-2.0
#include "connectors/slack/message.h"

#include <algorithm>
#include <optional>

#include "connectors/kit/json_out.h"
#include "connectors/kit/robot_text.h"

namespace rigong::connectors::slack {
namespace {

using model::ReportBlock;

constexpr std::size_t kMostHeader = 150;
constexpr std::size_t kMostSection = 3000;
constexpr std::size_t kMostText = 12'000;  // Of a message: seen to be refused beyond some 13,200.
constexpr std::size_t kMostBlocks = 50;

// Slack's own three control characters, by which it writes mentions and links.
std::string control_escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else if (c == '>') {
      safe += "&gt;";
    } else {
      safe += c;
    }
  }
  return safe;
}

// A line of its mrkdwn, before those three.
std::string line_text(std::string_view text) { return look_alike(text, "*_~`@"); }
// Within a fence only the fence's own character ends it.
std::string cell_text(std::string_view text) { return look_alike(text, "`@"); }
// Of plain_text it is not said whether it reads escapes; these need none.
std::string header_text(std::string_view text) { return look_alike(text, "&<>@"); }

struct Block {
  bool note = false;
  std::string text;  // Not yet escaped.
};

class Message {
 public:
  explicit Message(const model::Report& report) : report_(report) {}

  // The blocks below the header, or nothing where one row alone is longer than a section.
  [[nodiscard]] std::optional<std::vector<Block>> blocks(const std::vector<RobotPiece>& pieces) const {
    std::vector<Block> blocks;
    for (const RobotPiece& piece : pieces) {
      const ReportBlock& block = report_.blocks[piece.block];
      if (block.kind == ReportBlock::Kind::table) {
        if (!add_table(block, piece, blocks)) return std::nullopt;
      } else {
        add_line({block.kind == ReportBlock::Kind::note, line_text(block.text)}, blocks);
      }
    }
    add_line({true, line_text(report_.mark)}, blocks);
    return blocks;
  }
  [[nodiscard]] bool fits(const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts) const {
    const auto made = blocks(pieces);
    if (!made || made->size() + 1 > kMostBlocks || utf16_units(header(part, parts)) > kMostHeader) return false;
    std::size_t all = utf16_units(header(part, parts));
    for (const Block& block : *made) {
      const std::size_t units = utf16_units(control_escaped(block.text));
      if (units > kMostSection) return false;
      all += units;
    }
    return all <= kMostText;
  }
  [[nodiscard]] RobotPart part(const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts) const {
    const std::string head = header(part, parts);
    JsonOut out;
    // What a notification shows.
    out.object().text("text", control_escaped(numbered(line_text(report_.title), part, parts))).list("blocks");
    out.object().text("type", "header").object("text").text("type", "plain_text").text("text", head).flag("emoji", false);
    out.end_object().end_object();
    std::string shown = "**" + head + "**";
    const std::vector<Block> made = blocks(pieces).value_or(std::vector<Block>());
    for (const Block& block : made) {
      add(out, block);
      shown += "\n\n" + block.text;
    }
    out.end_list().end_object();
    return {out.take(), std::move(shown)};
  }

 private:
  [[nodiscard]] std::string header(std::size_t part, std::size_t parts) const {
    return numbered(header_text(report_.title), part, parts);
  }
  // Lines that follow each other share a section.
  static void add_line(Block line, std::vector<Block>& blocks) {
    if (line.text.empty()) return;
    const bool joins = !blocks.empty() && !line.note && !blocks.back().note && !blocks.back().text.ends_with("```") &&
                       utf16_units(control_escaped(blocks.back().text + line.text)) < kMostSection;
    if (joins) {
      blocks.back().text += "\n" + line.text;
    } else {
      blocks.push_back(std::move(line));
    }
  }
  // As many sections as it takes.
  static bool add_table(const ReportBlock& table, const RobotPiece& piece, std::vector<Block>& blocks) {
    std::string title = line_text(table.text);
    if (!title.empty()) title = "*" + title + "*\n";
    std::size_t first = piece.first_row;
    std::size_t left = piece.rows;
    do {
      std::size_t rows = left;
      std::string text = title + fence(table, first, rows);
      while (utf16_units(control_escaped(text)) > kMostSection && rows > 1) {
        rows -= std::max<std::size_t>(1, rows / 8);
        text = title + fence(table, first, rows);
      }
      if (utf16_units(control_escaped(text)) > kMostSection) return false;
      blocks.push_back({false, std::move(text)});
      title.clear();
      first += rows;
      left -= rows;
    } while (left > 0);
    return true;
  }
  static std::string fence(const ReportBlock& table, std::size_t first_row, std::size_t rows) {
    return "```\n" + padded_table(table, first_row, rows, cell_text) + "\n```";
  }
  static void add(JsonOut& out, const Block& block) {
    out.object().text("type", block.note ? "context" : "section");
    if (block.note) out.list("elements");
    out.object(block.note ? "" : "text").text("type", "mrkdwn").text("text", control_escaped(block.text));
    // Nothing in it is looked through for addresses, channels and people.
    out.flag("verbatim", true).end_object();
    if (block.note) out.end_list();
    out.end_object();
  }

  const model::Report& report_;
};

}  // namespace

Result<std::vector<RobotPart>> write_messages(const model::Report& report) {
  const Message message(report);
  const auto fits = [&](const std::vector<RobotPiece>& pieces, std::size_t part, std::size_t parts) {
    return message.fits(pieces, part, parts);
  };
  RIGONG_ASSIGN(const auto cut, cut_report(report, fits));
  std::vector<RobotPart> parts;
  for (std::size_t i = 0; i < cut.size(); ++i) parts.push_back(message.part(cut[i], i + 1, cut.size()));
  return parts;
}

}  // namespace rigong::connectors::slack
