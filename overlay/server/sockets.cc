// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/sockets.h"

#ifdef _WIN32
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#endif

#include <algorithm>
#include <array>

namespace rigong::overlay {
namespace {

constexpr std::size_t kMostConnections = 256;

#ifdef _WIN32
SOCKET native(Socket socket) { return static_cast<SOCKET>(socket); }
bool would_block() { return WSAGetLastError() == WSAEWOULDBLOCK; }
using PollItem = WSAPOLLFD;
int poll_items(PollItem* items, std::size_t count, int most) { return WSAPoll(items, static_cast<ULONG>(count), most); }
void set_option(Socket socket, int level, int name) {
  const BOOL on = TRUE;
  setsockopt(native(socket), level, name, reinterpret_cast<const char*>(&on), sizeof on);
}
#else
int native(Socket socket) { return static_cast<int>(socket); }
bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }
using PollItem = pollfd;
int poll_items(PollItem* items, std::size_t count, int most) { return poll(items, static_cast<nfds_t>(count), most); }
void set_option(Socket socket, int level, int name) {
  const int on = 1;
  setsockopt(native(socket), level, name, &on, sizeof on);
}
#endif

Moved moved(std::ptrdiff_t bytes) {
  if (bytes > 0) return {Moved::State::some, static_cast<std::size_t>(bytes)};
  return {bytes < 0 && would_block() ? Moved::State::none_now : Moved::State::closed, 0};
}

bool wait_for(Socket socket, short events, std::chrono::milliseconds most) {
  PollItem item{};
  item.fd = native(socket);
  item.events = events;
  return poll_items(&item, 1, static_cast<int>(most.count())) > 0;
}

}  // namespace

