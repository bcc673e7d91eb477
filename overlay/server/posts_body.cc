// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/posts_body.h"

#include "overlay/server/one_of.h"

namespace rigong::overlay {
namespace {

constexpr std::int64_t kMostParts = 100;

model::PostKey key(Fields& fields) {
  model::PostKey post;
  fields.object("post", [&post](Fields& one) {
    post.report = one.text("report", 1, 64);
    post.group = one.text("group", 0, 256);
    post.day = one.day("day");
    post.target = one.text("target", 1, 256);
    post.part = static_cast<std::int32_t>(one.whole("part", 1, kMostParts));
  });
  return post;
}

}  // namespace

PostAct post_now(Fields& fields) {
  PostNow act;
  act.target = fields.text("target", 1, 256);
  act.group = fields.text("group", 0, 256);
  act.by = one_of(fields, "by", kRankBys);
  act.day = fields.day("day");
  return act;
}

PostAct cancel_post(Fields& fields) { return CancelPost{key(fields)}; }
PostAct send_post_again(Fields& fields) { return SendPostAgain{key(fields)}; }
PostAct post_arrived(Fields& fields) { return PostArrived{key(fields)}; }

}  // namespace rigong::overlay
