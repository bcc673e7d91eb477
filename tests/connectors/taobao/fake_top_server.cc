// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/taobao/fake_top_server.h"

#include <httplib.h>

#include <mutex>
#include <stdexcept>
#include <thread>

namespace rigong::connectors::taobao_test {

struct FakeTopServer::Impl {
  explicit Impl(FakeTop& of) : fake(of) {}
  FakeTop& fake;
  std::mutex mutex;
  httplib::Server server;
  int port = 0;
  std::thread thread;
};

FakeTopServer::FakeTopServer(FakeTop& fake) : impl_(std::make_unique<Impl>(fake)) {
  Impl& impl = *impl_;
  impl.server.set_tcp_nodelay(true);
  impl.server.Post("/.*", [&impl](const httplib::Request& request, httplib::Response& response) {
    const std::lock_guard lock(impl.mutex);
    const HttpResponse answer =
        impl.fake.answer(request.path, request.get_header_value("Content-Type"), request.body, Fault::none);
    response.status = answer.status;
    response.set_header("Date", std::string(answer.header("date")));
    response.set_content(answer.body, std::string(answer.header("content-type")));
  });
  impl.port = impl.server.bind_to_any_port("127.0.0.1");
  if (impl.port <= 0) throw std::runtime_error("no port of 127.0.0.1 is to be had");
  impl.thread = std::thread([&impl] { impl.server.listen_after_bind(); });
  impl.server.wait_until_ready();
}

FakeTopServer::~FakeTopServer() {
  impl_->server.stop();
  impl_->thread.join();
}

std::string FakeTopServer::endpoint() const { return "http://127.0.0.1:" + std::to_string(impl_->port) + "/router/rest"; }
std::string FakeTopServer::token_endpoint() const { return "http://127.0.0.1:" + std::to_string(impl_->port) + "/token"; }

}  // namespace rigong::connectors::taobao_test
