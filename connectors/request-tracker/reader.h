// SPDX-License-Identifier: Apache-2.0
// One poll: a page of transactions behind the last one taken.
//
// The server gives numbers in the order in which transactions begin, and shows them in the order in which they end. So a stretch
// of numbers that are seconds old is always asked for again, one of a quarter of an hour every ten minutes, and what has been
// taken is passed over by its number. A poll without news is one request and leaves the cursor as it is.
#pragma once

#include <string>
#include <vector>

#include "connectors/request-tracker/taking.h"

namespace rigong::connectors::request_tracker {

class Reader {
 public:
  Reader(const Client& client, const Settings& settings, const PollRequest& request, RecordSink& sink)
      : client_(client),
        settings_(settings),
        request_(request),
        sink_(sink),
        taking_(client, settings, request, sink, progress_) {}
  [[nodiscard]] Result<PollResult> poll();

 private:
  // A row that cannot be used.
  struct BadRow {
    std::int64_t id = 0;  // 0 where it has none.
    std::string outline;
  };
  struct Page {
    std::vector<Transaction> rows;  // In order of number.
    std::vector<BadRow> bad;
    std::int64_t last = 0;  // The largest number on it.
    bool full = false;
  };

  [[nodiscard]] Seconds their_now() const { return (request_.now + request_.http->clock_offset()) / kSecondMs; }
  // Whether the instant of something that is done every `period` has come.
  [[nodiscard]] bool is_due(TimeMs at, DurationMs period) const { return request_.now >= at || at > request_.now + period; }
  Status begin();
  [[nodiscard]] PollResult result(bool more) const;
  // The page; nothing where the server can give fewer rows at a time only, which is noted.
  Result<std::optional<Page>> ask(std::int64_t after, std::int64_t page);
  Result<std::optional<Page>> fewer(std::int64_t after, const Error& error);
  Result<Page> read(const Answer& answer, std::int64_t after) const;
  // The first page with something new on it.
  Result<std::optional<Page>> find_news(std::int64_t after, bool sweep);
  // The number up to which everything that can be seen has been taken, once a look back has come to this page.
  [[nodiscard]] std::int64_t read_up_to(const Page& page) const;
  void reject(const std::vector<BadRow>& rows, bool has_news);
  Status check_settings();
  Status take_ratings();

  const Client& client_;
  const Settings& settings_;
  const PollRequest& request_;
  RecordSink& sink_;
  Progress progress_;
  Taking taking_;
};

}  // namespace rigong::connectors::request_tracker
