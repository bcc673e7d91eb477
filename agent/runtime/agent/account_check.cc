// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/account_check.h"

#include <algorithm>
#include <thread>

#include "agent/base/ids.h"
#include "agent/runtime/agent/account_tokens.h"
#include "agent/runtime/http/curl_transport.h"
#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/shop_rules.h"

namespace rigong::runtime {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kLongest{10};
constexpr int kMostPolls = 20;
constexpr std::chrono::milliseconds kLook{50};
// Some have to look twice: a file that was just seen may still be written.
constexpr DurationMs kSecondLook = 2500;

class FoundSink final : public connectors::RecordSink {
 public:
  FoundSink(overlay::FoundRecords& found, std::function<bool()> goes_on) : found_(found), goes_on_(std::move(goes_on)) {}
  void message(const model::Message&) override { ++found_.messages; }
  void assignment(const model::Assignment&) override { ++found_.assignments; }
  void rating(const model::Rating&) override { ++found_.ratings; }
  void order(const model::Order&) override { ++found_.orders; }
  void shift(const model::Shift&) override { ++found_.shifts; }
  void delivered(const model::DeliveredDay&) override { ++found_.days; }
  void rep(const model::RepName&) override { ++found_.reps; }
  void rejected(const connectors::RejectedRow&) override { ++found_.rejected; }
  bool progress(std::uint64_t, std::uint64_t) override { return goes_on_(); }

 private:
  overlay::FoundRecords& found_;
  const std::function<bool()> goes_on_;
};

bool nothing(const overlay::FoundRecords& found) {
  return found.messages + found.assignments + found.ratings + found.orders + found.shifts + found.days + found.reps +
             found.rejected ==
         0;
}

}  // namespace

overlay::AccountCheck check_account(const CheckSurroundings& around, const config::AccountSettings& account) {
  overlay::AccountCheck check;
  const auto begun = steady_clock::now();
  const auto stopped = [&] { return around.stopped && around.stopped(); };
  const auto goes_on = [&] { return !stopped() && steady_clock::now() - begun < kLongest; };
  const auto known = connectors::all();
  const auto definition = std::find_if(known.begin(), known.end(), [&](const auto* each) { return each->type == account.type; });
  if (definition == known.end()) {
    check.problem = Words{"没有这种数据来源。", "There is no such kind of source."};
    return check;
  }
  auto connector = (*definition)->make(*account.options);
  const auto transport = make_curl_transport({around.config.private_hosts, stopped, {}});
  if (!connector) {
    check.problem = connector.error().words;
    return check;
  }
  const auto wait = [&](DurationMs length) {
    const auto until = steady_clock::now() + std::chrono::milliseconds(length);
    while (goes_on() && steady_clock::now() < until) std::this_thread::sleep_for(kLook);
    return goes_on();
  };
  PatientHttp http(*transport, around.clock, wait, std::hash<std::string>{}(random_bytes(4)));
  AccountTokens tokens(around.folder, account);
  ShopRules rules(around.config);
  FoundSink sink(check.found, goes_on);
  connectors::PollRequest request{{}, around.clock.now(), &rules.calendar(account.shop), &http, &tokens};
  for (int polls = 0; polls < kMostPolls; ++polls) {
    auto result = (*connector)->poll(request, sink);
    if (!result) {
      // Asked to stop after ten seconds, or while it was waiting: what came until then is an answer too.
      const bool cut = result.error().kind == ErrorKind::cancelled;
      check.more = cut;
      if (!cut || stopped()) check.problem = result.error().words;
      break;
    }
    check.more = result->more;
    check.reading = std::move(result->reading);
    check.lacking = std::move(result->lacking);
    check.calls_left = result->calls_left;
    const bool moved = request.cursor != result->next_cursor;
    request.cursor = std::move(result->next_cursor);
    if (result->more && goes_on()) continue;
    if (polls > 0 || !moved || !nothing(check.found) || !wait(kSecondLook)) break;
    request.now = std::max(around.clock.now(), request.now + kSecondLook);
  }
  return check;
}

}  // namespace rigong::runtime
