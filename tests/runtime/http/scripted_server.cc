// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/http/scripted_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace rigong::runtime_test {
namespace {

constexpr int kLookEveryMs = 20;

bool readable(int socket) {
  pollfd waiting{socket, POLLIN, 0};
  return ::poll(&waiting, 1, kLookEveryMs) > 0;
}

std::size_t body_length(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  std::size_t length = 0;
  if (at != std::string::npos) std::from_chars(head.data() + at + 16, head.data() + head.size(), length);
  return length;
}

}  // namespace

ScriptedServer::ScriptedServer(std::vector<Answer> answers)
    : ScriptedServer([given = std::move(answers), next = std::size_t{0}](const std::string&) mutable {
        return given[std::min(next++, given.size() - 1)];
      }) {}

ScriptedServer::ScriptedServer(std::function<Answer(const std::string& request)> respond) : respond_(std::move(respond)) {
  listen();
  thread_ = std::thread([this] { serve(); });
}

void ScriptedServer::listen() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listener_, 8) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    throw std::runtime_error("no port on 127.0.0.1");
  }
  port_ = ntohs(address.sin_port);
}

ScriptedServer::~ScriptedServer() {
  ending_ = true;
  thread_.join();
  ::close(listener_);
}

std::string ScriptedServer::url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

std::vector<std::string> ScriptedServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void ScriptedServer::serve() {
  while (!ending_) {
    if (!readable(listener_)) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    answer(connection);
    ::close(connection);
  }
}

void ScriptedServer::answer(int connection) {
  std::string request;
  while (!ending_) {
    const std::size_t end = request.find("\r\n\r\n");
    if (end != std::string::npos && request.size() >= end + 4 + body_length(request.substr(0, end))) break;
    if (!readable(connection)) continue;
    std::array<char, 4096> buffer{};
    const auto got = ::recv(connection, buffer.data(), buffer.size(), 0);
    if (got <= 0) return;
    request.append(buffer.data(), static_cast<std::size_t>(got));
  }
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  const Answer answer = respond_(request);
  for (std::string_view rest = answer.bytes; !rest.empty() && !ending_;) {
    const auto sent = ::send(connection, rest.data(), std::min<std::size_t>(rest.size(), 65536), MSG_NOSIGNAL);
    if (sent <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  while (answer.hangs && !ending_) {
    char byte = 0;
    if (readable(connection) && ::recv(connection, &byte, 1, 0) <= 0) return;
  }
}

}  // namespace rigong::runtime_test
