// SPDX-License-Identifier: Apache-2.0
// What Taobao tells of the made-up shop: its orders and refunds, its ratings as they come, and a day's figures the day after.
#pragma once

#include <cstdint>
#include <string>

#include "connectors/demo/world.h"
#include "fakes/taobao/fake_top.h"

namespace rigong::runtime {

// Used by one thread at a time.
class DemoTaobao {
 public:
  // `world` and `clock` outlive it.
  DemoTaobao(const connectors::demo::World& world, const Clock& clock, fakes::taobao::FakeKeys keys);
  [[nodiscard]] fakes::Answer answer(const fakes::Request& request) { return fake_.answer(request); }
  [[nodiscard]] std::string complaints() const;

 private:
  // Puts into the fake what the answer is made of, and nothing more.
  void prepare(const std::string& method, const fakes::taobao::FakeTop::Query& query);
  void prepare_orders(TimeMs from, TimeMs upto);
  void prepare_ratings(TimeMs from);
  void prepare_days(Day from, Day to);
  [[nodiscard]] connectors::demo::Wanted wanted() const;
  [[nodiscard]] TimeMs now() const { return fake_.now() * kSecondMs; }

  const connectors::demo::World& world_;
  fakes::taobao::FakeTop fake_;
};

}  // namespace rigong::runtime
