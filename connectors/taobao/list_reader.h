// SPDX-License-Identifier: Apache-2.0
// Orders and refunds: lists in pages, asked for by stretches of time.
//
// A list is sorted by the time that it is asked for, newest first, and an order that changes meanwhile leaves the stretch, so
// that all below it move up. Hence pages are read from the last to the first: whatever moves up comes by again.
#pragma once

#include <vector>

#include "connectors/taobao/trades.h"
#include "connectors/taobao/work.h"

namespace rigong::connectors::taobao {

class ListReader {
 public:
  explicit ListReader(const Work& work) : work_(work) {}

  // Whether there is something to ask now. For `changes` always, where they are to be had: new orders come at any time.
  [[nodiscard]] bool is_due(ListTask task) const;
  // Whether a list that is_due() is in the middle of something, or behind.
  [[nodiscard]] bool is_behind(ListTask task) const;
  // One page. Errors as Client::call() has them.
  [[nodiscard]] Result<Stepped> step(ListTask task);

  // Orders whose refunds have to be looked up, a few at a time.
  [[nodiscard]] bool has_trades() const;
  [[nodiscard]] Result<Stepped> read_trades();
  // After an error of the first of them that concerns nobody else: it is tried again later.
  void set_first_aside(const Words& reason);

  [[nodiscard]] static Method method_of(ListTask task);

 private:
  struct Page {
    std::string ids;
    std::int64_t rows = 0;
    std::optional<std::int64_t> total;
    std::optional<bool> has_next;
  };
  [[nodiscard]] bool begin(ListTask task);
  void end(ListTask task);
  [[nodiscard]] Page take(ListTask task, const rapidjson::Value& root);
  // Whether the row could be used.
  bool take_trade(const rapidjson::Value& row);
  bool take_refund(const rapidjson::Value& row);
  void reject(ListTask task, const rapidjson::Value& row);
  [[nodiscard]] Result<Stepped> narrow(ListTask task);
  [[nodiscard]] static tl::unexpected<Error> too_slow();
  [[nodiscard]] std::vector<TradeToRead>::iterator next_trade() const;
  void queue(const std::string& trade);
  // What became of an order of the queue, or of one of its refunds.
  enum class Looked { up, later, off, no_calls };
  [[nodiscard]] Result<Looked> read_trade_alone(const TradeToRead& trade);
  [[nodiscard]] Result<Looked> look_up(const std::string& refund_id, const TradeToRead& trade);
  void set_aside(std::vector<TradeToRead>::iterator trade, const Words& reason);
  // Not while a right is missing; what is down for a while is waited for.
  [[nodiscard]] bool can_look_up() const { return !work_.is_refused(Method::full_trade) && !work_.is_refused(Method::refund); }

  const Work& work_;
};

}  // namespace rigong::connectors::taobao
