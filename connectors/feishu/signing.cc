// SPDX-License-Identifier: Apache-2.0
#include "connectors/feishu/signing.h"

#include "connectors/kit/digest.h"
#include "connectors/kit/json_out.h"

namespace rigong::connectors::feishu {

std::string sign(const Secret& secret, TimeMs now) {
  const Secret key(std::to_string(now / kSecondMs) + "\n" + std::string(secret.reveal()));
  return base64(hmac_sha256(key.reveal(), ""));
}

std::string signed_body(const std::string& body, const Secret& secret, TimeMs now) {
  JsonOut out;
  out.object().text("timestamp", std::to_string(now / kSecondMs)).text("sign", sign(secret, now)).end_object();
  std::string head = out.take();
  head.back() = ',';
  return head + body.substr(1);
}

}  // namespace rigong::connectors::feishu
