// SPDX-License-Identifier: Apache-2.0
#include "connectors/webhook/body_template.h"

#include <algorithm>
#include <optional>

#include "connectors/kit/json.h"
#include "connectors/kit/json_out.h"

namespace rigong::connectors::webhook {
namespace {

// The place that begins here: "{title}".
std::optional<Field> place_at(std::string_view text) {
  for (std::size_t i = 0; i < kFieldNames.size(); ++i) {
    const std::string_view name = kFieldNames[i];
    if (text.size() >= name.size() + 2 && text.substr(1, name.size()) == name && text[name.size() + 1] == '}') {
      return static_cast<Field>(i);
    }
  }
  return std::nullopt;
}

// With its quotes.
std::string json_text(std::string_view text) {
  JsonOut out;
  out.item(text);
  return out.take();
}

std::string inserted(Field field, const std::string& value, BodyKind kind, bool quoted) {
  if (kind == BodyKind::text || (field == Field::json && !quoted)) return value;
  const std::string text = json_text(value);
  return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

Result<BodyTemplate> BodyTemplate::read(std::string_view text, BodyKind kind) {
  BodyTemplate made;
  made.kind_ = kind;
  Piece piece;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::optional<Field> field = text[i] == '{' ? place_at(text.substr(i)) : std::nullopt;
    if (field) {
      piece.is_place = true;
      piece.field = *field;
      piece.quoted = quoted;
      made.pieces_.push_back(std::move(piece));
      piece = {};
      i += kFieldNames[static_cast<std::size_t>(*field)].size() + 2;
      continue;
    }
    if (text[i] == '"') quoted = !quoted;
    // A character behind a backslash means nothing to the quotes.
    const std::size_t length = quoted && text[i] == '\\' && i + 1 < text.size() ? 2 : 1;
    piece.before += text.substr(i, length);
    i += length;
  }
  made.pieces_.push_back(std::move(piece));
  if (!made.has(Field::text) && !made.has(Field::markdown) && !made.has(Field::json)) {
    return fail(ErrorKind::wrong_use, "webhook 的 body 里没有 {text}、{markdown} 或 {json}，报表无处可放。",
                "The webhook's `body` has none of {text}, {markdown} and {json}: there is no place for the report.");
  }
  const JsonLimits limits;
  const FieldValues sample = {"t\"\n", "t", "t", "t", "t", "{}"};
  if (kind == BodyKind::json && !parse_guarded_json(made.fill(sample), limits)) {
    return fail(
        ErrorKind::wrong_use, "webhook 的 body 填好之后不是 JSON：请检查引号和逗号，或把 content_type 写成 text/plain。",
        "The webhook's `body` is no JSON when it is filled: check its quotes and commas, or set content_type to text/plain.");
  }
  return made;
}

std::string BodyTemplate::fill(const FieldValues& values) const {
  std::string body;
  for (const Piece& piece : pieces_) {
    body += piece.before;
    if (piece.is_place) body += inserted(piece.field, values[static_cast<std::size_t>(piece.field)], kind_, piece.quoted);
  }
  return body;
}

bool BodyTemplate::has(Field field) const {
  return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) { return piece.is_place && piece.field == field; });
}

}  // namespace rigong::connectors::webhook
