// SPDX-License-Identifier: Apache-2.0
// What a person, and whoever leads them, do about a weekly talk.
#pragma once

#include <optional>
#include <string>

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "overlay/api/one_on_one.h"
#include "storage/store.h"

namespace rigong::runtime {

struct TalkDone {
  std::optional<Words> words;
  std::string about;  // CommandEntry::about: whose talk it is; of several "".
};
// Works within the transaction, of which `reading.view` is the view; `command` becomes the id of what is made. With the second
// signature what was agreed becomes targets and to-dos in the same transaction. Errors: not_found for whoever may not see the
// talk, in the same words as for somebody who is not there; refused for whoever may not do it, and where the talk does not allow
// it; wrong_use for what cannot be.
[[nodiscard]] Result<TalkDone> do_talk(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                                       const overlay::TalkAct& act);

}  // namespace rigong::runtime
