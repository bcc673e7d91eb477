// SPDX-License-Identifier: Apache-2.0
// What WeCom tells of the made-up shop: one service account in which everybody serves.
#pragma once

#include <cstdint>
#include <string>

#include "connectors/demo/world.h"
#include "fakes/wecom-kf/fake_wecom.h"

namespace rigong::runtime {

// Used by one thread at a time.
class DemoWecom {
 public:
  // `world` and `clock` outlive it.
  DemoWecom(const connectors::demo::World& world, const Clock& clock, std::string corp, std::string secret);
  [[nodiscard]] fakes::Answer answer(const fakes::Request& request) { return fake_.answer(request); }
  [[nodiscard]] std::string complaints() const;

 private:
  // Places are instants: the second, and which message of this second it is.
  [[nodiscard]] fakes::wecom_kf::FakePage page(std::uint64_t after, std::size_t most, std::int64_t since) const;

  const connectors::demo::World& world_;
  fakes::wecom_kf::FakeWecom fake_;
};

}  // namespace rigong::runtime
