// SPDX-License-Identifier: Apache-2.0
// The demo's past is imported and its present is polled over HTTP: nothing is told twice and nothing is lost where the two meet,
// whenever it is stopped. What the store says in the end is what the same story says when it is told at once.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <random>

#include "agent/runtime/agent/account_tokens.h"
#include "agent/runtime/agent/demo_workspace.h"
#include "agent/runtime/http/curl_transport.h"
#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/poll.h"
#include "agent/runtime/store_figures.h"
#include "agent/runtime/work_out.h"
#include "connectors/demo/world.h"
#include "tests/runtime/team.h"

using namespace rigong;
using namespace rigong::runtime;
using rigong::testing::get;
using rigong::testing::must;
using runtime_test::at;

namespace {

namespace demo = connectors::demo;

constexpr demo::Settings kSettings{21, 8, 3, 16, true};
const std::vector<std::pair<std::string, std::string>> kOptions = {
    {"seed", "21"}, {"reps", "8"}, {"days", "3"}, {"per_day", "16"}};

// As `rigong demo` lives, on a clock of the test's, one poll at a time.
class Shop {
 public:
  explicit Shop(const std::string& now) : clock_(at(now)) { start(); }

  // As after kill -9: nothing is left but what was committed, and a port and keys that nobody knows yet.
  void kill_and_start() {
    lanes_.clear();
    workspace_.reset();
    start();
  }
  void advance(DurationMs by) { clock_.advance(by); }
  [[nodiscard]] TimeMs now() const { return workspace_->clock().now(); }
  [[nodiscard]] std::size_t accounts() const { return lanes_.size(); }

  // One poll of an account; whether it has more.
  bool poll(std::size_t which) {
    Lane& lane = lanes_.at(which);
    const ShopCalendar calendar = get(ShopCalendar::make({}));
    const PollSurroundings around{workspace_->store(), lane.hasher, workspace_->flags(), workspace_->clock(), calendar,
                                  &lane.http,          &lane.tokens};
    const auto outcome = poll_once(around, lane.account, *lane.connector);
    INFO((outcome ? std::string("ok") : outcome.error().words.en));
    REQUIRE(outcome);
    for (const Words& words : outcome->lacking) UNSCOPED_INFO(words.en);
    CHECK(outcome->lacking.empty());
    CHECK(outcome->counts.rejected == 0);
    return outcome->more;
  }
  void poll_all() {
    for (std::size_t which = 0; which < accounts(); ++which) {
      for (int polls = 0; poll(which); ++polls) REQUIRE(polls < 500);
    }
  }
  std::vector<FigureRow> figures(TimeMs as_of) {
    ShopRules rules(workspace_->config());
    must(work_out(workspace_->store(), rules));
    StoreFiguresRequest request;
    request.now = as_of;
    return get(figures_from_store(*get(workspace_->store().read()), rules, request));
  }
  [[nodiscard]] std::string complaints() const { return platforms_->complaints(); }

 private:
  struct Lane {
    Lane(Workspace& workspace, const config::AccountSettings& settings)
        : account{0, settings.name, settings.type, settings.type, settings.shop},
          hasher(get(workspace.hasher())),
          connector(get((*std::find_if(connectors::all().begin(), connectors::all().end(),
                                       [&](const auto* each) { return each->type == settings.type; }))
                            ->make(*settings.options))),
          transport(make_curl_transport({})),
          http(
              *transport, workspace.clock(), [](DurationMs) { return true; }, 1),
          tokens(workspace.folder(), settings) {}
    model::Account account;
    KeyedHasher hasher;
    std::unique_ptr<connectors::Connector> connector;
    std::unique_ptr<HttpTransport> transport;
    PatientHttp http;
    AccountTokens tokens;
  };

  void start() {
    platforms_ = get(DemoPlatforms::start());
    workspace_ = get(open_demo(folder_.path(), clock_, {kOptions, platforms_}));
    for (const config::AccountSettings& settings : workspace_->config().connectors) lanes_.emplace_back(*workspace_, settings);
  }

