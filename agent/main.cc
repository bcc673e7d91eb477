// SPDX-License-Identifier: Apache-2.0
// Arguments and wiring, and nothing else.
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "agent/runtime/command_line.h"

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <windows.h>
// Needs what windows.h declares, and so comes after it.
#include <shellapi.h>

#include "agent/base/zones_embedded.h"
#else
#include <unistd.h>
#endif

namespace {

// prepare_system() also forgets SSLKEYLOGFILE, before there is a second thread: TLS libraries write the keys of all connections
// into the file that it names.
#ifdef _WIN32
// Windows hands over UTF-16; everything inside is UTF-8. Output is binary so that lines end alike everywhere.
std::vector<std::string> arguments_of(int, char**) {
  int count = 0;
  wchar_t** wide = CommandLineToArgvW(GetCommandLineW(), &count);
  std::vector<std::string> arguments;
  for (int at = 1; at < count; ++at) {
    const int length = WideCharToMultiByte(CP_UTF8, 0, wide[at], -1, nullptr, 0, nullptr, nullptr);
    std::string text(static_cast<std::size_t>(length), '\0');
    WideCharToMultiByte(CP_UTF8, 0, wide[at], -1, text.data(), length, nullptr, nullptr);
    text.resize(static_cast<std::size_t>(length) - 1);
    arguments.push_back(std::move(text));
  }
  LocalFree(wide);
  return arguments;
}
void prepare_system() {
  SetEnvironmentVariableW(L"SSLKEYLOGFILE", nullptr);
  _putenv_s("SSLKEYLOGFILE", "");
  _setmode(_fileno(stdout), _O_BINARY);
  _setmode(_fileno(stdin), _O_BINARY);
  SetConsoleOutputCP(CP_UTF8);
  rigong::install_embedded_zones();
}
bool is_terminal() { return _isatty(_fileno(stderr)) != 0; }
#else
std::vector<std::string> arguments_of(int count, char** values) { return {values + 1, values + count}; }
void prepare_system() { ::unsetenv("SSLKEYLOGFILE"); }
bool is_terminal() { return ::isatty(STDERR_FILENO) != 0; }
#endif

std::string language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  prepare_system();
  const rigong::SystemClock clock;
  const int code =
      rigong::runtime::run_command_line(arguments_of(argc, argv), {std::cout, std::cerr, is_terminal(), language(), clock});
  std::cout.flush();
  // A full disk or a closed pipe must not look like success.
  return code == 0 && !std::cout ? 1 : code;
}
