// SPDX-License-Identifier: Apache-2.0
// The contract between the program and everything it talks to. A connector only maps: the host owns time, network, state, retries
// and logging. It lives in one folder, keeps no state between polls but its cursor, starts no threads and holds no locks; its
// methods are never called from two threads at once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "agent/base/time.h"
#include "agent/model/options.h"
#include "agent/model/record.h"
#include "connectors/api/http.h"

namespace rigong::connectors {

// A piece of input that could not be used. It stops nothing; it is counted, named and kept aside.
struct RejectedRow {
  std::string origin;      // File name or endpoint.
  std::uint64_t line = 0;  // 1 = the first line, header included; 0 = not from a file.
  Words reason;            // What is wrong with it and what would be right.
  std::string row;         // As it came, cleaned and cut to a few kilobytes.
};

// Takes what a connector understood. The references are valid during the call only. Strings are clean and bounded.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  virtual void message(const model::Message& message) = 0;
  virtual void assignment(const model::Assignment& assignment) = 0;
  virtual void rating(const model::Rating& rating) = 0;
  virtual void order(const model::Order& order) = 0;
  virtual void shift(const model::Shift& shift) = 0;
  virtual void delivered(const model::DeliveredDay& day) = 0;
  // How the account calls one of its reps. Hosts that show nobody need not know.
  virtual void rep(const model::RepName&) {}
  virtual void rejected(const RejectedRow& row) = 0;
  // Bytes read of all bytes (0 = unknown). Cheap to call often. Returns false where the person asked to stop: the connector then
  // returns `cancelled` as soon as it can.
  virtual bool progress(std::uint64_t done, std::uint64_t total) = 0;
};

enum class OptionType { text, integer, boolean, secret, path, url };

// One key of the connector's [[connector]] table. From this the program checks rigong.toml, writes the sample and builds the
// form.
struct OptionSpec {
  std::string_view name;
  std::string_view title_zh;  // What the form calls it, in a few words: the platform's own, where its console shows the value.
  std::string_view title_en;
  OptionType type = OptionType::text;
  bool required = false;
  std::string_view default_value;
  std::string_view help_zh;
  std::string_view help_en;
};

// Checked options of one account, as text; secrets apart.
class Options {
 public:
  virtual ~Options() = default;
  // The value, or the default of the spec.
  [[nodiscard]] virtual std::string text(std::string_view name) const = 0;
  [[nodiscard]] virtual const Secret& secret(std::string_view name) const = 0;
};

// Secrets that a platform gives out anew, for one account: tokens that end. They are kept beside the secrets of the settings and
// never with the records; a cursor must hold none. Valid during the poll.
class SecretKeeper {
 public:
  virtual ~SecretKeeper() = default;
  // What was kept under the name and has not ended at `now`; empty where there is none. Names are the connector's own: "session".
  [[nodiscard]] virtual Secret kept(std::string_view name, TimeMs now) const = 0;
  // Kept once this returns, whatever becomes of the poll: an old token may be void from now on. `ends_at` is when it ends.
  [[nodiscard]] virtual Status keep(std::string_view name, const Secret& value, TimeMs ends_at) = 0;
};

struct PollRequest {
  std::string cursor;  // As returned by the last poll whose records were committed; empty at first.
  TimeMs now = 0;
  const ShopCalendar* calendar = nullptr;
  HttpClient* http = nullptr;       // Valid during the poll. Null where the host has no network: in tests of what needs none.
  SecretKeeper* secrets = nullptr;  // Null with http.
};
struct PollResult {
  std::string next_cursor;  // Stored together with the records of this poll, in one transaction.
  bool more = false;        // There is more right now: poll again without waiting.
  // What this account does not give, each with what to apply for: a right that is missing, a method that is switched off. All
  // else goes on. The host shows them as long as polls say so.
  std::vector<Words> lacking;
  // What the account gives, in a few words each ("接待人数" / "Customers served"), as far as it has been tried.
  std::vector<Words> reading;
  // How many more calls the platform allows today, where it says so or the connector counts them.
  std::optional<std::int64_t> calls_left;
  // There is nothing new before so long: a platform that delivers once a day, a quota that is used up. The host asks no sooner,
  // and within six hours at the latest. Without it the definition's interval holds.
  std::optional<DurationMs> again_in;
};

class Connector {
 public:
  virtual ~Connector() = default;
  // Delivers what is new since the cursor. Errors: refused (credentials, rights), wrong_use (settings), unavailable (try later),
  // cancelled. Records delivered before an error are thrown away by the host.
  virtual Result<PollResult> poll(const PollRequest& request, RecordSink& sink) = 0;
};

// The web page on which an account's own people open one of its conversations, by the id that the platform gave it: http or
// https. Nothing where the id is none of the platform's. Costs little; any thread.
using ConversationLink = std::function<std::optional<std::string>(std::string_view conversation_id)>;

inline constexpr DurationMs kUsualInterval = 15 * kSecondMs;

// What the registry knows of a connector. One per folder, returned by `definition()` of the folder's namespace.
struct Definition {
  std::string_view type;  // The folder's name, and `type` in rigong.toml.
  std::string_view title_zh;
  std::string_view title_en;
  std::span<const OptionSpec> options;
  Result<std::unique_ptr<Connector>> (*make)(const Options& options);
  // Between two polls of one account; the host adds jitter.
  DurationMs interval = kUsualInterval;
  // Made once for an account, from its settings alone: what customers write has no part in it. Null where the platform has no
  // such pages; an empty function where these settings name none.
  ConversationLink (*conversation_link)(const Options& options) = nullptr;
};

// All connectors of this build, in order of type. Generated from the folders.
[[nodiscard]] std::span<const Definition* const> all();

}  // namespace rigong::connectors
