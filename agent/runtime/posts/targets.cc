// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/posts/targets.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::runtime {

PostTargets post_targets(const config::Config& config) {
  const auto known = connectors::robots();
  PostTargets targets;
  for (const config::GroupSettings& group : config.groups) {
    const auto definition = std::find_if(known.begin(), known.end(), [&](const auto* each) { return each->type == group.type; });
    if (definition == known.end()) continue;
    PostTarget target;
    auto robot = (*definition)->make(*group.options);
    if (!robot) {
      const Words& words = robot.error().words;
      targets.wrong.push_back(
          {group.name,
           {robot.error().kind,
            {fmt::format("群“{}”不能发榜：{} 改好 rigong.toml 后重新启动日拱。", one_line(group.name), words.zh),
             fmt::format("Nothing can be posted to the group {}: {} Mend rigong.toml, then start Rigong again.",
                         one_line(group.name), words.en)}}});
      continue;
    }
    target.robot = std::move(*robot);
    target.name = group.name;
    target.definition = *definition;
    target.group = group.group;
    target.plan = {group.daily, group.weekly, group.monthly, group.minute};
    target.rests = group.rests;
    if (group.picture) target.draw = picture_maker();
    target.language = group.language == "en" ? Language::en : Language::zh;
    targets.good.push_back(std::move(target));
  }
  return targets;
}

const PostTarget* find_target(std::span<const PostTarget> targets, const std::string& name) {
  const auto found = std::find_if(targets.begin(), targets.end(), [&](const PostTarget& each) { return each.name == name; });
  return found != targets.end() ? &*found : nullptr;
}

}  // namespace rigong::runtime
