// SPDX-License-Identifier: Apache-2.0
// Mail against a server that says what the test wants, on 127.0.0.1.
#include "agent/runtime/http/curl_mail.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "tests/runtime/http/tls_server.h"
#include "tests/support/process.h"

using namespace rigong;
using namespace rigong::runtime;
using runtime_test::Certificate;
using runtime_test::Speaks;
using runtime_test::TlsServer;

namespace {

// One talk: greets, answers each command by its first word, and ends where an answer is empty.
class MailServer {
 public:
  explicit MailServer(std::map<std::string, std::string> answers) : answers_(std::move(answers)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(listen(listener_, 4) == 0);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~MailServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
    return "smtp://" + host + ":" + std::to_string(port_);
  }
  [[nodiscard]] std::string heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
  }

 private:
  static bool say(int connection, const std::string& line) {
    const std::string bytes = line + "\r\n";
    return send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }
  std::string answer_of(const std::string& command) const {
    const auto found = answers_.find(command);
    return found != answers_.end() ? found->second
           : command == "DATA"     ? "354 go ahead"
           : command == "QUIT"     ? "221 bye"
                                   : "250 ok";
  }
  void serve() {
    const int connection = accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    say(connection, answer_of("GREET"));
    std::string in;
    bool in_mail = false;
    char bytes[4096];
    for (;;) {
      const std::size_t end = in.find(in_mail ? "\r\n.\r\n" : "\r\n");
      if (end == std::string::npos) {
        const ssize_t count = recv(connection, bytes, sizeof bytes, 0);
        if (count <= 0) break;
        in.append(bytes, static_cast<std::size_t>(count));
        continue;
      }
      const std::string text = in.substr(0, end);
      in.erase(0, end + (in_mail ? 5 : 2));
      {
        const std::lock_guard lock(mutex_);
        heard_ += text + "\n";
      }
      const std::string answer = answer_of(in_mail ? "MAILBYTES" : text.substr(0, text.find_first_of(" :")));
      if (answer.empty() || !say(connection, answer)) break;
      in_mail = !in_mail && answer.starts_with("354");
    }
    close(connection);
  }

  std::map<std::string, std::string> answers_;
  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::string heard_;
  std::thread thread_;
};

connectors::MailRequest mail_to(const std::string& url) {
  connectors::MailRequest mail;
  mail.url = url;
  mail.from = "bot@example.com";
  mail.to = {"a@example.com", "b@example.com"};
  mail.bytes = "Subject: x\r\n\r\n.one\r\ntwo\r\n";
  return mail;
}

using Answer = tl::expected<MailReply, TransportFailure>;

Answer sent(std::map<std::string, std::string> answers, std::string* heard = nullptr) {
  const MailServer server(std::move(answers));
  const MailTransport mail = make_curl_mail({});
  const Answer reply = mail(mail_to(server.url()));
  if (heard != nullptr) *heard = server.heard();
  return reply;
}

int code_of(const Answer& answer) { return answer ? answer->code : 0; }

// What went wrong, told without an address of anybody.
TransportFailure failure_of(const Answer& answer) {
  REQUIRE_FALSE(answer);
  const Words& words = answer.error().error.words;
  INFO(words.en);
  CHECK_FALSE(words.zh.empty());
  CHECK(words.en.find("example.com") == std::string::npos);
  return answer.error();
}

}  // namespace

TEST_CASE("a mail that is taken: from, every recipient, and the bytes as they are", "[threads]") {
  std::string heard;
  const Answer reply = sent({{"GREET", "220 hello"}, {"MAILBYTES", "250 queued"}}, &heard);
  REQUIRE(reply);
  CHECK(reply->code == 250);
  CHECK(heard.find("MAIL FROM:<bot@example.com>") != std::string::npos);
  CHECK(heard.find("RCPT TO:<a@example.com>") != std::string::npos);
  CHECK(heard.find("RCPT TO:<b@example.com>") != std::string::npos);
  CHECK(heard.find("Subject: x\r\n\r\n..one\r\ntwo") != std::string::npos);
}

TEST_CASE("a refusal is told by the server's own code, wherever it comes", "[threads]") {
  CHECK(code_of(sent({{"GREET", "220 hello"}, {"MAIL", "451 try later"}})) == 451);
  CHECK(code_of(sent({{"GREET", "220 hello"}, {"RCPT", "550 nobody of that name"}})) == 550);
  CHECK(code_of(sent({{"GREET", "220 hello"}, {"MAILBYTES", "552 too large"}})) == 552);
  CHECK(code_of(sent({{"GREET", "554 go away"}})) == 554);
}

