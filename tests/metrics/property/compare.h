// SPDX-License-Identifier: Apache-2.0
// Runs the program over random histories, lays its answers beside those of the reference, and makes a failing history small.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "agent/metrics/derive.h"
#include "agent/model/fact.h"
#include "tests/metrics/property/random_history.h"
#include "tests/metrics/property/reference.h"

namespace rigong::test {

inline constexpr model::RepNo kUnknownRep = 99;

// The program, set up with the rules of the history, which has to outlive it.
[[nodiscard]] metrics::Deriver deriver_for(const History& history);

// The facts by the program and by the reference.
[[nodiscard]] model::ConversationFacts derived_facts(const History& history);
[[nodiscard]] model::ConversationFacts expected_facts(const History& history);
// The human replies, a line each.
[[nodiscard]] std::vector<std::string> derived_replies(const History& history);
[[nodiscard]] std::vector<std::string> expected_replies(const History& history);

// The rows by the program; those in which nothing is counted are left out, since they say nothing.
[[nodiscard]] FigureRows counted_figures(const model::MetricOptions& options,
                                         const std::vector<model::ConversationFacts>& conversations, TimeMs now);
// The same of the reference's rows.
[[nodiscard]] FigureRows expected_figures(const model::MetricOptions& options,
                                          const std::vector<model::ConversationFacts>& conversations, TimeMs now);

// What the two disagree about, one line each; empty where they agree.
[[nodiscard]] std::string difference(const Shop& shop, const model::ConversationFacts& program,
                                     const model::ConversationFacts& reference);
[[nodiscard]] std::string difference(const FigureRows& program, const FigureRows& reference);
[[nodiscard]] std::string difference(const std::vector<std::string>& program, const std::vector<std::string>& reference);

// The columns of a row by name, in order.
[[nodiscard]] std::vector<std::pair<const char*, std::int64_t>> columns(const model::DayFigures& row);

// Moments at which somebody may look: around every instant that decides a waiting turn, at the events, and at the end of time.
[[nodiscard]] std::vector<TimeMs> moments(const History& history, const model::ConversationFacts& facts);

// A history as small as possible for which `complaint` still says something, followed by what it says.
[[nodiscard]] std::string smallest(History history, const std::function<std::string(const History&)>& complaint);

}  // namespace rigong::test
