// SPDX-License-Identifier: Apache-2.0
// `rigong run` or `demo` on a folder, with its page's side: requests with a token.
#pragma once

#include <rapidjson/document.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/raw_socket.h"

namespace rigong::test {

class RunningAgent {
 public:
  // Starts it and waits until it answers; at most ten seconds. Port 0: any free one.
  explicit RunningAgent(const std::string& data, const std::string& command = "run",
                        const std::vector<std::string>& more = {"--listen", "127.0.0.1:0"}, const std::string& log = {});

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] Background& process() { return *process_; }
  // SIGTERM, and the exit code; 999 where it has not ended after seven seconds.
  int stop();

  // What `rigong url` prints.
  [[nodiscard]] std::string url() const;
  // A new page's token, by a code of `rigong url`.
  [[nodiscard]] std::string new_token() const;
  [[nodiscard]] Reply get(const std::string& path, const std::string& token) const;
  [[nodiscard]] Reply post(const std::string& path, const std::string& token, const std::string& body) const;
  [[nodiscard]] Reply put(const std::string& path, const std::string& token, const std::string& bytes) const;
  [[nodiscard]] Reply remove(const std::string& path, const std::string& token) const;
  // A command with a fresh id; `fields` stand behind id and kind, like R"("person":"bai","lead":false)".
  [[nodiscard]] Reply command(const std::string& token, const std::string& kind, const std::string& fields) const;

 private:
  std::string data_;
  std::unique_ptr<Background> process_;
  int port_ = 0;
};

// Parsed; fails the test where it is no JSON.
[[nodiscard]] rapidjson::Document parsed(const std::string& text);
// A UUIDv7 of its own.
[[nodiscard]] std::string fresh_id();

}  // namespace rigong::test
