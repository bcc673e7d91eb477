// SPDX-License-Identifier: Apache-2.0
// The gateway: forms, signatures, sessions, rights, and errors.
#include "fakes/taobao/fake_top.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "fakes/kit/http_date.h"
#include "fakes/kit/json.h"

namespace rigong::fakes::taobao {
namespace {

constexpr std::int64_t kEightHours = 8 * 3600;
constexpr std::int64_t kDaySeconds = 86'400;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string decode(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      plain += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      plain += text[i] == '+' ? ' ' : text[i];
    }
  }
  return plain;
}

FakeTop::Query form_of(const std::string& body) {
  FakeTop::Query query;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('&', at), body.size());
    const std::string pair = body.substr(at, end - at);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    query[decode(pair.substr(0, equals))] = equals < pair.size() ? decode(pair.substr(equals + 1)) : std::string();
    at = end + 1;
  }
  return query;
}

std::string raw_digest(const char* name, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  std::size_t length = 0;
  EVP_Q_digest(nullptr, name, nullptr, text.data(), text.size(), bytes.data(), &length);
  return {reinterpret_cast<const char*>(bytes.data()), length};
}

// RFC 2104 by hand, so that nothing is taken from the code under test.
std::string hmac(const char* name, std::string key, const std::string& text) {
  constexpr std::size_t kBlock = 64;
  if (key.size() > kBlock) key = raw_digest(name, key);
  key.resize(kBlock, '\0');
  std::string inner = key;
  std::string outer = key;
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer) c = static_cast<char>(c ^ 0x5C);
  return raw_digest(name, outer + raw_digest(name, inner + text));
}

std::string upper_hex(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02X}", static_cast<unsigned char>(c));
  return text;
}

}  // namespace

std::int32_t FakeTop::day_of(std::int64_t seconds) { return static_cast<std::int32_t>((seconds + kEightHours) / kDaySeconds); }
std::int64_t FakeTop::start_of(std::int32_t day) { return std::int64_t{day} * kDaySeconds - kEightHours; }

std::string wall(std::int64_t seconds) {
  const std::int64_t second = (seconds + kEightHours) % kDaySeconds;
  return fmt::format("{} {:02}:{:02}:{:02}", date(FakeTop::day_of(seconds)), second / 3600, second / 60 % 60, second % 60);
}

std::string date(std::int32_t day) { return to_string(Day{day}); }

std::optional<std::int64_t> from_wall(const std::string& text) {
  // "2026-11-25 09:30:00"
  if (text.size() != 19) return std::nullopt;
  const auto day = parse_day(text.substr(0, 10));
  const auto hours = whole_number(text.substr(11, 2));
  const auto minutes = whole_number(text.substr(14, 2));
  const auto seconds = whole_number(text.substr(17, 2));
  if (!day || !hours || !minutes || !seconds) return std::nullopt;
  const std::int64_t time = FakeTop::start_of(day->number) + *hours * 3600 + *minutes * 60 + *seconds;
  // Whatever is written in another way, or does not exist, comes out differently.
  return wall(time) == text ? std::optional(time) : std::nullopt;
}

std::optional<std::int64_t> from_compact(const std::string& text) {
  if (text.size() != 14) return std::nullopt;
  return from_wall(fmt::format("{}-{}-{} {}:{}:{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2), text.substr(8, 2),
                               text.substr(10, 2), text.substr(12, 2)));
}

std::string yuan(std::int64_t fen) { return fmt::format("{}.{:02}", fen / 100, fen % 100); }

void FakeTop::complain(const std::string& what) {
  last_complaint = what;
  if (keeps_notes) complaints.push_back(what);
}

tl::unexpected<FakeTop::Refused> FakeTop::refuse(int code, std::string sub_code) {
  static const std::map<int, const char*> kMessages = {{7, "App Call Limited"},
                                                       {10, "Service Currently Unavailable"},
                                                       {11, "Insufficient isv permissions"},
                                                       {12, "Insufficient User Permissions"},
                                                       {15, "Remote service error"},
                                                       {21, "Missing Method"},
                                                       {22, "Invalid method"},
                                                       {23, "Invalid Format"},
                                                       {24, "Missing Signature"},
                                                       {25, "Invalid signature"},
                                                       {26, "Missing session"},
                                                       {27, "Invalid session"},
                                                       {28, "Missing app key"},
                                                       {29, "Invalid app Key"},
                                                       {30, "Missing Timestamp"},
                                                       {31, "Invalid timestamp"},
                                                       {33, "Invalid Version"},
                                                       {40, "Missing Required Arguments"},
                                                       {41, "Invalid Arguments"}};
  const auto known = kMessages.find(code);
  return tl::unexpected<Refused>(Refused{code, known == kMessages.end() ? "Error" : known->second, std::move(sub_code), {}});
}

