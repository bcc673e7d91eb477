// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "agent/base/text.h"
#include "agent/base/time_text.h"
#include "agent/model/record.h"
#include "connectors/kit/fold.h"

namespace rigong::connectors::request_tracker {
namespace {

constexpr std::size_t kMostValueBytes = 1024;

std::string field_of(const rapidjson::Value& row, std::string_view name) {
  std::string value = TextIn(row, name).text();
  clean_field(value, kMostValueBytes);
  return value;
}

bool introduces_quotation(std::string_view line) {
  line = trim(line);
  return line.ends_with("wrote:") || line.ends_with("写道:") || line.ends_with("写道：");
}

// More than this nobody reads; what is done with it stays short.
constexpr std::size_t kMostContentBytes = 4 * model::kMaxTextBytes;

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr std::array<Entity, 6> kEntities = {
    {{"&nbsp;", " "}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};

void append_decoded(std::string& result, std::string_view text) {
  while (!text.empty()) {
    const auto* found =
        std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& each) { return text.starts_with(each.name); });
    if (found == kEntities.end()) {
      const std::size_t end = std::min(text.find('&', 1), text.size());
      result.append(text.substr(0, end));
      text.remove_prefix(end);
    } else {
      result.append(found->text);
      text.remove_prefix(found->name.size());
    }
  }
}

}  // namespace

std::int64_t number_in(std::string_view value) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() && number > 0 ? number : 0;
}

Named read_person(const rapidjson::Value& row, std::int64_t id) {
  Named named{id, field_of(row, "Name"), field_of(row, "RealName")};
  clean_field(named.name, model::kMaxIdBytes / 2);
  return named;
}

std::optional<Named> read_named(const rapidjson::Value& row) {
  Named named = read_person(row, whole_of(row, "id").value_or(0));
  if (named.id <= 0 || named.name.empty()) return std::nullopt;
  return named;
}

std::optional<Transaction> read_transaction(const rapidjson::Value& row, const ShopCalendar& calendar) {
  Transaction result;
  result.id = whole_of(row, "id").value_or(0);
  result.ticket = whole_of(row, "ObjectId").value_or(0);
  const auto time = parse_time(TextIn(row, "Created").view(), calendar);
  result.type = field_of(row, "Type");
  result.field = field_of(row, "Field");
  result.old_value = field_of(row, "OldValue");
  result.new_value = field_of(row, "NewValue");
  const rapidjson::Value* creator = member(row, "Creator");
  auto named = creator == nullptr ? std::nullopt : read_named(*creator);
  if (result.id <= 0 || result.ticket <= 0 || !time || result.type.empty() || !named) return std::nullopt;
  result.created = *time / kSecondMs;
  result.creator = std::move(*named);
  return result;
}

std::int64_t merged_into(const Transaction& transaction) {
  if (transaction.type != "AddLink" || transaction.field != "MergedInto") return 0;
  const std::size_t slash = transaction.new_value.rfind('/');
  const std::int64_t ticket =
      number_in(std::string_view(transaction.new_value).substr(slash == std::string::npos ? 0 : slash + 1));
  // The other ticket has the same line in its history.
  return ticket == transaction.ticket ? 0 : ticket;
}

Meaning meaning_of(const Transaction& transaction) {
  if (transaction.type == "Create" || transaction.type == "Correspond") return Meaning::message;
  if (transaction.type == "Comment") return Meaning::note;
  if (transaction.type == "Status") return Meaning::status;
  if (transaction.field == "Owner" && transaction.type != "SetWatcher") return Meaning::owner;
  return merged_into(transaction) != 0 ? Meaning::merge : Meaning::none;
}

std::optional<Text> read_text(const rapidjson::Value& row) {
  Text text;
  text.id = whole_of(row, "id").value_or(0);
  text.transaction = whole_of(row, "TransactionId").value_or(0);
  const std::string type = fold_value(field_of(row, "ContentType"));
  text.plain = type.starts_with("text/plain");
  const bool shown = text.plain || type.starts_with("text/html");
  if (text.id <= 0 || text.transaction <= 0 || !shown || !field_of(row, "Filename").empty()) return std::nullopt;
  const rapidjson::Value* content = member(row, "Content");
  if (content == nullptr || !content->IsString()) return std::nullopt;
  text.content.assign(content->GetString(), std::min<std::size_t>(content->GetStringLength(), kMostContentBytes));
  return text;
}

std::optional<std::string> written(const std::vector<const Text*>& texts) {
  const Text* best = nullptr;
  for (const Text* text : texts) {
    const auto rank = [](const Text* each) { return std::pair(!each->plain, each->id); };
    if (best == nullptr || rank(text) < rank(best)) best = text;
  }
  if (best == nullptr) return std::nullopt;
  std::string words = own_words(best->plain ? best->content : words_of_html(best->content));
  clean_field(words, model::kMaxTextBytes);
  return words;
}

std::string own_words(std::string_view text) {
  std::string result;
  std::string_view introduction;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "-- ") break;
    if (line.starts_with('>')) {
      introduction = {};
      continue;
    }
    if (introduces_quotation(line)) {
      if (!introduction.empty()) result.append(introduction).push_back('\n');
      introduction = line;
      continue;
    }
    if (trim(line).empty() && !introduction.empty()) continue;
    if (!introduction.empty()) result.append(introduction).push_back('\n');
    introduction = {};
    result.append(line).push_back('\n');
  }
  if (!introduction.empty()) result.append(introduction);
  return std::string(trim(result));
}

std::string words_of_html(std::string_view html) {
  std::string result;
  int quoted = 0;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] != '<') {
      const std::size_t end = std::min(html.find('<', at), html.size());
      if (quoted == 0) append_decoded(result, html.substr(at, end - at));
      at = end;
      continue;
    }
    const std::size_t end = std::min(html.find('>', at), html.size());
    const std::string tag = fold_value(html.substr(at + 1, std::min<std::size_t>(end - at - 1, 16)));
    if (tag.starts_with("blockquote") || tag.starts_with("style") || tag.starts_with("script")) ++quoted;
    if (quoted > 0 && (tag.starts_with("/blockquote") || tag.starts_with("/style") || tag.starts_with("/script"))) --quoted;
    if (tag.starts_with("br") || tag.starts_with("/p") || tag.starts_with("/div")) result.push_back('\n');
    at = std::min(end + 1, html.size());
  }
  return result;
}

std::string outline(const rapidjson::Value& row) {
  std::string text;
  for (const char* name : {"id", "ObjectId", "Type", "Created"}) {
    const rapidjson::Value* found = member(row, name);
    if (found == nullptr || found->IsObject() || found->IsArray()) continue;
    std::string value = text_of(row, name).value_or("");
    clean_field(value, 64);
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
  }
  return text;
}

}  // namespace rigong::connectors::request_tracker
