// SPDX-License-Identifier: Apache-2.0
#include "tests/support/running_agent.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "agent/base/clock.h"
#include "agent/base/ids.h"

namespace rigong::test {
namespace {

Reply request(int port, const std::string& method, const std::string& path, const std::string& token, const std::string& type,
              const std::string& body) {
  std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n", method, path, port);
  if (!token.empty()) text += fmt::format("Authorization: Bearer {}\r\n", token);
  if (!type.empty()) text += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n", type, body.size());
  RawSocket socket(port);
  socket.send(text + "\r\n" + body);
  Reply reply = socket.reply();
  // An answer in pieces has no length; it ends with the connection.
  if (reply.has("Transfer-Encoding")) reply.body += socket.rest(std::chrono::seconds(5));
  return reply;
}

// The port that the agent of the folder says it listens on; 0 where it says none yet.
int port_of(const std::string& data) {
  const std::string text = read_text(std::filesystem::path(data) / "agent.json");
  rapidjson::Document document;
  document.Parse(text.c_str());
  if (!document.IsObject() || !document.HasMember("url")) return 0;
  const std::string url = document["url"].GetString();
  return std::atoi(url.c_str() + url.rfind(':') + 1);
}

}  // namespace

RunningAgent::RunningAgent(const std::string& data, const std::string& command, const std::vector<std::string>& more,
                           const std::string& log)
    : data_(data) {
  std::error_code code;
  std::filesystem::remove(std::filesystem::path(data) / "agent.json", code);
  std::vector<std::string> arguments = {command, "--data", data};
  arguments.insert(arguments.end(), more.begin(), more.end());
  process_ = std::make_unique<Background>(arguments, log);
  for (int attempt = 0; attempt < 1000 && port_ == 0; ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    port_ = port_of(data);
  }
  REQUIRE(port_ > 0);
}

int RunningAgent::stop() {
  process_->signal(SIGTERM);
  return process_->wait(std::chrono::seconds(7)).value_or(999);
}

std::string RunningAgent::url() const {
  const Outcome outcome = run_rigong({"url", "--data", data_});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  return outcome.out.substr(0, outcome.out.find('\n'));
}

std::string RunningAgent::new_token() const {
  const std::string address = url();
  const std::size_t at = address.find("#code=");
  REQUIRE(at != std::string::npos);
  const Reply reply = post("/api/v1/session", "", fmt::format(R"({{"code":"{}"}})", address.substr(at + 6)));
  REQUIRE(reply.status == 200);
  return parsed(reply.body)["token"].GetString();
}

Reply RunningAgent::get(const std::string& path, const std::string& token) const {
  return request(port_, "GET", path, token, "", "");
}
Reply RunningAgent::post(const std::string& path, const std::string& token, const std::string& body) const {
  return request(port_, "POST", path, token, "application/json", body);
}
Reply RunningAgent::put(const std::string& path, const std::string& token, const std::string& bytes) const {
  return request(port_, "PUT", path, token, "application/octet-stream", bytes);
}
Reply RunningAgent::remove(const std::string& path, const std::string& token) const {
  return request(port_, "DELETE", path, token, "", "");
}
Reply RunningAgent::command(const std::string& token, const std::string& kind, const std::string& fields) const {
  return post("/api/v1/commands", token,
              fmt::format(R"({{"id":"{}","kind":"{}"{}{}}})", fresh_id(), kind, fields.empty() ? "" : ",", fields));
}

rapidjson::Document parsed(const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.c_str());
  INFO(text.substr(0, 300));
  REQUIRE_FALSE(document.HasParseError());
  return document;
}

std::string fresh_id() { return make_uuid_v7(SystemClock().now()); }

}  // namespace rigong::test
