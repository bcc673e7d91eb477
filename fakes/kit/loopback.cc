// SPDX-License-Identifier: Apache-2.0
#include "fakes/kit/loopback.h"

#include <fmt/format.h>
#include <httplib.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "fakes/kit/bomb.h"

namespace rigong::fakes {
namespace {

constexpr std::size_t kMostBodyBytes = 1024 * 1024;
constexpr std::size_t kThreads = 2;  // So that one connection that says nothing holds up nobody.
constexpr int kPatienceSeconds = 5;

}  // namespace

struct Loopback::Impl {
  Impl(Handler handler, std::chrono::milliseconds pause) : answer(std::move(handler)), slow(pause) {}
  ~Impl() {
    {
      const std::lock_guard lock(mutex);
      ending = true;
    }
    ended.notify_all();
    server.stop();
    if (thread.joinable()) thread.join();
  }

  void handle(const httplib::Request& request, httplib::Response& response) {
    std::unique_lock lock(mutex);
    const Answer given = answer({request.method, request.target, request.get_header_value("Content-Type"), request.body});
    if (given.ending == Answer::Ending::slow) ended.wait_for(lock, slow, [&] { return ending; });
    lock.unlock();
    if (given.ending == Answer::Ending::lost) {
      constexpr std::size_t kPromised = 1000;
      response.set_content_provider(kPromised, "text/plain", [](std::size_t, std::size_t, httplib::DataSink&) { return false; });
      return;
    }
    if (given.ending == Answer::Ending::too_large) {
      response.set_header("Content-Encoding", "gzip");
      response.set_content(gzip_bomb(), "application/json");
      return;
    }
    std::string type = "text/plain";
    for (const auto& [name, value] : given.headers) {
      if (name == "content-type") {
        type = value;
      } else {
        response.set_header(name, value);
      }
    }
    response.status = given.status;
    response.set_content(given.body, type);
  }

  const Handler answer;
  const std::chrono::milliseconds slow;
  std::mutex mutex;
  std::condition_variable ended;
  bool ending = false;  // Guarded by mutex.
  httplib::Server server;
  int port = 0;
  std::thread thread;
};

Result<std::unique_ptr<Loopback>> Loopback::start(Handler answer, std::chrono::milliseconds slow) {
  auto impl = std::make_unique<Impl>(std::move(answer), slow);
  Impl& of = *impl;
  of.server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  of.server.set_payload_max_length(kMostBodyBytes);
  of.server.set_read_timeout(kPatienceSeconds);
  of.server.set_write_timeout(kPatienceSeconds);
  of.server.set_keep_alive_timeout(kPatienceSeconds);
  // Waiting for a next request on a connection would wake the library a hundred times a second.
  of.server.set_keep_alive_max_count(1);
  of.server.set_tcp_nodelay(true);
#ifdef _WIN32
  // There the library looks a thousand times a second whether it is to end.
  of.server.set_idle_interval(1);
#endif
  const auto handle = [&of](const httplib::Request& request, httplib::Response& response) { of.handle(request, response); };
  of.server.Get(".*", handle);
  of.server.Post(".*", handle);
  of.port = of.server.bind_to_any_port("127.0.0.1");
  if (of.port <= 0) {
    return fail(ErrorKind::unavailable, "127.0.0.1 上没有可用的端口。请关掉一些程序后再试。",
                "No port of 127.0.0.1 is to be had. Close some programs and try again.");
  }
  of.thread = std::thread([&of] { of.server.listen_after_bind(); });
  of.server.wait_until_ready();
  return std::unique_ptr<Loopback>(new Loopback(std::move(impl)));
}

Loopback::Loopback(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Loopback::~Loopback() = default;

std::string Loopback::url(const std::string& path) const { return fmt::format("http://127.0.0.1:{}{}", impl_->port, path); }

}  // namespace rigong::fakes
