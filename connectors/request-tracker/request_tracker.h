// SPDX-License-Identifier: Apache-2.0
// Request Tracker 5: tickets as conversations and what happened to them as messages and assignments, over REST 2.
#pragma once

#include "connectors/api/connector.h"

namespace rigong::connectors::request_tracker {

[[nodiscard]] const Definition& definition();

}  // namespace rigong::connectors::request_tracker
