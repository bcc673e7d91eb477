// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/posts/send.h"

#include <utility>
#include <variant>

namespace rigong::runtime {
namespace {

using connectors::RobotOutcome;

Tried refused(Words words) { return {{RobotOutcome::Kind::refused, 0, "", std::move(words)}}; }

Tried without_answer(const TransportFailure& failure) {
  if (failure.arrival == Arrival::unknown) {
    return {{RobotOutcome::Kind::unknown,
             0,
             "",
             {"没有收到对方的答复，不知道有没有发出。请到群里看一眼，再选“已经在群里看到了”或“没有看到，再发一次”。",
              "No answer came; whether it arrived is not known. Look into the group, then choose “I saw it in the group” or “Not "
              "there, send it again”."}}};
  }
  // The other side has certainly not seen it.
  switch (failure.error.kind) {
    case ErrorKind::unavailable:
    case ErrorKind::busy:
      return {{RobotOutcome::Kind::later, 0, "", failure.error.words}, Tried::How::no_way};
    case ErrorKind::cancelled:
      return {{RobotOutcome::Kind::later,
               0,
               "",
               {"程序停下时还没发出，下次启动后接着发。",
                "The program ended before it was sent; it goes out when the program runs again."}},
              Tried::How::stopped};
    default:
      return refused(failure.error.words);
  }
}

Tried send_http(const connectors::Robot& robot, connectors::SecretRequest secret, HttpTransport& http) {
  connectors::HttpRequest request = std::move(secret.request);
  request.url = secret.url.reveal();
  const auto answer = http.exchange(request);
  return answer ? Tried{robot.read(*answer)} : without_answer(answer.error());
}

Tried send_mail(const connectors::Robot& robot, const connectors::MailRequest& request, const MailTransport& mail) {
  if (!mail) return refused({"这个程序不能发邮件。请换用群机器人。", "This program cannot send mail. Use a robot instead."});
  const auto reply = mail(request);
  if (!reply) return without_answer(reply.error());
  connectors::HttpResponse answer;
  answer.status = reply->code;
  answer.body = reply->text;
  return {robot.read(answer)};
}

}  // namespace

Tried send_part(const connectors::Robot& robot, const connectors::RobotPart& part, HttpTransport& http, const MailTransport& mail,
                TimeMs now) {
  auto request = robot.address(part, now);
  if (!request) return refused(request.error().words);
  if (auto* http_request = std::get_if<connectors::SecretRequest>(&*request))
    return send_http(robot, std::move(*http_request), http);
  return send_mail(robot, std::get<connectors::MailRequest>(*request), mail);
}

}  // namespace rigong::runtime
