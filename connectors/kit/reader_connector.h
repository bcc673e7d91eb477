// SPDX-License-Identifier: Apache-2.0
// The connector of a platform that is read over the network: each poll is the work of one reader, made for it and gone with it.
// So nothing can be left over from one poll to the next but the cursor.
#pragma once

#include <memory>
#include <tuple>
#include <utility>

#include "connectors/api/connector.h"

namespace rigong::connectors {

// internal where the host gave no calendar or no network: a mistake of the program, not of a person.
[[nodiscard]] Status check_surroundings(const PollRequest& request);

// Keeps `parts` (settings, a client), and for each poll makes a Reader(parts…, request, sink) and returns what its poll() gives.
// All that the reader is handed outlives it.
template <class Reader, class... Parts>
class ReaderConnector final : public Connector {
 public:
  explicit ReaderConnector(Parts... parts) : parts_(std::move(parts)...) {}
  Result<PollResult> poll(const PollRequest& request, RecordSink& sink) override {
    RIGONG_TRY(check_surroundings(request));
    const auto read = [&](const Parts&... parts) { return Reader(parts..., request, sink).poll(); };
    return std::apply(read, parts_);
  }

 private:
  std::tuple<Parts...> parts_;
};

template <class Reader, class... Parts>
[[nodiscard]] std::unique_ptr<Connector> reader_connector(Parts... parts) {
  return std::make_unique<ReaderConnector<Reader, Parts...>>(std::move(parts)...);
}

}  // namespace rigong::connectors
