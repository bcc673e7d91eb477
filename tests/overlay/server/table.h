// SPDX-License-Identifier: Apache-2.0
// Tables of raw requests, each sent through a socket of its own to a running server.
#pragma once

#include <string>
#include <vector>

#include "tests/overlay/server/fake_service.h"

namespace rigong::overlay {

struct Row {
  const char* what;
  // As it goes over the wire. {host} is the server's own name with its port, {port} the port, {token} a whole Authorization line
  // of the page, {machine} one of the command line.
  std::string request;
  int status;
};

[[nodiscard]] std::string filled_in(std::string text, const Running& running);
// Sends each row and checks its status, what every answer must carry and what none may; refused ones are small, say nothing of
// the page and end the connection. The server still answers afterwards.
void check_table(const Running& running, const std::vector<Row>& rows);
// What every answer carries, whatever it is.
void check_headers(const test::Reply& reply);

}  // namespace rigong::overlay
