// SPDX-License-Identifier: Apache-2.0
#include "connectors/chatwoot/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agent/base/text.h"
#include "agent/base/time_text.h"
#include "connectors/chatwoot/client.h"
#include "connectors/kit/fold.h"

namespace rigong::connectors::chatwoot {
namespace {

constexpr std::size_t kMostNameBytes = 256;

enum class Direction { incoming, outgoing, activity, form };

// A number in answers, a word in what the server sends by itself; some versions mix them.
std::optional<Direction> direction_of(const rapidjson::Value& row) {
  static constexpr std::array<std::string_view, 4> kWords = {"incoming", "outgoing", "activity", "template"};
  static constexpr std::array<std::string_view, 4> kNumbers = {"0", "1", "2", "3"};
  const std::string text = fold_value(TextIn(row, "message_type").view());
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (text == kWords[i] || text == kNumbers[i]) return static_cast<Direction>(i);
  }
  return std::nullopt;
}

bool is_true(const rapidjson::Value& row, std::string_view name) {
  const rapidjson::Value* found = member(row, name);
  return found != nullptr && (found->IsTrue() || (found->IsString() && std::string_view(found->GetString()) == "true"));
}

bool has(const rapidjson::Value& row, std::string_view group, std::string_view name) {
  const rapidjson::Value* found = member(row, group);
  return found != nullptr && member(*found, name) != nullptr;
}

// "user", "agent_bot", "captain_assistant", "contact": from the row or from the sender within it, in whatever spelling.
std::string sender_type(const rapidjson::Value& row) {
  const TextIn type(row, "sender_type");
  const rapidjson::Value* sender = type.view().empty() ? member(row, "sender") : nullptr;
  return fold_name(sender == nullptr ? type.view() : TextIn(*sender, "type").view()).name;
}

std::string sender_id(const rapidjson::Value& row) {
  const rapidjson::Value* sender = member(row, "sender");
  std::string id = sender == nullptr ? std::string() : text_of(*sender, "id").value_or("");
  if (id.empty()) id = text_of(row, "sender_id").value_or("");
  clean_field(id, model::kMaxIdBytes);
  return id;
}

model::SenderKind outgoing_kind(const rapidjson::Value& row) {
  const std::string type = sender_type(row);
  if (type.find("bot") != std::string::npos || type.starts_with("captain")) return model::SenderKind::bot;
  // Rules and campaigns write in the name of a person, or of nobody.
  const bool by_rule = has(row, "content_attributes", "automation_rule_id") || has(row, "additional_attributes", "campaign_id");
  if (by_rule || sender_id(row).empty()) return model::SenderKind::automatic;
  return model::SenderKind::rep;
}

model::SenderKind kind_of(const rapidjson::Value& row, Direction direction) {
  switch (direction) {
    case Direction::activity:
      return model::SenderKind::system;
    case Direction::form:
      return model::SenderKind::automatic;
    case Direction::incoming:
      return model::SenderKind::customer;
    case Direction::outgoing:
      break;
  }
  return is_true(row, "private") ? model::SenderKind::note : outgoing_kind(row);
}

// A contact's number is unique within one installation only.
std::string customer_of(const rapidjson::Value* contact, std::string_view host, std::int64_t account) {
  const auto id = contact == nullptr ? std::nullopt : text_of(*contact, "id");
  if (!id || id->empty()) return {};
  std::string customer = fmt::format("{}/{}/contact-{}", host, account, *id);
  clean_field(customer, model::kMaxIdBytes);
  return customer;
}

}  // namespace

Seconds seconds_of(const rapidjson::Value& row, std::string_view name, const ShopCalendar& calendar) {
  const auto time = parse_time(TextIn(row, name).view(), calendar);
  return time ? *time / kSecondMs : 0;
}

