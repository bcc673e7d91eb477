// SPDX-License-Identifier: Apache-2.0
#include "agent/base/zones_embedded.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <string>

#include <cctz/zone_info_source.h>

namespace rigong {
namespace {

// Lets cctz read an embedded zone as if it were an open file.
class EmbeddedSource : public cctz::ZoneInfoSource {
 public:
  explicit EmbeddedSource(std::string_view data) : rest_(data) {}

  std::size_t Read(void* into, std::size_t size) override {
    size = std::min(size, rest_.size());
    std::memcpy(into, rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

  int Skip(std::size_t offset) override {
    rest_.remove_prefix(std::min(offset, rest_.size()));
    return 0;
  }

  std::string Version() const override { return std::string(embedded_zones_version()); }

 private:
  std::string_view rest_;
};

using Fallback = std::function<std::unique_ptr<cctz::ZoneInfoSource>(const std::string& name)>;

std::unique_ptr<cctz::ZoneInfoSource> open_zone(const std::string& name, const Fallback& fallback) {
  const auto zones = embedded_zones();
  // A plain walk is enough: cctz asks once for each zone that is ever used.
  const auto found = std::find_if(zones.begin(), zones.end(), [&](const EmbeddedZone& zone) { return zone.name == name; });
  if (found == zones.end()) return fallback(name);
  return std::make_unique<EmbeddedSource>(found->data);
}

}  // namespace

// Set while running and not by a definition of our own that the linker would prefer, since not every linker for Windows
// lets one definition of a variable replace another.
void install_embedded_zones() { cctz_extension::zone_info_source_factory = open_zone; }

}  // namespace rigong
