// SPDX-License-Identifier: Apache-2.0
// What has to be read off a message before its text is let go.
#pragma once

#include <cstdint>

#include "agent/metrics/text_rules.h"
#include "agent/model/options.h"
#include "agent/model/record.h"

namespace rigong::runtime {

// Immutable; any thread.
class MessageFlags {
 public:
  explicit MessageFlags(const model::MetricOptions& options);
  // The bits of model::MessageFlag that the message carries.
  [[nodiscard]] std::uint8_t of(const model::Message& message) const;

 private:
  metrics::WordList courtesy_;
  metrics::WordList placeholders_;
};

}  // namespace rigong::runtime
