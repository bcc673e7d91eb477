// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>

#include "platforms/platform.h"

namespace bench {
namespace {

constexpr std::uint64_t kRowsOfPage = 100;
constexpr rigong::TimeMs kNow = 1'795'320'000'000;  // 2026-11-22 12:00 in China; orders are of the day before.

struct Pages {
  std::vector<std::string> orders;
  std::string none =
      R"({"jingdong_pop_order_enSearch_responce":{"code":"0","searchorderinfo_result":{"apiResult":{"success":true},"orderTotal":0,"orderInfoList":[]}}})";
  std::string refused = R"({"error_response":{"code":"24","zh_desc":"无权调用API","en_desc":"cannot use this API"}})";
};

std::string order(std::uint64_t number, generator::Random& random) {
  const std::string time = fmt::format("2026-11-21 {:02}:{:02}:{:02}", number / 3600 % 24, number / 60 % 60, number % 60);
  return fmt::format(
      R"({{"orderId":"{}","orderState":"WAIT_SELLER_STOCK_OUT","orderStartTime":"{}","paymentConfirmTime":"{}","orderEndTime":"",)"
      R"("modified":"{}","orderPayment":"{}.{:02}","pin":"jd_{:08x}","open_id_buyer":"{:032x}"}})",
      200'000'000'000 + number, time, time, time, random.Between(1, 999), random.Below(100), random.Next() & 0xFFFFFFFFU,
      random.Next());
}

}  // namespace

Platform make_jd(std::uint64_t records) {
  auto pages = std::make_shared<Pages>();
  generator::Random random(5);
  const std::uint64_t all = std::clamp<std::uint64_t>(records / kRowsOfPage, 2, 800) * kRowsOfPage;
  for (std::uint64_t page = 0; page < all / kRowsOfPage; ++page) {
    const auto row = [&](std::uint64_t n) { return order(n, random); };
    pages->orders.push_back(fmt::format(
        R"({{"jingdong_pop_order_enSearch_responce":{{"code":"0","searchorderinfo_result":{{"apiResult":{{"success":true}},"orderTotal":{},"orderInfoList":[{}]}}}}}})",
        all, rows_of(page * kRowsOfPage, (page + 1) * kRowsOfPage, row)));
  }
  Platform platform{
      "jd",
      {{"app_key", "DEMOKEY"}, {"app_secret", "made-up"}, {"access_token", "made-up"}, {"chats", "false"}, {"days", "1"}},
      kNow,
      all,
      {}};
  platform.answer = [pages](const rigong::connectors::HttpRequest& request) -> const std::string& {
    if (request.url.find("method=jingdong.pop.order.enSearch") == std::string::npos) return pages->refused;
    // All orders are of the first stretch; pages are numbered in a text within the form.
    if (request.body.find("start_date%22%3A%222026-11-21%2000") == std::string::npos) return pages->none;
    return pages->orders.at(number_after(request.body, "%22page%22%3A%22", 1) - 1);
  };
  return platform;
}

}  // namespace bench
