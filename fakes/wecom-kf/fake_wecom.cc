// SPDX-License-Identifier: Apache-2.0
#include "fakes/wecom-kf/fake_wecom.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fakes/kit/http_date.h"
#include "fakes/kit/json.h"

namespace rigong::fakes::wecom_kf {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kChinaSeconds = 8 * 3600;
constexpr std::int64_t kTokenSeconds = 7200;
constexpr std::int64_t kKeptSeconds = 3 * kDaySeconds;
constexpr std::int64_t kMostRows = 1000;
constexpr std::size_t kMostCursorBytes = 64;

// The values need no decoding: ids and tokens of this fake are plain.
std::map<std::string, std::string> query_of(std::string_view target) {
  std::map<std::string, std::string> query;
  const std::size_t mark = target.find('?');
  std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    query[std::string(pair.substr(0, equals))] = pair.substr(std::min(pair.size(), equals + 1));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  return query;
}

std::string ok(const std::string& rest) { return fmt::format(R"({{"errcode":0,"errmsg":"ok"{}}})", rest); }
std::string failed(std::int64_t code, std::string_view words) {
  return fmt::format(R"({{"errcode":{},"errmsg":"{}, hint: [1732540000]"}})", code, words);
}

// A place in an account's list, in a form that nobody can take for a number. One place may have many.
std::string cursor_text(const std::string& account, std::uint64_t place, int turn = 0) {
  std::string text = fmt::format("C{:08x}.{}.{}", place * 2'654'435'761U % 0x1'0000'0000U, place, turn);
  for (const char c : account.substr(0, 8)) text += static_cast<char>('a' + (static_cast<unsigned char>(c) % 26));
  return text;
}

std::optional<std::uint64_t> place_of(const std::string& account, const std::string& cursor) {
  const std::size_t dot = cursor.find('.');
  if (dot == std::string::npos) return std::nullopt;
  std::uint64_t place = 0;
  int turn = 0;
  const char* end = cursor.data() + cursor.size();
  const char* after = std::from_chars(cursor.data() + dot + 1, end, place).ptr;
  if (after != end) std::from_chars(after + 1, end, turn);
  if (cursor != cursor_text(account, place, turn)) return std::nullopt;
  return place;
}

std::string reply_of(const FakeStatistic& s, bool shop) {
  std::string text = fmt::format(R"("session_cnt":{},"customer_cnt":{},"customer_msg_cnt":{},"upgrade_service_customer_cnt":0,)"
                                 R"("msg_rejected_customer_cnt":0)",
                                 s.sessions, s.customers, s.messages);
  if (shop) return text + R"(,"ai_session_reply_cnt":0)";
  text += fmt::format(R"(,"satisfaction_investgate_cnt":{})", s.invited);
  const auto share = [&](const char* name, const std::optional<double>& value) {
    if (value) text += fmt::format(R"(,"{}":{})", name, *value);
  };
  share("reply_rate", s.reply_rate);
  share("first_reply_average_sec", s.first_seconds);
  share("satisfaction_participation_rate", s.taken_part);
  share("satisfied_rate", s.satisfied);
  return text;
}

}  // namespace

void FakeWecom::add_account(const std::string& id, const std::string& name, bool manageable) {
  accounts[id] = {id, name, manageable, {}, {}};
}
void FakeWecom::add_servicer(const std::string& account, const std::string& user, int status) {
  accounts.at(account).servicers.push_back({user, status, 0});
}
void FakeWecom::add_department(const std::string& account, int department) {
  accounts.at(account).servicers.push_back({"", 0, department});
}

std::string FakeWecom::add(const std::string& account, FakeItem item) {
  if (item.msgid.empty()) item.msgid = fmt::format("msg{}", next_message_++);
  if (item.send_time == 0) item.send_time = now();
  item.written = now();
  accounts.at(account).items.push_back(item);
  return item.msgid;
}

std::string FakeWecom::customer_says(const std::string& account, const std::string& customer, std::string text, std::int64_t at) {
  FakeItem item;
  item.customer = customer;
  item.send_time = at;
  item.text = std::move(text);
  return add(account, std::move(item));
}

std::string FakeWecom::rep_says(const std::string& account, const std::string& customer, const std::string& rep, std::string text,
                                std::int64_t at) {
  FakeItem item;
  item.customer = customer;
  item.send_time = at;
  item.origin = 5;
  item.rep = rep;
  item.text = std::move(text);
  return add(account, std::move(item));
}

std::string FakeWecom::session_changes(const std::string& account, const std::string& customer, int change_type,
                                       const std::string& old_rep, const std::string& new_rep) {
  FakeItem item;
  item.customer = customer;
  item.origin = 4;
  item.msgtype = "event";
  item.event_type = "session_status_change";
  item.change_type = change_type;
  item.old_rep = old_rep;
  item.new_rep = new_rep;
  return add(account, std::move(item));
}

void FakeWecom::recall(const std::string& account, const std::string& msgid) {
  auto& items = accounts.at(account).items;
  const auto found = std::find_if(items.begin(), items.end(), [&](const FakeItem& each) { return each.msgid == msgid; });
  found->withdrawn = true;
  FakeItem event;
  event.customer = found->customer;
  event.origin = 4;
  event.msgtype = "event";
  event.event_type = found->origin == 5 ? "servicer_recall_msg" : "user_recall_msg";
  event.rep = found->rep;
  event.target = msgid;
  add(account, std::move(event));
}

void FakeWecom::count_shop(const std::string& account, Day day, const FakeStatistic& statistic) {
  shop_figures_[account][day.number] = statistic;
}
void FakeWecom::count_reps(const std::string& account, const std::string& rep, Day day, const FakeStatistic& statistic) {
  rep_figures_[{account, rep}][day.number] = statistic;
}

void FakeWecom::only(const Query& query, const std::vector<std::string>& names, const std::string& method) {
  for (const auto& [name, value] : query) {
    if (std::find(names.begin(), names.end(), name) == names.end()) complain("no such parameter " + name, method);
    if (value.empty()) complain("nothing in " + name, method);
  }
  if (query.size() < names.size()) complain("a parameter is missing", method);
}

void FakeWecom::only(const rapidjson::Value& body, const std::vector<std::string>& names, const std::string& method) {
  for (const auto& entry : body.GetObject()) {
    if (std::find(names.begin(), names.end(), entry.name.GetString()) == names.end()) {
      complain(std::string("no such field ") + entry.name.GetString(), method);
    }
  }
}

std::string FakeWecom::token(const Query& query) {
  only(query, {"corpid", "corpsecret"}, "gettoken");
  const auto given = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  if (given("corpid").empty()) return failed(41002, "corpid missing");
  if (given("corpid") != corp_) return failed(40013, "invalid corpid");
  if (given("corpsecret") != secret_) return failed(40001, "invalid credential");
  // Who asks too often without need is shut out before long.
  if (!token_.empty() && now() < token_ends_ - 600) complain("the token given out before is still good", "gettoken");
  if (token_.empty() || now() >= token_ends_ - 600) {
    token_ = fmt::format("token-{}-that-must-stay-secret", ++tokens_given);
    token_ends_ = now() + kTokenSeconds;
  }
  return ok(fmt::format(R"(,"access_token":"{}","expires_in":{})", token_, token_ends_ - now()));
}

std::optional<FakeWecom::Failure> FakeWecom::check_token(const Query& query, const std::string& method) {
  const auto given = query.find("access_token");
  if (given == query.end()) return Failure{41001, "access_token missing"};
  if (token_.empty() || given->second != token_) return Failure{40014, "invalid access_token"};
  if (now() >= token_ends_) return Failure{42001, "access_token expired"};
  if (!listed) return Failure{48002, "api forbidden"};
  if (!figures_allowed && method.find("statistic") != std::string::npos) return Failure{48002, "api forbidden"};
  return std::nullopt;
}

std::string FakeWecom::account_list(const rapidjson::Value& body) {
  only(body, {"offset", "limit"}, "kf/account/list");
  const std::int64_t offset = whole_of(body, "offset").value_or(0);
  const std::int64_t limit = whole_of(body, "limit").value_or(100);
  if (offset < 0 || limit < 1 || limit > 100) complain("limit is 1 to 100", "kf/account/list");
  std::string rows;
  std::int64_t place = 0;
  for (const auto& [id, account] : accounts) {
    if (place++ < offset || place > offset + limit) continue;
    rows += fmt::format(R"({}{{"open_kfid":"{}","name":{},"avatar":"https://avatar.example/1","manage_privilege":{}}})",
                        rows.empty() ? "" : ",", id, quoted(account.name), account.manageable);
  }
  return ok(fmt::format(R"(,"account_list":[{}])", rows));
}

std::string FakeWecom::servicer_list(const Query& query) {
  only(query, {"access_token", "open_kfid"}, "kf/servicer/list");
  const auto account = accounts.find(query.contains("open_kfid") ? query.at("open_kfid") : "");
  if (account == accounts.end()) return failed(95000, "invalid open_kfid");
  std::string rows;
  for (const FakeServicer& each : account->second.servicers) {
    rows += rows.empty() ? "" : ",";
    rows += each.user.empty() ? fmt::format(R"({{"department_id":{}}})", each.department)
                              : fmt::format(R"({{"userid":"{}","status":{}}})", each.user, each.status);
  }
  return ok(fmt::format(R"(,"servicer_list":[{}])", rows));
}

std::string FakeWecom::row(const FakeAccount& account, const FakeItem& item, Fault fault) const {
  const std::string id = fault == Fault::other_account ? "wkSomebodyElses" : account.id;
  std::string text = fmt::format(R"("msgid":"{}","send_time":{},"origin":{},"msgtype":"{}")", item.msgid, item.send_time,
                                 item.origin, item.msgtype);
  if (fault == Fault::odd_shape) {
    text = fmt::format(R"("msgid":"{}","send_time":"{}","origin":"{}","msgtype":"{}","servicer_extra":null)", item.msgid,
                       item.send_time, item.origin, item.msgtype);
  }
  if (fault == Fault::other_shape) {
    return fmt::format(R"({{"id":"{}","time":{},"from":{}}})", item.msgid, item.send_time, item.origin);
  }
  if (item.msgtype != "event") {
    text += fmt::format(R"(,"open_kfid":"{}","external_userid":"{}")", id, item.customer);
    if (!item.rep.empty()) text += fmt::format(R"(,"servicer_userid":"{}")", item.rep);
    if (item.msgtype != "text") return "{" + text + fmt::format(R"(,"{}":{{"media_id":"M1"}}}})", item.msgtype);
    std::string content = quoted(item.text);
    if (fault == Fault::bad_bytes) content.insert(content.size() - 1, "\xE4\xBD");
    return "{" + text + fmt::format(R"(,"text":{{"content":{}}}}})", content);
  }
  // Of events nothing but the event itself says whose they are.
  std::string event = fmt::format(R"("event_type":"{}","open_kfid":"{}")", item.event_type, id);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) event += fmt::format(R"(,"{}":"{}")", name, value);
  };
  add("external_userid", item.customer);
  add("servicer_userid", item.rep);
  add("old_servicer_userid", item.old_rep);
  add("new_servicer_userid", item.new_rep);
  add(item.event_type == "msg_send_fail" ? "fail_msgid" : "recall_msgid", item.target);
  if (item.change_type != 0) event += fmt::format(R"(,"change_type":{})", item.change_type);
  return fmt::format(R"({{{},"event":{{{}}}}})", text, event);
}

