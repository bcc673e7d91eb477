// SPDX-License-Identifier: Apache-2.0
// What is posted to the team's groups, and what is done about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "agent/model/post.h"
#include "overlay/api/common.h"
#include "overlay/api/ranking.h"

namespace rigong::model {

// As openapi.yaml calls it.
[[nodiscard]] const char* word(PostState state);
template <class Visit>
void describe(Visit&& visit, const PostKey& x) {
  visit("report", x.report);
  visit("group", x.group);
  visit("day", x.day);
  visit("target", x.target);
  visit("part", x.part);
}

}  // namespace rigong::model

namespace rigong::overlay {

struct PostTarget {
  std::string name;
  std::string type;
  Words title;
  std::string group;
  bool daily = true;
  bool weekly = true;
  bool monthly = true;
  int minute = 0;
  bool rests = false;
};
template <class Visit>
void describe(Visit&& visit, const PostTarget& x) {
  visit("name", x.name);
  visit("type", x.type);
  visit("title", x.title);
  visit("group", x.group);
  visit("daily", x.daily);
  visit("weekly", x.weekly);
  visit("monthly", x.monthly);
  visit("minute", x.minute);
  visit("rests", x.rests);
}

struct Post {
  model::PostKey post;
  int parts = 1;
  model::PostState state = model::PostState::planned;
  std::string shown;
  TimeMs due_at = 0;
  TimeMs expires_at = 0;
  std::int64_t tries = 0;
  std::optional<TimeMs> tried_at;
  std::string code;
  Words words;
  std::optional<Named> made_by;
  TimeMs made_at = 0;
};
template <class Visit>
void describe(Visit&& visit, const Post& x) {
  visit("post", x.post);
  visit("parts", x.parts);
  visit("state", x.state);
  visit("shown", x.shown);
  visit("due_at", x.due_at);
  visit("expires_at", x.expires_at);
  visit("tries", x.tries);
  visit("tried_at", x.tried_at);
  visit("code", x.code);
  visit("words", x.words);
  visit("made_by", x.made_by);
  visit("made_at", x.made_at);
}

struct Posts {
  Day from;
  Day to;
  Day today;
  TimeMs now = 0;
  std::vector<PostTarget> targets;
  std::vector<Post> posts;
  std::vector<std::string> groups;
  bool may_post = false;
};
template <class Visit>
void describe(Visit&& visit, const Posts& x) {
  visit("from", x.from);
  visit("to", x.to);
  visit("today", x.today);
  visit("now", x.now);
  visit("targets", x.targets);
  visit("posts", x.posts);
  visit("groups", x.groups);
  visit("may_post", x.may_post);
}

struct PostPreview {
  std::string target;
  std::vector<std::string> parts;
  std::optional<Words> nothing;
  std::optional<std::string> picture;  // PNG in base64.
  std::optional<Words> no_picture;
};
template <class Visit>
void describe(Visit&& visit, const PostPreview& x) {
  visit("target", x.target);
  visit("parts", x.parts);
  visit("nothing", x.nothing);
  visit("picture", x.picture);
  visit("no_picture", x.no_picture);
}

struct PostNow {
  std::string target;
  std::string group;
  RankBy by = RankBy::day;
  Day day;
};
struct CancelPost {
  model::PostKey post;
};
struct SendPostAgain {
  model::PostKey post;
};
struct PostArrived {
  model::PostKey post;
};
using PostAct = std::variant<PostNow, CancelPost, SendPostAgain, PostArrived>;

}  // namespace rigong::overlay