tl::unexpected<FakeTop::Refused> FakeTop::not_allowed(const std::string& method, const std::string& what) {
  complain(method + ": " + what);
  return refuse(41, "isv.invalid-parameter");
}

std::string FakeTop::signature(const Query& query) const {
  std::string text;
  for (const auto& [name, value] : query) {
    if (name != "sign") text += name + value;
  }
  const std::string method = query.contains("sign_method") ? query.at("sign_method") : "";
  if (method == "hmac") return upper_hex(hmac("MD5", keys_.app_secret, text));
  if (method == "hmac-sha256") return upper_hex(hmac("SHA256", keys_.app_secret, text));
  return upper_hex(raw_digest("MD5", keys_.app_secret + text + keys_.app_secret));
}

std::optional<FakeTop::Refused> FakeTop::check(const Query& query, const std::string& content_type) {
  const auto value = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  const auto bad = [](int code, std::string sub = {}) { return std::optional(refuse(code, std::move(sub)).value()); };
  if (!content_type.starts_with("application/x-www-form-urlencoded")) complain("a form is sent as a form");
  for (const auto& [name, each] : query) {
    if (each.empty()) complain("an empty parameter was sent: " + name);
  }
  if (query.contains("simplify")) complain("simplify was sent");
  if (query.contains("app_secret")) complain("the secret was sent");
  if (value("method").empty()) return bad(21);
  if (value("app_key").empty()) return bad(28);
  if (value("app_key") != keys_.app_key) return bad(29);
  if (value("v") != "2.0") return bad(33);
  if (value("format") != "json") return bad(23);
  if (value("timestamp").empty()) return bad(30);
  const auto time = from_wall(value("timestamp"));
  if (!time || *time < now() - 600 || *time > now() + 600) return bad(31);
  if (value("sign").empty()) return bad(24);
  if (value("sign") != signature(query)) return bad(25);
  if (value("session").empty()) return bad(26);
  if (value("session") != keys_.session) return bad(27, "invalid-sessionkey");
  return std::nullopt;
}

Answer FakeTop::token(const Query& query) {
  const auto value = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  Answer response{
      200, {{"date", http_date(now())}, {"content-type", "application/json;charset=UTF-8"}}, {}, Answer::Ending::whole};
  const bool fits =
      value("grant_type") == "refresh_token" && value("client_id") == keys_.app_key && value("client_secret") == keys_.app_secret;
  if (!fits) complain("the token was asked for in a wrong way");
  if (!fits || !refreshes || value("refresh_token") != keys_.refresh_token) {
    response.status = 400;
    response.body = R"({"error":"invalid_grant","error_description":"refresh token is invalid"})";
    return response;
  }
  ++tokens_;
  keys_.session = fmt::format("6100-session-{}", tokens_);
  keys_.refresh_token = fmt::format("6101-refresh-{}", tokens_);
  response.body = fmt::format(
      R"({{"access_token":"{}","token_type":"Bearer","expires_in":{},"refresh_token":"{}","re_expires_in":{},"r1_expires_in":{},)"
      R"("r2_expires_in":{},"w1_expires_in":{},"w2_expires_in":1800,"taobao_user_id":"1","taobao_user_nick":"%E5%BA%97"}})",
      keys_.session, session_life, keys_.refresh_token, session_life * 2, session_life, session_life, session_life);
  return response;
}

Answer FakeTop::rest(const Request& request, const Query& query, Fault fault) {
  if (request.target == kTokenPath) {
    if (keeps_notes) asked.emplace_back("token");
    return token(query);
  }
  Answer response{
      200, {{"date", http_date(now())}, {"content-type", "text/javascript;charset=UTF-8"}}, {}, Answer::Ending::whole};
  if (request.target != kPath) {
    response.status = 404;
    return response;
  }
  const std::string method = query.contains("method") ? query.at("method") : std::string();
  if (keeps_notes) {
    asked.push_back(method);
    queries.push_back(query);
  }
  Reply reply;
  if (auto wrong = check(query, request.content_type)) {
    reply = tl::unexpected<Refused>(std::move(*wrong));
  } else if (const auto code = refused.find(method); code != refused.end()) {
    reply = refuse(code->second, code->second == 11 ? "isv.permission-api-package-limit" : "");
  } else {
    if (before) before(method, query);
    reply = dispatch(method, query, fault);
  }
  if (reply) {
    std::string root = method.starts_with("taobao.") ? method.substr(7) : method;
    std::replace(root.begin(), root.end(), '.', '_');
    const std::string comma = reply->empty() ? "" : ",";
    const std::string end = fault == Fault::other_shape ? "_answer" : "_response";
    response.body = fmt::format(R"({{"{}{}":{{{}{}"request_id":"made-up"}}}})", root, end, *reply, comma);
  } else {
    const Refused& error = reply.error();
    response.body = fmt::format(R"({{"error_response":{{"code":{},"msg":"{}"{}{},"request_id":"made-up"}}}})", error.code,
                                error.message, error.sub_code.empty() ? "" : R"(,"sub_code":")" + error.sub_code + '"',
                                error.sub_message.empty() ? "" : R"(,"sub_msg":")" + error.sub_message + '"');
  }
  if (fault == Fault::bad_bytes) response.body.insert(response.body.size() - 1, ",\"note\":\"\xE4\xBD\"");
  if (fault == Fault::truncated) response.body.resize(response.body.size() / 2);
  return response;
}

