// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <map>

#include "tests/connectors/files/sink.h"

namespace rigong::connectors::files {
const Definition& definition();
}

namespace rigong::connectors::files::test {
namespace {

class GivenOptions final : public Options {
 public:
  explicit GivenOptions(std::map<std::string, std::string, std::less<>> values) : values_(std::move(values)) {}
  [[nodiscard]] std::string text(std::string_view name) const override {
    const auto found = values_.find(name);
    return found == values_.end() ? "" : found->second;
  }
  [[nodiscard]] const Secret& secret(std::string_view) const override { return none_; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
  Secret none_;
};

// A host that keeps the cursor and its own clock.
struct Host {
  explicit Host(const std::filesystem::path& folder) {
    connector = std::move(definition().make(GivenOptions({{"path", folder.string()}})).value());
  }
  Result<PollResult> poll(DurationMs later) {
    now += later;
    kept = Kept();
    auto result = connector->poll({cursor, now, &calendar, nullptr}, kept);
    if (result) cursor = result->next_cursor;
    return result;
  }
  ShopCalendar calendar = shanghai();
  std::unique_ptr<Connector> connector;
  std::string cursor;
  TimeMs now = 1'795'311'000'000;
  Kept kept;
};

const std::string kChat = "conversation_id,message_id,sent_at,direction\nc1,m1,1795311000,in\n";

}  // namespace

TEST_CASE("a file is read once it has been still for two seconds, and once only") {
  const TemporaryFolder folder;
  Host host(folder.path());
  REQUIRE(host.poll(0));
  const auto path = folder.write("chat.csv", kChat);
  REQUIRE(host.poll(1000));
  CHECK(host.kept.messages.empty());
  REQUIRE(host.poll(1999));
  CHECK(host.kept.messages.empty());
  REQUIRE(host.poll(1));
  CHECK(host.kept.messages.size() == 1);
  REQUIRE(host.poll(60'000));
  CHECK(host.kept.messages.empty());
  CHECK(std::filesystem::exists(path));
}

TEST_CASE("a file that grows waits, and is read again after it changed") {
  const TemporaryFolder folder;
  Host host(folder.path());
  folder.write("chat.csv", kChat);
  REQUIRE(host.poll(0));
  folder.write("chat.csv", kChat + "c1,m2,1795311001,in\n");
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.empty());
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.size() == 2);
  folder.write("chat.csv", kChat + "c1,m2,1795311001,in\nc1,m3,1795311002,in\n");
  REQUIRE(host.poll(1000));
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.size() == 3);
}

TEST_CASE("a file that was only touched is not read again") {
  const TemporaryFolder folder;
  Host host(folder.path());
  const auto path = folder.write("chat.csv", kChat);
  REQUIRE(host.poll(0));
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.size() == 1);
  std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + std::chrono::seconds(5));
  REQUIRE(host.poll(1000));
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.empty());
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.empty());
}

TEST_CASE("one file per poll, and those that are not ours are left alone") {
  const TemporaryFolder folder;
  Host host(folder.path());
  folder.write("b.csv", kChat);
  folder.write("a.CSV", kChat);
  folder.write(".hidden.csv", kChat);
  folder.write("~$open.xlsx", kChat);
  folder.write("picture.png", "x");
  folder.write("half.csv.part", kChat);
  std::filesystem::create_directory(folder.path() / "folder.csv");
#ifndef _WIN32
  std::filesystem::create_symlink(folder.path() / "b.csv", folder.path() / "link.csv");
#endif
  REQUIRE(host.poll(0));
  const auto first = host.poll(2000);
  REQUIRE(first);
  CHECK(first->more);
  CHECK(host.kept.messages.size() == 1);
  const auto second = host.poll(0);
  REQUIRE(second);
  CHECK_FALSE(second->more);
  CHECK(host.kept.messages.size() == 1);
  REQUIRE(host.poll(5000));
  CHECK(host.kept.messages.empty());
  CHECK(host.kept.rejected_rows.empty());
}

TEST_CASE("a file in no known shape is said once and holds nobody up") {
  const TemporaryFolder folder;
  Host host(folder.path());
  folder.write("a.csv", "what,is,this\n1,2,3\n");
  folder.write("b.csv", kChat);
  REQUIRE(host.poll(0));
  REQUIRE(host.poll(2000));
  REQUIRE(host.kept.rejected_rows.size() == 1);
  CHECK(host.kept.rejected_rows[0].line == 0);
  REQUIRE(host.poll(0));
  CHECK(host.kept.messages.size() == 1);
  REQUIRE(host.poll(5000));
  CHECK(host.kept.rejected_rows.empty());
}

TEST_CASE("a poll that is thrown away is done again") {
  const TemporaryFolder folder;
  Host host(folder.path());
  folder.write("a.csv", kChat);
  REQUIRE(host.poll(0));
  const std::string before = host.cursor;
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.size() == 1);
  host.cursor = before;
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.size() == 1);
  host.cursor = "not a cursor";
  REQUIRE(host.poll(0));
  REQUIRE(host.poll(2000));
  CHECK(host.kept.messages.size() == 1);
}

TEST_CASE("a folder that is not there is tried again later, and wrong settings are said") {
  const TemporaryFolder folder;
  Host host(folder.path() / "nowhere");
  const auto result = host.poll(0);
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
  const auto wrong = definition().make(GivenOptions({{"path", "x"}, {"map", "no field"}}));
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().kind == ErrorKind::wrong_use);
}

}  // namespace rigong::connectors::files::test
