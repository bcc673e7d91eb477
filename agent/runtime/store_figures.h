// SPDX-License-Identifier: Apache-2.0
// Figures and turns from a store, as somebody sees them at `now`: stored day figures where they are settled, made again from the
// facts where a turn still waits or something is not worked out yet.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/runtime/figure_rows.h"
#include "agent/runtime/shop_rules.h"
#include "storage/store.h"

namespace rigong::runtime {

struct StoreFiguresRequest {
  std::optional<Day> from;  // Without one: the first or last known day.
  std::optional<Day> to;
  Period period = Period::day;
  std::string rep;     // Empty = all.
  std::string shop;    // Empty = every shop.
  std::string source;  // "own", a platform, or empty = all.
  TimeMs now = 0;
  // Where the rules have changed since the facts were stored, up to so many conversations are worked out in memory under the
  // present ones. Where there are more, the stored figures are shown and `tell` is called with what the reader must know.
  std::size_t most_anew = 20'000;
  std::function<void(const Words&)> tell{};
};

// Rows of all shops asked for. not_found where a rep or shop of that name is not known.
[[nodiscard]] Result<std::vector<FigureRow>> figures_from_store(storage::ReadView& view, ShopRules& rules,
                                                                const StoreFiguresRequest& request);
// The turns behind them, in order of opening. `visit` gets a line and the calendar of its shop.
struct ShopTurns {
  std::string shop;
  std::vector<TurnLine> lines;
};
[[nodiscard]] Result<std::vector<ShopTurns>> turns_from_store(storage::ReadView& view, ShopRules& rules,
                                                              const StoreFiguresRequest& request);

}  // namespace rigong::runtime
