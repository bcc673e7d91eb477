// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/reader_connector.h"

namespace rigong::connectors {

Status check_surroundings(const PollRequest& request) {
  if (request.calendar != nullptr && request.http != nullptr) return {};
  return fail(ErrorKind::internal, "没有日历或网络。", "There is no calendar or no network.");
}

}  // namespace rigong::connectors
