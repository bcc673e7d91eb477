// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "connectors/kit/values.h"
#include "connectors/request-tracker/search.h"

namespace rigong::connectors::request_tracker {
namespace {

// How long a transaction may take from its number to its being seen: asked for with every poll, and with every look back.
constexpr Seconds kLate = 30;
constexpr Seconds kVeryLate = 15 * 60;
constexpr DurationMs kSweepEvery = 10 * kMinuteMs;
constexpr DurationMs kCheckEvery = kDayMs;
constexpr int kMostTries = 3;
// Pages of what has been taken already: all that is remembered fits.
constexpr int kMostTakenPages = 12;
// Pages that may be empty since this account sees nothing of them.
constexpr std::int64_t kMostHiddenPages = 6;
constexpr std::int64_t kRatingOverlap = 200;
constexpr int kMostRatingPages = 20;

tl::unexpected<Error> strange(const Client& client) {
  return fail(ErrorKind::unavailable, fmt::format("{} 的列表不是认识的样子，稍后再试。", client.host()),
              fmt::format("The list of {} has no known shape; trying again later.", client.host()));
}

tl::unexpected<Error> too_old(const Client& client) {
  return fail(
      ErrorKind::refused,
      fmt::format("{} 不会按条件查事务。需要 RT 5（5.0.3 试过）；请升级 RT，或检查 queues 里的名字。", client.host()),
      fmt::format("{} cannot search its transactions. RT 5 is needed (5.0.3 was tried): upgrade it, or check the names in "
                  "queues.",
                  client.host()));
}

}  // namespace

Result<PollResult> Reader::poll() {
  RIGONG_TRY(begin());
  if (is_due(progress_.check_at, kCheckEvery)) RIGONG_TRY(check_settings());
  // With few rows at a time it goes on behind the last one; looking back waits until the server is well.
  const bool due = is_due(progress_.sweep_at, kSweepEvery) || progress_.recent.size() >= kMostRecent;
  const bool sweep = due && progress_.rows == kMostRows;
  // Asked first for something that cannot fail by itself: after a rest the host lets one request through, and one row that the
  // server cannot give must not be that for ever.
  if (sweep || progress_.rows < kMostRows) RIGONG_TRY(client_.ping(*request_.http));
  if (sweep) RIGONG_TRY(taking_.retry_aside());
  std::int64_t after = progress_.settled;
  if (!sweep) after = quiet_before(progress_, their_now() - kLate);
  if (progress_.rows < kMostRows && !progress_.recent.empty()) after = progress_.recent.back().id;
  RIGONG_ASSIGN(auto page, find_news(after, sweep));
  if (!page) return result(true);
  progress_.rows = std::min(kMostRows, progress_.rows * 2);
  progress_.tries = 0;
  std::vector<Transaction> fresh;
  // Of those that are handed on the numbers stay.
  for (Transaction& row : page->rows) {
    if (!is_taken(progress_, row.id)) fresh.push_back(std::move(row));
  }
  // Rows without a number cannot be told apart: they are said together with what is new.
  const bool any_fresh = !fresh.empty();
  reject(page->bad, any_fresh);
  RIGONG_ASSIGN(const bool whole, taking_.take(std::move(fresh)));
  const bool more = !whole || (page->full && any_fresh);
  if (sweep && !more) {
    RIGONG_TRY(take_ratings());
    progress_.sweep_at = request_.now + kSweepEvery;
  }
  // With a look back only, and as far as it has read: what has appeared in between may lie anywhere behind.
  if (sweep) settle(progress_, their_now() - kVeryLate, read_up_to(*page));
  return result(more);
}

std::int64_t Reader::read_up_to(const Page& page) const {
  for (const Transaction& row : page.rows) {
    if (!is_taken(progress_, row.id)) return row.id - 1;
  }
  return page.full ? page.last : kEveryNumber;
}

void Reader::reject(const std::vector<BadRow>& rows, bool has_news) {
  for (const BadRow& row : rows) {
    if (row.id == 0 ? !has_news : is_taken(progress_, row.id)) continue;
    if (row.id != 0) note_taken(progress_, {row.id, their_now()});
    sink_.rejected({"transactions",
                    0,
                    {"这条记录没有编号、工单、时间、类型或发起人，没有采用。",
                     "This transaction has no number, ticket, time, type or creator and was not taken."},
                    row.outline});
  }
}

Status Reader::begin() {
  if (!request_.cursor.empty()) {
    RIGONG_ASSIGN(auto progress, read_cursor(request_.cursor, client_.host()));
    if (progress) {
      progress_ = std::move(*progress);
      return {};
    }
  }
  progress_.host = client_.host();
  const Day first = request_.calendar->day_of(request_.now) - settings_.days;
  progress_.from = request_.calendar->day_start(first) / kSecondMs;
  return {};
}

PollResult Reader::result(bool more) const {
  PollResult result;
  result.next_cursor = write_cursor(progress_);
  result.more = more;
  result.reading = {{"工单的往来、备注和指派", "Correspondence, comments and owners of tickets"}};
  if (!settings_.rating_field.empty()) {
    result.reading.push_back({fmt::format("满意度（自定义字段 {}）", settings_.rating_field),
                              fmt::format("Ratings (the custom field {})", settings_.rating_field)});
  }
  if (!progress_.missing.empty()) {
    const std::string names = fmt::format("{}", fmt::join(progress_.missing, ", "));
    result.lacking.push_back(
        {fmt::format("看不到这些队列：{}。请检查名字，并在队列的 Group Rights 里给 SeeQueue 和 ShowTicket。", names),
         fmt::format("These queues cannot be seen: {}. Check the names, and grant SeeQueue and ShowTicket in the "
                     "queues' rights.",
                     names)});
  }
  if (progress_.nameless) {
    result.lacking.push_back(
        {"有的工单看不出指派给了谁：请让 RT 的 UserSummaryExtraInfo 含有 Name，或给这个账号 AdminUsers。",
         "Of some tickets it cannot be told who owns them: let RT's UserSummaryExtraInfo hold Name, or grant "
         "AdminUsers to this account."});
  }
  if (progress_.field_refused) {
    result.lacking.push_back(
        {fmt::format("读不到自定义字段 {}：请检查名字，并给这个账号 SeeCustomField。", settings_.rating_field),
         fmt::format("The custom field {} cannot be read: check its name, and grant SeeCustomField to this "
                     "account.",
                     settings_.rating_field)});
  }
  return result;
}

Result<std::optional<Reader::Page>> Reader::ask(std::int64_t after, std::int64_t page) {
  // Before anything has been taken, the time says where to begin.
  const Seconds since = after == 0 ? progress_.from : 0;
  const auto answer =
      client_.get(*request_.http, "transactions", transactions({settings_.queues, after, since, progress_.rows, page}));
  if (!answer) return fewer(after, answer.error());
  if (answer->outcome != Outcome::given) return too_old(client_);
  RIGONG_ASSIGN(Page result, read(*answer, after));
  return std::optional(std::move(result));
}

Result<Reader::Page> Reader::read(const Answer& answer, std::int64_t after) const {
  const rapidjson::Value* list = member(answer.document, "items");
  if (list == nullptr) return strange(client_);
  Page page;
  const auto rows = elements(list);
  page.rows.reserve(rows.size());
  for (const rapidjson::Value* row : rows) {
    const std::int64_t id = whole_of(*row, "id").value_or(0);
    // It gave what was not asked for: another version, which would begin at the beginning for ever.
    if (id != 0 && id <= after) return too_old(client_);
    page.last = std::max(page.last, id);
    if (auto transaction = read_transaction(*row, *request_.calendar)) {
      page.rows.push_back(std::move(*transaction));
    } else {
      page.bad.push_back({id, outline(*row)});
    }
  }
  // One bad row is a row; nothing but bad rows is another version.
  if (page.rows.empty() && page.bad.size() > 1) return strange(client_);
  page.full = static_cast<std::int64_t>(rows.size()) >= progress_.rows;
  const auto before = [](const Transaction& a, const Transaction& b) { return a.id < b.id; };
  if (!std::is_sorted(page.rows.begin(), page.rows.end(), before)) std::sort(page.rows.begin(), page.rows.end(), before);
  return page;
}

// Where the server answers everything else it is one row that it cannot give: looked for by asking for fewer, and set aside.
Result<std::optional<Reader::Page>> Reader::fewer(std::int64_t after, const Error& error) {
  const bool may_be_one = error.kind == ErrorKind::unavailable || error.kind == ErrorKind::refused;
  if (!may_be_one || !client_.ping(*request_.http)) return fail(error);
  if (progress_.rows > 1) {
    progress_.rows = std::max<std::int64_t>(1, progress_.rows / 4);
    return std::optional<Page>();
  }
  if (++progress_.tries < kMostTries) return std::optional<Page>();
  const Seconds since = after == 0 ? progress_.from : 0;
  RIGONG_ASSIGN(const Answer answer,
                client_.list(*request_.http, "transactions", next_number({settings_.queues, after, since, 1, 1})));
  progress_.tries = 0;
  for (const rapidjson::Value* row : elements(member(answer.document, "items"))) {
    const std::int64_t id = whole_of(*row, "id").value_or(0);
    if (id <= after) return too_old(client_);
    taking_.set_aside(id, error.words);
    note_taken(progress_, {id, their_now()});
  }
  return std::optional<Page>();
}

Result<std::optional<Reader::Page>> Reader::find_news(std::int64_t after, bool sweep) {
  for (int pages = 0;; ++pages) {
    RIGONG_ASSIGN(auto page, ask(after, 1));
    if (!page) return page;
    const bool taken =
        std::all_of(page->rows.begin(), page->rows.end(), [&](const Transaction& row) { return is_taken(progress_, row.id); });
    if (page->full && taken && page->last > after && pages < kMostTakenPages) {
      after = page->last;
      continue;
    }
    if (!sweep || page->last != 0) return page;
    // Rows that this account may not see leave a page empty and others behind it.
    for (std::int64_t number = 2; number <= kMostHiddenPages && page->last == 0; ++number) {
      RIGONG_ASSIGN(page, ask(after, number));
      if (!page) return page;
    }
    return page;
  }
}

Status Reader::check_settings() {
  std::vector<std::string> missing;
  for (const std::string& queue : settings_.queues) {
    RIGONG_ASSIGN(const Answer answer, client_.get(*request_.http, "queue/" + url_encode(queue)));
    if (answer.outcome != Outcome::given) missing.push_back(queue);
  }
  progress_.missing = std::move(missing);
  if (!settings_.rating_field.empty()) {
    RIGONG_ASSIGN(const Answer answer, client_.list(*request_.http, "customfields", fields_named(settings_.rating_field)));
    progress_.field_refused = elements(member(answer.document, "items")).empty();
  }
  progress_.check_at = request_.now + kCheckEvery;
  return {};
}

Status Reader::take_ratings() {
  if (settings_.rating_field.empty()) return {};
  std::int64_t after = std::max<std::int64_t>(0, progress_.ratings - kRatingOverlap);
  for (int pages = 0; pages < kMostRatingPages; ++pages) {
    const Seconds since = after == 0 ? progress_.from : 0;
    RIGONG_ASSIGN(const Answer answer,
                  client_.get(*request_.http, "transactions",
                              field_changes({settings_.queues, after, since, kMostRows, 1}, settings_.rating_field)));
    if (answer.outcome != Outcome::given) return too_old(client_);
    RIGONG_ASSIGN(const Page page, read(answer, after));
    for (const Transaction& change : page.rows) {
      const auto level = parse_level(change.new_value, RatingScale::one_to_five);
      // An emptied field takes nothing back: a customer has said it.
      if (change.type != "CustomField" || !level || change.created < progress_.from) continue;
      model::Rating rating;
      rating.rating_id = fmt::format("ticket-{}", change.ticket);
      rating.conversation_id = std::to_string(change.ticket);
      rating.rated_at = change.created * kSecondMs;
      rating.level = *level;
      sink_.rating(rating);
    }
    progress_.ratings = std::max(progress_.ratings, page.last);
    if (page.last <= after || page.rows.size() + page.bad.size() < static_cast<std::size_t>(kMostRows)) return {};
    after = page.last;
  }
  return {};
}

}  // namespace rigong::connectors::request_tracker
