// SPDX-License-Identifier: Apache-2.0
#include "fakes/kit/bomb.h"

#include <zlib.h>

#include <array>

namespace rigong::fakes {
namespace {

constexpr int kMegabytes = 64;
constexpr int kGzip = 15 + 16;

std::string make() {
  static const std::string megabyte(1024 * 1024, ' ');
  std::string packed;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, 9, Z_DEFAULT_STRATEGY) != Z_OK) return packed;
  std::array<char, 65536> out{};
  for (int i = 0; i <= kMegabytes; ++i) {
    const bool last = i == kMegabytes;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(megabyte.data()));
    stream.avail_in = last ? 0 : static_cast<uInt>(megabyte.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(out.data());
      stream.avail_out = static_cast<uInt>(out.size());
      deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
      packed.append(out.data(), out.size() - stream.avail_out);
    } while (stream.avail_out == 0);
  }
  deflateEnd(&stream);
  return packed;
}

}  // namespace

const std::string& gzip_bomb() {
  static const std::string bomb = make();
  return bomb;
}

}  // namespace rigong::fakes
