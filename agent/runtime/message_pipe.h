// SPDX-License-Identifier: Apache-2.0
// Lets one thread read a file while another sorts its messages into a log: reading costs about twice what sorting does, so the
// two together take as long as the reading alone.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "agent/model/record.h"
#include "agent/runtime/intern.h"
#include "agent/runtime/message_log.h"

namespace rigong::runtime {

// The names behind the numbers of a log.
struct LogNames {
  Interner conversations;
  Interner reps;
  Interner customers;
};

// One thread calls put() and finish(); a thread of the pipe's own fills log and names, which nobody else may touch before
// finish().
class MessagePipe {
 public:
  MessagePipe(MessageLog& log, LogNames& names);
  ~MessagePipe();
  MessagePipe(const MessagePipe&) = delete;
  MessagePipe& operator=(const MessagePipe&) = delete;

  void put(const model::Message& message, std::uint8_t flags);
  // Waits until everything is in the log. Nothing may be put afterwards.
  void finish();

 private:
  struct Item {
    TimeMs sent_at = 0;
    std::uint64_t key = 0;
    std::uint16_t conversation_length = 0;  // Ids are bounded where they enter (model::kMaxIdBytes).
    std::uint16_t rep_length = 0;
    std::uint16_t customer_length = 0;
    model::SenderKind kind = model::SenderKind::customer;
    std::uint8_t flags = 0;
  };
  // Ids lie one after another in `ids`, three for each item.
  struct Batch {
    std::vector<Item> items;
    std::string ids;
  };
  void hand_over();
  void work();
  void take(const Batch& batch);

  MessageLog& log_;
  LogNames& names_;
  Batch filling_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Batch> full_;   // Guarded by mutex_, in order.
  std::vector<Batch> empty_;  // Guarded by mutex_: their memory is used again.
  bool ended_ = false;        // Guarded by mutex_.
  std::thread worker_;        // Last, so that all it uses is there before it starts.
};

}  // namespace rigong::runtime
