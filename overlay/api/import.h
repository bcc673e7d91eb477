// SPDX-License-Identifier: Apache-2.0
// A file that a person dropped on the page, on its way in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "overlay/api/common.h"

namespace rigong::overlay {

// Every part but the last is exactly this long; one request with a part stays below the server's limit of 1 MiB.
inline constexpr std::size_t kImportPartBytes = 768 * 1024;

struct ImportColumn {
  std::string column;
  std::string field;
};
template <class Visit>
void describe(Visit&& visit, const ImportColumn& x) {
  visit("column", x.column);
  visit("field", x.field);
}

struct ImportRejection {
  std::int64_t line = 0;
  Words reason;
};
template <class Visit>
void describe(Visit&& visit, const ImportRejection& x) {
  visit("line", x.line);
  visit("reason", x.reason);
}

struct Import {
  enum class State { receiving, received, understood, not_understood, taking_in, working_out, finished, failed };
  std::string id;
  std::string name;
  std::int64_t size = 0;
  std::int64_t received = 0;
  State state = State::receiving;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string kind;
  std::optional<Words> title;
  std::string format;
  std::string encoding;
  std::vector<ImportColumn> columns;
  std::vector<std::string> ignored_columns;
  std::vector<std::string> first_rows;
  std::int64_t accepted = 0;
  std::int64_t rejected = 0;
  std::vector<ImportRejection> rejections;
  std::optional<std::string> first_day;
  std::optional<std::string> last_day;
  std::int64_t added = 0;
  std::int64_t doubled = 0;
  std::int64_t changed = 0;
  std::optional<Words> problem;
};
[[nodiscard]] const char* word(Import::State state);
template <class Visit>
void describe(Visit&& visit, const Import& x) {
  visit("id", x.id);
  visit("name", x.name);
  visit("size", x.size);
  visit("received", x.received);
  visit("state", x.state);
  visit("done", x.done);
  visit("total", x.total);
  visit("kind", x.kind);
  visit("title", x.title);
  visit("format", x.format);
  visit("encoding", x.encoding);
  visit("columns", x.columns);
  visit("ignored_columns", x.ignored_columns);
  visit("first_rows", x.first_rows);
  visit("accepted", x.accepted);
  visit("rejected", x.rejected);
  visit("rejections", x.rejections);
  visit("first_day", x.first_day);
  visit("last_day", x.last_day);
  visit("added", x.added);
  visit("doubled", x.doubled);
  visit("changed", x.changed);
  visit("problem", x.problem);
}

struct NewImport {
  std::string name;
  std::int64_t size = 0;
};

struct ImportReading {
  std::string shop;                                      // Empty = the default shop.
  std::string preset;                                    // Empty = found out.
  std::vector<std::pair<std::string, std::string>> map;  // Column to field.
};

}  // namespace rigong::overlay
