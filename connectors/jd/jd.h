// SPDX-License-Identifier: Apache-2.0
// JD (京东): messages, ratings, ready figures of the reps and orders of one shop, over JD's open platform (京东宙斯, JOS).
#pragma once

#include "connectors/api/connector.h"

namespace rigong::connectors::jd {

[[nodiscard]] const Definition& definition();

}  // namespace rigong::connectors::jd
