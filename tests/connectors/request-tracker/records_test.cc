// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/records.h"

#include <catch2/catch.hpp>

#include "connectors/request-tracker/search.h"

using namespace rigong;
using namespace rigong::connectors::request_tracker;

TEST_CASE("own words are what stands before and between quotations") {
  CHECK(own_words("谢谢") == "谢谢");
  CHECK(own_words("thanks\r\n\r\nOn Mon, Ann <ann@x> wrote:\r\n> a\r\n>> b\r\n") == "thanks");
  CHECK(own_words("> a\nno\n> b\nyes") == "no\nyes");
  CHECK(own_words("a\n-- \nCarl\n4 Some Street") == "a");
  // It introduces nothing.
  CHECK(own_words("as you wrote:\nfine") == "as you wrote:\nfine");
  CHECK(own_words("李雷写道：\n> 在吗\n不在") == "不在");
  CHECK(own_words("") == "");
  CHECK(own_words(">") == "");
}

TEST_CASE("words of HTML are without tags, styles and what they quote") {
  CHECK(own_words(words_of_html("<style>p{}</style><p>谢谢&nbsp;!</p><blockquote><p>old</p></blockquote>")) == "谢谢 !");
  CHECK(words_of_html("a<br/>b &lt;c&gt; &amp;lt; &unknown;") == "a\nb <c> &lt; &unknown;");
  CHECK(words_of_html("<") == "");
  CHECK(words_of_html("a<b") == "a");
  CHECK(words_of_html("</blockquote>x") == "x");
}

TEST_CASE("a merge is read in the history of the ticket that went") {
  Transaction merge;
  merge.ticket = 4;
  merge.type = "AddLink";
  merge.field = "MergedInto";
  merge.new_value = "fsck.com-rt://rt.example/ticket/1";
  CHECK(merged_into(merge) == 1);
  CHECK(meaning_of(merge) == Meaning::merge);
  merge.ticket = 1;
  CHECK(merged_into(merge) == 0);
  CHECK(meaning_of(merge) == Meaning::none);
  merge.new_value = "fsck.com-rt://rt.example/ticket/x";
  CHECK(merged_into(merge) == 0);
}

TEST_CASE("changes of owner of all versions mean one thing, and their double nothing") {
  for (const char* type : {"Set", "Take", "Give", "Steal", "Untake", "Force"}) {
    Transaction change;
    change.type = type;
    change.field = "Owner";
    CHECK(meaning_of(change) == Meaning::owner);
  }
  Transaction change;
  change.type = "SetWatcher";
  change.field = "Owner";
  CHECK(meaning_of(change) == Meaning::none);
  for (const char* type : {"EmailRecord", "CommentEmailRecord", "SystemError", "Told", "AddWatcher", "CustomField"}) {
    change.type = type;
    change.field = "";
    CHECK(meaning_of(change) == Meaning::none);
  }
}

TEST_CASE("what stands between quotes in a search cannot end them") {
  CHECK(can_be_searched("Kundenservice 一"));
  for (const char* text : {"", "a'b", "a\\b", "a\"b", "a[b", "a\nb"}) CHECK_FALSE(can_be_searched(text));
}
