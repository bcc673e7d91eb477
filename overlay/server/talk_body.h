// SPDX-License-Identifier: Apache-2.0
// The commands about weekly talks as openapi.yaml writes them.
#pragma once

#include "overlay/api/one_on_one.h"
#include "overlay/server/fields.h"

namespace rigong::overlay {

[[nodiscard]] TalkAct invite_to_talk(Fields& fields);
[[nodiscard]] TalkAct write_talk(Fields& fields);
[[nodiscard]] TalkAct date_talk(Fields& fields);
[[nodiscard]] TalkAct agree_in_talk(Fields& fields);
[[nodiscard]] TalkAct take_back_agreement(Fields& fields);
[[nodiscard]] TalkAct judge_agreement(Fields& fields);
[[nodiscard]] TalkAct sign_talk(Fields& fields);
[[nodiscard]] TalkAct unsign_talk(Fields& fields);
[[nodiscard]] TalkAct write_note(Fields& fields);
[[nodiscard]] TalkAct show_note(Fields& fields);
[[nodiscard]] TalkAct drop_note(Fields& fields);

}  // namespace rigong::overlay
