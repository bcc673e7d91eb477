// SPDX-License-Identifier: Apache-2.0
#include "connectors/dingtalk/signing.h"

#include "connectors/kit/digest.h"

namespace rigong::connectors::dingtalk {

std::string sign(const Secret& secret, TimeMs now) {
  const Secret message(std::to_string(now) + "\n" + std::string(secret.reveal()));
  return base64(hmac_sha256(secret.reveal(), message.reveal()));
}

}  // namespace rigong::connectors::dingtalk
