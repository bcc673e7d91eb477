// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/chatwoot/fake_chatwoot.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>

namespace rigong::connectors::chatwoot_test {
namespace {

constexpr std::size_t kPerPage = 25;
constexpr std::int64_t kMost32 = 2'147'483'647;

std::string http_date(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[parts.tm_wday], parts.tm_mday, kMonths[parts.tm_mon],
                     parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::map<std::string, std::string> query_of(const std::string& url) {
  std::map<std::string, std::string> query;
  const std::size_t mark = url.find('?');
  std::string rest = mark == std::string::npos ? std::string() : url.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string pair = rest.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    query[pair.substr(0, equals)] = equals < pair.size() ? pair.substr(equals + 1) : std::string();
    rest.erase(0, end + 1);
  }
  return query;
}

template <class Rows, class Write>
std::string joined(const Rows& rows, Write write) {
  std::string text;
  for (const auto& row : rows) {
    if (!text.empty()) text += ',';
    text += write(row);
  }
  return text;
}

template <class Row>
std::vector<Row> page_of(const std::vector<Row>& rows, std::int64_t page) {
  const std::size_t from = std::min(rows.size(), static_cast<std::size_t>(page - 1) * kPerPage);
  const std::size_t to = std::min(rows.size(), from + kPerPage);
  return {rows.begin() + static_cast<long>(from), rows.begin() + static_cast<long>(to)};
}

}  // namespace

void FakeChatwoot::touch(std::int64_t conversation, std::int64_t activity) {
  FakeConversation& row = conversations.at(conversation);
  row.activity = activity;
  row.updated = static_cast<double>(clock_.now() + clock_ahead) / 1000.0;
}

std::int64_t FakeChatwoot::open(std::int64_t contact) {
  const std::int64_t id = next_conversation_++;
  conversations[id] = {id, contact, "open", now(), now(), static_cast<double>(now())};
  return id;
}

std::int64_t FakeChatwoot::add(FakeMessage message) {
  message.id = next_message_++;
  touch(message.conversation, message.created);
  messages_of[message.conversation].push_back(message.id);
  messages[message.id] = message;
  return message.id;
}

std::int64_t FakeChatwoot::say(std::int64_t conversation, Who who, std::int64_t user, std::string content) {
  return add({0, conversation, now(), who, user, std::move(content)});
}

std::int64_t FakeChatwoot::say_late(std::int64_t conversation, Who who, std::int64_t user, std::int64_t seconds_ago) {
  return add({0, conversation, now() - seconds_ago, who, user, "late"});
}

void FakeChatwoot::withdraw(std::int64_t message) {
  FakeMessage& row = messages.at(message);
  row.deleted = true;
  row.content = "This message was deleted";
  touch(row.conversation, conversations.at(row.conversation).activity);
}

void FakeChatwoot::remove(std::int64_t conversation) {
  for (const std::int64_t id : messages_of[conversation]) messages.erase(id);
  messages_of.erase(conversation);
  conversations.erase(conversation);
}

std::int64_t FakeChatwoot::rate(std::int64_t message, std::int64_t user, int level) {
  for (auto& [id, rating] : ratings) {
    if (rating.message != message) continue;
    rating.level = level;  // The row stays, with the time of the first answer.
    return id;
  }
  const std::int64_t id = next_rating_++;
  ratings[id] = {id, message, messages.at(message).conversation, user, level, now()};
  return id;
}

void FakeChatwoot::complain(const std::string& what, const std::string& url) { complaints.push_back(what + ": " + url); }

bool FakeChatwoot::check(const Query& query, const std::vector<std::string>& allowed, const std::string& url) {
  for (const auto& [name, value] : query) {
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) complain("no such parameter " + name, url);
  }
  return true;
}

std::optional<std::int64_t> FakeChatwoot::number(const Query& query, const std::string& name, const std::string& url) {
  const auto found = query.find(name);
  if (found == query.end()) return std::nullopt;
  std::int64_t value = 0;
  const char* end = found->second.data() + found->second.size();
  const auto [stop, error] = std::from_chars(found->second.data(), end, value);
  if (error != std::errc() || stop != end || value < 0) {
    complain(name + " is no number", url);
    return std::nullopt;
  }
  return value;
}

