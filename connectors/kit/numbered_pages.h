// SPDX-License-Identifier: Apache-2.0
// Pages of conversations for platforms that number them.
#pragma once

#include <string_view>

#include "connectors/api/connector.h"

namespace rigong::connectors {

// `path` below `endpoint` with the number behind it. Of ids it takes whole numbers alone, in the digits in which a platform
// writes them: a conversation's id came from outside, and nothing else of it may become part of an address. An empty function
// where `endpoint` is not plainly the http or https address of a server: with a name, a query or a fragment in it, the page would
// lie elsewhere.
[[nodiscard]] ConversationLink numbered_pages(std::string_view endpoint, std::string_view path);

}  // namespace rigong::connectors
