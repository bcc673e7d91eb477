// SPDX-License-Identifier: Apache-2.0
// One loop for everybody: nobody gets another's answer, nobody waits for another, and nothing runs where nothing is asked.
#include "agent/runtime/http/curl_loop.h"

#include <httplib.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "agent/runtime/http/curl_transport.h"
#include "tests/runtime/http/scripted_server.h"
#include "tests/runtime/http/tls_server.h"
#include "tests/support/process.h"

using namespace rigong;
using namespace rigong::runtime;
using connectors::HttpRequest;
using runtime_test::ScriptedServer;
using runtime_test::TlsServer;
using std::chrono::steady_clock;

namespace {

HttpRequest to(const std::string& url) {
  HttpRequest request;
  request.url = url;
  return request;
}

// Keeps its connections, and notes which of them each request came by. "/slow" takes its time.
class KeepingServer {
 public:
  KeepingServer() {
    constexpr std::size_t kThreads = 40;
    server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    server_.set_tcp_nodelay(true);
    const auto answer = [this](const httplib::Request& request, httplib::Response& response) {
      {
        const std::lock_guard lock(mutex_);
        connections_.insert(request.remote_port);
      }
      if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(300));
      response.set_content("answer to " + request.path, "text/plain");
    };
    server_.Get("/.*", answer);
    server_.Post("/.*", answer);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    server_.wait_until_ready();
  }
  ~KeepingServer() {
    server_.stop();
    thread_.join();
  }
  KeepingServer(const KeepingServer&) = delete;
  KeepingServer& operator=(const KeepingServer&) = delete;
  [[nodiscard]] std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
  [[nodiscard]] std::size_t connections() {
    const std::lock_guard lock(mutex_);
    return connections_.size();
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::mutex mutex_;
  std::set<int> connections_;  // Guarded by mutex_.
  std::thread thread_;
};

// How often each thread of this process has gone to sleep so far.
std::map<std::string, long> sleeps_of_threads() {
  std::map<std::string, long> all;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream status(task.path() / "status");
    for (std::string word; status >> word;) {
      if (word == "voluntary_ctxt_switches:") status >> all[task.path().filename().string()];
    }
  }
  return all;
}

std::size_t threads() { return sleeps_of_threads().size(); }

}  // namespace

TEST_CASE("many threads ask at once over one loop, and each gets its own answer", "[threads]") {
  KeepingServer server;
  constexpr int kAskers = 20;
  constexpr int kRequests = 25;
  std::atomic<int> right{0};
  {
    std::vector<std::thread> askers;
    for (int asker = 0; asker < kAskers; ++asker) {
      askers.emplace_back([&, asker] {
        const auto transport = make_curl_transport({});
        for (int i = 0; i < kRequests; ++i) {
          const std::string path = "/" + std::to_string(asker) + "/" + std::to_string(i);
          const auto answer = transport->exchange(to(server.url(path)));
          if (answer && answer->status == 200 && answer->body == "answer to " + path) ++right;
        }
      });
    }
    for (std::thread& asker : askers) asker.join();
  }
  CHECK(right == kAskers * kRequests);
  CHECK(server.connections() <= kAskers);
}

TEST_CASE("a connection that one has used serves the next, whoever asks", "[threads]") {
  KeepingServer server;
  const auto first = make_curl_transport({});
  const auto second = make_curl_transport({});
  for (const auto* transport : {&first, &second, &first, &second}) REQUIRE((*transport)->exchange(to(server.url("/"))));
  CHECK(server.connections() == 1);

  // What may be sent only once does not go by a connection that the other side may just be closing.
  HttpRequest once = to(server.url("/"));
  once.method = connectors::HttpMethod::post;
  REQUIRE(first->exchange(once));
  CHECK(server.connections() == 2);
  HttpRequest reading = once;
  reading.repeat = connectors::HttpRepeat::harmless;
  REQUIRE(first->exchange(reading));
  CHECK(server.connections() == 2);
}

