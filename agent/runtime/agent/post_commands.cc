// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/post_commands.h"

#include <algorithm>

#include "agent/runtime/answers/rank_days.h"
#include "agent/runtime/answers/scene.h"
#include "agent/runtime/posts/outbox.h"
#include "agent/runtime/posts/reports.h"

namespace rigong::runtime {
namespace {

using model::Post;
using model::PostState;

// What is posted by hand may go out for so long, and for so long after its time the rest of a report still follows.
constexpr DurationMs kByHand = kDayMs;

tl::unexpected<Error> no_such_post() {
  return fail(ErrorKind::not_found, "没有这个群或这条消息。请刷新页面。", "There is no such group or post. Reload the page.");
}
tl::unexpected<Error> not_now(const char* zh, const char* en) { return fail(ErrorKind::refused, zh, en); }

bool may_post(const Reading& reading) {
  return team::reach_of(role_of(reading.viewer), team::Deed::post_reports) == team::Reach::team;
}

// The parts that there are of the report, in order.
Result<std::vector<Post>> parts_of(storage::ReadView& view, const Post& any) {
  std::vector<Post> parts;
  for (model::PostKey key = any.key; static_cast<std::int32_t>(parts.size()) < any.parts;) {
    key.part = static_cast<std::int32_t>(parts.size()) + 1;
    RIGONG_ASSIGN(auto part, view.post(key));
    if (!part) break;
    parts.push_back(std::move(*part));
  }
  return parts;
}

// Whether the report is written anew where somebody sends the part again. Where nothing arrived it is: since then somebody may
// have asked not to be named, a figure may have been corrected. Where some may have, it goes out as it was, so that the group
// does not read two different ones; unless what it said was removed.
bool is_written_anew(const std::vector<Post>& parts, const Post& again) {
  const auto is = [](PostState state) { return [state](const Post& each) { return each.state == state; }; };
  const bool open = std::any_of(parts.begin(), parts.end(), is(PostState::planned)) ||
                    std::any_of(parts.begin(), parts.end(), is(PostState::sending));
  if (open || std::any_of(parts.begin(), parts.end(), is(PostState::sent))) return false;
  return again.body.empty() || std::none_of(parts.begin(), parts.end(), is(PostState::unknown));
}

Result<PostDraft> write_draft(Reading& reading, const PostTarget& target, const std::string& group, overlay::RankBy by, Day day) {
  RIGONG_ASSIGN(const auto ranking, ranking_to_post(reading.view, reading.config, group, by, day, reading.now));
  // Its place in the outbox is that of the period's last report.
  if (!rank_span(by, ranking.to, ranking.today).over) {
    return not_now("这一期还没过完，数字还会变。请选已经结束的一天、一周或一月。",
                   "This period still runs and its figures still change. Choose a day, week or month that is over.");
  }
  RIGONG_ASSIGN(const auto report, report_of(reading.view, reading.config, target, ranking, reading.now));
  if (!report) {
    return not_now(
        "这一期没有可以公布的：还没有数据，或在岗不足五人。请先把数据导入，或选别的一期。",
        "There is nothing to tell in public: no figures yet, or fewer than five people. Bring the figures in first, or "
        "choose another period.");
  }
  PostDraft draft;
  draft.key = {report_name(by), group, ranking.to, target.name, 1};
  RIGONG_ASSIGN(draft.written, write_report(target, *report, reading.now, {}));
  return draft;
}

Result<std::optional<PostDraft>> draft_of(Reading& reading, std::span<const PostTarget> targets, const overlay::PostNow& act) {
  const PostTarget* target = find_target(targets, act.target);
  if (target == nullptr) return no_such_post();
  ShopRules rules(reading.config);
  const Day today = rules.calendar(reading.config.shop.id).day_of(reading.now);
  RIGONG_ASSIGN(const Cast cast, Cast::load(reading.view, today));
  RIGONG_ASSIGN(const auto groups, groups_of(*target, cast));
  if (std::find(groups.begin(), groups.end(), act.group) == groups.end()) return no_such_post();
  RIGONG_ASSIGN(PostDraft draft, write_draft(reading, *target, act.group, act.by, act.day));
  return std::optional(std::move(draft));
}

Result<std::optional<PostDraft>> draft_of(Reading& reading, std::span<const PostTarget> targets,
                                          const overlay::SendPostAgain& act) {
  RIGONG_ASSIGN(const auto post, reading.view.post(act.post));
  const PostTarget* target = find_target(targets, act.post.target);
  const auto by = period_of_report(act.post.report);
  if (!post || target == nullptr || !by || post->state == PostState::sent) return std::optional<PostDraft>();
  RIGONG_ASSIGN(const auto parts, parts_of(reading.view, *post));
  if (act.post.part > 1 || !is_written_anew(parts, *post)) return std::optional<PostDraft>();
  RIGONG_ASSIGN(PostDraft draft, write_draft(reading, *target, act.post.group, *by, act.post.day));
  return std::optional(std::move(draft));
}

class Act {
 public:
  Act(storage::WriteTransaction& transaction, Reading& reading, std::span<const PostTarget> targets,
      const Result<std::optional<PostDraft>>& draft)
      : transaction_(transaction), reading_(reading), targets_(targets), draft_(draft) {}

