// SPDX-License-Identifier: Apache-2.0
// The shop behind the gateway: orders and refunds, and what is told of them.
#include <fmt/format.h>

#include <algorithm>

#include "fakes/kit/json.h"
#include "fakes/taobao/fake_top.h"

namespace rigong::fakes::taobao {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

std::string opt_time(const char* name, std::int64_t seconds) {
  return seconds == 0 ? std::string() : fmt::format(R"(,"{}":"{}")", name, wall(seconds));
}

}  // namespace

std::int64_t FakeTop::order(const std::string& buyer, const std::vector<std::int64_t>& parts_fen) {
  FakeTrade trade;
  trade.tid = next_tid_;
  next_tid_ += 10;
  trade.buyer = buyer;
  trade.created = now();
  trade.modified = now();
  for (const std::int64_t fen : parts_fen) {
    trade.parts.push_back({trade.tid + static_cast<std::int64_t>(trade.parts.size()) + 1, fen, 0, "NO_REFUND"});
    trade.payment_fen += fen;
  }
  trades[trade.tid] = trade;
  return trade.tid;
}

void FakeTop::pay(std::int64_t tid) {
  FakeTrade& trade = trades.at(tid);
  trade.status = "WAIT_SELLER_SEND_GOODS";
  trade.paid = trade.modified = now();
}

void FakeTop::close(std::int64_t tid) {
  FakeTrade& trade = trades.at(tid);
  trade.status = "TRADE_CLOSED_BY_TAOBAO";
  trade.ended = trade.modified = now();
}

void FakeTop::finish(std::int64_t tid) {
  FakeTrade& trade = trades.at(tid);
  trade.status = "TRADE_FINISHED";
  trade.ended = trade.modified = now();
}

std::int64_t FakeTop::refund(std::int64_t tid, std::size_t part, std::int64_t fee_fen) {
  FakeTrade& trade = trades.at(tid);
  FakePart& of = trade.parts.at(part);
  const std::int64_t id = next_refund_++;
  refunds[id] = {id, tid, of.oid, fee_fen, of.paid_fen, "SUCCESS", now() - 60, now()};
  of.refund = id;
  of.refund_status = "SUCCESS";
  if (touches_trade) trade.modified = now();
  std::int64_t refunded = 0;
  for (const auto& [number, each] : refunds) refunded += each.tid == tid ? each.fee_fen : 0;
  if (refunded >= trade.payment_fen) {
    trade.status = "TRADE_CLOSED";
    trade.ended = now();
  }
  return id;
}

std::string FakeTop::number(std::int64_t value) const {
  return plain_styles ? std::to_string(value) : fmt::format(R"("{}")", value);
}

std::string FakeTop::list(const std::string& outer, const std::string& inner, const std::vector<std::string>& rows) const {
  if (rows.empty()) return plain_styles ? fmt::format(R"("{}":{{}})", outer) : fmt::format(R"("{}":null)", outer);
  if (rows.size() == 1 && !plain_styles) return fmt::format(R"("{}":{{"{}":{}}})", outer, inner, rows[0]);
  std::string text;
  for (const std::string& row : rows) text += (text.empty() ? "" : ",") + row;
  return fmt::format(R"("{}":{{"{}":[{}]}})", outer, inner, text);
}

std::string FakeTop::trade_json(const FakeTrade& trade, const std::string& fields) const {
  const auto wants = [&](const std::string& field) { return ("," + fields + ",").find("," + field + ",") != std::string::npos; };
  std::int64_t refunded = 0;
  std::vector<std::string> parts;
  for (const FakePart& part : trade.parts) {
    std::int64_t taken = 0;
    for (const auto& [id, refund] : refunds) taken += refund.oid == part.oid ? refund.fee_fen : 0;
    refunded += taken;
    const std::int64_t paid = payment_falls ? part.paid_fen - taken : part.paid_fen;
    parts.push_back(fmt::format(R"({{"oid":{},"divide_order_fee":"{}","payment":"{}","refund_status":"{}"{}}})", part.oid,
                                yuan(paid), yuan(paid), part.refund_status,
                                part.refund == 0 ? std::string() : fmt::format(R"(,"refund_id":{})", number(part.refund))));
  }
  std::string text = fmt::format(R"("tid":{})", number(trade.tid));
  if (wants("status")) text += fmt::format(R"(,"status":"{}")", trade.status);
  if (wants("created")) text += opt_time("created", trade.created);
  if (wants("modified")) text += opt_time("modified", trade.modified);
  if (wants("pay_time")) text += opt_time("pay_time", trade.paid);
  if (wants("end_time")) text += opt_time("end_time", trade.ended);
  if (wants("payment")) text += fmt::format(R"(,"payment":"{}")", yuan(trade.payment_fen - (payment_falls ? refunded : 0)));
  if (wants("post_fee")) text += R"(,"post_fee":"0.00")";
  if (wants("buyer_nick")) text += fmt::format(R"(,"buyer_nick":"{}")", masks_customers ? "买**" : trade.buyer);
  if (wants("buyer_open_uid")) text += fmt::format(R"(,"buyer_open_uid":"AA-{}")", trade.buyer);
  if (wants("orders.oid")) text += "," + list("orders", "order", parts);
  return "{" + text + "}";
}

