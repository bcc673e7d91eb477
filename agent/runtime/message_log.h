// SPDX-License-Identifier: Apache-2.0
// The messages of many conversations in memory, each conversation by itself, in order of arrival: some twelve bytes a message.
//
// Written by hand because of memory: a vector of LeanMessage takes 32 bytes a message, and as much again while it grows. Here
// each conversation is a chain of 64-byte pieces; a message is one byte of kind, flags and people, the time as the difference to
// the message before it, the key, and its people only where they are new.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "agent/model/lean.h"

namespace rigong::runtime {

class MessageLog {
 public:
  // Conversations are numbered from 1 on; a new one is one more than the last.
  void append(model::ConversationNo conversation, const model::LeanMessage& message);
  // The conversation's messages in order of arrival; `arrival` counts within the conversation, keys are cut to 48 bits.
  void read(model::ConversationNo conversation, std::vector<model::LeanMessage>& messages) const;

 private:
  static constexpr std::size_t kPayload = 60;
  struct Piece {
    std::uint32_t next = 0;
    std::array<std::uint8_t, kPayload> bytes;
  };
  static constexpr std::size_t kPiecesInBlock = 16 * 1024;
  struct Conversation {
    TimeMs last_at = 0;
    model::RepNo last_rep = model::kNoRep;
    model::CustomerNo last_customer = model::kNoCustomer;
    std::uint32_t first = 0;  // Piece numbers, from 1 on.
    std::uint32_t last = 0;
    std::uint32_t used = 0;  // Bytes of the last piece.
    std::uint32_t count = 0;
  };
  static constexpr std::size_t kConversationsInBlock = 16 * 1024;
  void put(Conversation& conversation, std::uint8_t byte);
  void put_number(Conversation& conversation, std::uint64_t value);
  std::uint32_t new_piece();
  [[nodiscard]] Piece& piece(std::uint32_t number) const {
    return blocks_[(number - 1) / kPiecesInBlock][(number - 1) % kPiecesInBlock];
  }

  // In blocks, since a growing vector would hold all of them twice for a moment.
  std::vector<std::unique_ptr<Conversation[]>> conversations_;
  std::vector<std::unique_ptr<Piece[]>> blocks_;
  std::uint32_t pieces_ = 0;
};

}  // namespace rigong::runtime
