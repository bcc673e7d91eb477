// SPDX-License-Identifier: Apache-2.0
#include "agent/config/config.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "agent/config/keys.h"
#include "tests/config/reading.h"

using namespace rigong;
using namespace rigong::config;
using Catch::Matchers::Contains;

namespace {

constexpr std::string_view kAll = R"(
[shop]
name = "旗舰店"
timezone = "Asia/Tokyo"
day_starts = "06:00"
service_window = "09:00-12:00,13:00-22:30"

[metrics]
slow_after_s = 60
warn_after_s = 40
instant_reply_ms = 0
cap_s = 0
session_gap_min = 0
first_answer_s = 20
courtesy = false
courtesy_words = ["谢谢", "thanks"]
bot_ends_turn = false
attribution = "payment"

[desk]
member = "li-lei"

[listen]
address = "[::1]:0"
public_url = "https://Rigong.example.com:443/"
frame_ancestors = ["https://work.example.com", "http://127.0.0.1:8000"]
extensions = ["abcdefghijklmnopabcdefghijklmnop"]

[store]
url = "postgresql://rigong@db.example.com/rigong"

[hub]
url = "http://10.0.0.5:7717/base"
token = "secret:file:hub.token"

[network]
private_hosts = ["10.0.0.5", "NAS.lan"]

[shops.second]
name = "二店"

[[connector]]
type = "market"
name = "主账号"
shop = "second"
endpoint = "http://nas.lan/api?x=1"
app_key = "123"
app_secret = "secret:env:MARKET_SECRET"
session = "secret:keyring:market/session"
page_size = 20
with_text = true
folder = "data"

[[connector]]
type = "files"

[[group]]
type = "chat"
name = "客服群"
group = "售前"
reports = ["day", "month"]
at = "08:45"
rests = true
picture = true
language = "en"
webhook = "secret:file:/etc/rigong/group"
secret = "secret:env:GROUP"
)";

std::filesystem::path fresh_folder(const std::string& name) {
  auto folder = std::filesystem::temp_directory_path() / ("rigong-config-" + name);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

void write(const std::filesystem::path& file, std::string_view text) { std::ofstream(file, std::ios::binary) << text; }

}  // namespace

