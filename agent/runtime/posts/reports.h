// SPDX-License-Identifier: Apache-2.0
// Which reports are due for a target, and what is in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/model/post.h"
#include "agent/model/report.h"
#include "agent/runtime/answers/cast.h"
#include "agent/runtime/posts/targets.h"
#include "overlay/api/ranking.h"
#include "storage/store.h"

namespace rigong::runtime {

// "ranking.day" and so on.
[[nodiscard]] std::string report_name(overlay::RankBy by);
// Nothing for a report of another name.
[[nodiscard]] std::optional<overlay::RankBy> period_of_report(std::string_view name);

// Whose reports go to the target, of those that the team has; not_found where the settings name another. People in no group have
// a report only where nobody is in one.
[[nodiscard]] Result<std::vector<std::string>> groups_of(const PostTarget& target, const Cast& cast);

struct Scheduled {
  model::PostKey key;
  overlay::RankBy by = overlay::RankBy::day;
  TimeMs due_at = 0;
  TimeMs expires_at = 0;
  bool enough = true;  // Whether the group is large enough for a ranking that anybody may see.
};
// What is due for the target around `now` and may still be sent, planned or not, in order of time: of today and of the two days
// before. A day is quiet where nobody of the group was to be there, as far as shifts are known. not_found where the target's
// group is none of the team's.
[[nodiscard]] Result<std::vector<Scheduled>> scheduled(storage::ReadView& view, const config::Config& config,
                                                       const PostTarget& target, TimeMs now);

// The ranking whose public part is posted: as this machine's owner sees it, whose deed it is what the program does by itself.
// `day` is any of the period. not_found where the group has no ranking of its own.
[[nodiscard]] Result<overlay::Ranking> ranking_to_post(storage::ReadView& view, const config::Config& config,
                                                       const std::string& group, overlay::RankBy by,
                                                       const std::optional<Day>& day, TimeMs now);
// The ranking as it is posted to the target, with a line for each period of late whose figures, as this target was told them,
// have changed since. Nothing where there is nothing to tell: no figures of the period yet, or fewer than five people.
[[nodiscard]] Result<std::optional<model::Report>> report_of(storage::ReadView& view, const config::Config& config,
                                                             const PostTarget& target, const overlay::Ranking& ranking,
                                                             TimeMs now);

}  // namespace rigong::runtime
