// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/mirrors.h"

#include <catch2/catch.hpp>

#include "tests/metrics/conversation.h"

using namespace rigong;
using namespace rigong::test;
using metrics::Mirror;

namespace {

std::vector<metrics::MirrorFigures> mirror_of(const Chat& chat, Mirror mirror, const std::string& now = "9+00:00:00") {
  const auto calendar = ShopCalendar::make(metrics::mirror_calendar(mirror, {})).value();
  const auto options = metrics::mirror_options(mirror, chat.options);
  auto messages = chat.messages;
  auto assignments = chat.assignments;
  metrics::mirror_assignments(mirror, messages, assignments);
  model::ConversationFacts facts;
  metrics::Deriver(options, calendar, kUnknown).derive(messages, assignments, facts);
  metrics::MirrorCounter counter(mirror, calendar);
  counter.add(1, facts, chat.at(now));
  return counter.finish();
}

Chat example() {
  Chat chat;
  chat.customer("10:00:00").automatic("10:00:01").assign("10:00:05", kL).customer("10:00:20").rep("10:00:45").rep("10:00:50");
  chat.customer("10:02:00").customer("10:02:30").rep("10:06:00").thanks("10:07:00").close("10:20:00");
  return chat;
}

}  // namespace

TEST_CASE("example 1: the same chat is 50 % by turn and 0 % by customer") {
  const auto taobao = mirror_of(example(), Mirror::taobao);
  REQUIRE(taobao.size() == 1);
  CHECK(taobao[0].good == 1);
  CHECK(taobao[0].all == 2);
  CHECK(taobao[0].response_n == 2);
  CHECK(taobao[0].response_sum_ms == 285'000);
  const auto pdd = mirror_of(example(), Mirror::pdd);
  CHECK(pdd[0].good == 0);
  CHECK(pdd[0].all == 1);
  CHECK(mirror_of(example(), Mirror::kuaishou) == pdd);
}

TEST_CASE("doudian counts sessions by their mean wait") {
  const auto figures = mirror_of(example(), Mirror::doudian);
  CHECK(figures[0].good == 1);  // (45 s + 240 s) / 2 is below 3 min.
  CHECK(figures[0].all == 1);
  Chat nobody;
  nobody.customer("10:00:00");
  CHECK(mirror_of(nobody, Mirror::doudian)[0].good == 0);
}

TEST_CASE("jd counts the first answer of sessions begun 09-23 h, and back within ten minutes is no new session") {
  Chat quick;
  quick.customer("09:30:00").rep("09:30:30").close("09:40:00").customer("09:50:00").rep("09:55:00");
  const auto figures = mirror_of(quick, Mirror::jd);
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].good == 1);
  CHECK(figures[0].all == 1);
  Chat later;
  later.customer("09:30:00").rep("09:30:31").close("09:40:00").customer("09:50:00.001").rep("09:55:00");
  CHECK(mirror_of(later, Mirror::jd)[0].all == 2);
  CHECK(mirror_of(later, Mirror::jd)[0].good == 0);
  Chat early;
  early.customer("08:59:59").rep("09:00:05");
  CHECK(mirror_of(early, Mirror::jd).empty());
}

TEST_CASE("taobao caps at ten minutes and leaves out answers of the next day") {
  Chat slow;
  slow.customer("10:00:00").rep("11:00:00");
  CHECK(mirror_of(slow, Mirror::taobao)[0].response_sum_ms == 600'000);
  Chat night;
  night.customer("22:30:00").rep("1+08:01:00");
  CHECK(mirror_of(night, Mirror::taobao)[0].all == 1);
  CHECK(mirror_of(night, Mirror::taobao)[0].response_n == 0);
}

TEST_CASE("what is young counts in no mirror yet") {
  Chat chat;
  chat.customer("10:00:00");
  CHECK(mirror_of(chat, Mirror::taobao, "10:02:00").empty());
  CHECK(mirror_of(chat, Mirror::taobao, "10:04:00")[0].all == 1);
}
