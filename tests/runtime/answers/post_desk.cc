// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/answers/post_desk.h"

#include <fmt/format.h>

namespace rigong::runtime_test {
namespace {

const connectors::RobotDefinition kRobot{"test", "测试机器人", "Test robot", {}, nullptr};

}  // namespace

Result<std::vector<connectors::RobotPart>> TestRobot::write(const model::Report& report, TimeMs) const {
  if (!unable.empty() && report.title.find(unable) != std::string::npos) {
    return fail(ErrorKind::wrong_use, "写不下", "does not fit");
  }
  std::string text = report.title;
  if (whole) {
    for (const model::ReportBlock& block : report.blocks) {
      text += "\n" + block.text;
      for (const auto& row : block.rows) text += fmt::format("\n{}", fmt::join(row, " "));
    }
  }
  std::vector<connectors::RobotPart> all;
  for (int i = 1; i <= parts; ++i) {
    const std::string number = parts > 1 ? fmt::format(" ({}/{})", i, parts) : std::string();
    all.push_back({text + number + ends_with, report.title + number + "\n" + report.mark});
  }
  return all;
}

Result<connectors::RobotRequest> TestRobot::address(const connectors::RobotPart& part, TimeMs) const {
  connectors::SecretRequest request;
  request.request.method = connectors::HttpMethod::post;
  request.request.body = part.body;
  request.url = Secret("https://hook/key");
  return connectors::RobotRequest(std::move(request));
}

connectors::RobotOutcome TestRobot::read(const connectors::HttpResponse& answer) const {
  using Kind = connectors::RobotOutcome::Kind;
  const Kind kind = answer.status == 200 ? Kind::delivered : answer.status == 504 ? Kind::unknown : Kind::refused;
  return {kind, 0, std::to_string(answer.status), {"答", "answer"}};
}

tl::expected<connectors::HttpResponse, runtime::TransportFailure> Wire::exchange(const connectors::HttpRequest& request) {
  ++tries;
  if (failure) return tl::unexpected(*failure);
  bodies.push_back(request.body);
  return connectors::HttpResponse{status, {}, ""};
}

runtime::PostTarget target(const std::string& name, const std::string& group, std::shared_ptr<const connectors::Robot> robot) {
  runtime::PostTarget made;
  made.name = name;
  made.definition = &kRobot;
  made.robot = std::move(robot);
  made.group = group;
  return made;
}

void fill(Desk& desk, const std::string& on, const std::string& group) {
  int seconds = 40;
  for (const char* letter : {"a", "b", "c", "d", "e"}) {
    seconds += 10;
    const std::string rep = group == "售前" ? letter : letter + group;
    for (int i = 0; i < 12; ++i)
      desk.take(turn(fmt::format("{}{}{}", rep, on, i), rep, fmt::format("{} {:02}:00:00", on, 9 + i), seconds));
    desk.member(rep, group);
  }
  desk.work_out();
}

Looked look(Desk& desk, Wire& wire, TimeMs now, runtime::PostMemory* memory) {
  Looked looked;
  const runtime::MailTransport mail;
  runtime::PostMemory own;
  const runtime::PostRound round{desk.team().store(),
                                 desk.team().config(),
                                 desk.targets,
                                 wire,
                                 mail,
                                 memory != nullptr ? *memory : own,
                                 [=] { return now; },
                                 {},
                                 [&](const std::string& name, const Error&) { looked.troubled.push_back(name); }};
  looked.planned = plan_due(round);
  looked.sent = send_due(round);
  return looked;
}

int go(Desk& desk, Wire& wire, TimeMs now) { return look(desk, wire, now).sent.tried; }

std::optional<model::Post> post_of(Desk& desk, model::PostKey key, int part) {
  key.part = part;
  return testing::get(testing::get(desk.team().store().read())->post(key));
}

}  // namespace rigong::runtime_test
