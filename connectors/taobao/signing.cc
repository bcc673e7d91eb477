// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/signing.h"

#include <algorithm>
#include <array>

#include "connectors/kit/digest.h"

namespace rigong::connectors::taobao {
namespace {

struct Name {
  SignMethod method;
  std::string_view name;
};
constexpr std::array<Name, 3> kNames = {
    {{SignMethod::md5, "md5"}, {SignMethod::hmac_md5, "hmac"}, {SignMethod::hmac_sha256, "hmac-sha256"}}};

// Only the plain digest takes the secret on both sides. One page of the platform's shows the same for hmac; its own sample code
// and every client known to work do not.
std::string wrapped_md5(const std::string& text, const Secret& secret) {
  const Secret whole(std::string(secret.reveal()) + text + std::string(secret.reveal()));
  return md5(whole.reveal());
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
      return upper_hex(wrapped_md5(text, app_secret));
    case SignMethod::hmac_md5:
      return upper_hex(hmac_md5(app_secret.reveal(), text));
    case SignMethod::hmac_sha256:
      break;
  }
  return upper_hex(hmac_sha256(app_secret.reveal(), text));
}

}  // namespace rigong::connectors::taobao
