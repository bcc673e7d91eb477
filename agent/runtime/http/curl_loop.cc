// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/http/curl_loop.h"

#include <fmt/format.h>

#include <chrono>

#include "agent/late/late.h"

namespace rigong::runtime {
namespace {

constexpr std::chrono::milliseconds kLookEvery{200};  // How soon a wish to stop is noticed.
// libcurl's own time-outs end a wait earlier, and so does wake(): with nothing under way the thread sleeps.
constexpr int kLongestWaitMs = 600'000;
// After an error that cannot be helped, so that it does not come a million times a second.
constexpr std::chrono::milliseconds kBreath{50};
// More would cost a platform more than it brings anybody, and the process its descriptors; the rest waits its turn.
constexpr long kMostConnections = 512;
constexpr long kMostConnectionsOfHost = 256;
constexpr long kMostIdleConnections = 256;

}  // namespace

struct CurlLoop::Transfer {
  CURL* easy = nullptr;
  CURLcode code = CURLE_FAILED_INIT;
  bool ended = false;
  std::condition_variable changed;
};

Result<std::shared_ptr<CurlLoop>> CurlLoop::of_process() {
  static std::mutex mutex;
  static std::weak_ptr<CurlLoop> known;
  const std::lock_guard lock(mutex);
  if (auto loop = known.lock()) return loop;
  if (const std::string problem = late::libcurl_problem(); !problem.empty()) {
    return fail(
        ErrorKind::unavailable,
        fmt::format("没有装好 libcurl，连不上平台和群（{}）。请运行 sudo apt-get install libcurl4。", problem),
        fmt::format("libcurl is not installed, so neither platforms nor groups can be reached ({}). Run sudo apt-get install "
                    "libcurl4.",
                    problem));
  }
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  Multi multi(ready == CURLE_OK ? curl_multi_init() : nullptr, curl_multi_cleanup);
  if (!multi) {
    return fail(ErrorKind::unavailable, "网络组件没有启动。请重新启动日拱。",
                "The network library did not start. Start Rigong again.");
  }
  std::shared_ptr<CurlLoop> made(new CurlLoop(std::move(multi)));
  known = made;
  return made;
}

CurlLoop::CurlLoop(Multi multi) : multi_(std::move(multi)) {
  curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, kMostConnections);
  curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, kMostConnectionsOfHost);
  curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, kMostIdleConnections);
  thread_ = std::thread([this] { turn(); });
}

CurlLoop::~CurlLoop() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake();
  thread_.join();
}

std::optional<CURLcode> CurlLoop::run(CURL* easy, const std::function<bool()>& stopping) {
  if (stopping && stopping()) return std::nullopt;
  Transfer transfer;
  transfer.easy = easy;
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  const auto ended = [&] { return transfer.ended; };
  std::unique_lock lock(mutex_);
  // Who came before and was not looked at yet has woken the loop.
  const bool first = coming_.empty();
  coming_.push_back(&transfer);
  if (first) wake();
  while (!transfer.changed.wait_for(lock, kLookEvery, ended)) {
    lock.unlock();
    const bool stopped = stopping && stopping();
    lock.lock();
    if (!stopped || transfer.ended) continue;
    dropping_.push_back(&transfer);
    wake();
    transfer.changed.wait(lock, ended);
    return std::nullopt;
  }
  return transfer.code;
}

void CurlLoop::turn() {
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      take_orders();
      if (ending_) {
        end_all(CURLE_ABORTED_BY_CALLBACK);
        return;
      }
    }
    int running = 0;
    CURLMcode code = curl_multi_perform(multi_.get(), &running);
    if (code == CURLM_OK) {
      hand_back_ended();
      code = curl_multi_poll(multi_.get(), nullptr, 0, kLongestWaitMs, nullptr);
    } else {
      const std::lock_guard lock(mutex_);
      end_all(CURLE_FAILED_INIT);
    }
    if (code != CURLM_OK) std::this_thread::sleep_for(kBreath);
  }
}

void CurlLoop::take_orders() {
  for (Transfer* transfer : coming_) {
    under_way_.push_back(transfer);
    if (curl_multi_add_handle(multi_.get(), transfer->easy) != CURLM_OK) end(*transfer, CURLE_FAILED_INIT);
  }
  coming_.clear();
  while (!dropping_.empty()) end(*dropping_.back(), CURLE_ABORTED_BY_CALLBACK);
}

void CurlLoop::end(Transfer& transfer, CURLcode code) {
  curl_multi_remove_handle(multi_.get(), transfer.easy);
  std::erase(under_way_, &transfer);
  std::erase(dropping_, &transfer);  // It may have come to its own end before anybody looked at the wish.
  transfer.code = code;
  transfer.ended = true;
  // With the lock held: without it the waiting thread could be gone, and the transfer with it.
  transfer.changed.notify_one();
}

void CurlLoop::end_all(CURLcode code) {
  while (!under_way_.empty()) end(*under_way_.back(), code);
}

void CurlLoop::hand_back_ended() {
  const std::lock_guard lock(mutex_);
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;  // The message goes with the handle.
    char* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    end(*static_cast<Transfer*>(static_cast<void*>(transfer)), code);
  }
}

}  // namespace rigong::runtime
