// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/message_pipe.h"

#include <functional>
#include <utility>

namespace rigong::runtime {
namespace {

constexpr std::size_t kItemsInBatch = 4096;
constexpr std::size_t kBatchesWaiting = 4;

// 0 stands for "no id", so no id may hash to it.
std::uint64_t key_of(std::string_view id) {
  if (id.empty()) return 0;
  const std::uint64_t hash = std::hash<std::string_view>{}(id);
  return hash == 0 ? 1 : hash;
}

}  // namespace

MessagePipe::MessagePipe(MessageLog& log, LogNames& names) : log_(log), names_(names), worker_([this] { work(); }) {}

MessagePipe::~MessagePipe() { finish(); }

void MessagePipe::put(const model::Message& message, std::uint8_t flags) {
  filling_.items.push_back({message.sent_at, key_of(message.message_id),
                            static_cast<std::uint16_t>(message.conversation_id.size()),
                            static_cast<std::uint16_t>(message.rep_id.size()),
                            static_cast<std::uint16_t>(message.customer_id.size()), message.kind, flags});
  filling_.ids += message.conversation_id;
  filling_.ids += message.rep_id;
  filling_.ids += message.customer_id;
  if (filling_.items.size() >= kItemsInBatch) hand_over();
}

void MessagePipe::hand_over() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return full_.size() < kBatchesWaiting; });
  full_.push_back(std::move(filling_));
  filling_ = {};
  if (!empty_.empty()) {
    filling_ = std::move(empty_.back());
    empty_.pop_back();
  }
  changed_.notify_all();
}

void MessagePipe::finish() {
  if (!worker_.joinable()) return;
  if (!filling_.items.empty()) hand_over();
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }
  worker_.join();
}

void MessagePipe::work() {
  for (;;) {
    Batch batch;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !full_.empty() || ended_; });
      if (full_.empty()) return;
      batch = std::move(full_.front());
      full_.erase(full_.begin());
      changed_.notify_all();
    }
    take(batch);
    batch.items.clear();
    batch.ids.clear();
    const std::lock_guard lock(mutex_);
    empty_.push_back(std::move(batch));
  }
}

void MessagePipe::take(const Batch& batch) {
  std::string_view ids = batch.ids;
  const auto next = [&](std::size_t length) {
    const std::string_view id = ids.substr(0, length);
    ids.remove_prefix(length);
    return id;
  };
  model::LeanMessage lean;
  for (const Item& item : batch.items) {
    const model::ConversationNo conversation = names_.conversations.number(next(item.conversation_length));
    lean.sent_at = item.sent_at;
    lean.key = item.key;
    lean.rep = names_.reps.number(next(item.rep_length));
    lean.customer = names_.customers.number(next(item.customer_length));
    lean.kind = item.kind;
    lean.flags = item.flags;
    log_.append(conversation, lean);
  }
}

}  // namespace rigong::runtime
