// SPDX-License-Identifier: Apache-2.0
// Any bytes are either one request or none, whatever pieces they come in; what passes the guard has a host of ours; content and
// parameters are either understood or refused with words.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "agent/base/text.h"
#include "overlay/server/body.h"
#include "overlay/server/guard.h"
#include "overlay/server/query.h"
#include "overlay/server/request.h"
#include "overlay/server/routes.h"
#include "overlay/server/static_files.h"

namespace {

using namespace rigong;
using namespace rigong::overlay;

void require(bool condition) {
  if (!condition) std::abort();
}

template <class Value>
void require_words(const Checked<Value>& read) {
  if (read) return;
  require(!read.error().words.zh.empty() && !read.error().words.en.empty() && is_clean_utf8(read.error().field));
}

const GuardRules& rules() {
  static const GuardRules all{places_of("127.0.0.1", 7717, "https://desk.example.cn"), {"chrome-extension://abc"}, true};
  return all;
}

void read_all(std::string_view text) {
  require_words(read_code(text));
  require_words(read_invite(text));
  require_words(read_command(text));
  require_words(read_new_import(text));
  require_words(read_import_reading(text));
  require_words(read_run(text));
  require_words(read_panel_query(text));
  require_words(read_log_query(text));
  require_words(read_export_query(text));
  require_words(read_trend_query(text));
  require_words(read_team_query(text));
  require_words(read_sheet_query(text));
  const auto turns = read_turns_query(text);
  require_words(turns);
  if (turns)
    require(turns->to - turns->from >= 0 && turns->to - turns->from < kMostDays && turns->limit >= 1 && turns->limit <= 500);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  HeadScan whole;
  const auto state = whole.look(bytes);
  HeadScan pieces;
  auto piecewise = HeadScan::State::more;
  for (std::size_t i = 1; i <= std::min<std::size_t>(size, 4096) && piecewise == HeadScan::State::more; ++i) {
    piecewise = pieces.look(bytes.substr(0, i));
  }
  if (size <= 4096)
    require(size == 0 || (piecewise == state && pieces.size() == whole.size() && pieces.status() == whole.status()));
  if (state == HeadScan::State::whole) {
    RequestHead head;
    if (read_head(bytes.substr(0, whole.size()), head) == 0) {
      const Verdict verdict = check(head, rules());
      if (verdict.allowed()) {
        const auto& places = rules().places;
        require(std::any_of(places.begin(), places.end(), [&](const auto& place) { return same_name(place.host, *head.host); }));
        require(head.content_length <= kMostBodyBytes);
      }
      const Route route = find_route(head.method, head.path);
      require(route.part >= 0 && route.part <= 99'999);
      static_cast<void>(accepts(head.accept_encoding.value_or(""), "br"));
      read_all(head.query);
    }
    read_all(bytes.substr(whole.size()));
  }
  read_all(bytes);
  return 0;
}