TEST_CASE("silence after the mail was handed over is no answer; silence before it means that nothing was sent", "[threads]") {
  CHECK(failure_of(sent({{"GREET", "220 hello"}, {"MAILBYTES", ""}})).arrival == Arrival::unknown);
  const TransportFailure before = failure_of(sent({{"GREET", "220 hello"}, {"RCPT", ""}}));
  CHECK(before.arrival == Arrival::not_sent);
  CHECK(before.error.kind == ErrorKind::unavailable);
}

TEST_CASE("a server that is not there is tried again; an address that is none is for a person to mend", "[threads]") {
  const MailTransport mail = make_curl_mail({});
  const TransportFailure none = failure_of(mail(mail_to("smtp://127.0.0.1:1")));
  CHECK(none.arrival == Arrival::not_sent);
  CHECK(none.error.kind == ErrorKind::unavailable);
  for (const char* url : {"http://127.0.0.1:1", "127.0.0.1", "smtps://127.0.0.1:nowhere"}) {
    INFO(url);
    const TransportFailure wrong = failure_of(mail(mail_to(url)));
    CHECK(wrong.arrival == Arrival::not_sent);
    CHECK(wrong.error.kind == ErrorKind::wrong_use);
    CHECK(wrong.error.words.en.find("smtps://host:465") != std::string::npos);
  }
}

TEST_CASE("a server elsewhere that offers no TLS hears neither sender nor password, and a person is told", "[threads]") {
  // Another name of this machine, by which it does not pass for the machine itself.
  const MailServer server({{"GREET", "220 hello"}, {"EHLO", "250-hello\r\n250 AUTH PLAIN LOGIN"}});
  auto request = mail_to(server.url("0.0.0.0"));
  request.user = "bot";
  request.password = Secret("canary-password");
  const TransportFailure refused = failure_of(make_curl_mail({})(request));
  CHECK(refused.arrival == Arrival::not_sent);
  CHECK(refused.error.kind == ErrorKind::refused);
  CHECK(refused.error.words.en.find("STARTTLS") != std::string::npos);
  CHECK(server.heard().find("EHLO") != std::string::npos);
  CHECK(server.heard().find("AUTH") == std::string::npos);
  CHECK(server.heard().find("MAIL") == std::string::npos);
}

TEST_CASE("a server that offers no way to log in is for a person to mend", "[threads]") {
  const MailServer server({{"GREET", "220 hello"}, {"EHLO", "250-hello\r\n250 AUTH EXTERNAL"}});
  auto request = mail_to(server.url());
  request.user = "bot";
  request.password = Secret("canary-password");
  const TransportFailure refused = failure_of(make_curl_mail({})(request));
  CHECK(refused.arrival == Arrival::not_sent);
  CHECK(refused.error.kind == ErrorKind::refused);
  CHECK(server.heard().find("MAIL") == std::string::npos);
}

TEST_CASE("inside of TLS a mail goes to a certificate that is trusted and is this server's, and to no other", "[threads]") {
  const auto send_to = [](const Certificate& certificate, bool trusted, std::string& heard) {
    const test::TempFolder temp;
    const TlsServer server(certificate, Speaks::smtp);
    server.write_certificate(temp.file("ca.pem"));
    CurlSettings settings;
    if (trusted) settings.ca_file = temp.file("ca.pem");
    Answer answer = make_curl_mail(settings)(mail_to(server.url()));
    heard = server.heard();
    return answer;
  };
  std::string heard;
  CHECK(code_of(send_to({}, true, heard)) == 250);
  CHECK(heard.find("MAIL FROM:<bot@example.com>") != std::string::npos);
  CHECK(heard.find("Subject: x") != std::string::npos);
  struct Bad {
    Certificate certificate;
    bool trusted = true;
  };
  for (const Bad& bad : {Bad{{}, false}, Bad{{"DNS:other.example"}}, Bad{{"IP:127.0.0.1", -7200, -3600}}}) {
    INFO(bad.certificate.names);
    const TransportFailure refused = failure_of(send_to(bad.certificate, bad.trusted, heard));
    CHECK(refused.arrival == Arrival::not_sent);
    CHECK(refused.error.kind == ErrorKind::refused);
    CHECK(refused.error.words.en.find("certificate") != std::string::npos);
    CHECK(heard.empty());
  }
}

TEST_CASE("a wish to stop ends a mail before it is handed over, and it was not sent", "[threads]") {
  const MailServer server(std::map<std::string, std::string>{{"GREET", "220 hello"}});
  CurlSettings settings;
  settings.stopping = [] { return true; };
  const TransportFailure stopped = failure_of(make_curl_mail(settings)(mail_to(server.url())));
  CHECK(stopped.error.kind == ErrorKind::cancelled);
  CHECK(stopped.arrival == Arrival::not_sent);
}
