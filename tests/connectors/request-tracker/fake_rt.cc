// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/request-tracker/fake_rt.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <ctime>

#include "connectors/kit/json.h"
#include "tests/connectors/request-tracker/transaction_sql.h"

namespace rigong::connectors::request_tracker_test {
namespace {

constexpr std::string_view kPrefix = "https://rt.example/REST/2.0/";

enum class TimeStyle { http, iso };

std::string utc(std::int64_t seconds, TimeStyle style) {
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[64];
  return {text, style == TimeStyle::http ? std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)
                                         : std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    if (text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(text.data() + at + 1, text.data() + at + 3, value, 16).ec == std::errc()) {
      result.push_back(static_cast<char>(value));
      at += 2;
    } else {
      result.push_back(text[at] == '+' ? ' ' : text[at]);
    }
  }
  return result;
}

std::map<std::string, std::string> query_of(std::string_view url) {
  std::map<std::string, std::string> query;
  const std::size_t mark = url.find('?');
  std::string_view rest = mark == std::string_view::npos ? std::string_view() : url.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    query[decoded(pair.substr(0, equals))] = decoded(pair.substr(std::min(equals + 1, pair.size())));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return query;
}

std::int64_t number_of(const std::string& text, std::int64_t otherwise) {
  std::int64_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The number between the two, or 0 where the path is another.
std::int64_t number_in_path(std::string_view path, std::string_view before, std::string_view after) {
  if (!path.starts_with(before) || !path.ends_with(after) || path.size() <= before.size() + after.size()) return 0;
  return number_of(std::string(path.substr(before.size(), path.size() - before.size() - after.size())), 0);
}

std::string quoted(const std::string& text) { return to_text(rapidjson::Value(rapidjson::StringRef(text))); }

std::string list(const std::vector<std::string>& items, std::int64_t page, std::int64_t per_page) {
  // The number of all rows is told to superusers only.
  return fmt::format(R"({{"items":[{}],"count":{},"page":{},"per_page":{},"total":null,"pages":null}})", fmt::join(items, ","),
                     items.size(), page, per_page);
}

template <class Row>
void cut(std::vector<Row>& rows, std::int64_t page, std::int64_t per_page) {
  const auto from = std::min(rows.size(), static_cast<std::size_t>((page - 1) * per_page));
  const auto to = std::min(rows.size(), from + static_cast<std::size_t>(per_page));
  rows = {rows.begin() + static_cast<long>(from), rows.begin() + static_cast<long>(to)};
}

}  // namespace

FakeRt::FakeRt(const Clock& clock, std::string authorization) : clock_(clock), authorization_(std::move(authorization)) {
  users[kSystemUser] = {kSystemUser, "RT_System", "The RT System itself", false};
  users[kNobody] = {kNobody, "Nobody", "Nobody in particular", false};
}

std::int64_t FakeRt::user(const std::string& name, bool privileged) {
  for (const auto& [id, each] : users) {
    if (each.name == name) return id;
  }
  const std::int64_t id = next_user_++;
  users[id] = {id, name, privileged ? "Agent " + name : "", privileged};
  return id;
}

std::int64_t FakeRt::effective(std::int64_t ticket) const {
  for (auto found = tickets.find(ticket); found != tickets.end(); found = tickets.find(ticket)) {
    if (found->second.effective == 0) return ticket;
    ticket = found->second.effective;
  }
  return ticket;
}

std::int64_t FakeRt::add(std::int64_t ticket, std::int64_t creator, const std::string& type, const std::string& field,
                         const std::string& old_value, const std::string& new_value, const std::string& text) {
  // Between them lie numbers of other things.
  next_transaction_ += 1 + next_transaction_ % 3;
  const std::int64_t id = next_transaction_;
  transactions[id] = {id, ticket, now(), creator, type, field, old_value, new_value, text, now()};
  return id;
}

std::int64_t FakeRt::create(std::int64_t creator, std::int64_t requestor, const std::string& text) {
  const std::int64_t id = next_ticket_++;
  tickets[id].id = id;
  tickets[id].requestors.insert(requestor);
  add(id, creator, "Create", "", "", "", text);
  add(id, kSystemUser, "EmailRecord");
  return id;
}

std::int64_t FakeRt::correspond(std::int64_t ticket, std::int64_t creator, const std::string& text) {
  return add(effective(ticket), creator, "Correspond", "", "", "", text);
}

std::int64_t FakeRt::correspond_slowly(std::int64_t ticket, std::int64_t creator, std::int64_t seconds) {
  const std::int64_t id = correspond(ticket, creator);
  transactions.at(id).visible_at += seconds;
  return id;
}

std::int64_t FakeRt::comment(std::int64_t ticket, std::int64_t creator) {
  return add(effective(ticket), creator, "Comment", "", "", "", "internal");
}

void FakeRt::own(std::int64_t ticket, std::int64_t creator, std::int64_t owner) {
  FakeTicket& row = tickets.at(effective(ticket));
  const std::string before = std::to_string(row.owner);
  row.owner = owner;
  add(row.id, creator, "Set", "Owner", before, std::to_string(owner));
  add(row.id, creator, "SetWatcher", "Owner", before, std::to_string(owner));
}

void FakeRt::set_status(std::int64_t ticket, std::int64_t creator, const std::string& status) {
  FakeTicket& row = tickets.at(effective(ticket));
  add(row.id, creator, "Status", "Status", row.status, status);
  row.status = status;
}

void FakeRt::merge(std::int64_t ticket, std::int64_t into, std::int64_t creator) {
  tickets.at(ticket).effective = into;
  const auto& asked_by = tickets.at(ticket).requestors;
  tickets.at(into).requestors.insert(asked_by.begin(), asked_by.end());
  const std::string target = fmt::format("fsck.com-rt://example.com/ticket/{}", into);
  add(ticket, creator, "AddLink", "MergedInto", "", target);
  add(into, creator, "AddLink", "MergedInto", "", target);
}

void FakeRt::rate(std::int64_t ticket, std::int64_t creator, const std::string& value) {
  add(effective(ticket), creator, "CustomField", "3", "", value);
}

bool FakeRt::may_see(const FakeTransaction& transaction) const {
  if (transaction.type == "Comment" && !sees_comments) return false;
  return !hidden_queues.contains(tickets.at(transaction.ticket).queue);
}

void FakeRt::check(const Query& query, const std::set<std::string>& allowed, const std::string& url) {
  for (const auto& [name, value] : query) {
    if (!allowed.contains(name)) complain("no such parameter " + name, url);
  }
  // Cut to 100 in silence.
  if (query.contains("per_page") && number_of(query.at("per_page"), 0) > 100) complain("too many rows at once", url);
}

std::string FakeRt::person_json(std::int64_t id) const {
  const FakeUser& user = users.at(id);
  return fmt::format(R"({{"type":"user","_url":"x","id":{},"Name":{},"RealName":{}}})", id, quoted(user.name),
                     quoted(user.real_name));
}

std::string FakeRt::transaction_json(const FakeTransaction& t, bool with_fields) const {
  const std::string fields =
      with_fields
          ? fmt::format(
                R"(,"ObjectId":"{}","Type":"{}","Field":"{}","OldValue":"{}","NewValue":"{}","Created":"{}","Creator":{})",
                t.ticket, t.type, t.field, t.old_value, t.new_value, utc(t.created, TimeStyle::iso), person_json(t.creator))
          : std::string();
  return fmt::format(R"({{"type":"transaction","id":"{}","_url":"x"{}}})", t.id, fields);
}

std::optional<bool> FakeRt::fits_search(const FakeTransaction& transaction, const std::string& query) {
  const FakeTicket& ticket = tickets.at(transaction.ticket);
  return fits(query, [&](const Condition& condition) -> std::optional<bool> {
    const auto same = [&](const std::string& value) { return (value == condition.value) == (condition.comparison == "="); };
    if (condition.field == "ObjectType") return condition.value == "RT::Ticket";
    if (condition.field == "TicketType") return same(ticket.type);
    if (condition.field == "TicketQueue") return same(ticket.queue);
    if (condition.field == "Type") return same(transaction.type);
    if (condition.field == "Field") return same(transaction.field);
    if (condition.field == "CFName") return transaction.type == "CustomField" && condition.value == rating_field;
    if (condition.field == "id") {
      const std::int64_t number = number_of(condition.value, -1);
      return condition.comparison == ">" ? transaction.id > number : transaction.id == number;
    }
    if (condition.field == "Created") {
      // In the zone of whoever asks; with a T and a Z it is no time, and everything is newer.
      std::tm parts{};
      const char* end = strptime(condition.value.c_str(), "%Y-%m-%d %H:%M:%S", &parts);
      if (end == nullptr || *end != '\0') return true;
      return transaction.created > timegm(&parts) - zone_hours * 3600;
    }
    return std::nullopt;
  });
}

std::string FakeRt::page(std::vector<const FakeTransaction*> rows, const Query& query, const std::string& url, int& status) {
  const auto value = [&](const std::string& name) { return query.contains(name) ? query.at(name) : std::string(); };
  const std::int64_t per_page = std::clamp<std::int64_t>(number_of(value("per_page"), 20), 1, 100);
  const std::int64_t number = std::max<std::int64_t>(1, number_of(value("page"), 1));
  // Without an order of its own a list is sorted by time.
  if (value("orderby") != "id" && rows.size() > 1) complain("not in order of number", url);
  static const std::set<std::string> kFields = {"ObjectId", "ObjectType", "Type",    "Field",
                                                "OldValue", "NewValue",   "Created", "Creator"};
  std::string_view fields = query.contains("fields") ? std::string_view(query.at("fields")) : std::string_view();
  const bool with_fields = !fields.empty();
  while (!fields.empty()) {
    const std::size_t end = std::min(fields.find(','), fields.size());
    if (!kFields.contains(std::string(fields.substr(0, end)))) status = 500;
    fields.remove_prefix(std::min(end + 1, fields.size()));
  }
  if (with_fields && value("fields[Creator]") != "id,Name,RealName") complain("a creator without a number", url);
  cut(rows, number, per_page);
  std::vector<std::string> items;
  for (const FakeTransaction* row : rows) {
    if (may_see(*row)) items.push_back(transaction_json(*row, with_fields));
  }
  return list(items, number, per_page);
}

std::string FakeRt::search(const Query& query, const std::string& url, Fault fault, int& status) {
  check(query, {"query", "orderby", "per_page", "page", "fields", "fields[Creator]"}, url);
  const std::string text = query.contains("query") ? query.at("query") : std::string();
  if (text.find('[') != std::string::npos) {
    status = 500;
    return {};
  }
  // Within a choice this one pushes the others out.
  if (text.find("CFName") != std::string::npos && text.find(" OR ") != std::string::npos) complain("CFName in a choice", url);
  std::vector<const FakeTransaction*> rows;
  // Beginning where the number wanted does, so that days of it stay fast.
  const std::size_t number = text.find("AND id > ");
  const std::int64_t after =
      number == std::string::npos || fault == Fault::everything ? 0 : number_of(text.substr(number + 9), 0);
  for (auto row = transactions.upper_bound(after); row != transactions.end(); ++row) {
    const FakeTransaction& transaction = row->second;
    if (transaction.visible_at > now()) continue;
    if (rights_in_search && hidden_queues.contains(tickets.at(transaction.ticket).queue)) continue;
    const auto found = fits_search(transaction, text);
    if (!found) {
      status = 400;
      return R"({"message":"Wrong query"})";
    }
    if (*found || fault == Fault::everything) rows.push_back(&transaction);
  }
  return page(std::move(rows), query, url, status);
}

std::string FakeRt::history(std::int64_t ticket, const Query& query, const std::string& url, int& status) {
  check(query, {"orderby", "per_page", "page", "fields", "fields[Creator]"}, url);
  std::vector<const FakeTransaction*> rows;
  for (const auto& [id, transaction] : transactions) {
    if (transaction.visible_at <= now() && effective(transaction.ticket) == effective(ticket)) rows.push_back(&transaction);
  }
  return page(std::move(rows), query, url, status);
}

std::string FakeRt::search_tickets(const Query& query, const std::string& url, int& status) {
  check(query, {"query", "per_page", "fields", "fields[Requestor]"}, url);
  std::vector<std::string> items;
  for (const auto& each : tickets) {
    const FakeTicket& ticket = each.second;
    const auto found = fits(query.at("query"), [&](const Condition& condition) -> std::optional<bool> {
      if (condition.field != "id" || condition.comparison != "=") return std::nullopt;
      return condition.value == std::to_string(ticket.id);
    });
    if (!found) {
      status = 400;
      return {};
    }
    // Merged and deleted tickets are not found.
    if (!*found || ticket.effective != 0 || ticket.status == "deleted" || hidden_queues.contains(ticket.queue)) continue;
    std::vector<std::string> people;
    for (const std::int64_t requestor : ticket.requestors) people.push_back(person_json(requestor));
    items.push_back(
        fmt::format(R"({{"type":"ticket","id":"{}","_url":"x","Requestor":[{}]}})", ticket.id, fmt::join(people, ",")));
  }
  return list(items, 1, 100);
}

std::string FakeRt::attachments(const Query& query, const std::string& url, int& status) {
  check(query, {"query", "orderby", "per_page", "fields"}, url);
  const auto conditions = parse_json(query.at("query"), "query");
  if (!conditions || !conditions->IsArray() || query.at("fields") != "TransactionId,ContentType,Filename,Content") {
    status = 500;
    return {};
  }
  std::vector<std::string> items;
  for (const auto& condition : conditions->GetArray()) {
    const rapidjson::Value* wanted = member(condition, "value");
    if (text_of(condition, "field") != "TransactionId" || wanted == nullptr || !wanted->IsArray()) continue;
    for (const auto& each : wanted->GetArray()) {
      const auto found = transactions.find(each.GetInt64());
      if (found == transactions.end() || found->second.text.empty() || !may_see(found->second)) continue;
      const std::string text = found->second.text;
      // As a mail program sends it: both ways, and a file.
      for (const auto& [type, name, content] :
           {std::tuple{"text/plain", "", text}, {"text/html", "", "<p>" + text + "</p>"}, {"text/plain", "log.txt", "a log"}}) {
        if (items.size() == 100) break;
        items.push_back(fmt::format(R"({{"type":"attachment","id":"{}","TransactionId":"{}","ContentType":"{}","Filename":"{}",)"
                                    R"("Content":{}}})",
                                    1000 + items.size(), found->first, type, name, quoted(content)));
      }
    }
  }
  return list(items, 1, 100);
}

std::string FakeRt::user_answer(std::int64_t id, int& status) {
  const auto found = users.find(id);
  if (found == users.end() || !reader_privileged) {
    status = found == users.end() ? 404 : 403;
    return R"({"message":"no"})";
  }
  const FakeUser& user = found->second;
  // What somebody without AdminUsers is shown.
  return fmt::format(R"({{"_hyperlinks":[],"Privileged":{},"Name":{},"RealName":{},"EmailAddress":null}})",
                     user.privileged ? 1 : 0, quoted(user.name), user.real_name.empty() ? "null" : quoted(user.real_name));
}

std::string FakeRt::answer(const std::string& path, const Query& query, const std::string& url, Fault fault, int& status) {
  if (path == "rt") return R"({"Version":"5.0.3"})";
  if (path == "transactions") return search(query, url, fault, status);
  if (path == "tickets") return search_tickets(query, url, status);
  if (path == "attachments") return attachments(query, url, status);
  if (path == "customfields") {
    const bool known = query.at("query") == fmt::format(R"([{{"field":"Name","value":"{}"}}])", rating_field);
    return list(known ? std::vector<std::string>{R"({"id":"3","type":"customfield"})"} : std::vector<std::string>{}, 1, 20);
  }
  if (const std::int64_t id = number_in_path(path, "user/", ""); id != 0) return user_answer(id, status);
  if (const std::int64_t id = number_in_path(path, "ticket/", "/history"); id != 0) return history(id, query, url, status);
  if (path.starts_with("queue/")) {
    const std::string name = decoded(path.substr(6));
    const bool known = std::any_of(tickets.begin(), tickets.end(), [&](const auto& each) { return each.second.queue == name; });
    if (!known || hidden_queues.contains(name)) status = known ? 403 : 404;
    return status == 200 ? R"({"id":3})" : R"({"message":"no"})";
  }
  complain("no such path", url);
  status = 404;
  return R"({"message":"Not Found"})";
}

tl::expected<HttpResponse, runtime::TransportFailure> FakeRt::exchange(const HttpRequest& request) {
  HttpResponse response{
      200, {{"date", utc(now(), TimeStyle::http)}, {"content-type", "application/json; charset=\"utf-8\""}}, {}};
  const std::string& url = request.url;
  if (request.method != HttpMethod::get || !request.body.empty()) complain("only GET without a body", url);
  const auto& headers = request.secret_headers;
  const bool known = headers.size() == 1 && headers[0].first == "Authorization" && headers[0].second.reveal() == authorization_;
  if (!known || !url.starts_with(kPrefix)) {
    response.status = known ? 404 : 401;
    response.body = R"({"message":"Unauthorized"})";
    return response;
  }
  const std::string path = url.substr(kPrefix.size(), std::min(url.find('?'), url.size()) - kPrefix.size());
  asked.push_back(path);
  const Fault fault = trouble ? trouble(path, url) : Fault::none;
  const auto broken = [&](ErrorKind kind) {
    return tl::unexpected<runtime::TransportFailure>(
        runtime::TransportFailure{{kind, {"rt.example 断了", "rt.example broke"}}, runtime::Arrival::unknown});
  };
  switch (fault) {
    case Fault::too_many:
      response.status = 429;
      response.headers.emplace_back("retry-after", "20");
      return response;
    case Fault::server_error:
      response.status = 500;
      response.body = R"({"message":"An internal server error occurred"})";
      return response;
    case Fault::forbidden:
      response.status = 403;
      response.body = R"({"message":"Forbidden"})";
      return response;
    case Fault::gateway:
    case Fault::web_page:
      response.status = fault == Fault::gateway ? 502 : 200;
      response.headers[1].second = "text/html";
      response.body = "<html><body>Login</body></html>";
      return response;
    case Fault::lost:
      return broken(ErrorKind::unavailable);
    case Fault::too_large:
      return broken(ErrorKind::refused);
    default:
      break;
  }
  response.body = answer(path, query_of(url), url, fault, response.status);
  if (fault == Fault::other_shape) {
    for (std::size_t at = response.body.find("\"items\""); at != std::string::npos; at = response.body.find("\"items\"")) {
      response.body.replace(at, 7, "\"rows\"");
    }
  }
  if (fault == Fault::truncated) response.body.resize(response.body.size() / 2);
  return response;
}

}  // namespace rigong::connectors::request_tracker_test
