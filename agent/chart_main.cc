// SPDX-License-Identifier: Apache-2.0
// rigong-chart: a report comes in, its picture goes out. A program of its own, so that no fault of a library that draws, and no
// font, can end the one that keeps the data.
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>

#include "agent/chart/description.h"
#include "agent/chart/draw/board.h"
#include "agent/chart/draw/paper.h"

namespace {

using rigong::chart::Ending;

// Of the processor. A program whose parent is gone is ended by nobody else.
constexpr rlim_t kMostSeconds = 10;

int end(Ending ending, const rigong::Error& error) {
  std::fprintf(stderr, "%s\n%s\n", error.words.zh.c_str(), error.words.en.c_str());
  return static_cast<int>(ending);
}

// All that comes, or one byte more than is taken.
std::string read_all() {
  std::string text;
  std::array<char, 16'384> buffer;
  while (text.size() <= rigong::chart::kMostDescriptionBytes) {
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return text;
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

int main() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  const rlimit seconds{kMostSeconds, kMostSeconds};
  ::setrlimit(RLIMIT_CPU, &seconds);
  const auto report = rigong::chart::read_description(read_all());
  if (!report) return end(Ending::bad_description, report.error());
  auto type = rigong::chart::Type::find();
  if (!type) return end(Ending::no_font, type.error());
  const auto png = rigong::chart::draw_board(*report, *type);
  if (!png) return end(png.error().kind == rigong::ErrorKind::refused ? Ending::too_tall : Ending::fault, png.error());
  return write_all(*png) ? static_cast<int>(Ending::drawn) : static_cast<int>(Ending::fault);
}
