// SPDX-License-Identifier: Apache-2.0
// The first byte of a message: kind in the low three bits, then the four flags, then whether rep and customer follow.
#include "agent/runtime/message_log.h"

namespace rigong::runtime {
namespace {

constexpr unsigned kKindMask = 0x07;
constexpr unsigned kFlagShift = 3;
constexpr unsigned kFlagMask = 0x0F;  // model::MessageFlag up to kWithdrawn; kNoId shows as a key of 0.
constexpr unsigned kPeopleFollow = 0x80;
constexpr int kKeyBytes = 8;

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
  if (number > conversations_.size()) conversations_.resize(number);
  Conversation& conversation = conversations_[number - 1];
  const bool people = message.rep != conversation.last_rep || message.customer != conversation.last_customer;
  const unsigned head = (static_cast<unsigned>(message.kind) & kKindMask) |
                        ((static_cast<unsigned>(message.flags) & kFlagMask) << kFlagShift) | (people ? kPeopleFollow : 0);
  put(conversation, static_cast<std::uint8_t>(head));
  put_number(conversation, fold_sign(message.sent_at - conversation.last_at));
  for (int byte = 0; byte < kKeyBytes; ++byte) put(conversation, static_cast<std::uint8_t>(message.key >> (8 * byte)));
  if (people) {
    put_number(conversation, message.rep);
    put_number(conversation, message.customer);
  }
  conversation.last_at = message.sent_at;
  conversation.last_rep = message.rep;
  conversation.last_customer = message.customer;
  ++conversation.count;
}

void MessageLog::read(model::ConversationNo number, std::vector<model::LeanMessage>& messages) const {
  messages.clear();
  if (number > conversations_.size()) return;
  const Conversation& conversation = conversations_[number - 1];
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
  model::LeanMessage message;
  for (std::uint32_t count = 0; count < conversation.count; ++count) {
    const unsigned head = next_byte();
    message.kind = static_cast<model::SenderKind>(head & kKindMask);
    message.flags = static_cast<std::uint8_t>((head >> kFlagShift) & kFlagMask);
    message.sent_at += unfold_sign(next_number());
    message.key = 0;
    for (int byte = 0; byte < kKeyBytes; ++byte) message.key |= static_cast<std::uint64_t>(next_byte()) << (8 * byte);
    if ((head & kPeopleFollow) != 0) {
      message.rep = static_cast<model::RepNo>(next_number());
      message.customer = static_cast<model::CustomerNo>(next_number());
    }
    message.arrival = count;
    messages.push_back(message);
  }
}

}  // namespace rigong::runtime
