// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/http_engine.h"

#include <fmt/format.h>
#include <httplib.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstring>

#include "agent/base/text.h"

namespace rigong::overlay {
namespace {

// The request is read from memory, and what the library writes is handed on.
class MemoryStream final : public httplib::Stream {
 public:
  MemoryStream(std::string_view request, const Answer::Write& write) : rest_(request), write_(write) {}

  bool is_readable() const override { return !rest_.empty(); }
#if RIGONG_HTTPLIB_CURRENT
  bool wait_readable() const override { return true; }
  bool wait_writable() const override { return true; }
  time_t duration() const override { return 0; }
#else
  bool is_writable() const override { return true; }
#endif
  ssize_t read(char* bytes, std::size_t most) override {
    const std::size_t count = std::min(most, rest_.size());
    std::memcpy(bytes, rest_.data(), count);
    rest_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, std::size_t count) override {
    return write_({bytes, count}) ? static_cast<ssize_t>(count) : -1;
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  std::string_view rest_;
  const Answer::Write& write_;
};

struct Exchange {
  const std::function<Answer()>& decide;
  bool close = false;
  Answer answer = {};
  bool decided = false;
};
// The library hands its handlers no context of the caller's.
thread_local Exchange* exchange = nullptr;

class Engine final : public HttpEngine, private httplib::Server {
 public:
  explicit Engine(std::string own_headers) : own_headers_(std::move(own_headers)) {
    set_socket_options([](socket_t socket) { claim_port(static_cast<Socket>(socket)); });
    set_payload_max_length(2 * 1024 * 1024);
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      exchange->answer = exchange->decide();
      exchange->decided = true;
      fill(response);
      return HandlerResponse::Handled;
    });
    set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr thrown) {
      try {
        std::rethrow_exception(std::move(thrown));
      } catch (const std::exception& error) {
        spdlog::error("A request failed: {}", one_line(error.what()));
      } catch (...) {
        spdlog::error("A request failed.");
      }
      exchange->answer = refusal(500);
      exchange->decided = true;
      fill(response);
    });
    // What the library refuses by itself gets here without an answer of ours.
    set_error_handler(httplib::Server::HandlerWithResponse([](const httplib::Request&, httplib::Response& response) {
      if (exchange->decided) return HandlerResponse::Unhandled;
      exchange->answer = refusal(response.status);
      response.body.clear();
      return HandlerResponse::Handled;
    }));
#if RIGONG_HTTPLIB_CURRENT
    set_header_writer([this](httplib::Stream& stream, httplib::Headers&) {
      std::string lines;
      lines.reserve(1024);
      append_headers(exchange->answer, exchange->close || exchange->answer.close, own_headers_, lines);
      return stream.write(lines.data(), lines.size());
    });
#else
    set_post_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      std::string lines;
      append_headers(exchange->answer, exchange->close || exchange->answer.close, own_headers_, lines);
      response.headers.clear();
      for (std::size_t at = 0, end = 0; (end = lines.find("\r\n", at)) > at && end != std::string::npos; at = end + 2) {
        const std::size_t colon = lines.find(':', at);
        response.headers.emplace(lines.substr(at, colon - at), lines.substr(colon + 2, end - colon - 2));
      }
    });
#endif
  }

  Status begin(const std::string& address, int port) {
    const std::string host = address.starts_with('[') && address.ends_with(']') ? address.substr(1, address.size() - 2) : address;
#if !RIGONG_HTTPLIB_CURRENT
    if (host != "127.0.0.1" && host != "localhost" && host != "::1") {
      return fail(ErrorKind::refused, "这个程序是用旧的 HTTP 库编译的，只能监听 127.0.0.1。请用 packaging/deps 重新编译。",
                  "This program was built with an old HTTP library and may only listen on 127.0.0.1. Build it again with "
                  "packaging/deps.");
    }
#endif
    const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
    if (bound < 0) return cannot_listen(address, port, last_bind_failure());
    port_ = bound;
    set_not_blocking(listener());
    return {};
  }

  ~Engine() override { close_listener(); }

  int port() const override { return port_; }
  Socket listener() const override { return static_cast<Socket>(svr_sock_.load()); }
  void close_listener() override {
    const socket_t socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket != INVALID_SOCKET) close_socket(static_cast<Socket>(socket));
  }

  Answer respond(std::string_view request, bool close, const std::function<Answer()>& decide,
                 const Answer::Write& write) override {
    Exchange own{decide, close};
    exchange = &own;
    MemoryStream stream(request, write);
    bool connection_closed = false;
#if RIGONG_HTTPLIB_CURRENT
    process_request(stream, "", 0, "", 0, close, connection_closed, nullptr);
#else
    process_request(stream, close, connection_closed, nullptr);
#endif
    exchange = nullptr;
    own.answer.close = own.answer.close || close || connection_closed;
    return std::move(own.answer);
  }

 private:
  static void fill(httplib::Response& response) {
    response.status = exchange->answer.status;
    if (exchange->answer.kind != Answer::Kind::lines) {
      // The length is that of the body which the caller sends.
      response.set_header("Content-Length", "0");
      return;
    }
    response.set_chunked_content_provider(std::string(exchange->answer.content_type), [](std::size_t, httplib::DataSink& sink) {
      exchange->answer.produce(
          [&sink](std::string_view piece) { return piece.empty() || sink.write(piece.data(), piece.size()); });
      sink.done();
      return true;
    });
  }

  static tl::unexpected<Error> cannot_listen(const std::string& address, int port, BindFailure failure) {
    const std::string place = fmt::format("{}:{}", address, port);
    switch (failure) {
      case BindFailure::taken:
        return fail(ErrorKind::busy,
                    fmt::format("端口 {} 已被别的程序占用（也可能是另一个 rigong）。请关掉它，或换一个端口：--listen {}:{}。",
                                port, address, port < 65535 ? port + 1 : 7717),
                    fmt::format("Port {} is taken by another program, perhaps another rigong. Close it, or take another port: "
                                "--listen {}:{}.",
                                port, address, port < 65535 ? port + 1 : 7717));
      case BindFailure::forbidden:
        return fail(ErrorKind::io, fmt::format("系统不允许监听 {}；请用 1024 以上的端口。", place),
                    fmt::format("The system does not allow listening on {}; take a port above 1023.", place));
      case BindFailure::no_such_address:
        return fail(ErrorKind::wrong_use, fmt::format("{} 不是这台电脑的地址；请改 --listen 或 [listen] address。", place),
                    fmt::format("{} is not an address of this computer; change --listen or [listen] address.", place));
      default:
        return fail(ErrorKind::io, fmt::format("无法监听 {}；请检查 --listen 或 [listen] address。", place),
                    fmt::format("Listening on {} failed; check --listen or [listen] address.", place));
    }
  }

  std::string own_headers_;
  int port_ = 0;
};

}  // namespace

Result<std::unique_ptr<HttpEngine>> HttpEngine::bind(const std::string& address, int port, std::string own_headers) {
  auto engine = std::make_unique<Engine>(std::move(own_headers));
  RIGONG_TRY(engine->begin(address, port));
  return std::unique_ptr<HttpEngine>(std::move(engine));
}

}  // namespace rigong::overlay
