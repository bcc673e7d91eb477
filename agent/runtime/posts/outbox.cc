// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/posts/outbox.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::runtime {
namespace {

using connectors::RobotOutcome;
using model::Post;
using model::PostState;

constexpr DurationMs kFirstPause = 30 * kSecondMs;
constexpr DurationMs kLongestPause = 20 * kMinuteMs;
// A try that a stop ended is made up for as soon as the program is there again.
constexpr DurationMs kAfterStop = kSecondMs;
constexpr std::size_t kMostCodeBytes = 64;
constexpr std::size_t kMostWordBytes = 1000;

Words emptied_words() {
  return {"一位成员的资料删除了，这条内容一并删除，没有再发。需要的话请点“再发一次”，会按现在的数据重写。",
          "What it said was removed with a member who was erased, so it was not sent. “Send again” writes it anew."};
}

Status change(storage::WriteTransaction& write, Post post, PostState to, Words words, TimeMs now) {
  const PostState before = post.state;
  post.state = to;
  if (!words.zh.empty()) post.words = std::move(words);
  post.changed_at = now;
  return write.change_post(post, before).map([](bool) {});
}

}  // namespace

DurationMs pause_after(int tries) {
  DurationMs pause = kFirstPause;
  for (int i = 1; i < tries && pause < kLongestPause; ++i) pause *= 2;
  return std::min(pause, kLongestPause);
}

DurationMs pause_without_way(DurationMs waited) { return std::clamp(waited, kFirstPause, kLongestPause); }

Result<bool> add_parts(storage::WriteTransaction& transaction, model::PostKey key, const Written& written, TimeMs due_at,
                       TimeMs expires_at, const std::string& by, TimeMs now) {
  if (written.parts.empty()) return false;
  Post post;
  post.key = std::move(key);
  post.key.part = 0;
  post.parts = static_cast<std::int32_t>(written.parts.size() + (written.lost ? 1 : 0));
  post.due_at = due_at;
  post.expires_at = expires_at;
  post.made_by = by;
  post.made_at = now;
  post.changed_at = now;
  for (const connectors::RobotPart& part : written.parts) {
    ++post.key.part;
    post.body = part.body;
    post.shown = part.shown;
    post.told = post.key.part == 1 ? written.told : std::string();
    RIGONG_ASSIGN(const bool added, transaction.add_post(post));
    if (!added) return false;
  }
  if (!written.lost) return true;
  ++post.key.part;
  post.body.clear();
  post.shown.clear();
  post.told.clear();
  post.state = PostState::failed;
  post.words = *written.lost;
  clean_field(post.words.zh, kMostWordBytes);
  clean_field(post.words.en, kMostWordBytes);
  return transaction.add_post(post);
}

Result<bool> plan_post(storage::Store& store, model::PostKey key, const Written& written, TimeMs due_at, TimeMs expires_at,
                       const std::string& by, TimeMs now) {
  RIGONG_ASSIGN(const auto write, store.write());
  RIGONG_ASSIGN(const bool added, add_parts(*write, std::move(key), written, due_at, expires_at, by, now));
  if (!added) return false;
  RIGONG_TRY(write->commit());
  return true;
}