void FakeWecom::complain(const std::string& what, const std::string& method) {
  last_complaint = method + ": " + what;
  if (keeps_notes) complaints.push_back(last_complaint);
}

FakePage FakeWecom::page_of(const FakeAccount& account, std::uint64_t after, std::size_t most) const {
  const std::int64_t since = now() - kKeptSeconds;
  if (list) return list(account.id, after, most, since);
  const auto& items = account.items;
  std::size_t begin = std::min<std::size_t>(after, items.size());
  while (begin < items.size() && items[begin].written < since) ++begin;
  const std::size_t end = std::min(items.size(), begin + most);
  const auto at = [&](std::size_t place) { return items.begin() + static_cast<std::ptrdiff_t>(place); };
  return {std::vector<FakeItem>(at(begin), at(end)), end, end < items.size()};
}

std::string FakeWecom::sync(const rapidjson::Value& body, Fault fault) {
  const std::string method = "kf/sync_msg";
  only(body, {"cursor", "limit", "open_kfid", "voice_format"}, method);
  const auto found = accounts.find(text_of(body, "open_kfid").value_or(""));
  if (found == accounts.end()) return failed(95000, "invalid open_kfid");
  const FakeAccount& account = found->second;
  if (!account.manageable) return failed(48007, "kf account not authorized");
  const std::int64_t limit = whole_of(body, "limit").value_or(kMostRows);
  if (limit < 1 || limit > kMostRows) complain("limit is 1 to 1000", method);
  const std::string cursor = text_of(body, "cursor").value_or("");
  if (cursor.size() > kMostCursorBytes) complain("a cursor has at most 64 bytes", method);
  std::uint64_t place = 0;
  if (!cursor.empty()) {
    const auto known = place_of(account.id, cursor);
    if (!known) return failed(40058, "invalid cursor");
    place = *known;
  }
  FakePage page = page_of(account, place, std::min(rows_of_page, static_cast<std::size_t>(limit)));
  const bool empty_page = empty_page_every > 0 && ++pages_ % (empty_page_every + 1) == 0 && !page.items.empty();
  if (empty_page) page = {{}, place, true};
  std::string rows;
  for (const FakeItem& item : page.items) rows += (rows.empty() ? "" : ",") + row(account, item, fault);
  bool more = page.more;
  std::string next = cursor_text(account.id, page.place, empty_page ? pages_ : 0);
  if (fault == Fault::same_cursor) next = cursor;
  if (fault == Fault::circling) next = cursor_text(account.id, page.place % 2);
  if (fault == Fault::same_cursor || fault == Fault::circling) more = true;
  const bool odd = fault == Fault::odd_shape;
  const std::string given = odd && page.items.empty() ? "null" : odd && page.items.size() == 1 ? rows : "[" + rows + "]";
  return ok(fmt::format(R"(,"next_cursor":"{}","has_more":{},"msg_list":{})", next,
                        odd ? (more ? R"("1")" : R"("0")") : (more ? "1" : "0"), given));
}

