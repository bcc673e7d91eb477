// SPDX-License-Identifier: Apache-2.0
// A request and an answer, as a platform in small sees them: whoever has a socket, or stands in for one, carries them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rigong::fakes {

struct Request {
  std::string method;  // "GET" or "POST"
  std::string target;  // The path with the query.
  std::string content_type;
  std::string body;
};

struct Answer {
  enum class Ending {
    whole,
    lost,       // The connection breaks before anything of the body has come.
    too_large,  // The client stops reading. Over a socket: a few kilobytes that unpack to many megabytes.
    slow,       // It takes its time; whoever has no socket to wait at does not get it.
  };
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // Names in lower case.
  std::string body;
  Ending ending = Ending::whole;
};

}  // namespace rigong::fakes
