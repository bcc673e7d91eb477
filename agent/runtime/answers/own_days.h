// SPDX-License-Identifier: Apache-2.0
// Own day figures as seen now: the path of `rigong figures`, for one person over days or for everybody on one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "agent/model/figures.h"
#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {

// The person's figures of each day that has any, the shops added up.
[[nodiscard]] Result<std::map<Day, model::DayFigures>> own_days(Scene& scene, const Somebody& somebody, Day from, Day to);
// Everybody's of one day, the shops added up. Rows of nobody stand under null.
[[nodiscard]] Result<std::map<const Somebody*, model::DayFigures>> everybodys_day(Scene& scene, Day day);
// The same of each of the days from…to that has any.
[[nodiscard]] Result<std::map<Day, std::map<const Somebody*, model::DayFigures>>> everybodys_days(Scene& scene, Day from, Day to);
// The sums of all rows of the days, whoever they belong to.
[[nodiscard]] Result<model::DayFigures> shop_sums(Scene& scene, Day from, Day to);

// Whether messages come in by themselves: some came today, or lately from a source other than files given by hand.
[[nodiscard]] Result<bool> messages_come_in(Scene& scene);

}  // namespace rigong::runtime
