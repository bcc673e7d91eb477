// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/curl_mail.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "agent/base/text.h"
#include "agent/config/url.h"
#include "agent/runtime/http/curl_common.h"
#include "agent/runtime/http/curl_loop.h"

namespace rigong::runtime {
namespace {

constexpr long kConnectMs = 10'000;
constexpr long kWholeMs = 60'000;
constexpr int kFirstRefusal = 400;
constexpr int kTaken = 250;
constexpr int kGoAhead = 354;
constexpr std::size_t kMostSaidBytes = 500;

using Easy = std::unique_ptr<CURL, void (*)(CURL*)>;
using List = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

struct Upload {
  std::string_view rest;
};
std::size_t on_read(char* to, std::size_t size, std::size_t count, void* from) {
  auto& upload = *static_cast<Upload*>(from);
  const std::size_t length = std::min(size * count, upload.rest.size());
  std::memcpy(to, upload.rest.data(), length);
  upload.rest.remove_prefix(length);
  return length;
}

struct Said {
  std::string last;  // The server's last line.
};
std::size_t on_line(char* bytes, std::size_t size, std::size_t count, void* to) {
  static_cast<Said*>(to)->last.assign(bytes, std::min(size * count, kMostSaidBytes));
  return size * count;
}

std::string in_brackets(const std::string& address) { return "<" + address + ">"; }

using Answer = tl::expected<MailReply, TransportFailure>;

tl::unexpected<TransportFailure> failure(ErrorKind kind, Arrival arrival, std::string zh, std::string en) {
  return tl::unexpected<TransportFailure>(TransportFailure{{kind, {std::move(zh), std::move(en)}}, arrival});
}

tl::unexpected<TransportFailure> wrong_server() {
  return failure(ErrorKind::wrong_use, Arrival::not_sent,
                 "邮件服务器的地址不对。请把 server 写成 smtps://主机:465 或 smtp://主机:587。",
                 "The mail server's address is not right. Write `server` like smtps://host:465 or smtp://host:587.");
}

tl::unexpected<TransportFailure> no_memory() {
  return failure(ErrorKind::unavailable, Arrival::not_sent, "内存不够，没有发；稍后再试。",
                 "There is too little memory, so nothing was sent; it is tried again later.");
}

// What a talk that ended without a refusal means. Those faults that only a person can mend are refused, so that they are said at
// once and not tried until the report's time is over.
tl::unexpected<TransportFailure> broken(CURLcode code, Arrival arrival, const std::string& host) {
  if (auto known = failure_to_connect(code, host)) return tl::unexpected<TransportFailure>(std::move(*known));
  switch (code) {
    case CURLE_USE_SSL_FAILED:
      return failure(
          ErrorKind::refused, Arrival::not_sent,
          fmt::format("邮件服务器 {} 不支持加密（STARTTLS），没有发。请把 server 改成 smtps://…:465，或换一台服务器。", host),
          fmt::format("The mail server {} offers no encryption (STARTTLS), so nothing was sent. Change `server` to "
                      "smtps://…:465, or take another server.",
                      host));
    case CURLE_LOGIN_DENIED:
      return failure(ErrorKind::refused, Arrival::not_sent,
                     fmt::format("邮件服务器 {} 没有可用的登录方式，没有发。请核对 server，或去掉 user 和 password。", host),
                     fmt::format("The mail server {} offers no way to log in, so nothing was sent. Check `server`, or leave "
                                 "`user` and `password` out.",
                                 host));
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return wrong_server();
    case CURLE_SSL_CONNECT_ERROR:
      return failure(
          ErrorKind::unavailable, Arrival::not_sent,
          fmt::format("与邮件服务器 {} 建立不了加密连接，稍后再试。端口 465 用 smtps://，587 用 smtp://，请核对 server。", host),
          fmt::format("No encrypted connection to the mail server {} came about; it is tried again later. Port 465 "
                      "wants smtps://, port 587 smtp://: check `server`.",
                      host));
    default:
      return failure(ErrorKind::unavailable, arrival,
                     fmt::format("与邮件服务器 {} 的连接中断（{}），稍后再试。", host, curl_easy_strerror(code)),
                     fmt::format("The connection to the mail server {} broke ({}); it is tried again later.", host,
                                 curl_easy_strerror(code)));
  }
}

class CurlMail {
 public:
  explicit CurlMail(CurlSettings settings) : settings_(std::move(settings)) {}

  Answer send(const connectors::MailRequest& mail) {
    const bool safe = mail.url.starts_with("smtps://");
    const std::size_t scheme = mail.url.find("://");
    if (scheme == std::string::npos || (!safe && !mail.url.starts_with("smtp://"))) return wrong_server();
    std::string host = mail.url.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/:"));
    const auto ready = CurlLoop::of_process();
    if (!ready) return tl::unexpected<TransportFailure>(TransportFailure{ready.error(), Arrival::not_sent});
    const Easy easy(curl_easy_init(), curl_easy_cleanup);
    if (!easy) return no_memory();

    List recipients(nullptr, curl_slist_free_all);
    for (const std::string& to : mail.to) {
      curl_slist* longer = curl_slist_append(recipients.get(), in_brackets(to).c_str());
      if (longer == nullptr) return no_memory();
      static_cast<void>(recipients.release());
      recipients.reset(longer);
    }
    Upload upload{mail.bytes};
    Said said;
    const std::string from = in_brackets(mail.from);
    const std::string password(mail.password.reveal());
    curl_easy_setopt(easy.get(), CURLOPT_URL, mail.url.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_PROTOCOLS_STR, safe ? "smtps" : "smtp");
    curl_easy_setopt(easy.get(), CURLOPT_USE_SSL,
                     static_cast<long>(safe || !config::is_loopback(host) ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    set_common(easy.get(), settings_.ca_file);
    curl_easy_setopt(easy.get(), CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    curl_easy_setopt(easy.get(), CURLOPT_TIMEOUT_MS, kWholeMs);
    if (!mail.user.empty()) {
      curl_easy_setopt(easy.get(), CURLOPT_USERNAME, mail.user.c_str());
      curl_easy_setopt(easy.get(), CURLOPT_PASSWORD, password.c_str());
    }
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(easy.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(mail.bytes.size()));
    curl_easy_setopt(easy.get(), CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(easy.get(), CURLOPT_READDATA, &upload);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERFUNCTION, on_line);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERDATA, &said);

    const auto code = (*ready)->run(easy.get(), settings_.stopping);
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    const std::string text = brief_line(clean_utf8(said.last), kMostSaidBytes);
    if (code && *code == CURLE_OK) return MailReply{kTaken, text};
    // The last code of a talk that broke may be one that meant "go on": only a refusal speaks for itself, and "go ahead" may have
    // been followed by the whole mail. Before that nothing was handed over.
    if (status >= kFirstRefusal) return MailReply{static_cast<int>(status), text};
    const Arrival arrival = status == kGoAhead ? Arrival::unknown : Arrival::not_sent;
    if (!code) return failure(ErrorKind::cancelled, arrival, "已停止。", "Stopped.");
    return broken(*code, arrival, host);
  }

 private:
  CurlSettings settings_;
};

}  // namespace

MailTransport make_curl_mail(CurlSettings settings) {
  return [mail = std::make_shared<CurlMail>(std::move(settings))](const connectors::MailRequest& request) {
    return mail->send(request);
  };
}

}  // namespace rigong::runtime