std::string FakeChatwoot::message_json(const FakeMessage& m) const {
  static constexpr int kTypes[] = {0, 1, 1, 1, 3, 2, 1};
  const auto type = kTypes[static_cast<std::size_t>(m.who)];
  std::string sender;
  if (m.who == Who::contact) {
    sender = fmt::format(R"(,"sender":{{"id":{},"name":"客人","type":"contact"}})", conversations.at(m.conversation).contact);
  } else if (m.who == Who::user || m.who == Who::note) {
    sender = fmt::format(R"(,"sender":{{"id":{},"name":"agent","type":"user"}})", m.user);
  } else if (m.who == Who::bot) {
    sender = R"(,"sender":{"id":900,"name":"bot","type":"agent_bot"})";
  }
  return fmt::format(
      R"({{"id":{},"content":"{}","inbox_id":1,"conversation_id":{},"message_type":{},"content_type":"{}","status":"{}",)"
      R"("content_attributes":{},"created_at":{},"private":{},"source_id":null{}}})",
      m.id, m.content, m.conversation, type, m.csat ? "input_csat" : "text", m.failed ? "failed" : "sent",
      m.deleted ? R"({"deleted":true})" : "{}", m.created, m.who == Who::note, sender);
}

std::string FakeChatwoot::conversation_json(const FakeConversation& row, Fault fault) {
  const FakeMessage* last = nullptr;
  for (const std::int64_t id : messages_of[row.id]) {
    const FakeMessage& message = messages.at(id);
    if (last == nullptr || message.created >= last->created) last = &message;
  }
  return fmt::format(
      R"({{"meta":{{"sender":{{"id":{},"name":"客人{}","phone_number":"+8613800000000"}},"channel":"Channel::WebWidget"}},)"
      R"("id":{},"messages":[{}],"account_id":{},"status":"{}","created_at":{},"timestamp":{},"last_activity_at":{},)"
      R"("agent_last_seen_at":0,"waiting_since":0,"updated_at":{:.6f}}})",
      row.contact, row.contact, row.id, last == nullptr ? "" : message_json(*last),
      fault == Fault::other_account ? account_ + 1 : account_, row.status, row.created, row.activity, row.activity, row.updated);
}

std::string FakeChatwoot::list(const Query& query, const std::string& url, Fault fault) {
  check(query, {"status", "assignee_type", "sort_by", "page"}, url);
  std::vector<FakeConversation> rows;
  for (const auto& [id, row] : conversations) {
    const bool all = query.contains("status") && query.at("status") == "all";
    if (all || row.status == "open") rows.push_back(row);
  }
  // Within one second in whatever order the database likes.
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.activity != b.activity ? a.activity > b.activity : (a.id * 7919) % 101 < (b.id * 7919) % 101;
  });
  const std::size_t count = rows.size();
  const std::int64_t page = fault == Fault::same_page ? 1 : number(query, "page", url).value_or(1);
  if (page < 1) complain("pages begin at 1", url);
  rows = page_of(rows, std::max<std::int64_t>(1, page));
  const auto write = [&](const FakeConversation& row) { return conversation_json(row, fault); };
  return fmt::format(R"({{"data":{{"meta":{{"mine_count":0,"all_count":{}}},"payload":[{}]}}}})", count, joined(rows, write));
}

std::string FakeChatwoot::of_conversation(std::int64_t conversation, const Query& query, const std::string& url) {
  check(query, {"after", "before"}, url);
  const auto after = number(query, "after", url);
  const auto before = number(query, "before", url);
  if (before && *before > kMost32) complain("before does not fit 32 bits", url);
  std::vector<FakeMessage> rows;
  for (const std::int64_t id : messages_of[conversation]) {
    const FakeMessage& message = messages.at(id);
    if (after && before ? id < *after || id >= *before : (after && id <= *after) || (before && id >= *before)) continue;
    rows.push_back(message);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.created < b.created; });
  const std::size_t limit = after && before ? 1000 : after ? 100 : 20;
  // Newest twenty where nothing says from where; else the oldest.
  if (rows.size() > limit && after) rows.resize(limit);
  if (rows.size() > limit) rows.erase(rows.begin(), rows.end() - static_cast<long>(limit));
  return fmt::format(R"({{"meta":{{"labels":[]}},"payload":[{}]}})",
                     joined(rows, [&](const FakeMessage& message) { return message_json(message); }));
}

std::string FakeChatwoot::csat(const Query& query, const std::string& url, Fault fault) {
  check(query, {"page", "since", "until", "sort"}, url);
  const auto since = number(query, "since", url);
  const auto until = number(query, "until", url);
  if (since.has_value() != until.has_value()) complain("since and until count only together", url);
  if (since && until && *since > *until) complain("since lies behind until", url);
  std::vector<FakeRating> rows;
  for (const auto& [id, rating] : ratings) {
    if (!since || !until || (rating.created >= *since && rating.created <= *until)) rows.push_back(rating);
  }
  const std::string sort = query.contains("sort") ? query.at("sort") : "";
  if (sort != "created_at" && sort != "-created_at") complain("no such order", url);
  if (sort == "-created_at") std::reverse(rows.begin(), rows.end());
  rows = page_of(rows, fault == Fault::same_page ? 1 : std::max<std::int64_t>(1, number(query, "page", url).value_or(1)));
  return "[" +
         joined(
             rows,
             [&](const FakeRating& r) {
               const auto conversation = conversations.find(r.conversation);
               const std::int64_t contact = conversation == conversations.end() ? 0 : conversation->second.contact;
               return fmt::format(
                   R"({{"id":{},"rating":{},"feedback_message":"","account_id":{},"message_id":{},"contact":{{"id":{},"name":"客人"}},)"
                   R"("conversation_id":{},"assigned_agent":{{"id":{},"name":"agent"}},"created_at":{}}})",
                   r.id, r.level, account_, r.message, contact, r.conversation, r.user, r.created);
             }) +
         "]";
}

