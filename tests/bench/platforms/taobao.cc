// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>

#include "platforms/platform.h"

namespace bench {
namespace {

constexpr std::uint64_t kRowsOfPage = 100;
constexpr rigong::TimeMs kNow = 1'795'579'200'000;  // 2026-11-25 12:00 in China; orders are of the day before.

struct Pages {
  std::vector<std::string> trades;
  std::string none = R"({"trades_sold_increment_get_response":{"total_results":0,"request_id":"made-up"}})";
  std::string refused =
      R"({"error_response":{"code":11,"msg":"Insufficient isv permissions","sub_code":"isv.permission-api-package-limit","request_id":"made-up"}})";
};

std::string trade(std::uint64_t number, generator::Random& random) {
  const std::uint64_t id = 3'000'000'000'000'000'000 + number;
  const std::string time = fmt::format("2026-11-24 {:02}:{:02}:{:02}", number / 3600 % 24, number / 60 % 60, number % 60);
  const std::string yuan = fmt::format("{}.{:02}", random.Between(1, 999), random.Below(100));
  const auto part = [&](std::uint64_t i) {
    return fmt::format(R"({{"oid":"{}","payment":"{}","divide_order_fee":"{}","refund_status":"NO_REFUND"}})", id + i, yuan,
                       yuan);
  };
  return fmt::format(
      R"({{"tid":"{}","status":"WAIT_SELLER_SEND_GOODS","created":"{}","pay_time":"{}","modified":"{}","payment":"{}","post_fee":"0.00",)"
      R"("buyer_nick":"t**","buyer_open_uid":"AAH{:024x}","orders":{{"order":[{}]}}}})",
      id, time, time, time, yuan, random.Next(), rows_of(0, 1 + random.Below(3), part));
}

}  // namespace

Platform make_taobao(std::uint64_t records) {
  auto pages = std::make_shared<Pages>();
  generator::Random random(2);
  const std::uint64_t all = std::clamp<std::uint64_t>(records / kRowsOfPage, 2, 800) * kRowsOfPage;
  for (std::uint64_t page = 0; page < all / kRowsOfPage; ++page) {
    const auto row = [&](std::uint64_t n) { return trade(n, random); };
    pages->trades.push_back(
        fmt::format(R"({{"trades_sold_get_response":{{"total_results":{},"trades":{{"trade":[{}]}},"request_id":"made-up"}}}})",
                    all, rows_of(page * kRowsOfPage, (page + 1) * kRowsOfPage, row)));
  }
  Platform platform{"taobao",
                    {{"app_key", "12345678"},
                     {"app_secret", "made-up"},
                     {"session", "made-up"},
                     {"reps", "晨光小店:小满"},
                     {"chats", "false"},
                     {"days", "1"}},
                    kNow,
                    all,
                    {}};
  // The first page is asked for once more, with the number of all of them.
  platform.records += kRowsOfPage;
  platform.answer = [pages](const rigong::connectors::HttpRequest& request) -> const std::string& {
    const std::string_view body = request.body;
    if (body.find("method=taobao.trades.sold.increment.get") != std::string_view::npos) return pages->none;
    const bool sold = body.find("method=taobao.trades.sold.get") != std::string_view::npos;
    if (!sold) return body.find("refunds.receive") != std::string_view::npos ? pages->none : pages->refused;
    // All orders are of the first stretch.
    if (body.find("start_created=2026-11-24%2000%3A00%3A00") == std::string_view::npos) return pages->none;
    return pages->trades.at(number_after(body, "page_no=", 1) - 1);
  };
  return platform;
}

}  // namespace bench
