// SPDX-License-Identifier: Apache-2.0
// What people do about posts: one at once, one taken back, one sent again, one that did arrive.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/posts/targets.h"
#include "agent/runtime/posts/written.h"
#include "overlay/api/posts.h"
#include "storage/store.h"

namespace rigong::runtime {

// What an act writes, worked out before the transaction that keeps it: nobody is to wait for a ranking in order to write.
struct PostDraft {
  model::PostKey key;  // Of its first part.
  Written written;
};
// Nothing where the act writes no message, or where do_post() says why it is not allowed. Errors are do_post()'s to hand on,
// since a command that was applied before has its answer already: not_found and refused as there, and what the robot cannot
// write.
[[nodiscard]] Result<std::optional<PostDraft>> draft_post(Reading& reading, std::span<const PostTarget> targets,
                                                          const overlay::PostAct& act);

struct PostDone {
  Words words;
  std::string about;  // CommandEntry::about.
};
// Works within the transaction, of which `reading.view` is the view, with the draft made for the act shortly before. Errors:
// not_found for whoever may not post, and for a target or post that is not there, in the same words; refused where the state does
// not allow it; busy where it changed since the draft.
[[nodiscard]] Result<PostDone> do_post(storage::WriteTransaction& transaction, Reading& reading,
                                       std::span<const PostTarget> targets, const overlay::PostAct& act,
                                       const Result<std::optional<PostDraft>>& draft);

}  // namespace rigong::runtime
