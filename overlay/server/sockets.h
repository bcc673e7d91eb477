// SPDX-License-Identifier: Apache-2.0
// What the server needs of the system's sockets, the same on Linux and Windows. Nothing here blocks unless it says so.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rigong::overlay {

using Socket = std::intptr_t;
inline constexpr Socket kNoSocket = -1;

struct Moved {
  enum class State { some, none_now, closed } state = State::closed;
  std::size_t bytes = 0;
};

// The next connection of a listening socket, ready for use: not blocking, without delay for small answers, not inherited.
struct Accepted {
  enum class State { one, none_now, no_room } state = State::none_now;  // no_room: the system has no descriptor left.
  Socket socket = kNoSocket;
};
[[nodiscard]] Accepted accept_one(Socket listener);
void set_not_blocking(Socket socket);
[[nodiscard]] Moved receive(Socket socket, char* bytes, std::size_t most);
// Both pieces in one call; how many bytes of them together were taken.
[[nodiscard]] Moved send(Socket socket, std::string_view first, std::string_view second);
// So that whoever never reads is noticed after a few kilobytes.
void keep_little(Socket socket);
void end_sending(Socket socket);
void close_socket(Socket socket);

struct Watched {
  Socket socket = kNoSocket;
  bool read = false;
  bool write = false;
  bool ready = false;  // Filled in: there is something to do, be it to notice the end.
};
// Blocks until one is ready or the time is over; for ever where it is negative.
void watch(std::vector<Watched>& sockets, std::chrono::milliseconds most);
// Blocks. False where the time was over first.
[[nodiscard]] bool wait_to_read(Socket socket, std::chrono::milliseconds most);
[[nodiscard]] bool wait_to_write(Socket socket, std::chrono::milliseconds most);

// Ends another thread's watch(). wake() may be called by any thread and never blocks.
class Waker {
 public:
  Waker();
  ~Waker();
  Waker(const Waker&) = delete;
  Waker& operator=(const Waker&) = delete;
  [[nodiscard]] bool good() const { return out_ != kNoSocket; }
  [[nodiscard]] Socket socket() const { return out_; }
  void wake();
  void drain();

 private:
  Socket in_ = kNoSocket;
  Socket out_ = kNoSocket;
};

// How many connections may be open at once, so that the rest of the program never lacks descriptors.
[[nodiscard]] std::size_t most_connections();

// Why the last call for a socket failed, as far as a person can do something about it.
enum class BindFailure { taken, forbidden, no_such_address, other };
[[nodiscard]] BindFailure last_bind_failure();
// Nobody else may listen on the same port; a port whose last server has just ended is free.
void claim_port(Socket socket);

}  // namespace rigong::overlay
