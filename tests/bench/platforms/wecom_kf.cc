// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>

#include "platforms/platform.h"

namespace bench {
namespace {

constexpr std::uint64_t kRowsOfPage = 1000;
constexpr std::int64_t kNow = 1'795'320'000;

struct Pages {
  std::vector<std::string> messages;
  std::string token = R"({"errcode":0,"errmsg":"ok","access_token":"made-up","expires_in":7200})";
  std::string accounts =
      R"({"errcode":0,"errmsg":"ok","account_list":[{"open_kfid":"wkShop","name":"售前","avatar":"","manage_privilege":true}]})";
  std::string servicers = R"({"errcode":0,"errmsg":"ok","servicer_list":[{"userid":"XiaoMan","status":0}]})";
  std::string nothing = R"({"errcode":0,"errmsg":"ok","next_cursor":"last","has_more":0,"msg_list":[],"statistic_list":[]})";
};

std::string message(std::uint64_t number, generator::Random& random) {
  const bool by_rep = number % 2 == 1;
  return fmt::format(
      R"({{"msgid":"4sAmpLe{:020}","open_kfid":"wkShop","external_userid":"wm{:030}","send_time":{},"origin":{},{}"msgtype":"text",)"
      R"("text":{{"content":"{}"}}}})",
      number, number / 40, kNow - 86'400 + static_cast<std::int64_t>(number / 2), by_rep ? 5 : 3,
      by_rep ? R"("servicer_userid":"XiaoMan",)" : "", said(random, by_rep));
}

}  // namespace

Platform make_wecom(std::uint64_t records) {
  auto pages = std::make_shared<Pages>();
  generator::Random random(3);
  const std::uint64_t count = std::max<std::uint64_t>(1, records / kRowsOfPage);
  for (std::uint64_t page = 0; page < count; ++page) {
    const auto row = [&](std::uint64_t n) { return message(n, random); };
    pages->messages.push_back(fmt::format(R"({{"errcode":0,"errmsg":"ok","next_cursor":"page-{}","has_more":1,"msg_list":[{}]}})",
                                          page + 1, rows_of(page * kRowsOfPage, (page + 1) * kRowsOfPage, row)));
  }
  Platform platform{"wecom-kf",
                    {{"corp_id", "ww0000000000000000"}, {"secret", "made-up"}, {"days", "2"}},
                    kNow * rigong::kSecondMs,
                    count * kRowsOfPage,
                    {}};
  platform.answer = [pages](const rigong::connectors::HttpRequest& request) -> const std::string& {
    const std::string_view url = request.url;
    if (url.find("gettoken") != std::string_view::npos) return pages->token;
    if (url.find("account/list") != std::string_view::npos) return pages->accounts;
    if (url.find("servicer/list") != std::string_view::npos) return pages->servicers;
    if (url.find("sync_msg") == std::string_view::npos) return pages->nothing;
    const std::uint64_t page = request.body.find("\"cursor\":\"last\"") == std::string::npos
                                   ? number_after(request.body, "\"page-", 0)
                                   : pages->messages.size();
    return page < pages->messages.size() ? pages->messages[page] : pages->nothing;
  };
  return platform;
}

}  // namespace bench
