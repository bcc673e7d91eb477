// SPDX-License-Identifier: Apache-2.0
// Asking every route there is, so that a test of all of them cannot forget a new one.
#pragma once

#include <string>
#include <string_view>

#include "overlay/server/routes.h"
#include "tests/overlay/server/fake_service.h"

namespace rigong::overlay {

// The route's path with an id and a part that the fake service knows.
[[nodiscard]] std::string path_of(const RouteEntry& route);
// Asks with an empty object where the method has a content. `authorization` is a whole header line or nothing.
[[nodiscard]] test::Reply ask_plainly(const Running& running, std::string_view method, std::string_view path,
                                      const std::string& authorization);

}  // namespace rigong::overlay
