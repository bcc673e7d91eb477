// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/text_rules.h"

#include <catch2/catch.hpp>

#include <string>

using rigong::metrics::default_courtesy_words;
using rigong::metrics::default_placeholder_words;
using rigong::metrics::WordList;

TEST_CASE("courtesy: listed words and emoji in any order") {
  const WordList words(default_courtesy_words());
  for (const char* text :
       {"谢谢",         "好的谢谢",    "好的，谢谢您！",     "OK",       "ｏｋ",    "Okay~",      "Thank you",  "thanks!!",
        "嗯嗯嗯",       "收到 [微笑]", "[玫瑰][玫瑰]",       "［微笑］", "/:rose",  "谢谢/:rose", "/::)",       "👌",
        "👍🏽",     "❤️",      "👨‍👩‍👧", "🇨🇳",       "1️⃣", "好 的",      "好\u200b的", "  谢谢\n",
        "知道了。再见", "好哒～",      "THANK  YOU"}) {
    INFO(text);
    CHECK(words.only_words(text));
  }
}

TEST_CASE("courtesy: anything else says something") {
  const WordList words(default_courtesy_words());
  for (const char* text : {"",
                           "   ",
                           "。。。",
                           "？",
                           "[图片]",
                           "[订单]",
                           "好的那什么时候发货",
                           "谢谢，还有一个问题",
                           "ok吗",
                           "不好",
                           "1",
                           "好的 1",
                           "谢谢[微笑]多久到",
                           "thanks a lot",
                           "$",
                           "\u200b",
                           "好的?几天",
                           "[微笑",
                           "微笑",
                           "书"}) {
    INFO(text);
    CHECK_FALSE(words.only_words(text));
  }
}

TEST_CASE("courtesy: a long text is given up early and a hostile one does no harm") {
  const WordList words(default_courtesy_words());
  std::string long_text;
  for (int i = 0; i < 20000; ++i) long_text += "嗯";
  CHECK(words.only_words(long_text));
  CHECK_FALSE(words.only_words(long_text + "退款"));
  CHECK_FALSE(words.only_words("\xff\xfe\x80"));
  CHECK_FALSE(words.only_words(std::string("\0\0", 2)));
}

TEST_CASE("courtesy words can be set") {
  const WordList words({"么么哒", "Danke"});
  CHECK(words.only_words("DANKE 么么哒"));
  CHECK_FALSE(words.only_words("谢谢"));
  CHECK(words.only_words("[微笑]"));
}

TEST_CASE("placeholders: a greeting or a promise to look") {
  const WordList words(default_placeholder_words());
  CHECK(words.only_words("亲，您好，稍等哦~"));
  CHECK(words.only_words("在的呢亲 [微笑]"));
  CHECK(words.only_words("Please wait."));
  CHECK_FALSE(words.only_words("亲，今天下午发货"));
}
