// SPDX-License-Identifier: Apache-2.0
#include "agent/base/time_text.h"
#include "connectors/kit/fold.h"
#include "connectors/kit/values.h"
#include "tests/fuzz/checked_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rigong;
  using fuzz::must;
  static const ShopCalendar calendar = ShopCalendar::make({}).value();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto time = parse_time(text, calendar)) {
    must(*time >= kEarliestTime && *time <= kLatestTime);
    // What was understood is understood again as it is written here.
    must(parse_time(calendar.iso(*time), calendar) == time);
  }
  if (const auto length = parse_duration(text)) must(*length >= 0);
  if (const auto day = parse_day(text)) must(parse_day(to_string(*day)) == day);
  must(is_clean_utf8(connectors::fold_value(text)));
  must(is_clean_utf8(connectors::fold_name(text).name));
  if (const auto count = connectors::parse_count(text)) must(*count >= 0);
  if (const auto fen = connectors::parse_yuan(text)) must(*fen > -2'000'000'000'000'000 && *fen < 2'000'000'000'000'000);
  if (const auto number = connectors::parse_number(text)) must(std::isfinite(*number));
  if (const auto share = connectors::parse_fraction(text, true)) must(std::isfinite(*share));
  const std::string clean = clean_utf8(text);
  must(is_clean_utf8(clean) && is_clean_utf8(one_line(text)) && trim(clean).size() <= clean.size());
  return 0;
}
