// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/http/tls_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <stdexcept>

namespace rigong::runtime_test {
namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;

void must(bool done, const char* what) {
  if (!done) throw std::runtime_error(what);
}

X509* make_certificate(const Certificate& wanted, EVP_PKEY* key) {
  X509* made = X509_new();
  must(made != nullptr, "certificate");
  X509_set_version(made, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
  X509_gmtime_adj(X509_getm_notBefore(made), wanted.begins_s);
  X509_gmtime_adj(X509_getm_notAfter(made), wanted.ends_s);
  X509_set_pubkey(made, key);
  X509_NAME* name = X509_get_subject_name(made);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("made-up"), -1, -1, 0);
  X509_set_issuer_name(made, name);
  for (const auto& [id, value] : {std::pair<int, std::string>{NID_subject_alt_name, wanted.names},
                                  std::pair<int, std::string>{NID_basic_constraints, "critical,CA:TRUE"}}) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str());
    must(extension != nullptr, "extension");
    X509_add_ext(made, extension, -1);
    X509_EXTENSION_free(extension);
  }
  must(X509_sign(made, key, EVP_sha256()) != 0, "signature");
  return made;
}

}  // namespace

TlsServer::TlsServer(const Certificate& wanted, Speaks speaks)
    : speaks_(speaks), context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free), certificate_(nullptr, X509_free) {
  // Whoever does not believe the certificate hangs up while we still write.
  std::signal(SIGPIPE, SIG_IGN);
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  must(context_ && key, "TLS");
  certificate_.reset(make_certificate(wanted, key.get()));
  must(SSL_CTX_use_certificate(context_.get(), certificate_.get()) == 1, "certificate");
  must(SSL_CTX_use_PrivateKey(context_.get(), key.get()) == 1, "key");
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
  SSL_CTX_set_security_level(context_.get(), 0);
  SSL_CTX_set_max_proto_version(context_.get(), wanted.highest_tls);
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  must(::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) == 0 && ::listen(listener_, 8) == 0 &&
           ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) == 0,
       "listen");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

TlsServer::~TlsServer() {
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

std::string TlsServer::url(const std::string& host) const {
  const std::string at = host + ":" + std::to_string(port_);
  return speaks_ == Speaks::http ? "https://" + at + "/" : "smtps://" + at;
}

void TlsServer::write_certificate(const std::filesystem::path& file) const {
  const std::unique_ptr<FILE, int (*)(FILE*)> out(std::fopen(file.c_str(), "w"), std::fclose);
  must(out && PEM_write_X509(out.get(), certificate_.get()) == 1, "PEM");
}

std::string TlsServer::heard() const {
  const std::lock_guard lock(mutex_);
  return heard_;
}

void TlsServer::run() {
  constexpr int kMost = 20;
  for (int i = 0; i < kMost; ++i) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    const timeval patience{5, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    serve(connection);
    ::close(connection);
  }
}

void TlsServer::serve(int connection) {
  const std::unique_ptr<SSL, void (*)(SSL*)> tls(SSL_new(context_.get()), SSL_free);
  SSL_set_fd(tls.get(), connection);
  if (SSL_accept(tls.get()) != 1) return;
  if (speaks_ == Speaks::http) {
    talk_http(tls.get());
  } else {
    talk_smtp(tls.get());
  }
  SSL_shutdown(tls.get());
}

void TlsServer::note(const std::string& text) {
  const std::lock_guard lock(mutex_);
  heard_ += text;
}

void TlsServer::talk_http(SSL* tls) {
  std::string request;
  std::array<char, 4096> bytes{};
  while (request.find("\r\n\r\n") == std::string::npos) {
    const int count = SSL_read(tls, bytes.data(), static_cast<int>(bytes.size()));
    if (count <= 0) break;
    request.append(bytes.data(), static_cast<std::size_t>(count));
  }
  note(request);
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\nin confidence";
  if (!request.empty()) SSL_write(tls, answer.data(), static_cast<int>(answer.size()));
}

void TlsServer::talk_smtp(SSL* tls) {
  const auto say = [&](const std::string& line) { SSL_write(tls, (line + "\r\n").data(), static_cast<int>(line.size()) + 2); };
  say("220 hello");
  std::string in;
  std::string end = "\r\n";  // Of what is read: a line, or a mail.
  std::array<char, 4096> bytes{};
  for (;;) {
    const std::size_t at = in.find(end);
    if (at == std::string::npos) {
      const int count = SSL_read(tls, bytes.data(), static_cast<int>(bytes.size()));
      if (count <= 0) return;
      in.append(bytes.data(), static_cast<std::size_t>(count));
      continue;
    }
    const std::string text = in.substr(0, at);
    in.erase(0, at + end.size());
    note(text + "\n");
    const bool in_mail = end != "\r\n";
    end = !in_mail && text == "DATA" ? "\r\n.\r\n" : "\r\n";
    say(in_mail ? "250 queued" : text == "DATA" ? "354 go ahead" : text == "QUIT" ? "221 bye" : "250 ok");
  }
}

}  // namespace rigong::runtime_test
