// SPDX-License-Identifier: Apache-2.0
// Whatever the platform of wecom-kf answers, to every question alike, and whatever stands in the cursor.
#include "connectors/wecom-kf/wecom_kf.h"
#include "tests/fuzz/checked_sink.h"

namespace {

using namespace rigong;
using namespace rigong::connectors;
using fuzz::must;

class GivenOptions final : public Options {
 public:
  [[nodiscard]] std::string text(std::string_view name) const override {
    if (name == "endpoint") return "https://qyapi.weixin.qq.com";
    if (name == "corp_id") return "ww1";
    return name == "days" ? "30" : "";
  }
  [[nodiscard]] const Secret& secret(std::string_view) const override { return secret_; }

 private:
  Secret secret_{"made-up"};
};

class SamePage final : public HttpClient {
 public:
  explicit SamePage(std::string body) : body_(std::move(body)) {}
  Result<HttpResponse> send(const HttpRequest& request) override {
    must(++asked_ < 200);
    HttpResponse response;
    response.status = 200;
    response.body = request.url.find("gettoken") == std::string::npos ? body_ : R"({"access_token":"t","expires_in":7200})";
    return response;
  }
  void hold_off(DurationMs) override {}
  [[nodiscard]] DurationMs clock_offset() const override { return 0; }

 private:
  std::string body_;
  int asked_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ShopCalendar calendar = ShopCalendar::make({}).value();
  static const GivenOptions options;
  static const auto connector = wecom_kf::definition().make(options).value();
  const std::string text(reinterpret_cast<const char*>(data), size);
  fuzz::CheckedSink sink;
  SamePage http(text);
  PollRequest request{text, 1'795'320'000'000, &calendar, &http, nullptr};
  for (int polls = 0; polls < 4; ++polls) {
    const auto result = connector->poll(request, sink);
    if (!result) {
      must(is_clean_utf8(result.error().words.zh) && is_clean_utf8(result.error().words.en));
      request.cursor.clear();
      continue;
    }
    must(result->next_cursor.size() <= 65536 && is_clean_utf8(result->next_cursor));
    for (const Words& words : result->lacking) must(is_clean_utf8(words.zh) && is_clean_utf8(words.en));
    request.cursor = result->next_cursor;
    request.now += kMinuteMs;
  }
  return 0;
}
