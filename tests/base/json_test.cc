// SPDX-License-Identifier: Apache-2.0
#include "agent/base/json.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

namespace rigong {
namespace {

bool is_taken(std::string_view text, const JsonLimits& limits = {}) { return parse_guarded_json(text, limits).has_value(); }

// {"n0":0,"n1":1,…} with one more member behind them.
std::string object_of(int members, std::string_view last) {
  std::string text = "{";
  for (int i = 0; i < members; ++i) text += fmt::format("\"n{}\":{},", i, i);
  return text + std::string(last) + "}";
}

}  // namespace

TEST_CASE("a name that occurs twice in one object is refused, however many there are") {
  for (const int members : {1, 2, 5, 23, 24, 25, 26, 1000}) {
    INFO(members);
    CHECK(is_taken(object_of(members, R"("last":1)")));
    CHECK_FALSE(is_taken(object_of(members, R"("n0":1)")));
    CHECK_FALSE(is_taken(object_of(members, fmt::format("\"n{}\":1", members - 1))));
    CHECK_FALSE(is_taken(fmt::format(R"([1,{{"a":[{}]}}])", object_of(members, R"("n0":1)"))));
  }
  // The same by another spelling, and the empty one.
  CHECK_FALSE(is_taken(R"({"name":1,"n\u0061me":2})"));
  CHECK_FALSE(is_taken(R"({"":1,"":2})"));
}

TEST_CASE("names that are alike at both ends are told apart") {
  CHECK(is_taken(R"({"customer_first_name":1,"customer_third_name":2,"customer_other_name":3})"));
  CHECK_FALSE(is_taken(R"({"customer_first_name":1,"customer_third_name":2,"customer_first_name":3})"));
  CHECK(is_taken(R"({"a":1,"b":2,"ab":3,"ba":4,"aba":5,"abba":6,"abbba":7,"":8})"));
}

TEST_CASE("a name may occur in one object and in another") {
  CHECK(is_taken(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}],"c":{"b":1,"c":2}})"));
  CHECK(is_taken(R"([{"a":1},{"a":1},[{"a":1}]])"));
  // What stands behind an inner object still belongs to the outer one.
  CHECK_FALSE(is_taken(R"({"a":{"b":1},"c":[{"d":1}],"a":2})"));
  CHECK(is_taken(R"({"a":{"b":1},"c":[{"d":1}],"b":2,"d":3})"));
}

TEST_CASE("size, depth, members and strings end at their limits") {
  JsonLimits limits;
  limits.bytes = 12;
  limits.depth = 2;
  limits.members = 2;
  limits.string_bytes = 3;
  CHECK(is_taken(R"({"a":[1,2]})", limits));
  CHECK_FALSE(is_taken(R"({"a":[1,22]}  )", limits));
  CHECK_FALSE(is_taken(R"([[[1]]])", limits));
  CHECK_FALSE(is_taken(R"({"a":[{}]})", limits));
  CHECK(is_taken(R"(["abc"])", limits));
  CHECK_FALSE(is_taken(R"(["abcd"])", limits));
  CHECK_FALSE(is_taken(R"({"abcd":1})", limits));
  limits.bytes = 100;
  CHECK(is_taken(R"({"a":1,"b":2})", limits));
  CHECK_FALSE(is_taken(R"({"a":1,"b":2,"c":3})", limits));
  CHECK_FALSE(is_taken(R"([{"a":1,"b":2},{"c":3}])", limits));
}

TEST_CASE("strings of a document outlive the text that it was read from, and escapes are resolved") {
  std::string text = R"({"short":"a\u4f60\n","long":"0123456789 0123456789 0123456789 \"\ud83d\ude00\"","":{"x":"y"}})";
  auto document = parse_guarded_json(text, {});
  REQUIRE(document);
  text.assign(text.size(), '#');
  const rapidjson::Document moved = std::move(*document);
  document.reset();
  REQUIRE(member(moved, "long") != nullptr);
  CHECK(std::string(member(moved, "short")->GetString()) == "a你\n");
  CHECK(std::string(member(moved, "long")->GetString()) == "0123456789 0123456789 0123456789 \"😀\"");
}

TEST_CASE("a document within another's memory may be moved into it") {
  auto outer = parse_guarded_json(R"({"inner":"{\"name\":[\"a rather long text\"]}"})", {});
  REQUIRE(outer);
  rapidjson::Value& place = outer->GetObject()["inner"];
  {
    rapidjson::Document inner(&outer->GetAllocator());
    REQUIRE(parse_guarded_json({place.GetString(), place.GetStringLength()}, {}, inner));
    place.Swap(inner);
  }
  CHECK(to_text(*outer) == R"({"inner":{"name":["a rather long text"]}})");
  rapidjson::Document bad(&outer->GetAllocator());
  CHECK_FALSE(parse_guarded_json("{", {}, bad));
}

TEST_CASE("a byte order mark is passed over, and nothing behind a NUL is read") {
  CHECK(is_taken("\xEF\xBB\xBF[1]"));
  CHECK_FALSE(is_taken("\xEF\xBB\xBF\xEF\xBB\xBF[1]"));
  CHECK(is_taken(std::string_view("[1]\0 and more", 13)));
  CHECK_FALSE(is_taken(std::string_view("[\"a\0b\"]", 7)));
}

TEST_CASE("depth ends at its limit before the stack does") {
  JsonLimits limits;
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(is_taken(nested(limits.depth)));
  CHECK_FALSE(is_taken(nested(limits.depth + 1)));
  CHECK_FALSE(is_taken(nested(1'000'000)));
  CHECK_FALSE(is_taken(std::string(1'000'000, '[')));
}

TEST_CASE("what is no JSON, and text that is none, is refused") {
  for (const char* bad :
       {"", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "[1]x", "nul", "\"\xff\"", "\"\xe4\xbd\"", "{\"\xc0\xaf\":1}",
        "\"\xed\xa0\x80\"", "\"\xe0\x80\xaf\"", "\"\xf4\x90\x80\x80\"", "\"\xe4\xbd\xa0\xe5\"", "\"\x1f\"", "\"\t\""}) {
    INFO(bad);
    CHECK_FALSE(is_taken(bad));
  }
  JsonLimits clean;
  clean.text = JsonText::clean;
  CHECK(is_taken(R"(["a\u0000b"])"));
  CHECK_FALSE(is_taken(R"(["a\u0000b"])", clean));
  CHECK(is_taken(R"(["你好"])", clean));
}

}  // namespace rigong
