// SPDX-License-Identifier: Apache-2.0
// A store that is filled from a platform the way the program does it: connector, patience, kept tokens, cursor and records in one
// transaction. What a platform's own test adds is its fake, and the lists of what the store should hold of it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "agent/base/ids.h"
#include "agent/config/config.h"
#include "agent/runtime/http/patient_http.h"
#include "agent/runtime/poll.h"
#include "connectors/api/connector.h"
#include "tests/support/kept_secrets.h"
#include "tests/support/test_store.h"

namespace rigong::testing {

class PolledAccount {
 public:
  PolledAccount(const PolledAccount&) = delete;
  PolledAccount& operator=(const PolledAccount&) = delete;

  [[nodiscard]] ManualClock& clock() { return test_store_.clock(); }
  // One poll.
  Result<runtime::PollOutcome> poll();
  // Polls until there is nothing more; the last outcome or the first error.
  Result<runtime::PollOutcome> poll_all();
  // Polls through the time, as the program would, errors and all.
  void live(DurationMs length, DurationMs step = 5 * kMinuteMs);
  // As after kill -9: nothing is left but what was committed, and the tokens.
  void restart();

  // The rows that could not be used: "endpoint row", in the order in which they were set aside.
  [[nodiscard]] std::vector<std::string> kept_rows();
  // As it was committed last; empty before the first poll.
  [[nodiscard]] std::string cursor();
  [[nodiscard]] std::int64_t change_number();
  // What the platform delivered ready: "rep day field value", sorted.
  [[nodiscard]] std::vector<std::string> delivered();
  [[nodiscard]] runtime::PatientHttp& http() { return *http_; }

  std::map<std::string, std::string> options;  // For the next restart().
  KeptSecrets secrets;

 protected:
  // `platform` is asked at each restart whom to ask from then on. Whoever derives from this calls restart() once it can answer.
  PolledAccount(const connectors::Definition& definition, model::Account account, TimeMs now,
                std::function<runtime::HttpTransport&()> platform);
  ~PolledAccount() = default;

  [[nodiscard]] storage::Store& store() { return *store_; }
  [[nodiscard]] const KeyedHasher& hasher() const { return hasher_; }
  // The platform's ids of the reps.
  [[nodiscard]] std::map<model::RepNo, std::string> names_of_reps();
  // Calls each(records) for every conversation of the store.
  template <class Each>
  void each_conversation(Each each) {
    const auto view = get(store().read());
    constexpr std::size_t kAll = 1'000'000;
    for (const model::Account& account : get(view->accounts())) {
      for (const auto& ref : get(view->conversations(account.number, kAll))) each(get(view->conversation(ref)));
    }
  }

 private:
  const connectors::Definition& definition_;
  model::Account account_;
  std::function<runtime::HttpTransport&()> platform_;
  TestStore test_store_;
  std::unique_ptr<storage::Store> store_;
  KeyedHasher hasher_;
  config::Config config_;
  ShopCalendar calendar_;
  runtime::MessageFlags flags_;
  std::unique_ptr<runtime::PatientHttp> http_;
  std::unique_ptr<connectors::Connector> connector_;
  std::uint64_t starts_ = 0;
};

// Whether some of the words hold the part, in Chinese.
[[nodiscard]] bool says(const std::vector<Words>& words, const std::string& part);
[[nodiscard]] std::vector<std::string> sorted(std::vector<std::string> lines);

}  // namespace rigong::testing
