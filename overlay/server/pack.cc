// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/pack.h"

#include <zlib.h>

namespace rigong::overlay {
namespace {

constexpr std::size_t kLeast = 1400;
// A window of 32 KiB (15), and 16 for a gzip head.
constexpr int kGzip = 15 + 16;
constexpr int kMemoryLevel = 8;

}  // namespace

std::optional<std::string> gzip_of(std::string_view bytes) {
  if (bytes.size() < kLeast) return std::nullopt;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzip, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) return std::nullopt;
  std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  // zlib reads through a pointer that is not const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(stream.total_out);
  packed.shrink_to_fit();
  deflateEnd(&stream);
  if (!whole) return std::nullopt;
  return packed;
}

}  // namespace rigong::overlay