  rigong::testing::TempFolder folder_;
  ManualClock clock_;
  std::shared_ptr<DemoPlatforms> platforms_;
  std::shared_ptr<Workspace> workspace_;
  std::deque<Lane> lanes_;
};

// Tells the polled half as such platforms tell it: without what programs write, who asked for a person and why a chat was passed
// on; and all that a customer writes is one conversation.
class AsPlatforms final : public connectors::RecordSink {
 public:
  explicit AsPlatforms(StoreIntake& intake) : intake_(intake) {}
  std::string customer;

  void message(const model::Message& message) override {
    if (message.kind != model::SenderKind::rep && message.kind != model::SenderKind::customer) return;
    model::Message told = message;
    told.conversation_id = "desk/" + message.customer_id;
    intake_.message(told);
  }
  void assignment(const model::Assignment& assignment) override {
    if (assignment.kind != model::AssignmentKind::to_rep && assignment.kind != model::AssignmentKind::closed) return;
    model::Assignment told = assignment;
    told.conversation_id = "desk/" + customer;
    told.reason = model::TransferReason::none;
    intake_.assignment(told);
  }
  void rating(const model::Rating& rating) override { intake_.rating(rating); }
  void order(const model::Order& order) override { intake_.order(order); }
  void shift(const model::Shift& shift) override { intake_.shift(shift); }
  void delivered(const model::DeliveredDay& day) override { intake_.delivered(day); }
  void rejected(const connectors::RejectedRow& row) override { FAIL(row.reason.en); }
  bool progress(std::uint64_t, std::uint64_t) override { return true; }

 private:
  StoreIntake& intake_;
};

// The same story without platforms.
std::vector<FigureRow> told_directly(Day first_today, TimeMs upto, TimeMs as_of) {
  runtime_test::Team team;
  team.clock().set(upto);
  const ShopCalendar calendar = get(ShopCalendar::make({}));
  const demo::World world(kSettings, first_today, calendar);
  const MessageFlags flags(team.config().metrics);
  StoreIntake intake(team.store(), {0, "direct", "demo", "demo", "main"}, team.hasher(), flags, team.clock());
  const TimeMs begin = world.plan().at(world.plan().first_day(), 0) - 1;
  demo::Wanted imported;
  imported.part = demo::Part::imported;
  world.deliver(begin, upto, intake, {}, imported);
  AsPlatforms platforms(intake);
  demo::Wanted polled;
  polled.part = demo::Part::polled;
  polled.whose = [&](const std::string& customer) { platforms.customer = customer; };
  world.deliver(begin, upto, platforms, {}, polled);
  must(intake.finish());
  team.work_out();
  return team.rows(as_of);
}

// Each rep's own day as a line, by the name without what the accounts put before it.
std::vector<std::string> own_lines(std::vector<FigureRow> rows) {
  rows.erase(std::remove_if(rows.begin(), rows.end(), [](const FigureRow& row) { return row.source != "own"; }), rows.end());
  for (FigureRow& row : rows) row.rep = row.rep.substr(row.rep.find(':') + 1);
  auto lines = runtime_test::lines_of(figures_table(rows));
  std::sort(lines.begin(), lines.end());
  return lines;
}

void check_same(const std::vector<std::string>& held, const std::vector<std::string>& ledger) {
  std::vector<std::string> differences;
  std::set_difference(held.begin(), held.end(), ledger.begin(), ledger.end(), std::back_inserter(differences));
  const std::size_t invented = differences.size();
  std::set_difference(ledger.begin(), ledger.end(), held.begin(), held.end(), std::back_inserter(differences));
  std::string words;
  for (std::size_t i = 0; i < std::min<std::size_t>(differences.size(), 6); ++i) {
    words += (i < invented ? "held: " : "told: ") + differences[i] + "\n";
  }
  for (std::size_t i = invented; i < std::min(differences.size(), invented + 6); ++i) words += "told: " + differences[i] + "\n";
  INFO(words);
  CHECK(differences.empty());
}

}  // namespace

