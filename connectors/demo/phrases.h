// SPDX-License-Identifier: Apache-2.0
// What is said. Only as much as the figures need: thanks that are courtesy, "稍等" that is a placeholder, and all else.
#pragma once

#include <cstdint>
#include <string_view>

namespace rigong::connectors::demo {

enum class Phrase : std::uint8_t {
  none,
  welcome,      // Automatic.
  away,         // Automatic, at night.
  bot,          // The bot's answer.
  ask_people,   // The customer wants a person.
  ask,          // A question before buying.
  ask_after,    // A question after buying.
  add,          // The customer adds something.
  hurry,        // The customer asks whether anybody is there.
  placeholder,  // "Wait a moment": ends the clock, not the second clock.
  answer,
  answer_after,
  more,  // The rep adds something.
  thanks,
  reply_to_thanks,
  take_over,  // The first words after a transfer.
  ask_refund,
  refund,
  curt,
};
// One of the phrase's wordings, by any number.
[[nodiscard]] std::string_view words(Phrase phrase, std::uint64_t choice);

}  // namespace rigong::connectors::demo