std::string FakeTop::refund_json(const FakeRefund& refund) const {
  return fmt::format(
      R"({{"refund_id":{},"tid":{},"oid":{},"status":"{}","refund_fee":"{}","total_fee":"{}","created":"{}","modified":"{}",)"
      R"("end_time":{}}})",
      number(refund.id), number(refund.tid), number(refund.oid), refund.status, yuan(refund.fee_fen), yuan(refund.total_fen),
      wall(refund.created), wall(refund.modified), plain_styles ? fmt::format(R"("{}")", wall(refund.modified)) : "null");
}

FakeTop::Reply FakeTop::page(const Query& query, const std::string& outer, const std::string& inner,
                             std::vector<std::string> rows, Fault fault) {
  const auto value = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  const auto size = whole_number(value("page_size"));
  auto page_no = whole_number(value("page_no"));
  if (!size || *size < 1 || *size > 100) return not_allowed(outer, "page_size of 1 to 100");
  if (!page_no || *page_no < 1) return not_allowed(outer, "page_no from 1");
  if (fault == Fault::same_page) page_no = 1;
  const std::size_t total = rows.size();
  const std::size_t from = std::min(total, static_cast<std::size_t>((*page_no - 1) * *size));
  const std::size_t to = std::min(total, from + static_cast<std::size_t>(*size));
  const std::vector<std::string> shown(rows.begin() + static_cast<long>(from), rows.begin() + static_cast<long>(to));
  std::string head;
  if (value("use_has_next") == "true") {
    head = fmt::format(R"("has_next":{},)", to < total);
  } else if (counts_totals) {
    head = fmt::format(R"("total_results":{},)", number(static_cast<std::int64_t>(total)));
  }
  return head + list(outer, inner, shown);
}

FakeTop::Reply FakeTop::trade_list(const std::string& method, const Query& query, Fault fault) {
  const bool by_change = method == "taobao.trades.sold.increment.get";
  const auto value = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  const auto from = from_wall(value(by_change ? "start_modified" : "start_created"));
  const auto to = from_wall(value(by_change ? "end_modified" : "end_created"));
  if (value("fields").empty()) return not_allowed(method, "fields are required");
  if (!from || !to || *from >= *to) return not_allowed(method, "a stretch of time is required");
  if (by_change && *to - *from > kDaySeconds) return not_allowed(method, "at most a day");
  if (*from < now() - 92 * kDaySeconds) return not_allowed(method, "three months are kept");
  std::vector<const FakeTrade*> found;
  for (const auto& [tid, trade] : trades) {
    const std::int64_t time = by_change ? trade.modified : trade.created;
    if (time >= *from && time <= *to) found.push_back(&trade);
  }
  std::sort(found.begin(), found.end(), [&](const FakeTrade* a, const FakeTrade* b) {
    const std::int64_t of_a = by_change ? a->modified : a->created;
    const std::int64_t of_b = by_change ? b->modified : b->created;
    return of_a != of_b ? of_a > of_b : a->tid > b->tid;
  });
  std::vector<std::string> rows;
  for (const FakeTrade* trade : found) rows.push_back(trade_json(*trade, value("fields")));
  return page(query, "trades", "trade", std::move(rows), fault);
}

FakeTop::Reply FakeTop::refund_list(const Query& query, Fault fault) {
  const auto value = [&](const char* name) { return query.contains(name) ? query.at(name) : std::string(); };
  const auto from = from_wall(value("start_modified"));
  const auto to = from_wall(value("end_modified"));
  if (value("fields").empty() || !from || !to || *from >= *to) return not_allowed("refunds", "fields and a stretch of time");
  std::vector<const FakeRefund*> found;
  for (const auto& [id, refund] : refunds) {
    if (refund.modified >= *from && refund.modified <= *to) found.push_back(&refund);
  }
  std::sort(found.begin(), found.end(), [](const FakeRefund* a, const FakeRefund* b) {
    return a->modified != b->modified ? a->modified > b->modified : a->id > b->id;
  });
  std::vector<std::string> rows;
  for (const FakeRefund* refund : found) rows.push_back(refund_json(*refund));
  return page(query, "refunds", "refund", std::move(rows), fault);
}

FakeTop::Reply FakeTop::one_trade(const Query& query) {
  const auto tid = query.contains("tid") ? whole_number(query.at("tid").substr(0, 18)) : std::nullopt;
  if (!tid || !query.contains("fields")) return not_allowed("trade.fullinfo", "fields and tid");
  const auto found =
      std::find_if(trades.begin(), trades.end(), [&](const auto& each) { return std::to_string(each.first) == query.at("tid"); });
  if (found == trades.end()) return refuse(15, "isv.trade-not-exist");
  return R"("trade":)" + trade_json(found->second, query.at("fields"));
}

FakeTop::Reply FakeTop::one_refund(const Query& query) {
  const auto id = query.contains("refund_id") ? whole_number(query.at("refund_id")) : std::nullopt;
  if (!id || !query.contains("fields")) return not_allowed("refund.get", "fields and refund_id");
  const auto found = refunds.find(*id);
  if (found == refunds.end()) return refuse(15, "isv.refund-not-exist");
  return R"("refund":)" + refund_json(found->second);
}

}  // namespace rigong::fakes::taobao
