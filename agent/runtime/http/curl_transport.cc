// SPDX-License-Identifier: Apache-2.0
// What libcurl is told of one request, and what is read of its answer; the loop behind it does the rest.
#include "agent/runtime/http/curl_transport.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <cctype>
#include <cstring>

#include "agent/base/text.h"
#include "agent/config/url.h"
#include "agent/runtime/http/curl_common.h"
#include "agent/runtime/http/curl_loop.h"

namespace rigong::runtime {
namespace {

using connectors::HttpMethod;
using connectors::HttpRepeat;
using connectors::HttpRequest;
using connectors::HttpResponse;

constexpr long kConnectMs = 5000;
constexpr long kSlowestBytesPerSecond = 100;
constexpr long kSlowForSeconds = 15;
constexpr long kIdleConnectionSeconds = 60;
constexpr long kOldestConnectionSeconds = 600;
constexpr long kResolvedSeconds = 30;
constexpr std::size_t kMostHeaders = 100;
constexpr std::size_t kMostHeaderBytes = 64 * 1024;
constexpr std::size_t kMostSentHeaderBytes = 8 * 1024;

using Easy = std::unique_ptr<CURL, void (*)(CURL*)>;

// The header lines of one request. They hold secrets, so every copy made here is wiped; libcurl's own are out of reach.
class HeaderLines {
 public:
  HeaderLines() = default;
  HeaderLines(const HeaderLines&) = delete;
  HeaderLines& operator=(const HeaderLines&) = delete;
  ~HeaderLines() {
    for (const curl_slist* line = list_; line != nullptr; line = line->next) OPENSSL_cleanse(line->data, std::strlen(line->data));
    curl_slist_free_all(list_);
  }
  bool add(std::string_view name, std::string_view value) {
    const auto in_token = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; };
    const auto breaks = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (name.empty() || !std::all_of(name.begin(), name.end(), in_token)) return false;
    if (name.size() + value.size() > kMostSentHeaderBytes || std::any_of(value.begin(), value.end(), breaks)) return false;
    // A header without a value is written with a semicolon for libcurl; with a colon it would be taken out.
    const Secret line(std::string(name) + (value.empty() ? ";" : ": ") + std::string(value));
    return append(line.reveal().data());
  }
  bool append(const char* line) {
    curl_slist* longer = curl_slist_append(list_, line);
    if (longer != nullptr) list_ = longer;
    return longer != nullptr;
  }
  [[nodiscard]] curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

enum class Passed { nothing, body, headers };

struct Receiver {
  std::size_t most_bytes = 0;
  HttpResponse response;
  std::size_t header_count = 0;  // Of all heads together, so that interim answers without end come to one.
  std::size_t header_bytes = 0;
  Passed passed = Passed::nothing;
};

std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* to) {
  auto& receiver = *static_cast<Receiver*>(to);
  const std::size_t length = size * count;
  if (length > receiver.most_bytes - std::min(receiver.most_bytes, receiver.response.body.size())) {
    receiver.passed = Passed::body;
    return 0;
  }
  receiver.response.body.append(bytes, length);
  return length;
}

std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* to) {
  auto& receiver = *static_cast<Receiver*>(to);
  const std::string_view line(bytes, size * count);
  receiver.header_bytes += line.size();
  if (++receiver.header_count > kMostHeaders || receiver.header_bytes > kMostHeaderBytes) {
    receiver.passed = Passed::headers;
    return 0;
  }
  if (line.starts_with("HTTP/")) {
    receiver.response.headers.clear();  // The head before it was an interim one.
    return line.size();
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return line.size();
  std::string name(trim(line.substr(0, colon)));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  receiver.response.headers.emplace_back(std::move(name), clean_utf8(trim(line.substr(colon + 1))));
  return line.size();
}

tl::unexpected<TransportFailure> failure(ErrorKind kind, Arrival arrival, std::string zh, std::string en) {
  return tl::unexpected<TransportFailure>(TransportFailure{{kind, {std::move(zh), std::move(en)}}, arrival});
}

tl::unexpected<TransportFailure> wrong_request() {
  return failure(ErrorKind::wrong_use, Arrival::not_sent, "这个请求不能发送：请检查账号的网址和密钥里有没有多余的字符。",
                 "This request cannot be sent: look for stray characters in the account's address and keys.");
}

// What of the request the other side may have seen: libcurl counts the bytes that it wrote, whether the transfer ended by itself,
// ran out of time or was dropped. Those of a TLS handshake are none of the request's. curl_easy_reset() begins the count anew.
Arrival arrival_of(CURL* easy, CURLcode code) {
  if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_CONNECT || code == CURLE_SSL_CONNECT_ERROR) {
    return Arrival::not_sent;
  }
  long written = 0;
  const bool known = curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &written) == CURLE_OK;
  return known && written == 0 ? Arrival::not_sent : Arrival::unknown;
}

