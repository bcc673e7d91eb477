// SPDX-License-Identifier: Apache-2.0
// Chatwoot: conversations, messages and satisfaction ratings of one account, over its application API.
#pragma once

#include "connectors/api/connector.h"

namespace rigong::connectors::chatwoot {

[[nodiscard]] const Definition& definition();

}  // namespace rigong::connectors::chatwoot
