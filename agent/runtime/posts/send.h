// SPDX-License-Identifier: Apache-2.0
// One try of one message: addressed, signed for this moment, sent once, and what came of it. What never got an answer is judged
// here.
#pragma once

#include <functional>
#include <string>

#include "agent/base/result.h"
#include "agent/runtime/http/transport.h"
#include "agent/runtime/posts/tried.h"
#include "connectors/api/robot.h"

namespace rigong::runtime {

// What a mail server answered.
struct MailReply {
  int code = 0;      // 250, 451, 550, …
  std::string text;  // The server's own words. Foreign bytes.
};
// Sends a mail and waits for the server's answer. Errors as HttpTransport::exchange() has them; a mail that was handed over and
// not answered is one of unknown arrival.
using MailTransport = std::function<tl::expected<MailReply, TransportFailure>(const connectors::MailRequest&)>;

// Used by one thread. `post` is a part as Robot::write() made it.
[[nodiscard]] Tried send_part(const connectors::Robot& robot, const connectors::RobotPart& part, HttpTransport& http,
                              const MailTransport& mail, TimeMs now);

}  // namespace rigong::runtime