// Only the host is named: path and query may hold keys.
tl::unexpected<TransportFailure> failure_of(CURLcode code, Arrival arrival, const Receiver& receiver, const HttpRequest& request,
                                            const std::string& host) {
  if (receiver.passed == Passed::body) {
    const std::size_t megabytes = std::max<std::size_t>(1, request.limits.body_bytes >> 20U);
    return failure(ErrorKind::refused, Arrival::unknown, fmt::format("{} 的回答超过 {} MB，没有读取。", host, megabytes),
                   fmt::format("The answer of {} is larger than {} MB and was not read.", host, megabytes));
  }
  if (receiver.passed == Passed::headers) {
    return failure(ErrorKind::refused, Arrival::unknown, fmt::format("{} 的回答头太多，没有读取。", host),
                   fmt::format("The answer of {} has too many headers and was not read.", host));
  }
  // A connection that takes longer than its time is one that cannot be had.
  const bool no_way = code == CURLE_OPERATION_TIMEDOUT && arrival == Arrival::not_sent;
  if (auto known = failure_to_connect(no_way ? CURLE_COULDNT_CONNECT : code, host))
    return tl::unexpected<TransportFailure>(std::move(*known));
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return failure(ErrorKind::unavailable, arrival, fmt::format("{} 没有及时回答，稍后再试。", host),
                   fmt::format("{} did not answer in time; trying again later.", host));
  }
  return failure(ErrorKind::unavailable, arrival,
                 fmt::format("与 {} 的连接中断（{}），稍后再试。", host, curl_easy_strerror(code)),
                 fmt::format("The connection to {} broke ({}); trying again later.", host, curl_easy_strerror(code)));
}

class CurlTransport final : public HttpTransport {
 public:
  explicit CurlTransport(CurlSettings settings) : settings_(std::move(settings)) {}

  tl::expected<HttpResponse, TransportFailure> exchange(const HttpRequest& request) override {
    const auto url = config::parse_url(request.url);
    if (!url || !config::is_safe(*url, settings_.private_hosts)) return wrong_request();
    HeaderLines lines;
    bool good = lines.append("Expect:");  // Without it a larger POST would wait a second for leave to go on.
    for (const auto& [name, value] : request.headers) good = good && lines.add(name, value);
    for (const auto& [name, value] : request.secret_headers) good = good && lines.add(name, value.reveal());
    if (!good) return wrong_request();
    if (const Status ready = begin(); !ready) {
      return tl::unexpected<TransportFailure>(TransportFailure{ready.error(), Arrival::not_sent});
    }

    Receiver receiver;
    receiver.most_bytes = request.limits.body_bytes;
    prepare(request, *url, lines, receiver);
    const auto code = loop_->run(easy_.get(), settings_.stopping);
    if (!code) {
      return failure(ErrorKind::cancelled, arrival_of(easy_.get(), CURLE_ABORTED_BY_CALLBACK), "已停止。", "Stopped.");
    }
    if (*code != CURLE_OK) return failure_of(*code, arrival_of(easy_.get(), *code), receiver, request, url->host);
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    receiver.response.status = static_cast<int>(status);
    return std::move(receiver.response);
  }

 private:
  // With the first request: who never asks has no loop and no handle.
  Status begin() {
    if (!loop_) {
      RIGONG_ASSIGN(loop_, CurlLoop::of_process());
    }
    if (!easy_) easy_.reset(curl_easy_init());
    if (easy_) return {};
    return fail(ErrorKind::unavailable, "网络组件没有启动。请重新启动日拱。",
                "The network library did not start. Start Rigong again.");
  }

  void prepare(const HttpRequest& request, const config::Url& url, const HeaderLines& lines, Receiver& receiver) {
    CURL* easy = easy_.get();
    curl_easy_reset(easy);
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, url.https ? "https" : "http");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    set_common(easy, settings_.ca_file);
    // A connection carries one request at a time, so that an answer that hangs holds up nobody else's.
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.limits.whole.count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, kSlowestBytesPerSecond);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, kSlowForSeconds);
    curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, kResolvedSeconds);
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, kIdleConnectionSeconds);
    curl_easy_setopt(easy, CURLOPT_MAXLIFETIME_CONN, kOldestConnectionSeconds);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    // Unpacked before on_body() counts. An answer that names its size is refused before its first byte.
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "Rigong/" RIGONG_VERSION);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lines.get());
    if (request.method == HttpMethod::post) {
      curl_easy_setopt(easy, CURLOPT_POST, 1L);
      // libcurl sends again what a connection that was kept has swallowed; what may be sent only once gets one of its own.
      if (request.repeat != HttpRepeat::harmless) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
    }
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &receiver);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &receiver);
  }

  CurlSettings settings_;
  std::shared_ptr<CurlLoop> loop_;
  Easy easy_{nullptr, curl_easy_cleanup};
};

}  // namespace

std::unique_ptr<HttpTransport> make_curl_transport(CurlSettings settings) {
  return std::make_unique<CurlTransport>(std::move(settings));
}

}  // namespace rigong::runtime