  Result<PostDone> operator()(const overlay::PostNow& act) const {
    if (!draft_) return fail(draft_.error());
    if (!*draft_) return no_such_post();
    RIGONG_ASSIGN(const bool added, add((*draft_)->key, (*draft_)->written));
    if (!added) {
      return not_now("这一榜已经排过或发过，不会再发一遍。要再发请到发送记录里点“再发一次”。",
                     "This report was planned or sent already and goes out once. To send it again, use the history of posts.");
    }
    return PostDone{{"已排入发送，几秒内发出。", "It goes out within seconds."}, "group:" + act.group};
  }

  Result<PostDone> operator()(const overlay::CancelPost& act) const {
    RIGONG_ASSIGN(const Post post, found(act.post));
    if (post.state != PostState::planned) {
      return not_now("这条消息已经在发或发过了，不能取消。请看它的结果。",
                     "It is being sent or was sent already and cannot be taken back. Look at what came of it.");
    }
    RIGONG_ASSIGN(const auto parts, parts_of(transaction_, post));
    for (const Post& each : parts) {
      if (each.key.part >= post.key.part && each.state == PostState::planned) {
        RIGONG_TRY(put(each, PostState::cancelled, {"已取消，没有发。", "Taken back; it was not sent."}));
      }
    }
    return PostDone{{"已取消。", "Taken back."}, "group:" + post.key.group};
  }

  Result<PostDone> operator()(const overlay::SendPostAgain& act) const {
    RIGONG_ASSIGN(const Post post, found(act.post));
    const bool ended = post.state == PostState::failed || post.state == PostState::expired ||
                       post.state == PostState::cancelled || post.state == PostState::unknown;
    if (!ended) {
      return not_now("这条消息还在排队、在发或已经发出，不用重发。请看它的结果。",
                     "It is planned, being sent or sent; there is nothing to send again. Look at what comes of it.");
    }
    if (find_target(targets_, post.key.target) == nullptr) {
      return not_now("设置里没有这个群的机器人，发不出去。请在 rigong.toml 里写回这张 [[group]] 表，再重新启动日拱。",
                     "The settings name no robot for it, so it cannot be sent. Write its [[group]] table into rigong.toml again, "
                     "then start Rigong again.");
    }
    RIGONG_ASSIGN(const auto parts, parts_of(transaction_, post));
    const bool waits = std::any_of(parts.begin(), parts.end(), [&](const Post& each) {
      return each.key.part < post.key.part && each.state != PostState::sent;
    });
    if (waits) {
      return not_now("前一条还没有发到群里。请先处理前一条，这一条会跟着发。",
                     "The part before it has not arrived. See to that one first; this one follows it.");
    }
    if (is_lost_picture(post)) {
      return not_now("这一榜的图当时没画出来，文字已经发过，不再补图。请按上面写的原因改好，下一榜就会带图。",
                     "The picture of this one was never drawn and its text went out, so it is not sent later. Mend what is said "
                     "above; the next one has its picture.");
    }
    if (is_written_anew(parts, post)) return write_anew(post, static_cast<std::int64_t>(parts.size()));
    if (post.body.empty()) {
      return not_now(
          "这一条的内容已随一位成员的资料删除，而同一榜的前一条已在群里，不能接着发。请用 rigong ranking --public 另发全榜。",
          "What this part said was removed with a member who was erased, while the part before it stands in the group. "
          "Put the whole into the group by hand: rigong ranking --public prints it.");
    }
    RIGONG_TRY(plan_again(post));
    RIGONG_TRY(follow(parts, post.key.part, [](const Post& each) {
      return each.state == PostState::planned || each.state == PostState::cancelled || each.state == PostState::expired;
    }));
    return sent_again(post);
  }

