// SPDX-License-Identifier: Apache-2.0
// The ranking and its picture by the real programs, to a WeCom that is as strict as the documentation: the text once, the picture
// once, and the checksum that of the picture's bytes.
#include <openssl/evp.h>
#include <rapidjson/document.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "agent/base/ids.h"
#include "connectors/kit/digest.h"
#include "tests/e2e/post_shop.h"
#include "tests/runtime/http/scripted_server.h"
#include "tests/support/process.h"

using namespace rigong::test;
using rigong::runtime_test::ScriptedServer;
namespace fs = std::filesystem;

namespace {

std::string from_base64(const std::string& text) {
  std::string bytes(text.size(), '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0) return {};
  // The call counts what the padding stands for.
  const auto padding = static_cast<std::size_t>(std::count(text.begin(), text.end(), '='));
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

// The robot of one group: what arrived, and what was wrong with it.
class Wecom {
 public:
  Wecom() : server_([this](const std::string& request) { return take(request); }) {}
  [[nodiscard]] std::string webhook() const { return server_.url("/cgi-bin/webhook/send?key=canary-of-the-key"); }
  [[nodiscard]] std::vector<std::string> kinds() const {
    const std::lock_guard lock(mutex_);
    return kinds_;
  }
  [[nodiscard]] std::string picture() const {
    const std::lock_guard lock(mutex_);
    return picture_;
  }

 private:
  ScriptedServer::Answer take(const std::string& request) {
    const std::lock_guard lock(mutex_);
    rapidjson::Document body;
    body.Parse(request.substr(request.find("\r\n\r\n") + 4).c_str());
    if (!body.IsObject() || !body.HasMember("msgtype")) return answer(40008);
    const std::string kind = body["msgtype"].GetString();
    if (kind == "image") {
      const std::string encoded = body["image"]["base64"].GetString();
      const std::string bytes = from_base64(encoded);
      if (bytes.size() > 2'000'000 || bytes.substr(0, 8) != "\x89PNG\r\n\x1a\n") return answer(40009);
      if (rigong::to_hex(rigong::connectors::md5(bytes)) != body["image"]["md5"].GetString()) return answer(301019);
      picture_ = bytes;
    }
    kinds_.push_back(kind);
    return answer(0);
  }
  static ScriptedServer::Answer answer(int code) {
    const std::string body = "{\"errcode\":" + std::to_string(code) + ",\"errmsg\":\"x\"}";
    return {"HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body};
  }

  mutable std::mutex mutex_;
  std::vector<std::string> kinds_;
  std::string picture_;
  ScriptedServer server_;
};

// A data folder whose robot gets the picture, for a program in any folder.
class Shop {
 public:
  explicit Shop(const std::string& webhook) : data_((temp_.path() / "data").string()) {
    fs::create_directory(data_);
    const std::string secret = temp_.write("data/hook", webhook);
    fs::permissions(secret, fs::perms::owner_read | fs::perms::owner_write);
    temp_.write("data/rigong.toml",
                "[[group]]\ntype = \"wecom\"\nname = \"客服群\"\nwebhook = \"secret:file:hook\"\nreports = [\"day\"]\n"
                "at = \"00:03\"\npicture = true\n");
    const std::string file = temp_.write("day.csv", messages(cctz::civil_day(shanghai_now()) - 1));
    REQUIRE(run_rigong({"import", file, "--data", data_}).exit_code == 0);
  }
  [[nodiscard]] Outcome post(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"post", "--data", data_, "--lang", "en"});
    return run_rigong(more);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return temp_.file(name); }

 private:
  TempFolder temp_;
  const std::string data_;
};

// While it lives, rigong is run from a folder of its own, beside which nothing lies.
class Alone {
 public:
  Alone() : before_(rigong_binary()) {
    fs::copy_file(before_, temp_.file("rigong"));
    ::setenv("RIGONG_BINARY", temp_.file("rigong").c_str(), 1);
  }
  ~Alone() { ::setenv("RIGONG_BINARY", before_.c_str(), 1); }
  Alone(const Alone&) = delete;
  Alone& operator=(const Alone&) = delete;

 private:
  TempFolder temp_;
  const std::string before_;
};

}  // namespace

TEST_CASE("a ranking with its picture arrives once as text and once as the picture that was shown before", "[threads]") {
  if (too_early()) return;
  Wecom wecom;
  const Shop shop(wecom.webhook());
  const Outcome shown = shop.post({"--dry-run", "--picture", shop.file("shown.png")});
  INFO(shown.err);
  CHECK(shown.exit_code == 0);
  CHECK(shown.out.find("goes along as a picture") != std::string::npos);
  CHECK(wecom.kinds().empty());

  const Outcome first = shop.post();
  INFO(first.err << first.out);
  CHECK(first.exit_code == 0);
  CHECK(wecom.kinds() == std::vector<std::string>{"markdown_v2", "image"});
  CHECK(wecom.picture().size() < 200'000);
  CHECK(wecom.picture() == read_text(shop.file("shown.png")));
  CHECK(shop.post().exit_code == 0);
  CHECK(wecom.kinds().size() == 2);
}

TEST_CASE("without the program that draws the text arrives alone, and the outcome says what is missing", "[threads]") {
  if (too_early()) return;
  Wecom wecom;
  const Shop shop(wecom.webhook());
  const Alone alone;
  const Outcome shown = shop.post({"--dry-run"});
  CHECK(shown.exit_code == 1);
  CHECK(shown.err.find("rigong-chart") != std::string::npos);
  const Outcome posted = shop.post();
  INFO(posted.err << posted.out);
  CHECK(posted.exit_code == 1);
  CHECK(posted.out.find("no rigong-chart beside rigong") != std::string::npos);
  CHECK(wecom.kinds() == std::vector<std::string>{"markdown_v2"});
  // The next run has nothing to do and nothing to complain of.
  CHECK(shop.post().exit_code == 0);
  CHECK(wecom.kinds().size() == 1);
}

TEST_CASE("--picture only looks, and a robot that takes no pictures is told of by its table", "[threads]") {
  const Shop shop("http://127.0.0.1:9/cgi-bin/webhook/send?key=k");
  const Outcome outcome = shop.post({"--picture", shop.file("x.png")});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err.find("--dry-run") != std::string::npos);
  CHECK_FALSE(fs::exists(shop.file("x.png")));

  const TempFolder temp;
  fs::create_directory(temp.path() / "data");
  temp.write("data/rigong.toml", "[[group]]\ntype = \"dingtalk\"\nwebhook = \"secret:env:NOT_SET\"\npicture = true\n");
  const Outcome wrong = run_rigong({"post", "--dry-run", "--data", temp.file("data"), "--lang", "en"});
  CHECK(wrong.exit_code != 0);
  CHECK(wrong.err.find("takes no pictures") != std::string::npos);
}
