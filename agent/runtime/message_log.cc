// SPDX-License-Identifier: Apache-2.0
// The first byte says the kind, whose message it is (nobody's, the same rep's as last time, or a new one's, whose number
// follows), the customer in the same way, whether the text was only listed words, and whether a byte with all flags follows,
// which is rare.
#include "agent/runtime/message_log.h"

namespace rigong::runtime {
namespace {

// Six bytes of a key tell the messages of one conversation apart: among ten thousand the chance of a mistake is one in five
// million.
constexpr int kKeyBytes = 6;
constexpr unsigned kWays = 3;
enum Person : unsigned { kNobody, kSame, kNew };

// Courtesy is a customer's, a placeholder a rep's: one bit serves both.
constexpr unsigned kOnlyWords = model::kCourtesyWords | model::kPlaceholder;

unsigned words_flag(model::SenderKind kind) {
  return kind == model::SenderKind::customer ? static_cast<unsigned>(model::kCourtesyWords)
                                             : static_cast<unsigned>(model::kPlaceholder);
}

struct Head {
  unsigned kind = 0;
  Person rep = kNobody;
  Person customer = kNobody;
  bool only_words = false;
  bool flags_follow = false;

  [[nodiscard]] std::uint8_t byte() const {
    const unsigned people = (kind * kWays + rep) * kWays + customer;
    return static_cast<std::uint8_t>((people * 2 + (only_words ? 1 : 0)) * 2 + (flags_follow ? 1 : 0));
  }
  [[nodiscard]] static Head of(unsigned byte) {
    Head head;
    head.flags_follow = byte % 2 != 0;
    head.only_words = byte / 2 % 2 != 0;
    byte /= 4;
    head.customer = static_cast<Person>(byte % kWays);
    head.rep = static_cast<Person>(byte / kWays % kWays);
    head.kind = byte / (kWays * kWays);
    return head;
  }
};

Person person(std::uint32_t number, std::uint32_t& last) {
  if (number == 0) return kNobody;
  if (number == last) return kSame;
  last = number;
  return kNew;
}

// Small differences of either sign become small numbers.
std::uint64_t fold_sign(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unfold_sign(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

}  // namespace

std::uint32_t MessageLog::new_piece() {
  if (pieces_ % kPiecesInBlock == 0) blocks_.push_back(std::unique_ptr<Piece[]>(new Piece[kPiecesInBlock]));
  return ++pieces_;
}

void MessageLog::put(Conversation& conversation, std::uint8_t byte) {
  if (conversation.used == kPayload || conversation.last == 0) {
    const std::uint32_t next = new_piece();
    piece(next).next = 0;
    if (conversation.last == 0) {
      conversation.first = next;
    } else {
      piece(conversation.last).next = next;
    }
    conversation.last = next;
    conversation.used = 0;
  }
  piece(conversation.last).bytes[conversation.used++] = byte;
}

void MessageLog::put_number(Conversation& conversation, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) put(conversation, static_cast<std::uint8_t>(value | 0x80));
  put(conversation, static_cast<std::uint8_t>(value));
}

void MessageLog::append(model::ConversationNo number, const model::LeanMessage& message) {
  const std::size_t at = number - 1;
  while (at / kConversationsInBlock >= conversations_.size()) {
    conversations_.push_back(std::make_unique<Conversation[]>(kConversationsInBlock));
  }
  Conversation& conversation = conversations_[at / kConversationsInBlock][at % kConversationsInBlock];
  Head head;
  head.kind = static_cast<unsigned>(message.kind);
  head.rep = person(message.rep, conversation.last_rep);
  head.customer = person(message.customer, conversation.last_customer);
  const unsigned expected = (message.flags & kOnlyWords) != 0 ? words_flag(message.kind) : 0;
  head.only_words = expected != 0;
  head.flags_follow = message.flags != expected;
  put(conversation, head.byte());
  if (head.flags_follow) put(conversation, message.flags);
  put_number(conversation, fold_sign(message.sent_at - conversation.last_at));
  for (int byte = 0; byte < kKeyBytes; ++byte) put(conversation, static_cast<std::uint8_t>(message.key >> (8 * byte)));
  if (head.rep == kNew) put_number(conversation, message.rep);
  if (head.customer == kNew) put_number(conversation, message.customer);
  conversation.last_at = message.sent_at;
  ++conversation.count;
}

void MessageLog::read(model::ConversationNo number, std::vector<model::LeanMessage>& messages) const {
  messages.clear();
  const std::size_t index = number - 1;
  if (index / kConversationsInBlock >= conversations_.size()) return;
  const Conversation& conversation = conversations_[index / kConversationsInBlock][index % kConversationsInBlock];
  messages.reserve(conversation.count);
  std::uint32_t here = conversation.first;
  std::size_t at = 0;
  const auto next_byte = [&]() -> std::uint8_t {
    if (at == kPayload) {
      here = piece(here).next;
      at = 0;
    }
    return piece(here).bytes[at++];
  };
  const auto next_number = [&] {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t byte = next_byte();
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
  };
  TimeMs sent_at = 0;
  model::RepNo rep = model::kNoRep;
  model::CustomerNo customer = model::kNoCustomer;
  for (std::uint32_t count = 0; count < conversation.count; ++count) {
    model::LeanMessage message;
    const Head head = Head::of(next_byte());
    message.kind = static_cast<model::SenderKind>(head.kind);
    message.flags = static_cast<std::uint8_t>(head.only_words ? words_flag(message.kind) : 0);
    if (head.flags_follow) message.flags = next_byte();
    sent_at += unfold_sign(next_number());
    message.sent_at = sent_at;
    for (int byte = 0; byte < kKeyBytes; ++byte) message.key |= static_cast<std::uint64_t>(next_byte()) << (8 * byte);
    if (head.rep == kNew) rep = static_cast<model::RepNo>(next_number());
    if (head.customer == kNew) customer = static_cast<model::CustomerNo>(next_number());
    message.rep = head.rep == kNobody ? model::kNoRep : rep;
    message.customer = head.customer == kNobody ? model::kNoCustomer : customer;
    message.arrival = count;
    messages.push_back(message);
  }
}

}  // namespace rigong::runtime