std::string FakeWecom::statistic(const std::string& method, const rapidjson::Value& body) {
  const bool shop = method == "kf/get_corp_statistic";
  only(body,
       shop ? std::vector<std::string>{"open_kfid", "start_time", "end_time"}
            : std::vector<std::string>{"open_kfid", "servicer_userid", "start_time", "end_time"},
       method);
  const auto account = accounts.find(text_of(body, "open_kfid").value_or(""));
  if (account == accounts.end()) return failed(95000, "invalid open_kfid");
  const std::string rep = text_of(body, "servicer_userid").value_or("");
  if (!shop && !rep.empty()) {
    const auto& servicers = account->second.servicers;
    if (std::none_of(servicers.begin(), servicers.end(), [&](const FakeServicer& each) { return each.user == rep; })) {
      complain("nobody of that name serves there", method);
      return failed(40003, "invalid userid");
    }
    if (std::find(invisible.begin(), invisible.end(), rep) != invisible.end()) return failed(60011, "no privilege");
  }
  const std::int64_t from = whole_of(body, "start_time").value_or(0);
  const std::int64_t to = whole_of(body, "end_time").value_or(0);
  const std::int64_t first = (from + kChinaSeconds) / kDaySeconds;
  const std::int64_t last = (to + kChinaSeconds) / kDaySeconds;
  const std::int64_t today = (now() + kChinaSeconds) / kDaySeconds;
  if ((from + kChinaSeconds) % kDaySeconds != 0 || (to + kChinaSeconds) % kDaySeconds != 0) complain("not midnight", method);
  if (first > last || last - first + 1 > 31 || last >= today || first < today - 180) {
    complain("a stretch that is not given", method);
    return failed(40058, "invalid time range");
  }
  const auto& figures = shop ? shop_figures_[account->first] : rep_figures_[{account->first, rep}];
  std::string rows;
  for (std::int64_t day = first; day <= last; ++day) {
    rows += fmt::format(R"({}{{"stat_time":{})", rows.empty() ? "" : ",", day * kDaySeconds - kChinaSeconds);
    const auto counted = figures.find(static_cast<std::int32_t>(day));
    const bool ready = now() >= (day + 1) * kDaySeconds - kChinaSeconds + 6 * 3600;
    if (counted != figures.end() && ready) rows += fmt::format(R"(,"statistic":{{{}}})", reply_of(counted->second, shop));
    rows += "}";
  }
  return ok(fmt::format(R"(,"statistic_list":[{}])", rows));
}

