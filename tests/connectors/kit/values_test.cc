// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/values.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>

#include "connectors/kit/fold.h"
#include "connectors/kit/json.h"

namespace rigong::connectors {

TEST_CASE("names are compared without their dress") {
  CHECK(fold_name("3分钟人工回复率（８－２３点）").name == "3分钟人工回复率");
  CHECK(fold_name("3分钟人工回复率（８－２３点）").bracket == "823点");
  CHECK(fold_name("平均响应时长（秒)").bracket == "秒");
  CHECK(fold_name(" Sent_At ").name == "sentat");
  CHECK(fold_name("【客服】昵称").name == "(客服)昵称");
  CHECK(fold_name("\xEF\xBB\xBFid").name == "id");
  CHECK(fold_name("(秒)").name == "(秒)");
  CHECK(fold_value("ＡＢＣ　１２３％") == "abc 123%");
  CHECK(fold_name("\xFF(").name == "\xEF\xBF\xBD(");
}

TEST_CASE("numbers as tables write them") {
  CHECK(parse_count("1,234") == 1234);
  CHECK(parse_count("１２３") == 123);
  CHECK(parse_count("12.0") == 12);
  CHECK(parse_count("0") == 0);
  for (const char* text : {"", "-", "1,23", "1,2345", ",123", "12.5", "-3", "1e3", "abc", "1 2", "9999999999999999", ".", "+"}) {
    INFO(text);
    CHECK_FALSE(parse_count(text));
  }
  CHECK(parse_number("-1,234.5") == -1234.5);
  CHECK(parse_number(".5") == 0.5);
  CHECK(parse_fraction("104.55%", false) == 1.0455);
  CHECK(parse_fraction("95.5", true) == 0.955);
  CHECK(parse_fraction("0.955", false) == 0.955);
  CHECK(parse_fraction("９８％", false) == 0.98);
  CHECK_FALSE(parse_fraction("%", false));
}

TEST_CASE("yuan become fen exactly") {
  CHECK(parse_yuan("0.1") == 10);
  CHECK(parse_yuan("1,234,567.89") == 123456789);
  CHECK(parse_yuan("¥99") == 9900);
  CHECK(parse_yuan("￥ 99.90元") == 9990);
  CHECK(parse_yuan("-3.5") == -350);
  CHECK(parse_yuan("1.2300") == 123);
  for (const char* text : {"", "-", "1.234", "1.2.3", "--1", "99999999999999", "￥", "12元5角", "1e2"}) {
    INFO(text);
    CHECK_FALSE(parse_yuan(text));
  }
  std::mt19937_64 random(1);
  for (int round = 0; round < 1000; ++round) {
    const auto fen = static_cast<std::int64_t>(random() % 1'000'000'000'000'000ULL);
    CHECK(parse_yuan(fmt::format("{}.{:02}", fen / 100, fen % 100)) == fen);
  }
}

TEST_CASE("levels of every platform") {
  CHECK(parse_level("5", RatingScale::one_to_five) == 5);
  CHECK(parse_level("非常满意", RatingScale::one_to_five) == 5);
  CHECK(parse_level("Very satisfied", RatingScale::one_to_five) == 5);
  CHECK(parse_level("不满意", RatingScale::hundred) == 2);
  CHECK(parse_level("0", RatingScale::zero_is_best) == 5);
  CHECK(parse_level("4", RatingScale::zero_is_best) == 1);
  CHECK(parse_level("100", RatingScale::hundred) == 5);
  CHECK(parse_level("0", RatingScale::hundred) == 1);
  CHECK(parse_level("25", RatingScale::hundred) == 2);
  CHECK_FALSE(parse_level("0", RatingScale::one_to_five));
  CHECK_FALSE(parse_level("6", RatingScale::one_to_five));
  CHECK_FALSE(parse_level("60", RatingScale::hundred));
  CHECK_FALSE(parse_level("5", RatingScale::zero_is_best));
  CHECK_FALSE(parse_level("great!!", RatingScale::one_to_five));
}

TEST_CASE("nothing and flags") {
  for (const char* text : {"", " ", "-", "--", "—", "－", "无", "NULL", "N/A"}) CHECK(is_nothing(text));
  CHECK_FALSE(is_nothing("0"));
  CHECK(parse_flag("是") == true);
  CHECK(parse_flag("FALSE") == false);
  CHECK_FALSE(parse_flag("maybe"));
}

TEST_CASE("hostile JSON is refused and never ends the program") {
  CHECK(parse_json(R"({"a":1,"b":"x"})", "test"));
  for (const std::string& text :
       {std::string(200'000, '['), std::string("{\"a\":1,\"a\":2}"), std::string("{\"a\":\"\xFF\"}"), std::string(""),
        std::string("{\"a\":1"), std::string("\"") + std::string(2'000'000, 'a') + "\"", std::string("[1]]"),
        std::string("{\"a\":1}x")}) {
    const auto document = parse_json(text, "test");
    CHECK_FALSE(document);
    CHECK(document.error().kind == ErrorKind::unavailable);
  }
  CHECK_FALSE(parse_json("[1]", "test", 2));
  const auto document = parse_json(R"({"id":17,"text":"17","list":[1],"none":null,"flag":true,"big":1e300})", "test");
  REQUIRE(document);
  CHECK(text_of(*document, "id") == "17");
  CHECK(whole_of(*document, "text") == 17);
  CHECK(text_of(*document, "flag") == "true");
  CHECK_FALSE(text_of(*document, "list"));
  CHECK_FALSE(whole_of(*document, "big"));
  CHECK_FALSE(whole_of(*document, "list"));
  CHECK(member(*document, "none") == nullptr);
  CHECK(member(*member(*document, "list"), "x") == nullptr);
}

}  // namespace rigong::connectors
