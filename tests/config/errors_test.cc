// SPDX-License-Identifier: Apache-2.0
// Each class of mistake: the exact line, what is wrong and what would be right.
#include "tests/config/reading.h"

using namespace rigong;
using namespace rigong::config;
using Catch::Matchers::Contains;

namespace {

constexpr std::string_view kMarketHead = "[[connector]]\ntype = \"market\"\napp_key = \"1\"\napp_secret = \"secret:env:A\"\n";

std::string market(std::string_view line) { return std::string(kMarketHead) + std::string(line); }

}  // namespace

TEST_CASE("an unknown key names the nearest one") {
  CHECK(complaint("[metrics]\n\nslow_after = 60") ==
        "rigong.toml:3: [metrics] has no key 'slow_after'; did you mean slow_after_s?");
  CHECK(complaint_zh("[metrics]\n\nslow_after = 60") ==
        "rigong.toml:3: [metrics] 里没有“slow_after”这个键，是不是 slow_after_s？");
  CHECK(complaint("\n[metric]\n") == "rigong.toml:2: there is no table 'metric'; did you mean metrics?");
  CHECK(complaint(market("app_secert = \"x\"")) ==
        "rigong.toml:5: [[connector]] market has no key 'app_secert'; did you mean app_secret?");
  CHECK(complaint("[listen]\nframe_ancestor = []") ==
        "rigong.toml:2: [listen] has no key 'frame_ancestor'; did you mean frame_ancestors?");
}

TEST_CASE("a known key in the wrong table is sent home") {
  CHECK(complaint("cap_s = 5") == "rigong.toml:1: there is no table 'cap_s'; it belongs in [metrics].");
  CHECK(complaint("[shop]\nmember = \"a\"") == "rigong.toml:2: [shop] has no key 'member'; it belongs in [desk].");
}

TEST_CASE("a key near to none is answered with those there are") {
  CHECK(complaint("[hub]\nfingerprint = 1") == "rigong.toml:2: [hub] has no key 'fingerprint'; there are url, token.");
}

TEST_CASE("wrong types") {
  CHECK(complaint("[metrics]\nslow_after_s = \"60\"") ==
        "rigong.toml:2: [metrics] slow_after_s: must be a whole number, not text.");
  CHECK(complaint_zh("[metrics]\nslow_after_s = \"60\"") == "rigong.toml:2: [metrics] slow_after_s：应是整数，不是文字。");
  CHECK(complaint("[metrics]\nslow_after_s = 1.5") ==
        "rigong.toml:2: [metrics] slow_after_s: must be a whole number, not a decimal number or a date.");
  CHECK(complaint("[metrics]\ncourtesy = 1") == "rigong.toml:2: [metrics] courtesy: must be true or false, not a whole number.");
  CHECK(complaint("[shop]\nname = 5") ==
        "rigong.toml:2: [shop] name: must be text in double quotation marks, not a whole number.");
  CHECK(complaint("[listen]\nextensions = \"a\"") == "rigong.toml:2: [listen] extensions: must be a list, not text.");
  CHECK(complaint("[shop]\nservice_window = 8") ==
        "rigong.toml:2: [shop] service_window: must be text in double quotation marks, not a whole number.");
  CHECK(complaint("[shop]\nday_starts = 08:00:00")
            .starts_with("rigong.toml:2: [shop] day_starts: must be text in double quotation marks"));
  CHECK(complaint("shop = 1") == "rigong.toml:1: this must be a table with the header [shop].");
  CHECK(complaint("[metrics]\ncourtesy_words = [\"a\",\n 5]") ==
        "rigong.toml:3: [metrics] courtesy_words: must hold nothing but text in quotation marks.");
}

