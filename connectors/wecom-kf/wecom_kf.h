// SPDX-License-Identifier: Apache-2.0
// WeCom customer service (微信客服): messages, assignments and the platform's ready figures of one company's service accounts.
#pragma once

#include "connectors/api/connector.h"

namespace rigong::connectors::wecom_kf {

[[nodiscard]] const Definition& definition();

}  // namespace rigong::connectors::wecom_kf
