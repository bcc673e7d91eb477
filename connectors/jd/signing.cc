// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/signing.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace rigong::connectors::jd {

std::string sign(Parameters parameters, const Secret& app_secret) {
  std::sort(parameters.begin(), parameters.end());
  std::string joined(app_secret.reveal());
  for (const auto& [name, value] : parameters) {
    if (!value.empty()) joined += name + value;
  }
  joined += app_secret.reveal();
  const Secret whole(std::move(joined));
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  if (EVP_Digest(whole.reveal().data(), whole.reveal().size(), bytes.data(), &length, EVP_md5(), nullptr) != 1) return {};
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += kHex[bytes[i] >> 4U];
    text += kHex[bytes[i] & 15U];
  }
  return text;
}

}  // namespace rigong::connectors::jd
