// SPDX-License-Identifier: Apache-2.0
// The outbox: what goes to the team's groups, from the moment it is planned to what the target answered. It is committed before a
// socket is used, so that a stop at any moment leaves nothing that could be sent twice.
#pragma once

#include <cstdint>
#include <string>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong::model {

enum class PostState {
  planned,    // Waits for its time, or for the next try.
  sending,    // A try has begun. Found so after a stop it is `unknown`.
  sent,       // The target took it.
  failed,     // The target refused it, or every try was in vain.
  unknown,    // It may have been taken. Only a person says how it goes on.
  expired,    // Its time was over before it could be sent.
  cancelled,  // A person took it back before it was sent.
};

// What is posted, of whom, of when and where to. Two programs or a restart make one post of it.
struct PostKey {
  std::string report;  // "ranking.day", "ranking.week", "ranking.month".
  std::string group;   // The team's group that it is about.
  Day day;             // The last day of the period.
  std::string target;  // The robot's name: under another name it is another target, and gets what the old one got.
  std::int32_t part = 1;
  friend auto operator<=>(const PostKey&, const PostKey&) = default;
};

struct Post {
  PostKey key;
  std::int32_t parts = 1;
  PostState state = PostState::planned;
  // As it goes out, but for what each try signs anew. Holds no secret. Empty: it arrived, it was removed with an erased member,
  // or it stands for a picture that was never drawn.
  std::string body;
  std::string shown;       // For people's eyes.
  std::string told;        // What it tells of the group (runtime/correction.h), for a later one to correct; of part 1 alone.
  TimeMs due_at = 0;       // Not sent before.
  TimeMs expires_at = 0;   // Nor after.
  std::int32_t tries = 0;  // That the target may have seen.
  TimeMs tried_at = kNoTime;
  std::string code;     // The target's own, of the last try.
  Words words;          // What came of the last try; empty before.
  std::string made_by;  // "" = the program by itself or this machine's owner.
  TimeMs made_at = 0;
  TimeMs changed_at = 0;
  friend bool operator==(const Post&, const Post&) = default;
};

}  // namespace rigong::model
