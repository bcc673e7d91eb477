// SPDX-License-Identifier: Apache-2.0
// Taobao and Tmall: day figures of reps, ratings, orders and refunds, over the Taobao Open Platform (TOP).
#pragma once

#include "connectors/api/connector.h"

namespace rigong::connectors::taobao {

[[nodiscard]] const Definition& definition();

}  // namespace rigong::connectors::taobao
