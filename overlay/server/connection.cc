// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/connection.h"

namespace rigong::overlay {

Moved::State send_rest(Connection& connection) {
  const std::string_view head = connection.head_out;
  const std::string_view body = connection.answer.body;
  while (connection.sent < head.size() + body.size()) {
    const bool in_head = connection.sent < head.size();
    const Moved moved = in_head ? send(connection.socket, head.substr(connection.sent), body)
                                : send(connection.socket, body.substr(connection.sent - head.size()), {});
    if (moved.state != Moved::State::some) return moved.state;
    connection.sent += moved.bytes;
  }
  return Moved::State::some;
}

}  // namespace rigong::overlay