Accepted accept_one(Socket listener) {
#ifdef _WIN32
  const SOCKET taken = accept(native(listener), nullptr, nullptr);
  if (taken == INVALID_SOCKET) {
    return {WSAGetLastError() == WSAEMFILE || WSAGetLastError() == WSAENOBUFS ? Accepted::State::no_room
                                                                              : Accepted::State::none_now};
  }
  SetHandleInformation(reinterpret_cast<HANDLE>(taken), HANDLE_FLAG_INHERIT, 0);
  const auto socket = static_cast<Socket>(taken);
  set_not_blocking(socket);
#else
  const int taken = accept4(native(listener), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (taken < 0) {
    const bool full = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    return {full ? Accepted::State::no_room : Accepted::State::none_now};
  }
  const Socket socket = taken;
#endif
  set_option(socket, IPPROTO_TCP, TCP_NODELAY);
  return {Accepted::State::one, socket};
}

void set_not_blocking(Socket socket) {
#ifdef _WIN32
  u_long on = 1;
  ioctlsocket(native(socket), FIONBIO, &on);
#else
  fcntl(native(socket), F_SETFL, fcntl(native(socket), F_GETFL) | O_NONBLOCK);
#endif
}

Moved receive(Socket socket, char* bytes, std::size_t most) {
#ifdef _WIN32
  return moved(recv(native(socket), bytes, static_cast<int>(most), 0));
#else
  return moved(recv(native(socket), bytes, most, 0));
#endif
}

Moved send(Socket socket, std::string_view first, std::string_view second) {
#ifdef _WIN32
  std::array<WSABUF, 2> parts{};
  parts[0].buf = const_cast<char*>(first.data());
  parts[0].len = static_cast<ULONG>(first.size());
  parts[1].buf = const_cast<char*>(second.data());
  parts[1].len = static_cast<ULONG>(second.size());
  DWORD sent = 0;
  if (WSASend(native(socket), parts.data(), 2, &sent, 0, nullptr, nullptr) != 0) return moved(-1);
  return moved(static_cast<std::ptrdiff_t>(sent));
#else
  std::array<iovec, 2> parts{};
  parts[0] = {const_cast<char*>(first.data()), first.size()};
  parts[1] = {const_cast<char*>(second.data()), second.size()};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = second.empty() ? 1 : 2;
  // Whoever closed the connection must not end the program by a signal.
  return moved(sendmsg(native(socket), &message, MSG_NOSIGNAL));
#endif
}

void keep_little(Socket socket) {
  const int bytes = 8192;
#ifdef _WIN32
  setsockopt(native(socket), SOL_SOCKET, SO_SNDBUF, reinterpret_cast<const char*>(&bytes), sizeof bytes);
#else
  setsockopt(native(socket), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
#endif
}

void end_sending(Socket socket) {
#ifdef _WIN32
  shutdown(native(socket), SD_SEND);
#else
  shutdown(native(socket), SHUT_WR);
#endif
}

void close_socket(Socket socket) {
  if (socket == kNoSocket) return;
#ifdef _WIN32
  closesocket(native(socket));
#else
  close(native(socket));
#endif
}

void watch(std::vector<Watched>& sockets, std::chrono::milliseconds most) {
  static thread_local std::vector<PollItem> items;
  items.clear();
  for (const Watched& watched : sockets) {
    PollItem item{};
    item.fd = native(watched.socket);
    item.events = static_cast<short>((watched.read ? POLLIN : 0) | (watched.write ? POLLOUT : 0));
    items.push_back(item);
  }
  const auto time = most.count() < 0 ? -1 : static_cast<int>(std::min<std::int64_t>(most.count(), 60'000));
  const int ready = poll_items(items.data(), items.size(), time);
  for (std::size_t i = 0; i < items.size(); ++i) sockets[i].ready = ready > 0 && items[i].revents != 0;
}

bool wait_to_read(Socket socket, std::chrono::milliseconds most) { return wait_for(socket, POLLIN, most); }
bool wait_to_write(Socket socket, std::chrono::milliseconds most) { return wait_for(socket, POLLOUT, most); }

#ifdef _WIN32
// A datagram to oneself: Windows can watch nothing but sockets.
Waker::Waker() {
  const SOCKET made = ::socket(AF_INET, SOCK_DGRAM, 0);
  if (made == INVALID_SOCKET) return;
  sockaddr_in own{};
  own.sin_family = AF_INET;
  own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int length = sizeof own;
  auto* address = reinterpret_cast<sockaddr*>(&own);
  // Connected to itself it takes no datagrams of others.
  if (bind(made, address, length) != 0 || getsockname(made, address, &length) != 0 || connect(made, address, length) != 0) {
    closesocket(made);
    return;
  }
  out_ = in_ = static_cast<Socket>(made);
  set_not_blocking(out_);
}
Waker::~Waker() { close_socket(out_); }
void Waker::wake() { ::send(native(in_), "x", 1, 0); }
void Waker::drain() {
  std::array<char, 64> bytes{};
  while (recv(native(out_), bytes.data(), static_cast<int>(bytes.size()), 0) > 0) {
  }
}
#else
Waker::Waker() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  out_ = ends[0];
  in_ = ends[1];
}
Waker::~Waker() {
  close_socket(in_);
  close_socket(out_);
}
void Waker::wake() {
  // A full pipe wakes as well as one more byte would.
  [[maybe_unused]] const auto written = write(native(in_), "x", 1);
}
void Waker::drain() {
  std::array<char, 64> bytes{};
  while (read(native(out_), bytes.data(), bytes.size()) > 0) {
  }
}
#endif

std::size_t most_connections() {
#ifdef _WIN32
  return kMostConnections;
#else
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return kMostConnections;
  return std::clamp<std::size_t>(static_cast<std::size_t>(limit.rlim_cur) / 2, 16, kMostConnections);
#endif
}

BindFailure last_bind_failure() {
#ifdef _WIN32
  switch (WSAGetLastError()) {
    case WSAEADDRINUSE:
      return BindFailure::taken;
    // Somebody else's exclusive port is reported like this.
    case WSAEACCES:
      return BindFailure::taken;
    case WSAEADDRNOTAVAIL:
      return BindFailure::no_such_address;
    default:
      return BindFailure::other;
  }
#else
  switch (errno) {
    case EADDRINUSE:
      return BindFailure::taken;
    case EACCES:
      return BindFailure::forbidden;
    case EADDRNOTAVAIL:
      return BindFailure::no_such_address;
    default:
      return BindFailure::other;
  }
#endif
}

void claim_port(Socket socket) {
#ifdef _WIN32
  set_option(socket, SOL_SOCKET, SO_EXCLUSIVEADDRUSE);
#else
  set_option(socket, SOL_SOCKET, SO_REUSEADDR);
#endif
}

}  // namespace rigong::overlay