std::optional<Conversation> read_conversation(const rapidjson::Value& row, std::int64_t account, std::string_view host,
                                              const ShopCalendar& calendar) {
  const auto id = whole_of(row, "id");
  if (!id || *id <= 0) return std::nullopt;
  Conversation conversation;
  conversation.id = *id;
  conversation.account = whole_of(row, "account_id").value_or(0);
  conversation.activity = seconds_of(row, "last_activity_at", calendar);
  if (conversation.activity == 0) conversation.activity = seconds_of(row, "timestamp", calendar);
  if (conversation.activity == 0) return std::nullopt;
  conversation.updated = seconds_of(row, "updated_at", calendar);
  for (const rapidjson::Value* last : elements(member(row, "messages"))) {
    conversation.last_message = std::max(conversation.last_message, whole_of(*last, "id").value_or(0));
  }
  if (const rapidjson::Value* meta = member(row, "meta")) {
    const rapidjson::Value* contact = member(*meta, "sender");
    conversation.customer_id = customer_of(contact, host, account);
    if (contact != nullptr) conversation.customer_name = text_of(*contact, "name").value_or("");
    clean_field(conversation.customer_name, kMostNameBytes);
  }
  return conversation;
}

std::optional<Item> read_item(const rapidjson::Value& row, const Conversation& conversation, const ShopCalendar& calendar) {
  const auto id = whole_of(row, "id");
  const auto direction = direction_of(row);
  const Seconds created = seconds_of(row, "created_at", calendar);
  if (!id || *id <= 0 || !direction || created == 0) return std::nullopt;
  Item item;
  item.id = *id;
  item.created = created;
  // A message that could not be handed over was read by nobody.
  if (TextIn(row, "status").view() == "failed") return item;
  model::Message message;
  message.conversation_id = std::to_string(conversation.id);
  message.message_id = std::to_string(*id);
  message.sent_at = created * kSecondMs;
  message.kind = kind_of(row, *direction);
  message.customer_id = conversation.customer_id;
  if (message.kind == model::SenderKind::rep || message.kind == model::SenderKind::note) message.rep_id = sender_id(row);
  if (message.kind == model::SenderKind::customer) message.customer_name = conversation.customer_name;
  if (const rapidjson::Value* content = member(row, "content"); content != nullptr && content->IsString()) {
    message.text.assign(content->GetString(), content->GetStringLength());
    message.has_text = true;
    clean_field(message.text, model::kMaxTextBytes);
  }
  if (const rapidjson::Value* attributes = member(row, "content_attributes")) message.withdrawn = is_true(*attributes, "deleted");
  if (TextIn(row, "content_type").view() == "input_csat") {
    model::Rating invited;
    invited.rating_id = message.message_id;
    invited.conversation_id = message.conversation_id;
    invited.customer_id = message.customer_id;
    invited.invited_at = message.sent_at;
    item.invited = std::move(invited);
  }
  item.message = std::move(message);
  return item;
}

std::optional<RatingRow> read_rating(const rapidjson::Value& row, std::int64_t account, std::string_view host,
                                     const ShopCalendar& calendar) {
  const auto level = whole_of(row, "rating");
  const auto message = whole_of(row, "message_id");
  RatingRow result;
  result.created = seconds_of(row, "created_at", calendar);
  if (!level || *level < 1 || *level > 5 || !message || result.created == 0) return std::nullopt;
  model::Rating& rating = result.rating;
  // The message that asked for it: so invitation and answer are one record.
  rating.rating_id = std::to_string(*message);
  rating.conversation_id = text_of(row, "conversation_id").value_or("");
  clean_field(rating.conversation_id, model::kMaxIdBytes);
  rating.customer_id = customer_of(member(row, "contact"), host, account);
  if (const rapidjson::Value* agent = member(row, "assigned_agent")) rating.rep_id = text_of(*agent, "id").value_or("");
  clean_field(rating.rep_id, model::kMaxIdBytes);
  rating.rated_at = result.created * kSecondMs;
  rating.level = static_cast<int>(*level);
  return result;
}

std::string outline(const rapidjson::Value& row) {
  std::string text;
  for (const char* name : {"id", "conversation_id", "message_id", "message_type", "content_type", "created_at", "rating"}) {
    const rapidjson::Value* found = member(row, name);
    if (found == nullptr || found->IsObject() || found->IsArray()) continue;
    std::string value = text_of(row, name).value_or("");
    clean_field(value, 64);
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
  }
  return text;
}

}  // namespace rigong::connectors::chatwoot