TEST_CASE("values out of range") {
  CHECK(complaint("[metrics]\nslow_after_s = 0") ==
        "rigong.toml:2: [metrics] slow_after_s: must be a whole number from 1 to 86400 (it is 0).");
  CHECK_THAT(complaint("[metrics]\nwarn_after_s = 86401"), Contains("from 1 to 86400 (it is 86401)"));
  CHECK_THAT(complaint("[metrics]\ninstant_reply_ms = -1"), Contains("from 0 to 60000 (it is -1)"));
  CHECK_THAT(complaint("[metrics]\ncap_s = 9223372036854775807"), Contains("from 0 to 86400"));
  CHECK_THAT(complaint("[metrics]\nsession_gap_min = 10081"), Contains("from 0 to 10080"));
  CHECK_THAT(complaint("[metrics]\nfirst_answer_s = 0"), Contains("from 1 to 86400"));
  CHECK(complaint("[metrics]\nattribution = \"first\"") ==
        "rigong.toml:2: [metrics] attribution: must be one of \"order\", \"payment\", \"order-first\".");
  CHECK(complaint("[metrics]\nslow_after_s = 60\nwarn_after_s = 61") ==
        "rigong.toml:3: [metrics] warn_after_s: must not be above slow_after_s (60), or the warning comes too late.");
  CHECK_THAT(complaint("[shop]\nname = \"" + std::string(97, 'a') + "\""),
             Contains("rigong.toml:2: [shop] name: is too long; at most 96 bytes."));
  CHECK_THAT(complaint("[desk]\nmember = \"\""), Contains("rigong.toml:2: [desk] member: must not be empty"));
  CHECK_THAT(complaint("[desk]\nmember = \"a\\nb\""), Contains("rigong.toml:2: [desk] member: must not hold line ends"));
  CHECK_THAT(complaint("[desk]\nmember = \"a\\u0000b\""), Contains("rigong.toml:2: [desk] member: must not hold line ends"));
}

TEST_CASE("addresses to listen on") {
  for (const char* good : {"127.0.0.1:7717", "0.0.0.0:80", "[::]:443", "localhost:0"}) {
    CHECK(read(std::string("[listen]\naddress = \"") + good + "\"").listen.address == good);
  }
  for (const char* bad : {"7717", "127.0.0.1", "127.0.0.1:65536", "127.1:80", "example.com:80", "::1:80", "127.0.0.1:", ":80"}) {
    CAPTURE(bad);
    CHECK_THAT(complaint(std::string("[listen]\naddress = \"") + bad + "\""),
               Contains("rigong.toml:2: [listen] address: must be"));
  }
}

TEST_CASE("http is for loopback and named hosts only") {
  CHECK_THAT(
      complaint(market("endpoint = \"http://api.example.com\"")),
      Contains("rigong.toml:5: [[connector]] market endpoint: must use https") && Contains("(here it is api.example.com)"));
  CHECK(read(market("endpoint = \"http://127.0.0.1:8080/x\"")).connectors[0].options->text("endpoint") ==
        "http://127.0.0.1:8080/x");
  CHECK(read(market("endpoint = \"http://mock.lan\"\n[network]\nprivate_hosts = [\"mock.lan\"]")).connectors.size() == 1);
  CHECK_THAT(complaint(market("endpoint = \"http://127.0.0.1.example.com\"")), Contains("must use https"));
  CHECK_THAT(complaint("[hub]\nurl = \"http://hub.lan\""), Contains("rigong.toml:2: [hub] url: must use https"));
  CHECK_THAT(complaint("[hub]\nurl = \"hub.lan\""),
             Contains("rigong.toml:2: [hub] url: must be an address like https://host/path"));
  CHECK_THAT(complaint("[listen]\npublic_url = \"https://a.example/x\""),
             Contains("rigong.toml:2: [listen] public_url: must be https://host"));
  CHECK_THAT(complaint("[listen]\nframe_ancestors = [\n\"https://a.example\",\n\"https://b.example; script-src *\"]"),
             Contains("rigong.toml:4: [listen] frame_ancestors: must be https://host"));
  CHECK_THAT(complaint("[listen]\nframe_ancestors = [\"*\"]"), Contains("rigong.toml:2: "));
  CHECK_THAT(complaint("[listen]\nextensions = [\"abc\"]"), Contains("rigong.toml:2: [listen] extensions: must be the id"));
  CHECK_THAT(complaint("[network]\nprivate_hosts = [\"http://a\"]"),
             Contains("rigong.toml:2: [network] private_hosts: must be a host name"));
  CHECK_THAT(complaint("[network]\nprivate_hosts = [\"8.8.8.8\"]"),
             Contains("rigong.toml:2: [network] private_hosts: 8.8.8.8 is an address of the open"));
}

TEST_CASE("the store's and the hub's tables") {
  CHECK_THAT(complaint("[store]\nurl = \"mysql://x\""), Contains("rigong.toml:2: [store] url: must be \"sqlite:rigong.db\""));
  CHECK_THAT(complaint("[store]\nurl = \"sqlite:\""), Contains("rigong.toml:2: [store] url: must be"));
  CHECK_THAT(complaint("[hub]\ntoken = \"secret:env:A\""), Contains("rigong.toml:2: [hub] token: is of no use without url"));
}

