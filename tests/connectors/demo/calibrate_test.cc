#include <catch2/catch.hpp>
#include <chrono>
#include <iostream>
#include "agent/runtime/poll.h"
#include "agent/runtime/work_out.h"
#include "tests/connectors/demo/telling.h"
#include "tests/runtime/team.h"
using namespace rigong;
using namespace rigong::connectors::demo;
TEST_CASE("calibrate") {
  const char* d = getenv("DAYS");
  Settings s;
  s.days = d ? atoi(d) : 3;
  const TimeMs now = test::at(getenv("NOW") ? getenv("NOW") : "2026-11-25T15:20:00+08:00");
  {
    test::Kept kept;
    std::string cursor;
    auto t0 = std::chrono::steady_clock::now();
    int polls = test::poll_up_to(s, now, cursor, kept);
    auto t1 = std::chrono::steady_clock::now();
    std::cerr << "polls " << polls << " messages " << kept.messages.size() << " assignments " << kept.assignments.size()
              << " ratings " << kept.ratings.size() << " orders " << kept.orders.size() << " shifts " << kept.shifts.size()
              << " delivered " << kept.days.size() << " ms " << std::chrono::duration<double, std::milli>(t1 - t0).count()
              << "\n";
    t0 = std::chrono::steady_clock::now();
    test::poll_up_to(s, now + 60000, cursor, kept);
    t1 = std::chrono::steady_clock::now();
    std::cerr << "one minute ms " << std::chrono::duration<double, std::milli>(t1 - t0).count() << "\n";
    if (getenv("GENONLY")) {
      CHECK(polls > 0);
      return;
    }
  }
  runtime_test::Team team;
  team.clock().set(now);
  const runtime::MessageFlags flags(team.config().metrics);
  model::Account account{0, "demo", "demo", "demo", "main"};
  auto c = test::connector(s);
  for (;;) {
    auto o = testing::get(
        runtime::poll_once({team.store(), team.hasher(), flags, team.clock(), test::shanghai(), nullptr}, account, *c));
    if (!o.more) break;
  }
  team.work_out();
  std::map<std::string, std::string> groups;
  for (auto& m : roster(s, test::shanghai().day_of(now)).members) groups[m.platform_id] = m.member.group + m.member.name;
  for (auto& row : team.rows(now)) {
    if (row.source != "own") {
      if (row.rep == "demo-shop:xiaoman") {
        std::cerr << "   " << row.source << " " << to_string(row.days.from);
        for (auto& [f, v] : row.delivered) std::cerr << " " << model::field_name(f) << "=" << v;
        std::cerr << "\n";
      }
      continue;
    }
    auto& f = row.sums;
    auto share = [](std::int64_t a, std::int64_t b) { return b == 0 ? 0.0 : static_cast<double>(a) / static_cast<double>(b); };
    std::cerr << fmt::format(
        "{} {:14} {:>4}c {:>4}t slow {:>3} {:4.1f}% rt {:5.1f} med {} fr {:5.1f} ratio {:.2f} reply {:.1f}% sat {}/{} inv {} inq "
        "{} conv {:.1f}% sales {} lost {}/{} passed {} assist {} left {} open {} fcr {}/{} buyag {} sess {:.0f}\n",
        to_string(row.days.from), groups.count(row.rep) ? groups[row.rep] : row.rep, f.customers, f.turns, f.turns_slow,
        100 * share(f.turns_slow, f.turns), share(f.response_capped_sum_ms, f.response_n) / 1000,
        row.response_median_ms.value_or(0) / 1000, share(f.first_response_sum_ms, f.first_response_n) / 1000,
        share(f.messages_out, f.messages_in), 100 * share(f.customers_replied, f.customers), f.ratings_good, f.ratings,
        f.invitations, f.inquiries, 100 * share(f.paid_next_day, f.inquiries), f.sales_fen / 100, f.orders_lost, f.orders,
        f.passed_on, f.assists, f.turns_leftover, f.turns_open, f.fcr_resolved, f.fcr_n, f.customers_buying_again,
        share(f.session_sum_ms, f.sessions_ended) / 1000);
  }
  CHECK(true);
}
