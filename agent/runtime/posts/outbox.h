// SPDX-License-Identifier: Apache-2.0
// The steps of the outbox. Each is one transaction that is committed before anything else happens, so that a stop between two of
// them leaves a post planned, or being sent and then unknown: never sent twice by the machine.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/post.h"
#include "agent/runtime/posts/tried.h"
#include "agent/runtime/posts/written.h"
#include "connectors/api/robot.h"
#include "storage/store.h"

namespace rigong::runtime {

// So many tries that the target may have seen, and the pauses between them where it names none.
inline constexpr int kMostTries = 6;
[[nodiscard]] DurationMs pause_after(int tries);
// The pause after a try that never left, for a post that has waited so long: as long again, within the same bounds.
[[nodiscard]] DurationMs pause_without_way(DurationMs waited);
// A try that has not ended after so long ended with its program.
inline constexpr DurationMs kLongestTry = 5 * kMinuteMs;

// Adds the parts of a report for a target to the transaction; a picture that could not be drawn is the last of them, failed from
// the beginning, so that the history tells why it is missing. False where there is one of that key already: the transaction is
// then to be given up.
[[nodiscard]] Result<bool> add_parts(storage::WriteTransaction& transaction, model::PostKey key, const Written& written,
                                     TimeMs due_at, TimeMs expires_at, const std::string& by, TimeMs now);
// Plans the parts of a report for a target, all or none. False where there is one of that key already.
[[nodiscard]] Result<bool> plan_post(storage::Store& store, model::PostKey key, const Written& written, TimeMs due_at,
                                     TimeMs expires_at, const std::string& by, TimeMs now);
// Sets aside what cannot be sent any more: tries whose program ended become unknown, what came too late expires, and parts behind
// one that did not go out are cancelled; behind one that may have, they wait for a person's word. Returns how many were changed.
[[nodiscard]] Result<int> settle_posts(storage::Store& store, TimeMs now);
// What is to be sent now, in order: due, and of several parts the first that is not sent yet.
[[nodiscard]] Result<std::vector<model::Post>> due_posts(storage::Store& store, TimeMs now);

// Begins a try: nothing where another program was quicker, or somebody cancelled it.
[[nodiscard]] Result<std::optional<model::Post>> begin_try(storage::Store& store, const model::Post& post, TimeMs now);
// What came of it. A try that never left is not counted, and the post waits for its next one as long as its time goes. What is to
// be tried again but was emptied meanwhile, with a member who was erased, is cancelled.
[[nodiscard]] Status end_try(storage::Store& store, const model::Post& post, const Tried& tried, TimeMs now);

}  // namespace rigong::runtime
