// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "overlay/server/answer.h"
#include "overlay/server/api.h"
#include "overlay/server/front.h"
#include "overlay/server/guard.h"
#include "overlay/server/http_engine.h"

namespace rigong::overlay {
namespace {

// Goes into a header as it is, and must be one origin: no way to write a second header or a wider policy.
bool is_origin(std::string_view text, std::string_view scheme) {
  if (!text.starts_with(scheme) || text.size() == scheme.size() || text.size() > 256) return false;
  const std::string_view rest = text.substr(scheme.size());
  return std::all_of(rest.begin(), rest.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' ||
           c == '[' || c == ']' || c == '_';
  });
}

tl::unexpected<Error> bad_option(const char* key, const std::string& value, const char* zh, const char* en) {
  return fail(ErrorKind::wrong_use, fmt::format("[listen] {}：“{}”{}", key, value, zh),
              fmt::format("[listen] {}: \"{}\" {}", key, value, en));
}

Status check_options(const ServerOptions& options) {
  if (options.port < 0 || options.port > 65535) {
    return bad_option("address", std::to_string(options.port), "不是端口号（0 到 65535）。", "is no port (0 to 65535).");
  }
  if (!options.public_url.empty()) {
    const std::size_t slash = options.public_url.find('/', 8);
    if (!is_origin(std::string_view(options.public_url).substr(0, slash), "https://")) {
      return bad_option("public_url", options.public_url, "应为 https:// 开头的网址。", "must be an https:// address.");
    }
  }
  for (const std::string& origin : options.frame_ancestors) {
    if (!is_origin(origin, "https://") && !is_origin(origin, "http://") && !is_origin(origin, "chrome-extension://")) {
      return bad_option("frame_ancestors", origin, "应为 https://主机 这样的来源，不带路径。",
                        "must be an origin as in https://host, without a path.");
    }
  }
  for (const std::string& origin : options.extensions) {
    if (!is_origin(origin, "chrome-extension://")) {
      return bad_option("extensions", origin, "应为 chrome-extension://编号。", "must be chrome-extension://ID.");
    }
  }
  return {};
}

class HttpServer final : public Server {
 public:
  HttpServer(const ServerOptions& options, std::unique_ptr<HttpEngine> engine, Service& service, const Clock& clock,
             Assets assets)
      : engine_(std::move(engine)),
        port_(engine_->port()),
        rules_{places_of(options.address, port_, options.public_url), options.extensions, !options.frame_ancestors.empty()},
        api_(service, clock, assets),
        front_({options.request_deadline, options.heartbeat}, *engine_, api_, rules_, service, clock) {}

  [[nodiscard]] bool begin() { return front_.start(); }
  int port() const override { return port_; }
  void notify() override { front_.notify(); }
  void stop() override { front_.stop(); }

 private:
  std::unique_ptr<HttpEngine> engine_;
  const int port_;
  const GuardRules rules_;
  Api api_;
  Front front_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Service& service, const Clock& clock, Assets assets) {
  RIGONG_TRY(check_options(options));
  RIGONG_ASSIGN(auto engine, HttpEngine::bind(options.address, options.port, fixed_headers(options.frame_ancestors)));
  auto server = std::make_unique<HttpServer>(options, std::move(engine), service, clock, assets);
  if (!server->begin()) {
    return fail(ErrorKind::io, "系统没有给出所需的线程或句柄，请关掉一些程序再试。",
                "The system gives no thread or descriptor; close some programs and try again.");
  }
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace rigong::overlay
