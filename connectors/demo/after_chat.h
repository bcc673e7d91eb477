// SPDX-License-Identifier: Apache-2.0
// Writes a chat's events down, and what comes after the last word: the rating, the order, the refund.
#pragma once

#include <vector>

#include "connectors/demo/dice.h"
#include "connectors/demo/rep_day.h"

namespace rigong::connectors::demo {

class ChatScript {
 public:
  explicit ChatScript(RepDay& out) : out_(out) {}

  void say(std::uint32_t chat, TimeMs at, model::SenderKind sender, int rep, Phrase phrase);
  void change(std::uint32_t chat, TimeMs at, What what, int rep, model::TransferReason reason = model::TransferReason::none);
  [[nodiscard]] bool answered(std::uint32_t chat) const { return chat < said_.size() && said_[chat].by_rep; }
  [[nodiscard]] Chat& chat(std::uint32_t chat) { return out_.chats[chat]; }
  // A chat of a customer who comes back.
  [[nodiscard]] std::uint32_t begin_again(std::uint32_t earlier);

 private:
  struct Said {
    std::uint16_t events = 0;
    bool by_rep = false;
  };
  Event& add(std::uint32_t chat, TimeMs at, What what, int rep);

  RepDay& out_;
  std::vector<Said> said_;
};

// `rep` wrote last.
void invite_and_rate(const Plan& plan, int rep, std::uint32_t chat, TimeMs last, Dice& dice, ChatScript& script);
// A customer who means to buy orders some minutes later. Most pay, some the day after; the others' orders are closed a day later.
// A few send it back, which they tell somebody of after-sales first.
void sell(const Plan& plan, std::uint32_t chat, TimeMs last, Dice& dice, ChatScript& script);

}  // namespace rigong::connectors::demo
