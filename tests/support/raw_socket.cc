// SPDX-License-Identifier: Apache-2.0
#include "tests/support/raw_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cctype>
#include <utility>

namespace rigong::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPatience{10'000};

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
         });
}

milliseconds left(steady_clock::time_point end) {
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(end - steady_clock::now()));
}

}  // namespace

bool Reply::has(std::string_view name) const {
  for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
    const std::size_t colon = head.find(':', at);
    if (colon != std::string::npos && same(std::string_view(head).substr(at + 2, colon - at - 2), name)) return true;
  }
  return false;
}

std::string Reply::header(std::string_view name) const {
  for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
    const std::size_t colon = head.find(':', at);
    if (colon == std::string::npos || !same(std::string_view(head).substr(at + 2, colon - at - 2), name)) continue;
    return head.substr(colon + 2, head.find("\r\n", colon) - colon - 2);
  }
  return {};
}

RawSocket::RawSocket(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  REQUIRE(socket_ >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int connected = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  if (connected != 0) ::close(socket_);
  REQUIRE(connected == 0);
}

RawSocket::~RawSocket() {
  if (socket_ >= 0) ::close(socket_);
}

RawSocket::RawSocket(RawSocket&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)), closed_(other.closed_) {}

bool RawSocket::send(std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd item{socket_, POLLOUT, 0};
    if (::poll(&item, 1, static_cast<int>(kPatience.count())) <= 0) return false;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawSocket::more(milliseconds most) {
  if (closed_) return false;
  pollfd item{socket_, POLLIN, 0};
  if (::poll(&item, 1, static_cast<int>(most.count())) <= 0) return false;
  std::array<char, 65536> bytes;
  const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) {
    closed_ = true;
    return false;
  }
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

Reply RawSocket::reply(Body body) {
  const auto end = steady_clock::now() + kPatience;
  std::size_t head = std::string::npos;
  while ((head = buffer_.find("\r\n\r\n")) == std::string::npos && more(left(end))) {
  }
  Reply reply;
  if (head == std::string::npos || !buffer_.starts_with("HTTP/1.1 ")) return reply;
  reply.head = buffer_.substr(0, head + 2);
  reply.status = std::stoi(buffer_.substr(9, 3));
  buffer_.erase(0, head + 4);
  const std::string length = body == Body::by_length ? reply.header("Content-Length") : "";
  const std::size_t wanted = length.empty() ? 0 : std::stoul(length);
  while (buffer_.size() < wanted && more(left(end))) {
  }
  reply.body = buffer_.substr(0, wanted);
  buffer_.erase(0, wanted);
  return reply;
}

std::string RawSocket::rest(milliseconds most) {
  const auto end = steady_clock::now() + most;
  while (!closed_ && left(end).count() > 0) more(left(end));
  return std::exchange(buffer_, {});
}

std::string RawSocket::until(std::string_view end, milliseconds most) {
  const auto last = steady_clock::now() + most;
  std::size_t found = std::string::npos;
  while ((found = buffer_.find(end)) == std::string::npos && !closed_ && left(last).count() > 0) more(left(last));
  const std::size_t size = found == std::string::npos ? buffer_.size() : found + end.size();
  std::string text = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return text;
}

bool RawSocket::closed_within(milliseconds most) {
  const auto end = steady_clock::now() + most;
  while (!closed_ && left(end).count() > 0) {
    more(left(end));
    buffer_.clear();
  }
  return closed_;
}

void RawSocket::reset() {
  const linger now{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(std::exchange(socket_, -1));
}

void RawSocket::read_little() {
  const int bytes = 2048;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

Reply ask(int port, std::string_view request) {
  RawSocket socket(port);
  socket.send(request);
  return socket.reply(request.starts_with("HEAD ") ? RawSocket::Body::none : RawSocket::Body::by_length);
}

}  // namespace rigong::test