TEST_CASE("an empty file is all defaults") {
  const Config config = read("");
  CHECK(config.shop.id == kDefaultShop);
  CHECK(config.shop.name.empty());
  CHECK(config.shop.calendar == CalendarRules{});
  CHECK(config.metrics.slow_after_ms == 180'000);
  CHECK(config.metrics.warn_after_ms == 100'000);
  CHECK(config.metrics.attribution == model::Attribution::order_first);
  CHECK(config.listen.address == "127.0.0.1:7717");
  CHECK(config.store_url.reveal() == "sqlite:rigong.db");
  CHECK(config.hub_token.empty());
  CHECK(config.connectors.empty());
}

TEST_CASE("every key is read into its place and unit") {
  const Config config = read(kAll);
  CHECK(config.shop.name == "旗舰店");
  CHECK(config.shop.calendar.time_zone == "Asia/Tokyo");
  CHECK(config.shop.calendar.day_starts_min == 360);
  CHECK(config.shop.calendar.windows[6] == std::vector<ServiceWindow>{{540, 720}, {780, 1350}});
  CHECK(config.metrics.slow_after_ms == 60'000);
  CHECK(config.metrics.warn_after_ms == 40'000);
  CHECK(config.metrics.instant_reply_ms == 0);
  CHECK(config.metrics.cap_ms == 0);
  CHECK(config.metrics.session_gap_ms == 0);
  CHECK(config.metrics.first_answer_ms == 20'000);
  CHECK_FALSE(config.metrics.courtesy);
  CHECK(config.metrics.courtesy_words == std::vector<std::string>{"谢谢", "thanks"});
  CHECK_FALSE(config.metrics.bot_ends_turn);
  CHECK(config.metrics.attribution == model::Attribution::payment);
  CHECK(config.desk_member == "li-lei");
  CHECK(config.listen.address == "[::1]:0");
  CHECK(config.listen.public_url == "https://rigong.example.com");
  CHECK(config.listen.frame_ancestors == std::vector<std::string>{"https://work.example.com", "http://127.0.0.1:8000"});
  CHECK(config.listen.extensions == std::vector<std::string>{"chrome-extension://abcdefghijklmnopabcdefghijklmnop"});
  CHECK(config.store_url.reveal() == "postgresql://rigong@db.example.com/rigong");
  CHECK(config.hub_url == "http://10.0.0.5:7717/base");
  CHECK(config.hub_token.reveal() == "file/hub.token");
  CHECK(config.private_hosts == std::vector<std::string>{"10.0.0.5", "nas.lan"});
}

TEST_CASE("the text with every key leaves none of the table out") {
  for (const Key& key : keys()) {
    CAPTURE(key.table, key.name);
    CHECK_THAT(std::string(kAll), Contains("\n" + std::string(key.name) + " = "));
  }
}

TEST_CASE("units are those of the key's name") {
  CHECK(read("[metrics]\nsession_gap_min = 5").metrics.session_gap_ms == 300'000);
  CHECK(read("[metrics]\ncap_s = 5").metrics.cap_ms == 5'000);
  CHECK(read("[metrics]\ninstant_reply_ms = 5").metrics.instant_reply_ms == 5);
  CHECK(read("[metrics]\nattribution = \"order\"").metrics.attribution == model::Attribution::order);
}

TEST_CASE("the warning is never later than what is slow") {
  CHECK(read("[metrics]\nslow_after_s = 60").metrics.warn_after_ms == 60'000);
  CHECK(read("[metrics]\nslow_after_s = 300").metrics.warn_after_ms == 100'000);
}

TEST_CASE("a connector's options are checked text, secrets apart") {
  const Config config = read(kAll);
  REQUIRE(config.connectors.size() == 2);
  const AccountSettings& account = config.connectors[0];
  CHECK(account.type == "market");
  CHECK(account.name == "主账号");
  CHECK(account.shop == "second");
  CHECK(account.options->text("endpoint") == "http://nas.lan/api?x=1");
  CHECK(account.options->text("app_key") == "123");
  CHECK(account.options->secret("app_secret").reveal() == "env/MARKET_SECRET");
  CHECK(account.options->secret("session").reveal() == "keyring/market/session");
  CHECK(account.options->text("app_secret").empty());
  CHECK(account.options->text("page_size") == "20");
  CHECK(account.options->text("with_text") == "true");
  CHECK(account.options->text("folder") == "data");
  CHECK(config.connectors[1].name == "files");
  CHECK(config.connectors[1].shop == kDefaultShop);
}

TEST_CASE("options that are not written have the default of their spec") {
  const Config config = read("[[connector]]\ntype = \"market\"\napp_key = \"1\"\napp_secret = \"secret:env:A\"");
  const connectors::Options& options = *config.connectors.at(0).options;
  CHECK(options.text("endpoint") == "https://api.market.example");
  CHECK(options.text("page_size") == "50");
  CHECK(options.text("with_text") == "false");
  CHECK(options.text("folder") == "inbox");
  CHECK(options.secret("session").empty());
  CHECK(options.text("nonsense").empty());
}

TEST_CASE("groups keep their shape") {
  const Config config = read(kAll);
  REQUIRE(config.groups.size() == 1);
  CHECK(config.groups[0].type == "chat");
  CHECK(config.groups[0].group == "售前");
  CHECK(config.groups[0].daily);
  CHECK_FALSE(config.groups[0].weekly);
  CHECK(config.groups[0].monthly);
  CHECK(config.groups[0].minute == 8 * 60 + 45);
  CHECK(config.groups[0].rests);
  CHECK(config.groups[0].picture);
  CHECK(config.groups[0].language == "en");
  CHECK(config.groups[0].name == "客服群");
  CHECK(config.groups[0].options->secret("webhook").reveal() == "file//etc/rigong/group");
  CHECK(config.groups[0].options->secret("secret").reveal() == "env/GROUP");
  const Config least = read("[[group]]\ntype = \"chat\"\nwebhook = \"secret:env:A\"");
  CHECK(least.groups.at(0).name == "chat");
  CHECK(least.groups[0].group.empty());
  CHECK((least.groups[0].daily && least.groups[0].weekly && least.groups[0].monthly));
  CHECK(least.groups[0].minute == 9 * 60 + 13);
  CHECK_FALSE(least.groups[0].rests);
  CHECK(least.groups[0].language == "zh");
}

TEST_CASE("a picture goes along where somebody wants it and the robot takes it") {
  const std::string table = "[[group]]\ntype = \"chat\"\nwebhook = \"secret:env:A\"\n";
  CHECK_FALSE(read(table).groups.at(0).picture);
  CHECK(read(table + "picture = true").groups.at(0).picture);
  connectors::RobotDefinition bare = kChat;
  bare.takes_pictures = false;
  const connectors::RobotDefinition* const robots[] = {&bare};
  CHECK(parse_config(table + "picture = false", "x", {kPlatforms, robots}, any_secret));
  const auto wrong = parse_config(table + "picture = true", "x", {kPlatforms, robots}, any_secret);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().words.en.find("takes no pictures") != std::string::npos);
}

TEST_CASE("a byte order mark and CRLF do no harm") {
  const Config config = read("\xEF\xBB\xBF[shop]\r\nname = \"店\"\r\n[metrics]\r\nslow_after_s = 7\r\n");
  CHECK(config.shop.name == "店");
  CHECK(config.metrics.slow_after_ms == 7'000);
}

TEST_CASE("the store may be named by a secret") {
  const auto secrets = [](std::string_view, std::string_view) -> Result<Secret> { return Secret("postgresql://u:p@db/r"); };
  const auto config = parse_config("[store]\nurl = \"secret:env:STORE\"", "x", kKnown, secrets);
  REQUIRE(config);
  CHECK(config->store_url.reveal() == "postgresql://u:p@db/r");
}

TEST_CASE("a file is read from its place and names its secrets from there") {
  const auto folder = fresh_folder("file");
  CHECK(read_config({}, folder, kKnown, any_secret)->file.empty());

  write(folder / "rigong.toml",
        "[hub]\nurl = \"https://h\"\ntoken = \"secret:file:keys/hub\"\n[[connector]]\ntype = \"market\"\n"
        "app_key = \"1\"\napp_secret = \"secret:file:/abs\"\nfolder = \"in\"");
  const auto found = read_config({}, folder, kKnown, any_secret);
  REQUIRE(found);
  CHECK(found->file == folder / "rigong.toml");
  CHECK(found->hub_token.reveal() == "file/" + (folder / "keys/hub").string());
  CHECK(found->connectors.at(0).options->secret("app_secret").reveal() == "file//abs");
  CHECK(found->connectors.at(0).options->text("folder") == (folder / "in").string());
  CHECK(read_config(folder / "rigong.toml", {}, kKnown, any_secret)->hub_url == "https://h");

  write(folder / "other.toml", "[shop]\n\nnane = 1");
  const auto wrong = read_config(folder / "other.toml", folder, kKnown, any_secret);
  REQUIRE_FALSE(wrong);
  CHECK_THAT(wrong.error().words.en, Contains("other.toml:3: [shop] has no key 'nane'; did you mean name?"));
}

TEST_CASE("a file that is not there, or is none, is said so") {
  const auto folder = fresh_folder("none");
  const auto missing = read_config(folder / "no.toml", folder, kKnown, any_secret);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::wrong_use);
  CHECK_THAT(missing.error().words.en, Contains("no.toml: there is no such file"));
  const auto directory = read_config(folder, folder, kKnown, any_secret);
  REQUIRE_FALSE(directory);
  CHECK_THAT(directory.error().words.en, Contains("not a regular file"));
}

#ifndef _WIN32
TEST_CASE("the data folder follows the environment") {
  const auto keep = [](const char* name) { return std::string(std::getenv(name) == nullptr ? "" : std::getenv(name)); };
  const std::string home = keep("HOME");
  ::setenv("HOME", "/home/li", 1);
  ::unsetenv("RIGONG_DATA");
  ::unsetenv("XDG_DATA_HOME");
  CHECK(default_data_dir() == "/home/li/.local/share/rigong");
  ::setenv("XDG_DATA_HOME", "/var/x", 1);
  CHECK(default_data_dir() == "/var/x/rigong");
  ::setenv("XDG_DATA_HOME", "relative", 1);
  CHECK(default_data_dir() == "/home/li/.local/share/rigong");
  ::setenv("RIGONG_DATA", "/data", 1);
  CHECK(default_data_dir() == "/data");
  ::unsetenv("RIGONG_DATA");
  ::unsetenv("XDG_DATA_HOME");
  ::unsetenv("HOME");
  CHECK(default_data_dir().is_absolute());
  ::setenv("HOME", home.c_str(), 1);
}
#endif
