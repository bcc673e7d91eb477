// SPDX-License-Identifier: Apache-2.0
// From the bytes of a request to those of its answer, on one connection. Any thread, one at a time for a connection.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "overlay/server/api.h"
#include "overlay/server/connection.h"
#include "overlay/server/guard.h"
#include "overlay/server/http_engine.h"
#include "overlay/server/refusal_log.h"

namespace rigong::overlay {

class Answering {
 public:
  // All outlive it. `stopping` makes commands in work and connections end; `session_ended` is told of sessions that were revoked.
  Answering(HttpEngine& engine, Api& api, const GuardRules& rules, const std::atomic<bool>& stopping,
            std::function<void(const std::string&)> session_ended)
      : engine_(engine), api_(api), rules_(rules), stopping_(stopping), session_ended_(std::move(session_ended)) {}

  enum class Next {
    more,     // The request is not whole yet.
    sent,     // Answered; the next request may begin.
    not_all,  // Part of the answer is still to be sent, or its time has not come.
    stream,   // Its head is out; a stream of changes follows.
    end,      // Nothing more will come of this connection.
    leave,    // Answered, and the connection is to be closed.
  };
  // Goes on with what the connection holds.
  [[nodiscard]] Next go_on(Connection& connection);
  // Answers with a refusal, whatever was received.
  [[nodiscard]] Next refuse(Connection& connection, int status, std::string_view reason);
  // After the last byte of an answer.
  [[nodiscard]] Next after_sending(Connection& connection) const;

 private:
  [[nodiscard]] Next refuse_with(Connection& connection, const RequestHead& head, Answer answer, std::string_view reason);
  [[nodiscard]] Next respond(Connection& connection, std::string_view request, bool close, const std::function<Answer()>& decide,
                             bool without_body);
  [[nodiscard]] std::shared_ptr<void> place_for_large();
  bool send_piece(Connection& connection, std::string_view piece) const;

  HttpEngine& engine_;
  Api& api_;
  const GuardRules& rules_;
  const std::atomic<bool>& stopping_;
  const std::function<void(const std::string&)> session_ended_;
  RefusalLog log_;
  std::atomic<int> large_{0};
};

}  // namespace rigong::overlay