Result<int> settle_posts(storage::Store& store, TimeMs now) {
  std::vector<Post> open;
  {
    RIGONG_ASSIGN(const auto view, store.read());
    RIGONG_ASSIGN(open, view->open_posts());
  }
  const auto lost = [&](const Post& post) { return post.state == PostState::sending && post.tried_at + kLongestTry <= now; };
  const auto late = [&](const Post& post) { return post.state == PostState::planned && post.expires_at <= now; };
  if (std::none_of(open.begin(), open.end(), [&](const Post& post) { return lost(post) || late(post) || post.key.part > 1; })) {
    return 0;
  }
  RIGONG_ASSIGN(const auto write, store.write());
  int changed = 0;
  for (const Post& post : open) {
    if (lost(post)) {
      RIGONG_TRY(change(*write, post, PostState::unknown,
                        {"发送途中程序停了，不知道有没有发出。请到群里看一眼，再选“已经在群里看到了”或“没有看到，再发一次”。",
                         "The program stopped while sending; whether it arrived is not known. Look into the group, then choose "
                         "“I saw it in the group” or “Not "
                         "there, send it again”."},
                        now));
      ++changed;
    } else if (late(post)) {
      RIGONG_TRY(change(*write, post, PostState::expired,
                        {"过了当发的时间，没有再发。需要的话可以现在补发。",
                         "Its time was over, so it was not sent any more. It can be sent now by hand."},
                        now));
      ++changed;
    } else if (post.key.part > 1 && post.state == PostState::planned) {
      model::PostKey before = post.key;
      --before.part;
      RIGONG_ASSIGN(const auto first, write->post(before));
      const bool in_vain = first && (first->state == PostState::failed || first->state == PostState::expired ||
                                     first->state == PostState::cancelled);
      if (!in_vain) continue;
      RIGONG_TRY(change(*write, post, PostState::cancelled,
                        {"前一条没有发出，这一条也不发。", "The part before it did not go out, so this one does not."}, now));
      ++changed;
    }
  }
  if (changed > 0) RIGONG_TRY(write->commit());
  return changed;
}

Result<std::vector<Post>> due_posts(storage::Store& store, TimeMs now) {
  RIGONG_ASSIGN(const auto view, store.read());
  RIGONG_ASSIGN(std::vector<Post> open, view->open_posts());
  std::vector<Post> due;
  for (const Post& post : open) {
    if (post.state != PostState::planned || post.due_at > now || post.expires_at <= now) continue;
    if (post.key.part > 1) {
      model::PostKey before = post.key;
      --before.part;
      RIGONG_ASSIGN(const auto first, view->post(before));
      if (!first || first->state != PostState::sent) continue;
    }
    due.push_back(post);
  }
  return due;
}

Result<std::optional<Post>> begin_try(storage::Store& store, const Post& post, TimeMs now) {
  Post trying = post;
  trying.state = PostState::sending;
  ++trying.tries;
  trying.tried_at = now;
  trying.changed_at = now;
  RIGONG_ASSIGN(const auto write, store.write());
  RIGONG_ASSIGN(const bool changed, write->change_post(trying, PostState::planned));
  if (!changed) return std::optional<Post>();
  RIGONG_TRY(write->commit());
  return std::optional(trying);
}

Status end_try(storage::Store& store, const Post& post, const Tried& tried, TimeMs now) {
  const RobotOutcome& outcome = tried.outcome;
  Post done = post;
  done.code = outcome.code;
  clean_field(done.code, kMostCodeBytes);
  done.words = outcome.words;
  clean_field(done.words.zh, kMostWordBytes);
  clean_field(done.words.en, kMostWordBytes);
  done.changed_at = now;
  switch (outcome.kind) {
    case RobotOutcome::Kind::delivered:
      done.state = PostState::sent;
      break;
    case RobotOutcome::Kind::refused:
      done.state = PostState::failed;
      break;
    case RobotOutcome::Kind::unknown:
      done.state = PostState::unknown;
      break;
    case RobotOutcome::Kind::later:
      done.state = PostState::planned;
      if (tried.how == Tried::How::seen) {
        if (done.tries >= kMostTries) done.state = PostState::failed;
        done.due_at = now + std::max(outcome.wait, pause_after(done.tries));
      } else {
        --done.tries;
        // Counted from when it was made, since nothing else is kept: one that is sent again after days has waited long.
        done.due_at = now + (tried.how == Tried::How::stopped ? kAfterStop : pause_without_way(now - done.made_at));
      }
      break;
  }
  RIGONG_ASSIGN(const auto write, store.write());
  if (done.state == PostState::planned) {
    RIGONG_ASSIGN(const auto kept, write->post(post.key));
    if (kept && kept->body.empty()) {
      done.state = PostState::cancelled;
      done.words = emptied_words();
    }
  }
  RIGONG_ASSIGN(const bool changed, write->change_post(done, PostState::sending));
  if (!changed) {
    return fail(ErrorKind::refused, "这条消息在发送时被另一个程序改过。请看发送记录。",
                "Another program changed this post while it was being sent. Look at the history of posts.");
  }
  return write->commit();
}

}  // namespace rigong::runtime