tl::expected<HttpResponse, runtime::TransportFailure> FakeChatwoot::exchange(const HttpRequest& request) {
  const std::string prefix = fmt::format("https://chat.example/api/v1/accounts/{}/", account_);
  const std::string path = request.url.substr(0, request.url.find('?'));
  const auto query = query_of(request.url);
  HttpResponse response{200, {{"date", http_date(now())}, {"content-type", "application/json; charset=utf-8"}}, {}};
  asked.push_back(request.url.starts_with(prefix) ? request.url.substr(prefix.size()) : request.url);
  if (request.method != HttpMethod::get || !request.body.empty()) complain("only GET without a body", request.url);
  if (!request.url.starts_with(prefix)) {
    response.status = 404;
    response.body = R"({"error":"Resource could not be found"})";
    return response;
  }
  const auto& headers = request.secret_headers;
  if (headers.size() != 1 || headers[0].first != "api_access_token" || headers[0].second.reveal() != token_) {
    response.status = 401;
    response.body = R"({"error":"Invalid Access Token"})";
    return response;
  }
  const std::string rest = path.substr(prefix.size());
  const Fault fault = trouble ? trouble(rest) : Fault::none;
  switch (fault) {
    case Fault::too_many:
      response.status = 429;
      response.headers.emplace_back("retry-after", "20");
      response.body = "Retry later\n";
      return response;
    case Fault::server_error:
      response.status = 500;
      response.body = R"({"status":500,"error":"Internal Server Error"})";
      return response;
    case Fault::forbidden:
      response.status = 403;
      return response;
    case Fault::gateway:
    case Fault::web_page:
      response.status = fault == Fault::gateway ? 502 : 200;
      response.headers[1].second = "text/html";
      response.body = "<html><body>Please sign in</body></html>";
      return response;
    case Fault::lost:
      return tl::unexpected<runtime::TransportFailure>(runtime::TransportFailure{
          {ErrorKind::unavailable, {"chat.example 断了", "chat.example broke"}}, runtime::Arrival::unknown});
    case Fault::too_large:
      return tl::unexpected<runtime::TransportFailure>(runtime::TransportFailure{
          {ErrorKind::refused, {"chat.example 太大", "chat.example: too large"}}, runtime::Arrival::unknown});
    default:
      break;
  }
  if (rest == "conversations") {
    response.body = list(query, request.url, fault);
  } else if (rest == "agents") {
    response.body = R"([{"id":11,"name":"agent","role":"agent","availability_status":"busy"}])";
  } else if (rest == "csat_survey_responses") {
    if (!administrator) {
      response.status = 403;
      response.body = R"({"error":"You are not authorized to do this action"})";
      return response;
    }
    response.body = csat(query, request.url, fault);
  } else {
    std::int64_t id = 0;
    const std::string_view tail = "/messages";
    const std::string_view begin = "conversations/";
    const bool of_messages = rest.ends_with(tail);
    const char* const end = rest.data() + rest.size() - (of_messages ? tail.size() : 0);
    bool fits = rest.starts_with(begin);
    if (fits) {
      const auto [stop, error] = std::from_chars(rest.data() + begin.size(), end, id);
      fits = error == std::errc() && stop == end;
    }
    if (!fits || !conversations.contains(id)) {
      if (!fits) complain("no such path", request.url);
      response.status = 404;
      response.body = R"({"error":"Resource could not be found"})";
      return response;
    }
    response.body = of_messages ? of_conversation(id, query, request.url) : conversation_json(conversations.at(id), fault);
  }
  if (fault == Fault::other_shape) {
    const std::size_t at = response.body.find("\"payload\"");
    if (at != std::string::npos) response.body.replace(at, 9, "\"rows\"");
    if (response.body.starts_with('[')) response.body = R"({"rows":)" + response.body + '}';
  }
  if (fault == Fault::truncated) response.body.resize(response.body.size() / 2);
  return response;
}

}  // namespace rigong::connectors::chatwoot_test
