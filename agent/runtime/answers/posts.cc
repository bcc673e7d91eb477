// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "agent/runtime/answers/answers.h"
#include "agent/runtime/answers/scene.h"
#include "agent/runtime/posts/reports.h"
#include "agent/runtime/posts/written.h"
#include "connectors/kit/digest.h"

namespace rigong::runtime {
namespace {

tl::unexpected<Error> no_such_target() {
  return fail(ErrorKind::not_found, "没有这个群。请从列表里选。", "There is no such group. Choose one of the list.");
}

std::optional<overlay::Named> named(const Scene& scene, const std::string& id) {
  if (id.empty()) return std::nullopt;
  const Somebody* somebody = scene.cast.find(id);
  return overlay::Named{id, somebody != nullptr ? somebody->person.name : id};
}

}  // namespace

Result<overlay::Posts> answer_posts(Reading& reading, const overlay::PostsQuery& query, std::span<const PostTarget> targets) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  if (!scene.may_with_all(team::Deed::see_team)) {
    return fail(ErrorKind::not_found, "没有这一页。请回到自己的面板。", "There is no such page. Go back to your own panel.");
  }
  overlay::Posts posts;
  posts.from = query.from;
  posts.to = query.to;
  posts.today = scene.today;
  posts.now = reading.now;
  posts.groups = scene.cast.groups();
  posts.may_post = scene.may_with_all(team::Deed::post_reports);
  for (const PostTarget& each : targets) {
    const Words title{std::string(each.definition->title_zh), std::string(each.definition->title_en)};
    posts.targets.push_back({each.name, std::string(each.definition->type), title, each.group, each.plan.daily, each.plan.weekly,
                             each.plan.monthly, each.plan.minute, each.rests});
  }
  RIGONG_ASSIGN(const auto kept, reading.view.posts(query.from, query.to));
  for (const model::Post& each : kept) {
    overlay::Post post;
    post.post = each.key;
    post.parts = each.parts;
    post.state = each.state;
    post.shown = each.shown;
    post.due_at = each.due_at;
    post.expires_at = each.expires_at;
    post.tries = each.tries;
    if (each.tried_at != kNoTime) post.tried_at = each.tried_at;
    post.code = each.code;
    post.words = each.words;
    post.made_by = named(scene, each.made_by);
    post.made_at = each.made_at;
    posts.posts.push_back(std::move(post));
  }
  return posts;
}

Result<overlay::PostPreview> answer_post_preview(Reading& reading, const overlay::PostPreviewQuery& query,
                                                 std::span<const PostTarget> targets) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  const auto target = find_target(targets, query.target);
  if (!scene.may_with_all(team::Deed::see_team) || target == nullptr) return no_such_target();
  const std::string group = query.group.empty() ? target->group : query.group;
  RIGONG_ASSIGN(const auto ranking, answer_ranking(reading, {group, "", query.by, query.day}));
  overlay::PostPreview preview;
  preview.target = target->name;
  RIGONG_ASSIGN(const auto report, report_of(reading.view, reading.config, *target, ranking, reading.now));
  if (!report) {
    preview.nothing =
        Words{"这一期没有可以公布的：还没有数据，或在岗不足五人。到时候不会发。",
              "There is nothing to tell in public: no figures yet, or fewer than five people. Nothing will be posted."};
    return preview;
  }
  RIGONG_ASSIGN(const Written written, write_report(*target, *report, reading.now, {}));
  for (const connectors::RobotPart& part : written.parts) preview.parts.push_back(part.shown);
  if (!written.picture.empty()) preview.picture = connectors::base64(written.picture);
  preview.no_picture = written.lost;
  return preview;
}

}  // namespace rigong::runtime
