// SPDX-License-Identifier: Apache-2.0
//
// Plans conversations, message by message.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <queue>
#include <vector>

#include "generator/message.h"
#include "generator/random.h"

namespace generator {

inline constexpr std::uint32_t kReps = 26;
inline constexpr std::size_t kMaxMessages = 40;  // A conversation that is as long as this takes no further turn.

// Messages that are planned and not yet written, the earliest on top.
using Agenda = std::priority_queue<Message, std::vector<Message>, Later>;

class Planner {
 public:
  Planner(std::uint64_t seed, std::uint64_t messages) : random_(seed), left_(messages) { earlier_.reserve(1024); }

  std::uint64_t Left() const { return left_; }

  // Plans one conversation that begins in the given minute.
  void Converse(std::int64_t minute, std::int64_t midnight, Agenda& agenda) {
    agenda_ = &agenda;
    midnight_ = midnight;
    at_ = minute + random_.Between(0, kMinute - 1);
    current_ = {.conversation = ++conversations_, .customer = Customer(), .rep = RepOnShift((at_ - midnight) / kHour)};
    number_ = 0;
    Begin();
    const auto turns = Turns();
    for (std::size_t turn = 0; turn < turns && number_ < kMaxMessages; ++turn) Turn(turn == 0);
    End();
    if (random_.PerMille(25)) ComeBack();
  }

 private:
  // One customer in twelve has written earlier on that day or shortly before, under another conversation.
  std::uint32_t Customer() {
    if (!earlier_.empty() && random_.PerMille(80)) return earlier_[random_.Below(static_cast<std::uint32_t>(earlier_.size()))];
    const std::uint32_t customer = ++customers_;
    if (earlier_.size() < 1000) {
      earlier_.push_back(customer);
    } else {
      earlier_[customer % 1000] = customer;
    }
    return customer;
  }

  // Two shifts with an overlap in the afternoon.
  std::uint8_t RepOnShift(std::int64_t hour) {
    constexpr std::uint32_t kHalf = kReps / 2;
    if (hour < 14) return static_cast<std::uint8_t>(1 + random_.Below(kHalf));
    if (hour >= 17) return static_cast<std::uint8_t>(1 + kHalf + random_.Below(kHalf));
    return static_cast<std::uint8_t>(1 + random_.Below(kReps));
  }

  std::size_t Turns() {
    std::size_t turns = 1;
    while (turns < 14 && random_.PerMille(680)) ++turns;
    return turns;
  }

  void Add(Sender sender, Talk talk) {
    if (left_ == 0) return;
    Message message = current_;
    message.at = at_;
    message.order = ++order_;
    message.number = ++number_;
    message.sender = sender;
    message.talk = talk;
    message.phrase = Phrase(talk);
    const bool longer = talk == Talk::kAnswer || talk == Talk::kQuestion;
    message.second_phrase = longer && random_.PerMille(250) ? Phrase(Second(talk)) : kNoPhrase;
    if (longer && random_.PerMille(300)) message.order_number = 1'000'000 + random_.Below(9'000'000);
    Push(message);
    if (random_.PerMille(1)) Repeat(message);
  }

  // A platform delivers again: half of the repeats are the same line at once, half carry a later time.
  void Repeat(Message message) {
    if (random_.PerMille(500)) message.at += random_.Between(1, 20 * kSecond);
    message.order = ++order_;
    Push(message);
  }

  void Push(const Message& message) {
    if (left_ == 0) return;
    --left_;
    agenda_->push(message);
  }

  std::uint8_t Phrase(Talk talk) {
    const auto choices = kTalk[static_cast<std::size_t>(talk)]->size();
    return static_cast<std::uint8_t>(random_.Below(static_cast<std::uint32_t>(choices)));
  }

  void Begin() {
    Add(Sender::kIn, Talk::kQuestion);
    if (random_.PerMille(650)) {
      at_ += kSecond;
      Add(Sender::kAuto, Talk::kWelcome);
    }
    if (random_.PerMille(150)) Add(Sender::kSystem, Talk::kSystem);
    if (random_.PerMille(90)) BotFirst();
  }

  void BotFirst() {
    at_ += random_.Between(300, 2500);
    Add(Sender::kBot, Talk::kBot);
    at_ += random_.Between(4 * kSecond, 40 * kSecond);
    Add(Sender::kIn, Talk::kFollowUp);
  }

  void Turn(bool begun) {
    if (!begun) Add(Sender::kIn, Talk::kQuestion);
    const std::int64_t opened = at_;
    while (random_.PerMille(260)) {
      at_ += random_.Between(1500, 25 * kSecond);
      Add(Sender::kIn, Talk::kFollowUp);
    }
    if (random_.PerMille(40)) current_.rep = RepOnShift((at_ - midnight_) / kHour % 24);
    if (random_.PerMille(12)) InstantReply();
    if (!random_.PerMille(35)) Reply(opened);
    at_ += ThinkingTime();
  }

  // Faster than any person types: an automatic text that the platform delivered as the rep's.
  void InstantReply() {
    at_ += random_.Between(20, 990);
    Add(Sender::kOut, Talk::kAnswer);
  }

  void Reply(std::int64_t opened) {
    at_ = std::max(at_ + 800, opened + ResponseTime(random_));
    const std::int64_t evening = midnight_ + 22 * kHour + 50 * kMinute;
    if (opened >= evening && opened < evening + 10 * kMinute && random_.PerMille(150)) {
      at_ = midnight_ + kDay + 8 * kHour + random_.Between(0, 20 * kMinute);  // Seen only the next morning.
    }
    Add(Sender::kOut, Talk::kAnswer);
    while (random_.PerMille(170)) {
      at_ += random_.Between(2 * kSecond, 30 * kSecond);
      Add(Sender::kOut, Talk::kRemark);
    }
    if (random_.PerMille(8)) Add(Sender::kNote, Talk::kNote);
  }

  std::int64_t ThinkingTime() {
    const std::int64_t short_pause = random_.Between(3 * kSecond, 70 * kSecond);
    return random_.PerMille(60) ? short_pause + random_.Between(0, 25 * kMinute) : short_pause;
  }

  void End() {
    if (random_.PerMille(380)) {
      Add(Sender::kIn, Talk::kCourtesy);
      if (random_.PerMille(200)) {
        at_ += random_.Between(400, 20 * kSecond);
        Add(Sender::kOut, Talk::kRemark);
      }
    }
    if (random_.PerMille(200)) {
      at_ += 10 * kMinute;
      Add(Sender::kSystem, Talk::kSystem);
    }
  }

  // The same conversation after a silence of more than two hours, at a time when people are awake.
  void ComeBack() {
    at_ += random_.Between(121 * kMinute, 400 * kMinute);
    const std::int64_t hour = (at_ - midnight_) / kHour % 24;
    if (hour < 7) at_ += 7 * kHour;
    Turn(false);
    if (random_.PerMille(300)) Turn(false);
    End();
  }

  Random random_;
  std::uint64_t left_, order_ = 0;
  std::uint32_t conversations_ = 0, customers_ = 0;
  std::vector<std::uint32_t> earlier_;
  Agenda* agenda_ = nullptr;
  std::int64_t midnight_ = 0, at_ = 0;
  std::uint16_t number_ = 0;
  Message current_{};
};

}  // namespace generator
