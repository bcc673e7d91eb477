// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/messages.h"

#include <fmt/format.h>

#include "agent/base/text.h"
#include "agent/base/time_text.h"

namespace rigong::connectors::wecom_kf {
namespace {

// Who a row comes from.
constexpr std::int64_t kCustomer = 3;
constexpr std::int64_t kSystem = 4;
constexpr std::int64_t kServicer = 5;

// What happens to a session.
constexpr std::int64_t kTakenFromPool = 1;
constexpr std::int64_t kTransferred = 2;
constexpr std::int64_t kEnded = 3;
constexpr std::int64_t kTakenAgain = 4;

std::string field(const rapidjson::Value& row, std::string_view name) {
  std::string text = TextIn(row, name).text();
  clean_field(text, model::kMaxIdBytes);
  return text;
}

// From the row, or from the event within it.
std::string either(const rapidjson::Value& row, const rapidjson::Value* event, std::string_view name) {
  std::string text = field(row, name);
  return text.empty() && event != nullptr ? field(*event, name) : text;
}

struct Place {
  std::string conversation;
  std::string customer;
  std::string id;
  TimeMs at = 0;
};

// A customer's id is one in the whole company; what they write to two service accounts are two conversations.
std::string conversation_of(std::string_view open_kfid, std::string_view customer) {
  std::string text;
  text.reserve(open_kfid.size() + 1 + customer.size());
  text.append(open_kfid).append("/").append(customer);
  clean_field(text, model::kMaxIdBytes);
  return text;
}

// The text of a message, where it is one. What a card or a picture shows is not read.
void read_text(const rapidjson::Value& row, model::Message& message) {
  const rapidjson::Value* text = member(row, "text");
  const rapidjson::Value* content = text == nullptr ? nullptr : member(*text, "content");
  if (content == nullptr || !content->IsString()) return;
  message.text.assign(content->GetString(), content->GetStringLength());
  message.has_text = true;
  clean_field(message.text, model::kMaxTextBytes);
}

std::optional<model::Message> message_of(const rapidjson::Value& row, Place place) {
  model::Message message;
  message.conversation_id = std::move(place.conversation);
  message.message_id = std::move(place.id);
  message.sent_at = place.at;
  message.customer_id = std::move(place.customer);
  switch (whole_of(row, "origin").value_or(0)) {
    case kCustomer:
      message.kind = model::SenderKind::customer;
      break;
    case kServicer:
      message.kind = model::SenderKind::rep;
      message.rep_id = field(row, "servicer_userid");
      break;
    case kSystem:
      message.kind = model::SenderKind::system;
      break;
    default:
      return std::nullopt;
  }
  if (TextIn(row, "msgtype").view() == "text") read_text(row, message);
  return message;
}

std::optional<model::Assignment> assignment_of(const rapidjson::Value& event, const Place& place) {
  model::Assignment assignment;
  assignment.conversation_id = place.conversation;
  assignment.assignment_id = place.id;
  assignment.at = place.at;
  assignment.rep_id = field(event, "new_servicer_userid");
  switch (whole_of(event, "change_type").value_or(0)) {
    case kTransferred:
      // To nobody by name: back into the pool.
      if (assignment.rep_id.empty()) assignment.kind = model::AssignmentKind::to_queue;
      return assignment;
    case kTakenFromPool:
    case kTakenAgain:
      if (assignment.rep_id.empty()) return std::nullopt;
      return assignment;
    case kEnded:
      assignment.kind = model::AssignmentKind::closed;
      assignment.rep_id.clear();
      return assignment;
    default:
      return std::nullopt;
  }
}

// A message that was taken back, or never arrived. Its own time is not said; where it is known by its number, that one's stays.
model::Message void_message(const Place& place, std::string number, model::SenderKind kind) {
  model::Message message;
  message.conversation_id = place.conversation;
  message.message_id = std::move(number);
  message.sent_at = place.at;
  message.customer_id = place.customer;
  message.kind = kind;
  message.withdrawn = true;
  return message;
}

// Nothing: the event cannot be used though it should be.
std::optional<Item> read_event(const rapidjson::Value& event, const Place& place, Item item) {
  const std::string type = text_of(event, "event_type").value_or("");
  const bool by_customer = type == "user_recall_msg";
  const bool recalled = by_customer || type == "servicer_recall_msg";
  const bool failed = type == "msg_send_fail";
  const bool session = type == "session_status_change";
  if (!recalled && !failed && !session) return item;
  if (place.customer.empty()) return std::nullopt;
  if (session) {
    auto assignment = assignment_of(event, place);
    if (!assignment) return std::nullopt;
    item.record = std::move(*assignment);
    return item;
  }
  std::string number = field(event, failed ? "fail_msgid" : "recall_msgid");
  if (number.empty()) return std::nullopt;
  // What fails was sent by a program: those of reps are not sent by this way.
  const auto kind = by_customer ? model::SenderKind::customer : failed ? model::SenderKind::automatic : model::SenderKind::rep;
  model::Message message = void_message(place, std::move(number), kind);
  if (kind == model::SenderKind::rep) message.rep_id = field(event, "servicer_userid");
  item.record = std::move(message);
  return item;
}

}  // namespace

std::optional<Item> read_item(const rapidjson::Value& row, std::string_view open_kfid, const ShopCalendar& calendar) {
  if (!row.IsObject()) return std::nullopt;
  const rapidjson::Value* event = member(row, "event");
  const auto at = parse_time(TextIn(row, "send_time").view(), calendar);
  Place place;
  place.id = field(row, "msgid");
  place.customer = either(row, event, "external_userid");
  if (place.id.empty() || !at) return std::nullopt;
  place.at = *at;
  Item item;
  item.at = *at;
  item.open_kfid = either(row, event, "open_kfid");
  place.conversation = conversation_of(item.open_kfid.empty() ? open_kfid : item.open_kfid, place.customer);
  if (TextIn(row, "msgtype").view() == "event") {
    if (event == nullptr) return std::nullopt;
    return read_event(*event, place, std::move(item));
  }
  if (place.customer.empty()) return std::nullopt;
  auto message = message_of(row, std::move(place));
  if (!message) return std::nullopt;
  item.record = std::move(*message);
  return item;
}

std::string outline(const rapidjson::Value& row) {
  std::string text;
  const auto add = [&](const rapidjson::Value& of, const char* name) {
    const rapidjson::Value* found = member(of, name);
    if (found == nullptr || found->IsObject() || found->IsArray()) return;
    std::string value = text_of(of, name).value_or("");
    clean_field(value, 64);
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
  };
  for (const char* name : {"msgid", "origin", "msgtype", "send_time"}) add(row, name);
  if (const rapidjson::Value* event = member(row, "event")) {
    for (const char* name : {"event_type", "change_type"}) add(*event, name);
  }
  return text;
}

}  // namespace rigong::connectors::wecom_kf
