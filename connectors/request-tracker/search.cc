// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/search.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "agent/base/time.h"

namespace rigong::connectors::request_tracker {
namespace {

// With a field that the server does not know the answer is an internal error, so no more is asked for than all versions have.
constexpr std::string_view kFields = "ObjectId,Type,Field,OldValue,NewValue,Created,Creator";
constexpr std::string_view kPerson = "id,Name,RealName";
constexpr std::string_view kKinds =
    "( Type = 'Create' OR Type = 'Correspond' OR Type = 'Comment' OR Type = 'Status' "
    // A change of owner is written down twice, the second time as a change of those who watch the ticket.
    "OR ( Field = 'Owner' AND Type != 'SetWatcher' ) OR ( Type = 'AddLink' AND Field = 'MergedInto' ) )";

std::string utc_text(Seconds time) {
  constexpr Seconds kDay = kDayMs / kSecondMs;
  const Seconds rest = time % kDay;
  return fmt::format("{} {:02}:{:02}:{:02}", to_string(Day{static_cast<std::int32_t>(time / kDay)}), rest / 3600, rest / 60 % 60,
                     rest % 60);
}

// Reminders and approvals are tickets, too, and no customer's.
std::string where(const Search& search, std::string_view kinds) {
  std::string text = fmt::format("ObjectType = 'RT::Ticket' AND TicketType = 'ticket' AND id > {}", search.after);
  // The server reads a time in the zone that the token's owner has chosen: a day covers every zone.
  if (search.since > 0) text += fmt::format(" AND Created > '{}'", utc_text(search.since - kDayMs / kSecondMs));
  if (!search.queues.empty()) {
    std::vector<std::string> each;
    for (const std::string& queue : search.queues) each.push_back(fmt::format("TicketQueue = '{}'", queue));
    text += fmt::format(" AND ( {} )", fmt::join(each, " OR "));
  }
  return fmt::format("{} AND {}", text, kinds);
}

Parameters listed(std::string query, const Search& search) {
  Parameters result = {{"query", std::move(query)},
                       {"orderby", "id"},
                       {"per_page", std::to_string(std::clamp<std::int64_t>(search.rows, 1, kMostRows))}};
  if (search.page > 1) result.emplace_back("page", std::to_string(search.page));
  return result;
}

Parameters with_fields(Parameters parameters) {
  parameters.emplace_back("fields", kFields);
  parameters.emplace_back("fields[Creator]", kPerson);
  return parameters;
}

}  // namespace

bool can_be_searched(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\'' || c == '"' || c == '\\' || c == '[';
  });
}

Parameters transactions(const Search& search) { return with_fields(listed(where(search, kKinds), search)); }

Parameters next_number(const Search& search) { return listed(where(search, kKinds), search); }

Parameters transaction(std::int64_t number) {
  return with_fields({{"query", fmt::format("ObjectType = 'RT::Ticket' AND id = {}", number)}});
}

Parameters field_changes(const Search& search, std::string_view field) {
  // In a search of its own: within a choice of kinds the server would ask for this one alone.
  return with_fields(listed(where(search, fmt::format("CFName = '{}'", field)), search));
}

Parameters fields_named(std::string_view name) { return {{"query", fmt::format(R"([{{"field":"Name","value":"{}"}}])", name)}}; }

Parameters history(std::int64_t page) {
  return with_fields({{"orderby", "id"}, {"per_page", std::to_string(kMostRows)}, {"page", std::to_string(page)}});
}

Parameters requestors(std::span<const std::int64_t> tickets) {
  std::vector<std::string> each;
  for (const std::int64_t ticket : tickets) each.push_back(fmt::format("id = {}", ticket));
  return {{"query", fmt::format("{}", fmt::join(each, " OR "))},
          {"per_page", std::to_string(kMostRows)},
          {"fields", "Requestor"},
          {"fields[Requestor]", std::string(kPerson)}};
}

Parameters texts(std::span<const std::int64_t> transactions) {
  return {{"query", fmt::format(R"([{{"field":"TransactionId","operator":"IN","value":[{}]}},)"
                                R"({{"field":"ContentType","operator":"STARTSWITH","value":"text/"}}])",
                                fmt::join(transactions, ","))},
          {"orderby", "id"},
          {"per_page", std::to_string(kMostRows)},
          {"fields", "TransactionId,ContentType,Filename,Content"}};
}

}  // namespace rigong::connectors::request_tracker
