// SPDX-License-Identifier: Apache-2.0
// A connection to a server on this machine, for requests that no HTTP library would send.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace rigong::test {

struct Reply {
  int status = 0;    // 0: nothing that begins like an answer came.
  std::string head;  // Status line and headers.
  std::string body;
  // The value of a header, "" where there is none.
  [[nodiscard]] std::string header(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
};

class RawSocket {
 public:
  // Connects to 127.0.0.1. Fails the test where nobody listens there.
  explicit RawSocket(int port);
  ~RawSocket();
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;
  RawSocket(RawSocket&& other) noexcept;

  // False where the other side is gone, or takes no more for ten seconds.
  bool send(std::string_view bytes);
  // One answer with its body, by Content-Length; at most ten seconds. `head` for an answer to HEAD.
  enum class Body { by_length, none };
  Reply reply(Body body = Body::by_length);
  // Everything until the other side closes or the time is over.
  std::string rest(std::chrono::milliseconds most);
  // Up to and with `end`; what came where the time was over first.
  std::string until(std::string_view end, std::chrono::milliseconds most);
  // Whether the other side closes within the time. What it sends is thrown away.
  bool closed_within(std::chrono::milliseconds most);
  // Closes so that the other side sees a reset.
  void reset();
  // Makes the window small, for a reader that does not read.
  void read_little();

 private:
  bool more(std::chrono::milliseconds most);

  int socket_ = -1;
  std::string buffer_;
  bool closed_ = false;
};

// One request on a connection of its own, and its answer.
[[nodiscard]] Reply ask(int port, std::string_view request);

}  // namespace rigong::test
