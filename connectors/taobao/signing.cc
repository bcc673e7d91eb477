// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/signing.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace rigong::connectors::taobao {
namespace {

struct Name {
  SignMethod method;
  std::string_view name;
};
constexpr std::array<Name, 3> kNames = {
    {{SignMethod::md5, "md5"}, {SignMethod::hmac_md5, "hmac"}, {SignMethod::hmac_sha256, "hmac-sha256"}}};

using Bytes = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string upper_hex(const Bytes& bytes, unsigned length) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += kHex[bytes[i] >> 4U];
    text += kHex[bytes[i] & 15U];
  }
  return text;
}

// Only the plain digest takes the secret on both sides. One page of the platform's shows the same for hmac; its own sample code
// and every client known to work do not.
std::string wrapped_md5(const std::string& text, const Secret& secret) {
  const Secret whole(std::string(secret.reveal()) + text + std::string(secret.reveal()));
  Bytes bytes{};
  unsigned length = 0;
  if (EVP_Digest(whole.reveal().data(), whole.reveal().size(), bytes.data(), &length, EVP_md5(), nullptr) != 1) return {};
  return upper_hex(bytes, length);
}

std::string keyed(const std::string& text, const Secret& secret, const EVP_MD* digest) {
  Bytes bytes{};
  unsigned length = 0;
  const std::string_view key = secret.reveal();
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  if (HMAC(digest, key.data(), static_cast<int>(key.size()), data, text.size(), bytes.data(), &length) == nullptr) return {};
  return upper_hex(bytes, length);
}

}  // namespace

std::optional<SignMethod> sign_method(std::string_view name) {
  for (const Name& known : kNames) {
    if (known.name == name) return known.method;
  }
  return std::nullopt;
}

std::string_view name_of(SignMethod method) {
  return std::find_if(kNames.begin(), kNames.end(), [&](const Name& known) { return known.method == method; })->name;
}

Parameters sendable(Parameters parameters) {
  std::erase_if(parameters, [](const auto& pair) { return pair.first.empty() || pair.second.empty(); });
  // std::string compares its bytes as unsigned ones, whatever the locale.
  std::sort(parameters.begin(), parameters.end());
  return parameters;
}

std::string sign(const Parameters& parameters, const Secret& app_secret, SignMethod method) {
  std::string text;
  for (const auto& [name, value] : sendable(parameters)) {
    if (name != "sign") text += name + value;
  }
  switch (method) {
    case SignMethod::md5:
      return wrapped_md5(text, app_secret);
    case SignMethod::hmac_md5:
      return keyed(text, app_secret, EVP_md5());
    case SignMethod::hmac_sha256:
      break;
  }
  return keyed(text, app_secret, EVP_sha256());
}

}  // namespace rigong::connectors::taobao
