// SPDX-License-Identifier: Apache-2.0
// Writes every record as one line of JSON, with times as ISO text of the shop.
#pragma once

#include <string>
#include <vector>

#include "connectors/api/connector.h"

namespace rigong::connectors::test {

class RecordLines final : public RecordSink {
 public:
  explicit RecordLines(const ShopCalendar& calendar) : calendar_(calendar) {}

  void message(const model::Message& message) override;
  void assignment(const model::Assignment& assignment) override;
  void rating(const model::Rating& rating) override;
  void order(const model::Order& order) override;
  void shift(const model::Shift& shift) override;
  void delivered(const model::DeliveredDay& day) override;
  void rep(const model::RepName& rep) override;
  void rejected(const RejectedRow& row) override;
  bool progress(std::uint64_t, std::uint64_t) override { return true; }
  void error(const Error& error);

  std::vector<std::string> lines;

 private:
  const ShopCalendar& calendar_;
};

}  // namespace rigong::connectors::test
