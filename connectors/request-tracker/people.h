// SPDX-License-Identifier: Apache-2.0
// Who is an agent and who a customer. The server says so for one person at a time, so answers are kept for a day.
#pragma once

#include <optional>

#include "connectors/api/connector.h"
#include "connectors/request-tracker/client.h"
#include "connectors/request-tracker/cursor.h"
#include "connectors/request-tracker/records.h"
#include "connectors/request-tracker/settings.h"

namespace rigong::connectors::request_tracker {

class People {
 public:
  People(const Client& client, const Settings& settings, const PollRequest& request, RecordSink& sink, Progress& progress)
      : client_(client), settings_(settings), request_(request), sink_(sink), progress_(progress) {}

  // Somebody whom a row names. Errors as Client::get() has them; refused too where the account may not see anybody.
  [[nodiscard]] Result<Person> named(const Named& named);
  // Somebody of whom a row gives the number only. Nothing where the server knows or tells no such person.
  [[nodiscard]] Result<std::optional<Person>> numbered(std::int64_t id);
  // As many were asked about as fit one poll.
  [[nodiscard]] bool spent() const { return asked_ >= kMostAsked; }

 private:
  static constexpr int kMostAsked = 40;
  [[nodiscard]] std::int64_t hour() const { return request_.now / kHourMs; }
  [[nodiscard]] const Person* known(std::int64_t id) const;
  [[nodiscard]] std::optional<Kind> by_name(const Named& named) const;
  Result<std::optional<Person>> ask(std::int64_t id, const Named* named);
  Person keep(const Named& named, Kind kind);

  const Client& client_;
  const Settings& settings_;
  const PollRequest& request_;
  RecordSink& sink_;
  Progress& progress_;
  int asked_ = 0;
};

}  // namespace rigong::connectors::request_tracker