FakeTop::Reply FakeTop::dispatch(const std::string& method, const Query& query, Fault fault) {
  switch (fault) {
    case Fault::banned: {
      auto ban = refuse(7, "accesscontrol.limited-by-api-access-count");
      ban.value().sub_message = "This ban will last for 5 more seconds";
      return ban;
    }
    case Fault::quota:
      return refuse(7, "accesscontrol.limited-by-app-access-count");
    case Fault::unavailable:
      return refuse(10);
    case Fault::too_heavy:
      return refuse(15, "isp.top-remote-connection-timeout");
    case Fault::too_slow:
      return refuse(50, "isp.runtime-max-limit");
    case Fault::not_valid:
      return refuse(50, "isv.invalid-parameter");
    default:
      break;
  }
  if (auto wrong = check_names(method, query); !wrong) return wrong;
  if (method == "taobao.wangwang.eservice.groupmember.get") return groups_reply(query);
  if (method == "taobao.sellercenter.subusers.get") return sub_users_reply(query);
  if (method.ends_with("evals.get") || method.ends_with("kefueval.get")) return evaluations(method, query);
  if (method == "taobao.wangwang.eservice.chatrelation.get") return chat_relation(query);
  if (method == "taobao.wangwang.eservice.loginlogs.get") return login_logs(query);
  if (method.starts_with("taobao.wangwang.eservice.")) return statistics(method, query);
  if (method == "taobao.qiannniu.dispatch.offline.shop.performances.get") return shop_performance(query);
  if (method == "taobao.qiannniu.dispatch.realtime.service.account.statistics.get") return service_now();
  if (method == "taobao.qiannniu.dispatch.slowresponse.unread.count") return slow_unread(query);
  if (method == "taobao.qianniu.cloudkefu.onlinestatuslog.get") return status_log(query);
  if (method.starts_with("taobao.trades.sold.")) return trade_list(method, query, fault);
  if (method == "taobao.refunds.receive.get") return refund_list(query, fault);
  if (method == "taobao.trade.fullinfo.get") return one_trade(query);
  if (method == "taobao.refund.get") return one_refund(query);
  complain("no such method: " + method);
  return refuse(22);
}

std::string FakeTop::shown(const std::string& rep) const {
  return fault_ == Fault::other_account ? "别家小店" + rep.substr(std::min(rep.find(':'), rep.size())) : rep;
}

Answer FakeTop::answer(const Request& request) {
  if (request.method != "POST" || request.target.find('?') != std::string::npos) complain("POST without a query, please");
  const Query query = form_of(request.body);
  const std::string name = request.target == kTokenPath ? "token" : query.contains("method") ? query.at("method") : "";
  const Fault fault = trouble ? trouble(name) : Fault::none;
  Answer response{200, {{"date", http_date(now())}, {"content-type", "text/html"}}, {}, Answer::Ending::whole};
  fault_ = fault;
  switch (fault) {
    case Fault::too_many:
      response.status = 429;
      response.headers.emplace_back("retry-after", "30");
      return response;
    case Fault::too_large:
      response.ending = Answer::Ending::too_large;
      return response;
    case Fault::slow:
      response = rest(request, query, fault);
      response.ending = Answer::Ending::slow;
      return response;
    case Fault::server_error:
      response.status = 500;
      return response;
    case Fault::gateway:
    case Fault::web_page:
      response.status = fault == Fault::gateway ? 502 : 200;
      response.body = "<html><body>Please sign in</body></html>";
      return response;
    case Fault::lost:
      response.ending = Answer::Ending::lost;
      return response;
    default:
      return rest(request, query, fault);
  }
}

}  // namespace rigong::fakes::taobao
