// SPDX-License-Identifier: Apache-2.0
// A server on loopback that speaks TLS with a certificate of its own making, good or bad.
#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace rigong::runtime_test {

struct Certificate {
  std::string names = "IP:127.0.0.1,DNS:localhost";  // Whom it is for (subjectAltName).
  long begins_s = -3600;                             // From now.
  long ends_s = 3600;
  int highest_tls = TLS1_3_VERSION;
};

// What is spoken inside of TLS.
enum class Speaks {
  http,  // Answers every request with "200 OK" and the body "in confidence".
  smtp,  // Takes any mail.
};

// Ends with the object; at most 20 connections.
class TlsServer {
 public:
  explicit TlsServer(const Certificate& certificate = {}, Speaks speaks = Speaks::http);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  // "https://host:port/" or "smtps://host:port".
  [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const;
  // The certificate as PEM, for those who are to trust it.
  void write_certificate(const std::filesystem::path& file) const;
  // Everything that was read inside of TLS.
  [[nodiscard]] std::string heard() const;

 private:
  void run();
  void serve(int connection);
  void talk_http(SSL* tls);
  void talk_smtp(SSL* tls);
  void note(const std::string& text);

  const Speaks speaks_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::unique_ptr<X509, void (*)(X509*)> certificate_;
  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::string heard_;  // Guarded by mutex_.
  std::thread thread_;
};

}  // namespace rigong::runtime_test
