// SPDX-License-Identifier: Apache-2.0
// The commands about posts as openapi.yaml writes them.
#pragma once

#include "overlay/api/posts.h"
#include "overlay/server/fields.h"

namespace rigong::overlay {

[[nodiscard]] PostAct post_now(Fields& fields);
[[nodiscard]] PostAct cancel_post(Fields& fields);
[[nodiscard]] PostAct send_post_again(Fields& fields);
[[nodiscard]] PostAct post_arrived(Fields& fields);

}  // namespace rigong::overlay
