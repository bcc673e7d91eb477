// SPDX-License-Identifier: Apache-2.0
//
// What rankings cost.
//
//   bench_ranking days --data FOLDER --first DAY --days N
//       The day's ranking of N days one after the other, each as somebody would ask for it, from the store of the folder. Prints
//       day,rep,response_mean_ms as CSV, and last to the other output "seconds S", of the processor.
//   bench_ranking people
//       One day's ranking of 1,000 made-up people, of 10,000 and of 100,000, in memory: figures, composite, most improved. Prints
//       the time for each. Fails where ten times the people take more than --limit times as long (20: sorting is a little
//       more than linear, and what no longer fits a cache is slower).
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <random>
#include <vector>

#include "agent/base/clock.h"
#include "agent/base/time_text.h"
#include "agent/runtime/command.h"
#include "agent/team/ranking.h"

namespace bench {
namespace {

using namespace rigong;

// Of this program's own work: what else the machine does is another matter.
double seconds() { return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC); }

int rank_days(const std::string& folder, const std::string& first_day, int days) {
  const auto first = parse_day(first_day);
  if (!first) {
    fmt::print(stderr, "--first is no day\n");
    return 2;
  }
  // A month after the last of the days, when all of them are final.
  const ManualClock clock((first->number + days + 30) * kDayMs);
  runtime::Command command;
  command.data = folder;
  command.config_file = command.data / "rigong.toml";
  command.out = &std::cout;
  command.err = &std::cerr;
  command.clock = &clock;
  const auto open = runtime::open_for(command, runtime::FolderUse::read);
  if (!open) {
    fmt::print(stderr, "{}\n", open.error().words.en);
    return 1;
  }
  std::string rows;
  const double begun = seconds();
  for (int i = 0; i < days; ++i) {
    runtime::RankingOptions asked;
    asked.day = *first + i;
    const auto ranking = runtime::ranking_of(command, *open, asked);
    if (!ranking) {
      fmt::print(stderr, "{}\n", ranking.error().words.en);
      return 1;
    }
    for (const overlay::RankingFigure& figure : ranking->figures) {
      if (figure.name != "response_mean_ms") continue;
      for (const overlay::RankingPlace& each : figure.places) {
        rows += fmt::format("{},{},{:.3f}\n", to_string(ranking->from), each.person.id, each.value.value.value_or(-1));
      }
    }
  }
  const double took = seconds() - begun;
  fmt::print("{}", rows);
  fmt::print(stderr, "seconds {:.4f}\n", took);
  return 0;
}

std::vector<team::Entrant> made_up(int people, std::size_t figures) {
  std::mt19937_64 random(7);
  const auto below = [&](std::uint64_t most) { return static_cast<double>(random() % most); };
  const auto measure = [&](std::size_t figure) {
    team::Measure made;
    made.denominator = 20 + below(200);
    made.numerator = figure == 1 ? made.denominator * (15'000 + below(60'000)) : made.denominator - below(20);
    made.value = made.numerator / made.denominator;
    made.rank_by = made.value;
    return made;
  };
  std::vector<team::Entrant> all(static_cast<std::size_t>(people));
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].id = fmt::format("m{}", i);
    for (std::size_t figure = 0; figure < figures; ++figure) {
      all[i].entries.push_back({measure(figure), measure(figure), measure(figure)});
    }
  }
  return all;
}

int rank_people(int most_runs, double limit) {
  const std::vector<team::RankedFigure> figures = {{"satisfaction", model::Better::higher, 0.9},
                                                   {"response_mean_ms", model::Better::lower, 40'000.0},
                                                   {"slow_share", model::Better::lower, 0.9},
                                                   {"reply_rate", model::Better::higher, 0.95}};
  double before = 0;
  bool good = true;
  for (const int people : {1'000, 10'000, 100'000}) {
    const auto entrants = made_up(people, figures.size());
    std::vector<double> runs;
    std::size_t placed = 0;
    for (int run = 0; run < most_runs; ++run) {
      const double begun = seconds();
      // Small ones several times over: the clock of the processor is a coarse one.
      const int times = 100'000 / people;
      for (int i = 0; i < times; ++i) {
        for (std::size_t figure = 0; figure < figures.size(); ++figure) {
          placed += team::rank(figures[figure], figure, team::RankPeriod::day, entrants).places.size();
        }
        placed += team::composite(figures, team::RankPeriod::day, entrants).ranking.places.size();
        placed += team::most_improved(figures, team::RankPeriod::day, entrants).size();
      }
      runs.push_back((seconds() - begun) / times);
    }
    std::sort(runs.begin(), runs.end());
    const double took = runs[runs.size() / 2];
    const double ratio = before > 0 ? took / before : 0;
    fmt::print("{:>7} people  {:9.3f} ms  {:6.3f} µs each{}\n", people, took * 1e3, took * 1e6 / people,
               before > 0 ? fmt::format("  {:.1f} times as long", ratio) : "");
    if (placed == 0 || ratio > limit) good = false;
    before = took;
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace bench

int main(int count, char** words) {
  CLI::App app{"What rankings cost"};
  std::string data, first;
  int days = 400, runs = 5;
  double limit = 20;
  CLI::App* of_days = app.add_subcommand("days");
  of_days->add_option("--data", data)->required();
  of_days->add_option("--first", first)->required();
  of_days->add_option("--days", days);
  CLI::App* of_people = app.add_subcommand("people");
  of_people->add_option("--runs", runs);
  of_people->add_option("--limit", limit);
  app.require_subcommand(1);
  CLI11_PARSE(app, count, words);
  return of_days->parsed() ? bench::rank_days(data, first, days) : bench::rank_people(runs, limit);
}
