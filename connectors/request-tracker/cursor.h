// SPDX-License-Identifier: Apache-2.0
// How far the server has been read. Numbers are those of transactions; Seconds are of the server's clock.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/time.h"

namespace rigong::connectors::request_tracker {

using Seconds = std::int64_t;

// A transaction that has been taken lately. Numbers are given when a transaction begins and seen when it ends, so one that took
// long appears behind others with larger numbers.
struct Recent {
  std::int64_t id = 0;
  Seconds created = 0;
};

enum class Kind : std::uint8_t { customer, agent, system, nobody };

struct Person {
  std::int64_t id = 0;
  Kind kind = Kind::customer;
  std::int64_t hour = 0;  // Since 1970, when the server was asked about this person last.
  std::string name;       // The login of an agent; empty for all others: a customer's name is not kept.
};

struct Progress {
  std::string host;
  Seconds from = 0;                  // What is older is not taken.
  std::int64_t settled = 0;          // Up to here nothing is asked for again.
  std::vector<Recent> recent;        // Taken beyond `settled`, in order of number.
  std::int64_t ratings = 0;          // The same for changes of the rating's field: the highest taken.
  TimeMs sweep_at = 0;               // By our clock: when to look back next, …
  TimeMs check_at = 0;               // … and when to see next whether the settings name what is there.
  std::int64_t rows = 100;           // Asked for at once: fewer where the server cannot give that many.
  int tries = 0;                     // With one row.
  std::vector<std::int64_t> aside;   // Cannot be read: tried again with each look back.
  std::vector<std::string> missing;  // Queues of the settings that this account does not see.
  bool nameless = false;             // The server does not tell the login of somebody who owns tickets.
  bool field_refused = false;        // The rating's field cannot be searched for.
  std::vector<Person> people;        // In order of number.
};

inline constexpr std::size_t kMostRecent = 600;  // It is time to look back where there are as many.
inline constexpr std::size_t kMostPeople = 1000;
inline constexpr std::size_t kMostAside = 50;

// At most 64 KB, whatever is in it.
[[nodiscard]] std::string write_cursor(const Progress& progress);
// Nothing where it is not one of ours: everything is read again then, which doubles nothing. wrong_use where it is of another
// server.
[[nodiscard]] Result<std::optional<Progress>> read_cursor(std::string_view cursor, std::string_view host);

[[nodiscard]] bool is_taken(const Progress& progress, std::int64_t transaction);
void note_taken(Progress& progress, const Recent& recent);
inline constexpr std::int64_t kEveryNumber = std::numeric_limits<std::int64_t>::max();
// What is older than `created` has settled, and where there are kMostRecent, the older half; nothing beyond the number `up_to`.
void settle(Progress& progress, Seconds created, std::int64_t up_to);
// The highest number up to which everything taken is older than `created`.
[[nodiscard]] std::int64_t quiet_before(const Progress& progress, Seconds created);

[[nodiscard]] const Person* find(const Progress& progress, std::int64_t person);
// Keeps kMostPeople; of these, agents and those asked about last.
void remember(Progress& progress, const Person& person);

}  // namespace rigong::connectors::request_tracker