Answer FakeWecom::answer(const Request& request) {
  static constexpr std::string_view kPrefix = "/cgi-bin/";
  const std::string_view target = request.target;
  const std::string& body = request.body;
  Answer response{
      200, {{"date", http_date(now())}, {"content-type", "application/json; charset=UTF-8"}}, {}, Answer::Ending::whole};
  const std::string_view path = target.substr(0, std::min(target.find('?'), target.size()));
  const std::string method(path.substr(std::min(path.size(), kPrefix.size())));
  if (keeps_notes) asked.push_back(method + (body.empty() ? "" : " ") + body);
  const bool gets = method == "gettoken" || method == "kf/servicer/list";
  if (!path.starts_with(kPrefix)) complain("no such path", std::string(path));
  if (gets != (request.method == "GET") || gets != body.empty()) complain("the wrong one of GET and POST", method);
  const Query query = query_of(target);
  const Fault fault = trouble ? trouble(method) : Fault::none;
  switch (fault) {
    case Fault::too_many:
      response.status = 429;
      response.headers.emplace_back("retry-after", "20");
      return response;
    case Fault::server_error:
      response.status = 500;
      return response;
    case Fault::missing:
      response.status = 404;
      return response;
    case Fault::gateway:
    case Fault::web_page:
      response.status = fault == Fault::gateway ? 502 : 200;
      response.headers[1].second = "text/html";
      response.body = "<html><body>Please sign in</body></html>";
      return response;
    case Fault::lost:
      response.ending = Answer::Ending::lost;
      return response;
    case Fault::slow:
      response.ending = Answer::Ending::slow;
      break;
    case Fault::too_large:
      response.ending = Answer::Ending::too_large;
      return response;
    case Fault::too_often:
      response.body = failed(45009, "api freq out of limit");
      return response;
    case Fault::busy:
      response.body = failed(-1, "system error");
      return response;
    case Fault::forbidden:
      response.body = failed(48002, "api forbidden");
      return response;
    case Fault::unknown_code:
      response.body = failed(987654, "something new");
      return response;
    case Fault::untrusted:
      response.body = failed(60020, "not allow to access from your ip, from ip: 203.0.113.9");
      return response;
    case Fault::token_void:
    case Fault::token_ended:
      if (method == "gettoken") break;
      response.body = failed(fault == Fault::token_void ? 40014 : 42001, "invalid access_token");
      token_.clear();
      return response;
    default:
      break;
  }
  if (method == "gettoken") {
    response.body = token(query);
    // What comes too late was not received: whoever asks again does so with need.
    if (fault == Fault::slow) token_.clear();
    return response;
  }
  if (gets == false) only(query, {"access_token"}, method);
  if (const auto failure = check_token(query, method)) {
    response.body = failed(failure->code, failure->words);
    return response;
  }
  auto document =
      gets ? rapidjson::Document(rapidjson::kObjectType) : parse_guarded_json(body, {}).value_or(rapidjson::Document());
  if (!document.IsObject()) {
    complain("the body is no JSON object", method);
    response.body = failed(47001, "data format error");
  } else if (method == "kf/account/list") {
    response.body = account_list(document);
  } else if (method == "kf/servicer/list") {
    response.body = servicer_list(query);
  } else if (method == "kf/sync_msg") {
    response.body = sync(document, fault);
  } else if (method == "kf/get_corp_statistic" || method == "kf/get_servicer_statistic") {
    response.body = statistic(method, document);
  } else {
    complain("no such method", method);
    response.status = 404;
  }
  if (fault == Fault::truncated) response.body.resize(response.body.size() / 2);
  return response;
}

}  // namespace rigong::fakes::wecom_kf