TEST_CASE("accounts: types, missing options and twins") {
  CHECK(complaint("\n[[connector]]\ntype = \"markt\"") ==
        "rigong.toml:3: [[connector]] type: the platform 'markt' is not known; did you mean market?");
  CHECK(complaint("[[connector]]\ntype = \"zzz\"") ==
        "rigong.toml:2: [[connector]] type: the platform 'zzz' is not known; there are files, market.");
  CHECK(complaint("\n[[connector]]\nname = \"a\"") == "rigong.toml:2: [[connector]] type: is missing and must be written.");
  CHECK(complaint("[[connector]]\ntype = 5") == "rigong.toml:2: [[connector]] type: must be text in double quotation marks.");
  CHECK(complaint("[connector]\ntype = \"files\"") ==
        "rigong.toml:1: each account is a table of its own, with double brackets: [[connector]].");
  CHECK(complaint("\n\n[[connector]]\ntype = \"market\"\napp_key = \"1\"") ==
        "rigong.toml:3: [[connector]] market app_secret: is missing and must be written.");
  CHECK(complaint("[[connector]]\ntype = \"files\"\n[[connector]]\ntype = \"files\"")
            .starts_with("rigong.toml:3: [[connector]] files name: another files account is called 'files' already"));
  CHECK(complaint(market("page_size = \"5\"")) ==
        "rigong.toml:5: [[connector]] market page_size: must be a whole number, not text.");
  CHECK(complaint(market("with_text = \"yes\"")) ==
        "rigong.toml:5: [[connector]] market with_text: must be true or false, not text.");
  CHECK(complaint(market("folder = \"\"")).starts_with("rigong.toml:5: [[connector]] market folder: must not be empty"));
  CHECK(complaint(market("shop = \" a\"")).starts_with("rigong.toml:5: [[connector]] market shop: must not begin"));
  CHECK(complaint("[[group]]\ntype = \"chat\"") == "rigong.toml:1: [[group]] chat webhook: is missing and must be written.");
  CHECK(complaint("[[group]]\ntype = \"chatt\"\nwebhook = \"secret:env:A\"") ==
        "rigong.toml:2: [[group]] type: the robot 'chatt' is not known; did you mean chat?");
  const std::string group = "[[group]]\ntype = \"chat\"\nwebhook = \"secret:env:A\"\n";
  CHECK(complaint(group + "url = \"x\"").starts_with("rigong.toml:4: [[group]] chat has no key 'url'"));
  CHECK(complaint(group + "reports = [\"day\", \"year\"]")
            .starts_with("rigong.toml:4: [[group]] chat reports: 'year' is not known"));
  CHECK(complaint(group + "at = \"25:00\"").starts_with("rigong.toml:4: [[group]] chat at: "));
  CHECK(complaint(group + "language = \"fr\"").starts_with("rigong.toml:4: [[group]] chat language: "));
  CHECK(complaint(group + "[[group]]\ntype = \"chat\"\nwebhook = \"secret:env:A\"")
            .starts_with("rigong.toml:4: [[group]] chat name: another group is called 'chat' already"));
}

TEST_CASE("all that is wrong comes at once, in order of lines, up to ten") {
  const std::string text = "[metrics]\ncap_s = -1\nslow = 1\ncourtesy = 1\n[shop]\ntimezone = \"Mars\"\n[hub]\nurl = \"x\"\n";
  const auto lines = lines_of(error_of(text).words.en);
  REQUIRE(lines.size() == 5);
  const int expected[] = {2, 3, 4, 6, 8};
  for (std::size_t i = 0; i < 5; ++i) CHECK(lines[i].starts_with("rigong.toml:" + std::to_string(expected[i]) + ": "));

  std::string many;
  for (int i = 0; i < 25; ++i) many += "x" + std::to_string(i) + " = 1\n";
  const auto cut = lines_of(error_of(many).words.en);
  REQUIRE(cut.size() == 11);
  CHECK(cut[9].starts_with("rigong.toml:10: "));
  CHECK(cut[10] == "(and 15 more)");
  CHECK(lines_of(error_of(many).words.zh)[10] == "（另有 15 处未列出）");
}
