// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/posts/send.h"

#include <catch2/catch.hpp>

using namespace rigong;
using namespace rigong::runtime;
using connectors::RobotOutcome;

namespace {

// Signs with the time, takes a 200 for delivered.
class TestRobot final : public connectors::Robot {
 public:
  bool mail = false;
  Result<std::vector<connectors::RobotPart>> write(const model::Report&, TimeMs) const override {
    return fail(ErrorKind::internal, "", "");
  }
  Result<connectors::RobotRequest> address(const connectors::RobotPart& part, TimeMs now) const override {
    if (part.body.empty()) return fail(ErrorKind::wrong_use, "空", "empty");
    if (mail) {
      connectors::MailRequest request;
      request.bytes = part.body;
      return connectors::RobotRequest(std::move(request));
    }
    connectors::SecretRequest request;
    request.request.method = connectors::HttpMethod::post;
    request.request.body = part.body + "@" + std::to_string(now);
    request.url = Secret("https://hook/key");
    return connectors::RobotRequest(std::move(request));
  }
  RobotOutcome read(const connectors::HttpResponse& answer) const override {
    return {answer.status == 200 || answer.status == 250 ? RobotOutcome::Kind::delivered : RobotOutcome::Kind::refused,
            0,
            std::to_string(answer.status),
            {answer.body, answer.body}};
  }
};

class TestWire final : public HttpTransport {
 public:
  std::vector<connectors::HttpRequest> requests;
  tl::expected<connectors::HttpResponse, TransportFailure> answer = connectors::HttpResponse{200, {}, "ok"};
  tl::expected<connectors::HttpResponse, TransportFailure> exchange(const connectors::HttpRequest& request) override {
    requests.push_back(request);
    return answer;
  }
};

RobotOutcome::Kind kind_of(const Tried& tried) { return tried.outcome.kind; }

TransportFailure failure(ErrorKind kind, Arrival arrival) { return {Error{kind, {"话", "words"}}, arrival}; }

}  // namespace

TEST_CASE("a part is addressed and signed for the moment of its try, and the target's answer is what came of it") {
  TestRobot robot;
  TestWire wire;
  const auto tried = send_part(robot, {"b", "s"}, wire, {}, 77);
  CHECK(tried.how == Tried::How::seen);
  const RobotOutcome& outcome = tried.outcome;
  CHECK(outcome.kind == RobotOutcome::Kind::delivered);
  CHECK(outcome.code == "200");
  REQUIRE(wire.requests.size() == 1);
  CHECK(wire.requests[0].url == "https://hook/key");
  CHECK(wire.requests[0].body == "b@77");
  wire.answer = connectors::HttpResponse{403, {}, "no"};
  CHECK(kind_of(send_part(robot, {"b", "s"}, wire, {}, 78)) == RobotOutcome::Kind::refused);
  CHECK(wire.requests[1].body == "b@78");
}

TEST_CASE("without an answer it is unknown, unless it certainly was not sent") {
  TestRobot robot;
  TestWire wire;
  const auto fails = [&](ErrorKind kind, Arrival arrival) {
    wire.answer = tl::unexpected(failure(kind, arrival));
    return kind_of(send_part(robot, {"b", "s"}, wire, {}, 1));
  };
  for (const ErrorKind kind : {ErrorKind::unavailable, ErrorKind::refused, ErrorKind::cancelled, ErrorKind::wrong_use}) {
    CHECK(fails(kind, Arrival::unknown) == RobotOutcome::Kind::unknown);
  }
  CHECK(fails(ErrorKind::unavailable, Arrival::not_sent) == RobotOutcome::Kind::later);
  CHECK(fails(ErrorKind::cancelled, Arrival::not_sent) == RobotOutcome::Kind::later);
  CHECK(send_part(robot, {"b", "s"}, wire, {}, 1).how == Tried::How::stopped);
  CHECK(fails(ErrorKind::unavailable, Arrival::not_sent) == RobotOutcome::Kind::later);
  CHECK(send_part(robot, {"b", "s"}, wire, {}, 1).how == Tried::How::no_way);
  CHECK(fails(ErrorKind::refused, Arrival::not_sent) == RobotOutcome::Kind::refused);
  CHECK(fails(ErrorKind::wrong_use, Arrival::not_sent) == RobotOutcome::Kind::refused);
}

TEST_CASE("what cannot be addressed is refused with the reason, and nothing goes out") {
  TestRobot robot;
  TestWire wire;
  const RobotOutcome outcome = send_part(robot, {"", ""}, wire, {}, 1).outcome;
  CHECK(outcome.kind == RobotOutcome::Kind::refused);
  CHECK(outcome.words.en == "empty");
  CHECK(wire.requests.empty());
}

TEST_CASE("a mail: the server's code is judged, and what never got one as it is for HTTP") {
  TestRobot robot;
  robot.mail = true;
  TestWire wire;
  tl::expected<MailReply, TransportFailure> reply = MailReply{};
  const MailTransport mail = [&](const connectors::MailRequest& request) {
    CHECK(request.bytes == "b");
    return reply;
  };
  const auto kind = [&](tl::expected<MailReply, TransportFailure> answer) {
    reply = std::move(answer);
    return kind_of(send_part(robot, {"b", "s"}, wire, mail, 1));
  };
  const auto fails = [&](ErrorKind why, Arrival arrival) { return kind(tl::unexpected(failure(why, arrival))); };
  CHECK(kind(MailReply{250, ""}) == RobotOutcome::Kind::delivered);
  CHECK(kind(MailReply{550, ""}) == RobotOutcome::Kind::refused);
  CHECK(fails(ErrorKind::unavailable, Arrival::unknown) == RobotOutcome::Kind::unknown);
  CHECK(fails(ErrorKind::unavailable, Arrival::not_sent) == RobotOutcome::Kind::later);
  CHECK(fails(ErrorKind::refused, Arrival::not_sent) == RobotOutcome::Kind::refused);
  CHECK(send_part(robot, {"b", "s"}, wire, mail, 1).outcome.words.en == "words");
  CHECK(kind_of(send_part(robot, {"b", "s"}, wire, {}, 1)) == RobotOutcome::Kind::refused);
  CHECK(wire.requests.empty());
}
