// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>

#include "platforms/platform.h"

namespace bench {
namespace {

constexpr std::uint64_t kRowsOfPage = 100;
constexpr std::uint64_t kTextsAtOnce = 40;
constexpr rigong::TimeMs kNow = 1'795'641'000'000;

struct Pages {
  std::vector<std::string> transactions;       // The rows behind each hundred.
  std::map<std::uint64_t, std::string> texts;  // By the first transaction asked for.
  std::string version = R"({"Version":"5.0.3"})";
  std::string none = R"({"count":0,"page":1,"pages":null,"per_page":100,"total":null,"items":[]})";
};

// Of an hour and more ago, so that nothing of it is still to come.
std::string transaction(std::uint64_t number) {
  const bool by_rep = number % 2 == 0;
  const std::uint64_t second = number % 43'200;
  return fmt::format(
      R"({{"type":"transaction","id":"{}","_url":"https://rt.example/REST/2.0/transaction/{}","ObjectId":"{}","Type":"{}","Field":"",)"
      R"("OldValue":"","NewValue":"","Created":"2026-11-25T{:02}:{:02}:{:02}Z","Creator":{{"type":"user","id":{},)"
      R"("_url":"https://rt.example/REST/2.0/user/{}","Name":"{}","RealName":"{}"}}}})",
      number, number, number / 10 + 1, number % 10 == 0 ? "Create" : "Correspond", second / 3600, second / 60 % 60, second % 60,
      by_rep ? 27 : 1000 + number / 10, by_rep ? "ann" : "carl@customer.example", by_rep ? "ann" : "carl@customer.example",
      by_rep ? "Ann of the shop" : "Carl");
}

std::string text(std::uint64_t number, generator::Random& random) {
  return fmt::format(
      R"({{"type":"attachment","id":"{}","_url":"https://rt.example/REST/2.0/attachment/{}","TransactionId":"{}","ContentType":"text/plain",)"
      R"("Filename":"","Content":"{}\n\n> {}\n"}})",
      number, number, number, said(random, number % 2 == 0), said(random, number % 2 == 1));
}

}  // namespace

Platform make_request_tracker(std::uint64_t records) {
  auto pages = std::make_shared<Pages>();
  generator::Random random(4);
  const std::uint64_t count = std::max<std::uint64_t>(1, records / kRowsOfPage);
  const auto list = [](const std::string& rows) {
    return fmt::format(R"({{"count":100,"page":1,"pages":null,"per_page":100,"total":null,"items":[{}]}})", rows);
  };
  for (std::uint64_t page = 0; page < count; ++page) {
    const std::uint64_t first = page * kRowsOfPage + 1;
    pages->transactions.push_back(list(rows_of(first, first + kRowsOfPage, transaction)));
    for (std::uint64_t from = first; from < first + kRowsOfPage; from += kTextsAtOnce) {
      const std::uint64_t to = std::min(from + kTextsAtOnce, first + kRowsOfPage);
      pages->texts[from] = list(rows_of(from, to, [&](std::uint64_t n) { return text(n, random); }));
    }
  }
  Platform platform{"request-tracker",
                    {{"endpoint", "https://rt.example"}, {"token", "made-up"}, {"agents", "ann"}, {"days", "2"}},
                    kNow,
                    count * kRowsOfPage,
                    {}};
  platform.answer = [pages](const rigong::connectors::HttpRequest& request) -> const std::string& {
    const std::string_view url = request.url;
    if (url.find("/attachments?") != std::string_view::npos) {
      const auto found = pages->texts.find(number_after(url, "value%22%3A%5B", 0));
      return found == pages->texts.end() ? pages->none : found->second;
    }
    if (url.find("/transactions?") == std::string_view::npos) {
      return url.find('?') == std::string_view::npos ? pages->version : pages->none;
    }
    const std::uint64_t after = number_after(url, "id%20%3E%20", 0);
    const bool other = after % kRowsOfPage != 0 || after / kRowsOfPage >= pages->transactions.size();
    return other ? pages->none : pages->transactions[after / kRowsOfPage];
  };
  return platform;
}

}  // namespace bench
