// SPDX-License-Identifier: Apache-2.0
#include "tests/overlay/server/routes.h"

#include "tests/overlay/server/table.h"

namespace rigong::overlay {
namespace {

void put_in(std::string& path, std::string_view name, std::string_view value) {
  const std::size_t at = path.find(name);
  if (at != std::string::npos) path.replace(at, name.size(), value);
}

}  // namespace

std::string path_of(const RouteEntry& route) {
  std::string path(route.path);
  put_in(path, "{id}", kImportId);
  put_in(path, "{part}", "0");
  return path;
}

test::Reply ask_plainly(const Running& running, std::string_view method, std::string_view path,
                        const std::string& authorization) {
  std::string request = std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: {host}\r\n" + authorization;
  if (method == "POST" || method == "PUT") {
    request += std::string("Content-Type: ") + (method == "PUT" ? "application/octet-stream" : "application/json") +
               "\r\nContent-Length: 2\r\n\r\n{}";
  } else {
    request += "\r\n";
  }
  return test::ask(running.port(), filled_in(request, running));
}

}  // namespace rigong::overlay
