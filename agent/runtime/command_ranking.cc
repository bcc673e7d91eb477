// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/board.h"
#include "agent/runtime/command.h"
#include "agent/runtime/public_ranking.h"
#include "agent/runtime/report_text.h"

namespace rigong::runtime {
namespace {

// One row a place, and a row for each who has none.
Table rows_of(const overlay::Ranking& ranking) {
  Table table;
  table.columns = {{"figure", {"指标", "Figure"}, Show::plain, Align::left},
                   {"place", {"名次", "Place"}},
                   {"rep", {"编号", "Id"}, Show::plain, Align::left},
                   {"name", {"客服", "Rep"}, Show::plain, Align::left},
                   {"from", {"起", "From"}, Show::plain, Align::left},
                   {"to", {"止", "To"}, Show::plain, Align::left},
                   {"source", {"来源", "Source"}, Show::plain, Align::left},
                   {"value", {"数值", "Value"}},
                   {"numerator", {"分子", "Numerator"}},
                   {"denominator", {"分母", "Denominator"}},
                   {"change", {"变化", "Change"}},
                   {"week_change", {"较上周同日", "Against last week"}},
                   {"moved", {"名次变化", "Moved"}},
                   {"gap", {"距目标", "Gap"}},
                   {"left_out", {"未入榜", "Left out"}, Show::plain, Align::left}};
  table.when_empty = {"这一期没有可排的数字。", "There is nothing to rank in this period."};
  const auto maybe = [](const auto& value) -> Cell {
    if (!value) return std::monostate{};
    return *value;
  };
  const auto add = [&](const overlay::RankingFigure& figure) {
    const auto row = [&](Cell place, const overlay::Person& person, const overlay::Value& value, const auto& change,
                         const auto& week_change, const auto& moved, const auto& gap, Cell why) {
      table.rows.push_back({figure.name, std::move(place), person.id, person.name, to_string(ranking.from), to_string(ranking.to),
                            ranking.source, maybe(value.value), value.numerator, value.denominator, maybe(change),
                            maybe(week_change), maybe(moved), maybe(gap), std::move(why)});
    };
    for (const overlay::RankingPlace& each : figure.places) {
      row(each.place, each.person, each.value, each.change, each.week_change, each.moved, each.gap, std::monostate{});
    }
    const std::optional<double> none;
    for (const overlay::RankingUnplaced& each : figure.unplaced) {
      row(std::monostate{}, each.person, each.value, none, none, none, none, std::string(word(each.why)));
    }
  };
  add(ranking.composite);
  for (const overlay::RankingFigure& figure : ranking.figures) add(figure);
  return table;
}

}  // namespace

Result<overlay::Ranking> ranking_of(const Command& command, const OpenStore& open, const RankingOptions& options) {
  RIGONG_ASSIGN(const auto view, open.store->read());
  ShopRules rules(open.config);
  const CustomerNames names;
  // Whoever can read the data folder is the machine's owner.
  Reading reading{*view, rules, open.config, names, {overlay::Role::lead, ""}, command.clock->now()};
  return answer_ranking(reading, {options.group, options.shop, options.by, options.day});
}

Status command_ranking(const Command& command, const RankingOptions& options) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::read));
  RIGONG_ASSIGN(overlay::Ranking ranking, ranking_of(command, open, options));
  if (options.in_public) make_public(ranking);
  if (options.form == ReportForm::json) {
    write(rows_of(ranking), Format::json, command.language, *command.out);
    return {};
  }
  const model::Report report =
      options.in_public ? public_board(ranking, command.language) : full_board(ranking, command.language);
  switch (options.form) {
    case ReportForm::markdown:
      *command.out << report_as_markdown(report);
      break;
    case ReportForm::html:
      *command.out << report_as_html(report, command.language);
      break;
    default:
      *command.out << report_as_text(report);
  }
  return {};
}

}  // namespace rigong::runtime
