// SPDX-License-Identifier: Apache-2.0
//
// A message that is planned and will be written.
#pragma once

#include <cstdint>

#include "generator/phrases.h"

namespace generator {

inline constexpr std::int64_t kSecond = 1000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

inline constexpr std::uint8_t kNoPhrase = 255;

struct Message {
  std::int64_t at = 0;
  std::uint64_t order = 0;  // Ties of time keep the order in which they were planned.
  std::uint32_t conversation = 0, customer = 0;
  std::uint16_t number = 0;  // Within the conversation; a delivery that is repeated repeats it.
  Sender sender = Sender::kIn;
  std::uint8_t rep = 0;
  Talk talk = Talk::kQuestion;
  std::uint8_t phrase = 0, second_phrase = kNoPhrase;
  std::uint32_t order_number = 0;  // Named in the text where it is not 0, so that texts differ as real ones do.
};

struct Later {
  bool operator()(const Message& a, const Message& b) const { return a.at != b.at ? a.at > b.at : a.order > b.order; }
};

}  // namespace generator