  Result<PostDone> operator()(const overlay::PostArrived& act) const {
    RIGONG_ASSIGN(const Post post, found(act.post));
    if (post.state != PostState::unknown) {
      return not_now("这条消息的结果已经知道了。请刷新页面。", "What became of it is known already. Reload the page.");
    }
    RIGONG_TRY(put(post, PostState::sent, {"有人在群里看到了。", "Somebody saw it in the group."}));
    // Those behind it have waited for this word, some of them until their time was over.
    RIGONG_ASSIGN(const auto parts, parts_of(transaction_, post));
    RIGONG_TRY(follow(parts, post.key.part, [&](const Post& each) {
      return each.state == PostState::planned || (each.state == PostState::expired && reading_.now < each.expires_at + kByHand);
    }));
    return PostDone{{"记下了。后面还有的话会接着发。", "Noted. What is left of it follows."}, "group:" + post.key.group};
  }

 private:
  [[nodiscard]] Result<Post> found(const model::PostKey& key) const {
    RIGONG_ASSIGN(const auto post, transaction_.post(key));
    if (!post) return no_such_post();
    return *post;
  }
  [[nodiscard]] Result<bool> add(const model::PostKey& key, const Written& written) const {
    return add_parts(transaction_, key, written, reading_.now, reading_.now + kByHand, reading_.viewer.person, reading_.now);
  }
  [[nodiscard]] Status put(Post post, PostState state, Words words) const {
    const PostState before = post.state;
    post.state = state;
    post.words = std::move(words);
    post.changed_at = reading_.now;
    return transaction_.change_post(post, before).map([](bool) {});
  }
  [[nodiscard]] Status plan_again(Post post) const {
    const PostState before = post.state;
    post.state = PostState::planned;
    post.due_at = reading_.now;
    post.expires_at = reading_.now + kByHand;
    post.tries = 0;
    post.changed_at = reading_.now;
    return transaction_.change_post(post, before).map([](bool) {});
  }
  // Plans those of the parts behind `part` that still can be sent and that `chosen` takes.
  template <class Chosen>
  [[nodiscard]] Status follow(const std::vector<Post>& parts, std::int32_t part, Chosen chosen) const {
    for (const Post& each : parts) {
      if (each.key.part > part && !each.body.empty() && chosen(each)) RIGONG_TRY(plan_again(each));
    }
    return {};
  }
  [[nodiscard]] Result<PostDone> write_anew(const Post& post, std::int64_t parts) const {
    if (!draft_) return fail(draft_.error());
    const auto changed = [] {
      return fail(ErrorKind::busy, "这条消息刚刚变过。请再点一次。", "It changed a moment ago. Try once more.");
    };
    if (!*draft_) return changed();
    if ((*draft_)->key != post.key) {
      return not_now("这条只报了一期的一部分，不再重发。请改发已经结束的那一期。",
                     "It told of a part of a period only and is not sent again. Post the period that is over.");
    }
    RIGONG_ASSIGN(const std::int64_t removed, transaction_.remove_unsent(post.key));
    if (removed != parts) return changed();
    RIGONG_ASSIGN(const bool added, add(post.key, (*draft_)->written));
    if (!added) return changed();
    return sent_again(post);
  }
  [[nodiscard]] static PostDone sent_again(const Post& post) {
    return {{"几秒内重发。", "It is sent again within seconds."}, "group:" + post.key.group};
  }

  storage::WriteTransaction& transaction_;
  Reading& reading_;
  std::span<const PostTarget> targets_;
  const Result<std::optional<PostDraft>>& draft_;
};

}  // namespace

Result<std::optional<PostDraft>> draft_post(Reading& reading, std::span<const PostTarget> targets, const overlay::PostAct& act) {
  if (!may_post(reading)) return std::optional<PostDraft>();
  if (const auto* now = std::get_if<overlay::PostNow>(&act)) return draft_of(reading, targets, *now);
  if (const auto* again = std::get_if<overlay::SendPostAgain>(&act)) return draft_of(reading, targets, *again);
  return std::optional<PostDraft>();
}

Result<PostDone> do_post(storage::WriteTransaction& transaction, Reading& reading, std::span<const PostTarget> targets,
                         const overlay::PostAct& act, const Result<std::optional<PostDraft>>& draft) {
  if (!may_post(reading)) return no_such_post();
  return std::visit(Act(transaction, reading, targets, draft), act);
}

}  // namespace rigong::runtime