TEST_CASE("one that hangs holds up nobody, and can be stopped alone", "[threads]") {
  ScriptedServer silent({{"HTTP/1.1 200 OK\r\n", true}});
  KeepingServer server;
  std::atomic<bool> stop{false};
  std::atomic<bool> cancelled{false};
  std::thread hangs([&] {
    const auto transport = make_curl_transport({{}, [&] { return stop.load(); }, {}});
    const auto answer = transport->exchange(to(silent.url("/")));
    cancelled = !answer && answer.error().error.kind == ErrorKind::cancelled;
  });
  const auto transport = make_curl_transport({});
  for (int i = 0; i < 5; ++i) CHECK(transport->exchange(to(server.url("/quick"))));
  const auto begun = steady_clock::now();
  stop = true;
  hangs.join();
  CHECK(cancelled);
  CHECK(steady_clock::now() - begun < std::chrono::seconds(2));
  CHECK(transport->exchange(to(server.url("/quick"))));
  // Who is told to stop before asking does not ask.
  const std::size_t asked = silent.requests().size();
  CHECK_FALSE(make_curl_transport({{}, [] { return true; }, {}})->exchange(to(silent.url("/"))));
  CHECK(silent.requests().size() == asked);
}

TEST_CASE("a wish to stop that comes with the answer harms nobody", "[threads]") {
  KeepingServer server;
  const auto other = make_curl_transport({});
  REQUIRE(other->exchange(to(server.url("/"))));
  for (int i = 0; i < 30; ++i) {
    const auto begun = steady_clock::now();
    // "/slow" ends at 300 ms, between the first look at the wish and the second.
    const auto transport =
        make_curl_transport({{}, [&, i] { return steady_clock::now() - begun > std::chrono::milliseconds(140 + 2 * i); }, {}});
    const auto answer = transport->exchange(to(server.url(i % 10 == 0 ? "/slow" : "/quick")));
    if (!answer) CHECK(answer.error().error.kind == ErrorKind::cancelled);
    REQUIRE(other->exchange(to(server.url("/"))));
  }
}

TEST_CASE("the loop begins with the first request, sleeps where nothing is asked, and goes with the last who asks", "[threads]") {
  ScriptedServer server({{"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"}});
  const std::size_t before = threads();
  {
    const auto first = make_curl_transport({});
    const auto second = make_curl_transport({});
    CHECK(threads() == before);
    CHECK_FALSE(first->exchange(to("http://chat.example/")));  // Not to be sent, so nothing begins.
    CHECK(threads() == before);
    const auto known = sleeps_of_threads();
    REQUIRE(first->exchange(to(server.url("/"))));
    REQUIRE(second->exchange(to(server.url("/"))));
    std::string own;  // The loop's thread: there is one more than before, and no other thread is new.
    for (const auto& [thread, sleeps] : sleeps_of_threads()) {
      if (known.find(thread) == known.end()) own = thread;
    }
    REQUIRE_FALSE(own.empty());
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    const long then = sleeps_of_threads().at(own);
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    CHECK(sleeps_of_threads().at(own) <= then + 1);
  }
  CHECK(threads() == before);
}

TEST_CASE("the list of trusted certificates is read once for all", "[threads]") {
  const test::TempFolder temp;
  const TlsServer server;
  const std::string list = temp.file("ca.pem");
  server.write_certificate(list);
  const auto first = make_curl_transport({{}, {}, list});
  REQUIRE(first->exchange(to(server.url())));
  std::filesystem::remove(list);
  const auto second = make_curl_transport({{}, {}, list});
  CHECK(second->exchange(to(server.url())));
  // Another list is another matter: whom it does not name is not believed.
  const TlsServer stranger;
  stranger.write_certificate(temp.file("other.pem"));
  CHECK_FALSE(make_curl_transport({{}, {}, temp.file("other.pem")})->exchange(to(server.url())));
}
