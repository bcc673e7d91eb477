// SPDX-License-Identifier: Apache-2.0
//
// Included ahead of cctz when it is compiled for Windows. cctz hands most of a format to strftime, and that of Windows
// gives nothing at all for %F, %T and their like, so these are spelled out first.
#pragma once

#include <cstddef>
#include <ctime>
#include <string>

inline std::size_t posix_strftime(char* out, std::size_t size, const char* format, const std::tm* time) {
  std::string spelled;
  for (const char* at = format; *at != '\0'; ++at) {
    spelled += *at;
    if (*at != '%' || at[1] == '\0') continue;
    spelled.pop_back();
    switch (*++at) {
      case 'F':
        spelled += "%Y-%m-%d";
        break;
      case 'T':
        spelled += "%H:%M:%S";
        break;
      case 'R':
        spelled += "%H:%M";
        break;
      case 'D':
        spelled += "%m/%d/%y";
        break;
      case 'h':
        spelled += "%b";
        break;
      case 'e':
        spelled += (time->tm_mday < 10 ? " " : "") + std::to_string(time->tm_mday);
        break;
      case 'n':
        spelled += '\n';
        break;
      case 't':
        spelled += '\t';
        break;
      default:
        spelled += {'%', *at};
    }
  }
  return std::strftime(out, size, spelled.c_str(), time);
}

#define strftime posix_strftime
