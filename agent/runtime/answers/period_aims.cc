// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/period_aims.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/series.h"

namespace rigong::runtime {

std::vector<overlay::AimKind> aim_kinds() {
  std::vector<overlay::AimKind> kinds;
  for (const metrics::FigureKind& kind : metrics::catalogue()) {
    const bool judged = kind.better == model::Better::higher || kind.better == model::Better::lower;
    const bool measured = kind.unit == model::Unit::share || kind.unit == model::Unit::ms;
    if (judged && measured) kinds.push_back({std::string(kind.name), kind.title, kind.unit, kind.better});
    if (kind.better != model::Better::band) continue;
    const std::string name(kind.name);
    kinds.push_back({name + "_low", {kind.title.zh + "下限", kind.title.en + ", at least"}, kind.unit, overlay::Better::higher});
    kinds.push_back({name + "_high", {kind.title.zh + "上限", kind.title.en + ", at most"}, kind.unit, overlay::Better::lower});
  }
  return kinds;
}

Status check_aims(const std::vector<model::PeriodAim>& aims) {
  const auto kinds = aim_kinds();
  for (const model::PeriodAim& aim : aims) {
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& each) { return each.figure == aim.figure; });
    if (kind == kinds.end()) {
      return fail(ErrorKind::wrong_use, fmt::format("没有可以设目标的指标“{}”。请从列表里选。", one_line(aim.figure)),
                  fmt::format("There is no figure '{}' to have a target for. Choose one of the list.", one_line(aim.figure)));
    }
    if (kind->unit == overlay::Unit::share && aim.value > 1) {
      return fail(ErrorKind::wrong_use, fmt::format("{}的目标最多 100%。请更正。", kind->title.zh),
                  fmt::format("{}: a target of at most 100%. Correct it.", kind->title.en));
    }
  }
  return {};
}

}  // namespace rigong::runtime