TEST_CASE("a demo over HTTP has the figures of its story, however it is polled, killed and begun again", "[threads]") {
  const Day first_today = *parse_day("2026-11-25");
  for (const unsigned seed : {1U, 2U}) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    Shop shop("2026-11-25 15:20:00");
    // Some polls, in any order, and a kill in the middle of the catching up.
    for (int i = 0; i < 6; ++i) shop.poll(random() % shop.accounts());
    shop.kill_and_start();
    shop.poll_all();
    check_same(own_lines(shop.figures(shop.now())), own_lines(told_directly(first_today, shop.now(), shop.now())));

    // The evening, the night and the next morning, with the lid closed now and then; the last kill is followed by the next day.
    const TimeMs end = at("2026-11-26 16:00:00");
    while (shop.now() < end) {
      shop.advance(static_cast<DurationMs>(1 + random() % (random() % 5 == 0 ? 600 : 90)) * kMinuteMs +
                   static_cast<DurationMs>(random() % 60'000));
      if (random() % 4 == 0) shop.kill_and_start();
      for (std::uint64_t polls = random() % 5; polls > 0; --polls) shop.poll(random() % shop.accounts());
    }
    shop.poll_all();
    // Refunds are asked for every ten minutes and ratings every half hour; what is compared is what has had the time to come.
    const TimeMs seen = shop.now();
    shop.advance(40 * kMinuteMs);
    shop.poll_all();
    shop.advance(2 * kHourMs);
    shop.poll_all();
    const auto day_of = [&](std::vector<FigureRow> rows) {
      rows.erase(std::remove_if(rows.begin(), rows.end(), [&](const FigureRow& row) { return row.days.from > first_today; }),
                 rows.end());
      return own_lines(std::move(rows));
    };
    const TimeMs as_of = shop.now();
    REQUIRE(as_of > seen);
    check_same(day_of(shop.figures(as_of)), day_of(told_directly(first_today, as_of, as_of)));
    CHECK(shop.complaints().empty());
  }
}

TEST_CASE("the platform's figures of a demo's day come the day after, under its name and beside its own", "[threads]") {
  Shop shop("2026-11-25 15:20:00");
  shop.poll_all();
  const auto of_platform = [&](const char* day) {
    const auto rows = shop.figures(shop.now());
    return std::count_if(rows.begin(), rows.end(), [&](const FigureRow& row) {
      return row.source == demo::kPlatform && row.days.from == *parse_day(day) && !row.delivered.empty();
    });
  };
  CHECK(of_platform("2026-11-24") > 3);
  CHECK(of_platform("2026-11-25") == 0);
  shop.advance(19 * kHourMs + 30 * kMinuteMs);
  shop.poll_all();
  CHECK(of_platform("2026-11-25") > 3);
  CHECK(shop.complaints().empty());
}

TEST_CASE("a demo of another version is made anew where the program chose the folder, and refused elsewhere") {
  const rigong::testing::TempFolder folder;
  const ManualClock clock(at("2026-11-25 15:20:00"));
  const auto data = folder.path() / "demo";
  {
    const auto workspace = get(open_demo(data, clock));
    const auto transaction = get(workspace->store().write());
    const auto account = get(transaction->ensure_account({0, "演示店铺", "demo", "demo", "main"}));
    must(transaction->set_cursor(account, kPollStream, R"({"story":1})"));
    must(transaction->commit());
  }
  const auto refused = open_demo(data, clock);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::wrong_use);
  const auto anew = get(open_own_demo(data, clock));
  const auto view = get(anew->store().read());
  CHECK(get(view->cursor(get(view->accounts()).front().number, kPollStream)).find("\"story\":1") == std::string::npos);
}
