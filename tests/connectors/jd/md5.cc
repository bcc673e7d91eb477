// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/jd/md5.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace rigong::connectors::jd_test {
namespace {

constexpr std::array<int, 16> kTurns = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};

std::uint32_t word_at(std::string_view block, std::size_t index) {
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < 4; ++i) word |= std::uint32_t{static_cast<unsigned char>(block[index * 4 + i])} << (8 * i);
  return word;
}

void mix(std::array<std::uint32_t, 4>& state, std::string_view block) {
  auto [a, b, c, d] = state;
  for (std::uint32_t i = 0; i < 64; ++i) {
    std::uint32_t value = 0;
    std::uint32_t place = 0;
    if (i < 16) {
      value = (b & c) | (~b & d);
      place = i;
    } else if (i < 32) {
      value = (d & b) | (~d & c);
      place = (5 * i + 1) % 16;
    } else if (i < 48) {
      value = b ^ c ^ d;
      place = (3 * i + 5) % 16;
    } else {
      value = c ^ (b | ~d);
      place = 7 * i % 16;
    }
    const auto sine = static_cast<std::uint32_t>(std::floor(std::abs(std::sin(i + 1.0)) * 4'294'967'296.0));
    const std::uint32_t sum = a + value + sine + word_at(block, place);
    a = d;
    d = c;
    c = b;
    b += std::rotl(sum, kTurns.at(i / 16 * 4 + i % 4));
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

}  // namespace

std::string md5_upper_hex(std::string_view text) {
  std::string padded(text);
  padded += '\x80';
  while (padded.size() % 64 != 56) padded += '\0';
  for (std::size_t i = 0; i < 8; ++i) padded += static_cast<char>((std::uint64_t{text.size()} * 8) >> (8 * i) & 0xFFU);
  std::array<std::uint32_t, 4> state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
  for (std::size_t at = 0; at < padded.size(); at += 64) mix(state, std::string_view(padded).substr(at, 64));
  std::string hex;
  for (const std::uint32_t word : state) {
    for (int i = 0; i < 4; ++i) hex += fmt::format("{:02X}", word >> (8 * i) & 0xFFU);
  }
  return hex;
}

}  // namespace rigong::connectors::jd_test
