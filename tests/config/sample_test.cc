// SPDX-License-Identifier: Apache-2.0
#include "agent/config/sample.h"

#include "agent/config/keys.h"
#include "tests/config/reading.h"

using namespace rigong;
using namespace rigong::config;
using Catch::Matchers::Contains;

namespace {

// The sample with every setting in force: the bare # taken away.
std::string all_in_force(const std::string& sample) {
  std::string text;
  for (const std::string& line : lines_of(sample)) {
    const bool setting = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    text += (setting ? line.substr(1) : line) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the sample parses as it is, and means the defaults") {
  const Config config = read(sample_config(kKnown));
  CHECK(config.shop.calendar == CalendarRules{});
  CHECK(config.metrics.cap_ms == model::MetricOptions{}.cap_ms);
  CHECK(config.connectors.empty());
}

TEST_CASE("the sample parses with every setting in force, and the defaults it names are those of the program") {
  const Config config = read(all_in_force(sample_config(kKnown)));
  const model::MetricOptions standard;
  CHECK(config.metrics.slow_after_ms == standard.slow_after_ms);
  CHECK(config.metrics.warn_after_ms == standard.warn_after_ms);
  CHECK(config.metrics.instant_reply_ms == standard.instant_reply_ms);
  CHECK(config.metrics.cap_ms == standard.cap_ms);
  CHECK(config.metrics.session_gap_ms == standard.session_gap_ms);
  CHECK(config.metrics.first_answer_ms == standard.first_answer_ms);
  CHECK(config.metrics.courtesy == standard.courtesy);
  CHECK(config.metrics.courtesy_words == standard.courtesy_words);
  CHECK(config.metrics.bot_ends_turn == standard.bot_ends_turn);
  CHECK(config.metrics.attribution == standard.attribution);
  CHECK(config.shop.calendar == CalendarRules{});
  CHECK(config.listen.address == ListenSettings{}.address);
  CHECK(config.listen.frame_ancestors.empty());
  CHECK(config.store_url.reveal() == Config{}.store_url.reveal());
  CHECK(config.private_hosts.empty());
  CHECK(config.shops.size() == 1);
  REQUIRE(config.connectors.size() == 2);
  CHECK(config.connectors[1].options->text("page_size") == "50");
  CHECK(config.connectors[1].options->secret("app_secret").reveal() == "env/RIGONG_MARKET_APP_SECRET");
  CHECK(config.groups.size() == 1);
}

TEST_CASE("every key of the table and every option stands in the sample with its help") {
  const std::string sample = sample_config(kKnown);
  for (const Key& key : keys()) {
    CAPTURE(key.table, key.name);
    CHECK_THAT(sample, Contains("\n#" + std::string(key.name) + " = "));
    if (key.name != "type" || (key.table != "connector" && key.table != "group"))
      CHECK_THAT(sample, Contains("\n# " + std::string(key.help_zh) + "\n# " + std::string(key.help_en)));
  }
  for (const connectors::OptionSpec& option : kMarketOptions) {
    CAPTURE(option.name);
    CHECK_THAT(sample, Contains("\n# " + std::string(option.help_zh) + "\n# " + std::string(option.help_en) + "\n#" +
                                std::string(option.name) + " = "));
  }
  CHECK_THAT(sample, Contains("#cap_s = 600  # 默认 default"));
  CHECK_THAT(sample, Contains("#app_key = \"...\"  # 必填 required"));
}

TEST_CASE("the sample of this build's own connectors parses") {
  const Known known{connectors::all(), connectors::robots()};
  const auto config = parse_config(all_in_force(sample_config(known)), "sample", known, any_secret);
  if (!config) FAIL(config.error().words.en);
  CHECK(config->connectors.size() == known.connectors.size());
  CHECK(config->groups.size() == known.robots.size());
}
