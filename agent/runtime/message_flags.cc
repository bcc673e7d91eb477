// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/message_flags.h"

#include "agent/model/lean.h"

namespace rigong::runtime {

MessageFlags::MessageFlags(const model::MetricOptions& options)
    : courtesy_(options.courtesy_words.empty() ? metrics::default_courtesy_words() : options.courtesy_words),
      placeholders_(metrics::default_placeholder_words()) {}

std::uint8_t MessageFlags::of(const model::Message& message) const {
  unsigned flags = 0;
  if (message.starts_session) flags |= model::kStartsSession;
  if (message.withdrawn) flags |= model::kWithdrawn;
  if (message.has_text) {
    if (message.kind == model::SenderKind::customer && courtesy_.only_words(message.text)) flags |= model::kCourtesyWords;
    if (message.kind == model::SenderKind::rep && placeholders_.only_words(message.text)) flags |= model::kPlaceholder;
  }
  return static_cast<std::uint8_t>(flags);
}

}  // namespace rigong::runtime
