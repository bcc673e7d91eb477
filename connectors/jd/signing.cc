// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/signing.h"

#include <algorithm>

#include "connectors/kit/digest.h"

namespace rigong::connectors::jd {

std::string sign(Parameters parameters, const Secret& app_secret) {
  std::sort(parameters.begin(), parameters.end());
  std::string joined(app_secret.reveal());
  for (const auto& [name, value] : parameters) {
    if (!value.empty()) joined += name + value;
  }
  joined += app_secret.reveal();
  const Secret whole(std::move(joined));
  return upper_hex(md5(whole.reveal()));
}

}  // namespace rigong::connectors::jd
