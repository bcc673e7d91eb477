// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/curl_common.h"

#include <fmt/format.h>

#include <filesystem>

namespace rigong::runtime {
namespace {

// Where the system's trusted certificates stand in one file, libcurl keeps what it has read of it with the loop; a folder beside
// it would make it read the file anew for each connection. Debian's folder holds the same as its file.
bool has_certificate_file() {
  static const bool has = [] {
    const curl_version_info_data* info = curl_version_info(CURLVERSION_NOW);
    std::error_code code;
    return info->age >= CURLVERSION_SEVENTH && info->cainfo != nullptr && std::filesystem::exists(info->cainfo, code);
  }();
  return has;
}

TransportFailure not_sent(ErrorKind kind, std::string zh, std::string en) {
  return {{kind, {std::move(zh), std::move(en)}}, Arrival::not_sent};
}

}  // namespace

void set_common(CURL* easy, const std::string& ca_file) {
  curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // A name that is being looked up is given up at once; to wait for its end would hold up everybody.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
#ifdef _WIN32
  // Where the list of revoked certificates cannot be reached, an office network would otherwise stop everything.
  curl_easy_setopt(easy, CURLOPT_SSL_OPTIONS, static_cast<long>(CURLSSLOPT_REVOKE_BEST_EFFORT));
#endif
  if (!ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file.c_str());
  if (!ca_file.empty() || has_certificate_file()) curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
}

std::optional<TransportFailure> failure_to_connect(CURLcode code, const std::string& host) {
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return not_sent(ErrorKind::refused, fmt::format("{} 的证书不可信，没有连接。请检查网址和本机时间，或联系平台。", host),
                      fmt::format("The certificate of {} is not to be trusted; nothing was sent. Check the address and this "
                                  "machine's clock, or ask the platform.",
                                  host));
    case CURLE_COULDNT_RESOLVE_HOST:
      return not_sent(ErrorKind::unavailable, fmt::format("找不到主机 {}。请检查网址和网络。", host),
                      fmt::format("The host {} cannot be found. Check the address and the network.", host));
    case CURLE_COULDNT_CONNECT:
      return not_sent(ErrorKind::unavailable, fmt::format("连不上 {}，稍后再试。", host),
                      fmt::format("{} cannot be reached; trying again later.", host));
    default:
      return std::nullopt;
  }
}

}  // namespace rigong::runtime
