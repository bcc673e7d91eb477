// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/qr.h"

#include <qrencode.h>

#include <cstddef>
#include <memory>

namespace rigong::runtime {

Result<std::vector<std::string>> qr_rows(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
                                                             &QRcode_free);
  if (!code) {
    return fail(ErrorKind::wrong_use, "链接太长，做不成二维码。请缩短 listen.public_url。",
                "The link is too long for a QR code. Make listen.public_url shorter.");
  }
  const auto width = static_cast<std::size_t>(code->width);
  std::vector<std::string> rows(width, std::string(width, '0'));
  for (std::size_t y = 0; y < width; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      // The lowest bit of a module is its colour; the others say what it is for.
      if ((code->data[y * width + x] & 1U) != 0) rows[y][x] = '1';
    }
  }
  return rows;
}

}  // namespace rigong::runtime
