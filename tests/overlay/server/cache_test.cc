// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/cache.h"

#include <zlib.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "overlay/server/static_files.h"
#include "tests/overlay/server/table.h"

namespace rigong::overlay {
namespace {

CachedAnswer made(std::size_t bytes, std::uint64_t version = 1, TimeMs until = kLatestTime) {
  return {std::make_shared<const std::string>(bytes, 'x'), "\"e\"", version, until};
}

std::string unpacked(const std::string& gzip) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string source = gzip;
  std::string bytes(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return bytes;
}

}  // namespace

TEST_CASE("answers are kept while nothing changed and their time lasts") {
  AnswerCache cache(3, 1000);
  cache.keep("a", made(10, 1, 500));
  CHECK(cache.find("a", 1, 499));
  CHECK_FALSE(cache.find("b", 1, 499));
  CHECK_FALSE(cache.find("a", 1, 500));
  cache.keep("a", made(10, 1, 500));
  CHECK_FALSE(cache.find("a", 2, 0));
  CHECK_FALSE(cache.find("a", 1, 0));
}

TEST_CASE("the cache is bounded, and lets go of what was asked for longest ago") {
  AnswerCache cache(3, 1000);
  for (const char* key : {"a", "b", "c"}) cache.keep(key, made(100));
  CHECK(cache.find("a", 1, 0));
  cache.keep("d", made(100));
  CHECK(cache.find("a", 1, 0));
  CHECK_FALSE(cache.find("b", 1, 0));
  CHECK(cache.find("c", 1, 0));

  AnswerCache small(100, 1000);
  for (int i = 0; i < 10; ++i) small.keep(std::to_string(i), made(200));
  CHECK_FALSE(small.find("4", 1, 0));
  CHECK(small.find("5", 1, 0));
  CHECK(small.find("9", 1, 0));
  // Too large for the room: not kept, and nothing else is thrown out for it.
  small.keep("large", made(300));
  CHECK_FALSE(small.find("large", 1, 0));
  CHECK(small.find("9", 1, 0));
  // Kept again in another size, it counts once.
  for (int i = 0; i < 100; ++i) small.keep("9", made(250));
  CHECK(small.find("8", 1, 0));
}

TEST_CASE("tags") {
  CHECK(etag_of("a") == etag_of("a"));
  CHECK(etag_of("a") != etag_of("b"));
  CHECK(names_tag("\"x\"", "\"x\""));
  CHECK(names_tag("\"a\", W/\"x\" ,\"b\"", "\"x\""));
  CHECK(names_tag("*", "\"x\""));
  CHECK_FALSE(names_tag("\"y\"", "\"x\""));
  CHECK_FALSE(names_tag("x", "\"x\""));
  CHECK_FALSE(names_tag("", "\"x\""));
}

TEST_CASE("a question is worked out once until something changes", "[threads]") {
  Running running;
  auto& service = running.service;
  const auto first = running.get("/api/v1/panel?person=a&shop=s");
  CHECK(service.asked == 1);
  const auto again = running.get("/api/v1/panel?shop=%73&person=a");
  CHECK(service.asked == 1);
  CHECK(again.body == first.body);
  CHECK(again.header("ETag") == first.header("ETag"));
  CHECK(first.header("ETag").size() > 10);
  CHECK(first.header("Cache-Control") == "no-store");

  CHECK(running.get("/api/v1/panel?person=b&shop=s").status == 200);
  CHECK(service.asked == 2);
  // Other questions that could be written alike.
  CHECK(running.get("/api/v1/panel?person=a&shop=").status == 200);
  CHECK(running.get("/api/v1/panel?person=as").status == 200);
  CHECK(service.asked == 4);

  service.version_now = 2;
  service.text = "changed";
  const auto changed = running.get("/api/v1/panel?person=a&shop=s");
  CHECK(service.asked == 5);
  CHECK(changed.body != first.body);
  CHECK(changed.header("ETag") != first.header("ETag"));

  // Another session may see another answer.
  test::RawSocket other(running.port());
  other.send("GET /api/v1/panel?person=a&shop=s HTTP/1.1\r\nHost: " + running.host() + "\r\nAuthorization: Bearer " +
             kOtherToken + "\r\n\r\n");
  CHECK(other.reply().status == 200);
  CHECK(service.asked == 6);

  service.version_now = 3;
  service.valid_until = kNow + 1000;
  CHECK(running.get("/api/v1/people").status == 200);
  CHECK(running.get("/api/v1/people").status == 200);
  CHECK(service.asked == 7);
  running.clock.advance(1000);
  CHECK(running.get("/api/v1/people").status == 200);
  CHECK(running.get("/api/v1/people").status == 200);
  CHECK(service.asked == 9);

  // Errors are not kept.
  service.failure = Error{ErrorKind::busy, {"忙。", "Busy."}};
  CHECK(running.get("/api/v1/team").status == 503);
  service.failure.reset();
  CHECK(running.get("/api/v1/team").status == 200);
}

TEST_CASE("whoever has the answer already gets none") {
  const Running running;
  const auto first = running.get("/api/v1/panel?person=a");
  const std::string tag = first.header("ETag");
  const auto same = running.get("/api/v1/panel?person=a", "If-None-Match: " + tag + "\r\n");
  CHECK(same.status == 304);
  CHECK(same.body.empty());
  CHECK(same.header("ETag") == tag);
  CHECK_FALSE(same.has("Content-Length"));
  check_headers(same);
  CHECK(running.get("/api/v1/panel?person=a", "If-None-Match: \"other\"\r\n").status == 200);
  CHECK(test::ask(running.port(), running.request("HEAD", "/api/v1/panel?person=a")).header("Content-Length") ==
        first.header("Content-Length"));
}

TEST_CASE("a long answer is packed for whoever takes gzip") {
  Running running;
  for (int i = 0; i < 1000; ++i) running.service.text += "数字" + std::to_string(i);
  const std::string path = "/api/v1/panel?person=a";
  const auto plain = running.get(path);
  const auto packed = running.get(path, "Accept-Encoding: gzip, br\r\n");
  CHECK(plain.header("Content-Encoding").empty());
  CHECK(packed.header("Content-Encoding") == "gzip");
  CHECK(packed.body.size() < plain.body.size() / 2);
  CHECK(unpacked(packed.body) == plain.body);
  for (const auto* reply : {&plain, &packed}) {
    CHECK(reply->header("Vary") == "Accept-Encoding");
    check_headers(*reply);
  }
  // Other bytes of the same answer: a weak tag, and either names it.
  CHECK(packed.header("ETag") == "W/" + plain.header("ETag"));
  const auto same = running.get(path, "Accept-Encoding: gzip\r\nIf-None-Match: " + packed.header("ETag") + "\r\n");
  CHECK(same.status == 304);
  CHECK(same.body.empty());
  // Once each, whoever asks next.
  CHECK(running.service.asked == 2);
  CHECK(running.get(path, "Accept-Encoding: gzip\r\n").body == packed.body);
  CHECK(running.service.asked == 2);
  CHECK(running.get(path, "Accept-Encoding: gzip;q=0\r\n").header("Content-Encoding").empty());
  // A short one fits into a network packet as it is.
  CHECK(running.get("/api/v1/notices", "Accept-Encoding: gzip\r\n").header("Content-Encoding").empty());
}

TEST_CASE("files come in the smallest form that the browser takes") {
  const Running running;
  struct Taken {
    const char* header;
    const char* coding;
    const char* body;
  };
  for (const Taken& row : {Taken{"", "", "identity-bytes"},
                           {"gzip", "gzip", "gzip-bytes"},
                           {"gzip, deflate, br, zstd", "br", "br-bytes"},
                           {"GZIP;q=0.5", "gzip", "gzip-bytes"},
                           {"br;q=0, gzip", "gzip", "gzip-bytes"},
                           {"br;q=0.000,gzip;q=0", "", "identity-bytes"},
                           {"identity", "", "identity-bytes"},
                           {"brx", "", "identity-bytes"},
                           {"*", "", "identity-bytes"}}) {
    INFO(row.header);
    const auto reply = running.get("/app.3f2a91.js", std::string("Accept-Encoding: ") + row.header + "\r\n");
    CHECK(reply.status == 200);
    CHECK(reply.body == row.body);
    CHECK(reply.header("Content-Encoding") == row.coding);
    CHECK(reply.header("Vary") == "Accept-Encoding");
    CHECK(reply.header("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(reply.header("Content-Type") == "text/javascript; charset=utf-8");
  }
  CHECK(running.get("/app.3f2a91.js", "If-None-Match: \"app\"\r\n").status == 304);
  CHECK(running.get("/large.0a0a0a.bin").body.size() == 5 * 1024 * 1024);
}

}  // namespace rigong::overlay
