// SPDX-License-Identifier: Apache-2.0
// The rules of section 1 of the metrics reference, one by one.
#include "agent/metrics/derive.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "tests/metrics/conversation.h"

using namespace rigong;
using namespace rigong::test;
using model::SenderKind;
using model::TurnClass;
using model::TurnEnd;

TEST_CASE("order: late messages give the same facts as if they had come in order") {
  Chat chat;
  chat.customer("10:00:00").rep("10:00:30").customer("10:05:00").rep("10:05:40").customer("10:09:00");
  const auto expected = chat.facts();
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(chat.messages.begin(), chat.messages.end(), random);
    CHECK(chat.facts() == expected);
  }
}

TEST_CASE("order: messages of the same millisecond go by arrival") {
  Chat question_first;
  question_first.customer("10:00:00").rep("10:00:00").options.instant_reply_ms = 0;
  CHECK(question_first.facts().turns[0].end == TurnEnd::answered);
  Chat reply_first;
  reply_first.rep("10:00:00").customer("10:00:00").options.instant_reply_ms = 0;
  CHECK(reply_first.facts().turns[0].end == TurnEnd::waiting);
}

TEST_CASE("order: of a message delivered twice the first to arrive counts, with its time") {
  Chat chat;
  chat.customer("10:00:00").rep("10:01:00");
  chat.rep("10:00:10");
  chat.messages[2].key = chat.messages[1].key;
  CHECK(chat.facts().turns[0].held_ms == 60'000);
  CHECK(chat.figures(kL).messages_out == 1);
  std::swap(chat.messages[1].arrival, chat.messages[2].arrival);
  CHECK(chat.facts().turns[0].held_ms == 10'000);
}

TEST_CASE("order: messages without an id are never doubled, recalled ones count nowhere") {
  Chat chat;
  chat.customer("10:00:00").customer("10:00:00").rep("10:01:00");
  chat.messages[0].key = chat.messages[1].key = 0;
  CHECK(chat.figures(kL).messages_in == 2);
  chat.customer("10:00:30");
  chat.customer("10:00:30", model::kWithdrawn);
  chat.messages[4].key = chat.messages[3].key;
  CHECK(chat.figures(kL).messages_in == 2);
}

TEST_CASE("a rep message without a rep id is a human reply of (unknown)") {
  Chat chat;
  chat.customer("10:00:00").rep("10:00:30", model::kNoRep);
  CHECK(chat.figures(kUnknown).turns_answered == 1);
}

TEST_CASE("auto, system and note neither open nor close") {
  Chat chat;
  chat.say("09:59:00", SenderKind::system).say("09:59:30", SenderKind::note).automatic("09:59:50");
  CHECK(chat.facts().turns.empty());
  chat.customer("10:00:00").automatic("10:00:10").say("10:00:20", SenderKind::note).say("10:00:30", SenderKind::system);
  CHECK(chat.facts().turns[0].end == TurnEnd::waiting);
}

TEST_CASE("an instant reply counts as auto in every rule") {
  Chat chat;
  chat.customer("10:00:00").rep("10:00:00.999");
  CHECK(chat.facts().turns[0].end == TurnEnd::waiting);
  CHECK(chat.figures(kL).messages_out == 0);
  // It is no human reply, so thanks after it are no courtesy.
  chat.thanks("10:00:30").rep("10:01:00");
  CHECK(chat.facts().turns[0].opened_at == chat.at("10:00:00"));
  CHECK(chat.facts().turns[0].held_ms == 60'000);

  Chat edge;
  edge.customer("10:00:00").rep("10:00:01");
  CHECK(edge.facts().turns[0].end == TurnEnd::answered);
  CHECK(edge.facts().turns[0].held_ms == 1000);

  SECTION("it breaks no silence") {
    Chat silent;
    silent.customer("10:00:00").rep("10:00:00.500").customer("12:00:00.100");
    CHECK(silent.facts().sessions.size() == 2);
  }
  SECTION("with no turn open a quick further message is a human message") {
    Chat quick;
    quick.customer("10:00:00").rep("10:00:05").rep("10:00:05.100");
    CHECK(quick.figures(kL).messages_out == 2);
  }
  SECTION("the opening is the one moved by courtesy") {
    Chat moved;
    moved.customer("10:00:00").rep("10:00:10").thanks("10:01:00").customer("10:01:30").rep("10:01:30.500");
    CHECK(moved.facts().turns.back().end == TurnEnd::waiting);
  }
}

TEST_CASE("a bot message ends the wait for nobody") {
  Chat chat;
  chat.customer("10:00:00").customer("10:00:02").bot("10:00:03").customer("10:05:00").rep("10:05:20");
  const auto facts = chat.facts();
  REQUIRE(facts.turns.size() == 2);
  CHECK(facts.turns[0].turn_class == TurnClass::bot);
  CHECK(facts.turns[1].held_ms == 20'000);
  const auto day = chat.figures(kL);
  CHECK(day.turns == 1);
  CHECK(day.messages_in == 1);
  chat.options.bot_ends_turn = false;
  CHECK(chat.figures(kL).messages_in == 3);
  CHECK(chat.facts().turns[0].held_ms == 5 * kMinuteMs + 20'000);
}

TEST_CASE("with bot_ends_turn off a bot breaks no silence") {
  Chat chat;
  chat.customer("10:00:00").rep("10:00:10").bot("11:30:00").customer("12:30:00");
  CHECK(chat.facts().sessions.size() == 1);
  chat.options.bot_ends_turn = false;
  CHECK(chat.facts().sessions.size() == 2);
}

TEST_CASE("sessions: a gap of exactly the limit begins none") {
  Chat chat;
  chat.customer("10:00:00").rep("10:01:00").customer("12:01:00");
  CHECK(chat.facts().sessions.size() == 1);
  Chat longer;
  longer.customer("10:00:00").rep("10:01:00").customer("12:01:00.001");
  const auto facts = longer.facts();
  REQUIRE(facts.sessions.size() == 2);
  CHECK(facts.sessions[0].ended_at == longer.at("12:01:00.001"));
  CHECK_FALSE(facts.sessions[0].closed_by_platform);
  CHECK(facts.sessions[1].ended_at == kNoTime);
}

TEST_CASE("sessions: the next one ends an open turn unanswered") {
  Chat chat;
  chat.customer("10:00:00").rep("10:00:10").customer("10:01:00").customer("13:00:00").rep("13:00:20");
  const auto facts = chat.facts();
  REQUIRE(facts.turns.size() == 3);
  CHECK(facts.turns[1].end == TurnEnd::session_ended);
  CHECK(facts.turns[1].ended_at == chat.at("13:00:00"));
  CHECK(facts.turns[1].owner == kL);
  CHECK(facts.turns[1].slow);
  CHECK(facts.turns[2].first_response);
  CHECK(chat.figures(kL).first_response_n == 2);
}

TEST_CASE("sessions: the platform's word begins one, its closing ends one") {
  Chat said;
  said.customer("10:00:00").rep("10:00:10").customer("10:01:00", model::kStartsSession);
  CHECK(said.facts().sessions.size() == 2);

  Chat closed;
  closed.customer("10:00:00").rep("10:00:10").customer("10:01:00").close("10:02:00").rep("10:03:00").customer("10:04:00");
  const auto facts = closed.facts();
  REQUIRE(facts.sessions.size() == 2);
  CHECK(facts.sessions[0].closed_by_platform);
  CHECK(facts.sessions[0].left_unanswered);
  CHECK(facts.turns[1].end == TurnEnd::session_ended);
  CHECK_FALSE(facts.turns[1].slow);
  // Ended within T: decided, unanswered, not slow.
  CHECK(closed.figures(kL, "10:04:30").turns_unanswered == 1);
}

TEST_CASE("sessions: silence alone ends nothing, a late reply closes the turn that is open") {
  Chat chat;
  chat.customer("09:00:00").rep("15:00:00");
  const auto facts = chat.facts();
  CHECK(facts.sessions.size() == 1);
  CHECK(facts.turns[0].end == TurnEnd::answered);
  CHECK(facts.turns[0].held_ms == 6 * kHourMs);
}

TEST_CASE("owner: with assignments the one it is assigned to, and a colleague gets an assist") {
  Chat chat;
  chat.assign("09:59:00", kL).customer("10:00:00").rep("10:00:40", kM);
  const auto owner = chat.figures(kL);
  CHECK(owner.turns_answered == 1);
  CHECK(owner.response_sum_ms == 40'000);
  CHECK(owner.messages_out == 0);
  CHECK(owner.messages_in == 1);
  CHECK(owner.assists == 0);
  const auto colleague = chat.figures(kM);
  CHECK(colleague.assists == 1);
  CHECK(colleague.turns == 0);
  CHECK(colleague.messages_out == 1);
}

TEST_CASE("owner: an unanswered turn without assignment goes to the last human before, else to nobody") {
  Chat nobody;
  nobody.customer("10:00:00");
  CHECK(nobody.figures(model::kNoRep).turns_unanswered == 1);
  Chat last;
  last.customer("10:00:00").rep("10:00:30", kL).customer("10:01:00").rep("10:01:30", kM).customer("10:02:00");
  CHECK(last.figures(kM).turns_unanswered == 1);
}

TEST_CASE("clock: the latest of opening, hand-off to people and assignment to the owner") {
  Chat chat;
  chat.customer("10:00:00").event("10:00:30", model::AssignmentKind::to_people).rep("10:01:00");
  CHECK(chat.facts().turns[0].held_ms == 30'000);
  CHECK(chat.facts().turns[0].customer_ms == 60'000);
  chat.assign("10:00:50", kL);
  CHECK(chat.facts().turns[0].held_ms == 10'000);
}

TEST_CASE("clock: assigned again to the same rep, or back from the queue, starts no new clock") {
  Chat again;
  again.customer("10:00:00").assign("10:00:01", kL).assign("10:02:00", kL).rep("10:04:00", kL);
  CHECK(again.facts().turns[0].held_ms == 239'000);
  CHECK(again.figures(kL).passed_on == 0);
  Chat back;
  back.customer("10:00:00").assign("10:00:01", kL).event("10:01:00", model::AssignmentKind::to_queue).assign("10:02:00", kL);
  back.rep("10:04:00", kL);
  CHECK(back.facts().turns[0].held_ms == 239'000);
}

TEST_CASE("clock: taken over from the queue, the giver answers for the time held") {
  Chat chat;
  chat.customer("10:00:00").assign("10:00:00", kL).event("10:03:30", model::AssignmentKind::to_queue);
  chat.assign("10:05:00", kM).rep("10:05:20", kM);
  const auto facts = chat.facts();
  REQUIRE(facts.turns.size() == 2);
  CHECK(facts.turns[0].held_ms == 210'000);
  CHECK(facts.turns[0].slow);
  CHECK(facts.turns[1].held_ms == 20'000);
}

TEST_CASE("clock: passing back and forth leaves each their own share") {
  Chat chat;
  chat.customer("10:00:00").assign("10:00:00", kL).assign("10:01:00", kM).assign("10:05:00", kL).rep("10:05:30", kL);
  CHECK(chat.figures(kL).passed_on == 1);
  CHECK(chat.figures(kL).response_sum_ms == 30'000);
  CHECK(chat.figures(kL).turns_slow == 0);
  CHECK(chat.figures(kM).turns_slow == 1);
}

TEST_CASE("undecided: at exactly T a turn is open, one millisecond later it is slow") {
  Chat chat;
  chat.customer("10:00:00");
  CHECK(chat.figures(0, "10:03:00").turns_open == 1);
  CHECK(chat.figures(0, "10:03:00").turns == 0);
  const auto past = chat.figures(0, "10:03:00.001");
  CHECK(past.turns_open == 0);
  CHECK(past.turns_unanswered == 1);
  CHECK(past.turns_slow == 1);
  CHECK(past.messages_in == 1);
  Chat answered;
  answered.customer("10:00:00").rep("10:03:00").customer("11:00:00").rep("11:03:00.001");
  CHECK(answered.figures(kL).turns_slow == 1);
}

TEST_CASE("service window: covered time only, [start, end)") {
  Chat chat;
  chat.customer("22:59:30").rep("1+08:00:10");
  CHECK(chat.facts().turns[0].held_ms == 40'000);
  CHECK(chat.facts().turns[0].turn_class == TurnClass::eligible);
  Chat end;
  end.customer("23:00:00").rep("23:01:00");
  CHECK(end.facts().turns[0].turn_class == TurnClass::leftover);
  Chat start;
  start.customer("08:00:00").rep("08:00:30");
  CHECK(start.facts().turns[0].turn_class == TurnClass::eligible);
}

TEST_CASE("leftover: judged by 30 covered minutes, counted on the day of its opening") {
  Chat chat;
  chat.customer("23:30:00").rep("1+08:30:00");
  CHECK(chat.facts().turns[0].leftover_in_time);
  const auto day = chat.figures(kL);
  CHECK(day.turns_leftover == 1);
  CHECK(day.turns == 0);
  CHECK(day.response_n == 0);
  CHECK(day.first_response_n == 0);
  CHECK(day.customers == 0);
  CHECK(day.messages_in == 1);
  CHECK(chat.figures(kL, "9+00:00:00", kMonday + 1).messages_out == 1);
  Chat late;
  late.customer("23:30:00").rep("1+08:30:00.001");
  CHECK_FALSE(late.facts().turns[0].leftover_in_time);
}

TEST_CASE("leftover: assigned inside the window, it is the owner's eligible turn") {
  Chat chat;
  chat.customer("07:59:00").assign("08:00:10", kL).rep("08:00:40", kL);
  CHECK(chat.figures(kL).turns_answered == 1);
  CHECK(chat.figures(kL).response_sum_ms == 30'000);
}

TEST_CASE("courtesy: only after a human reply, and joined by another message the opening moves") {
  Chat early;
  early.thanks("10:00:00").rep("10:00:20");
  CHECK(early.facts().turns[0].turn_class == TurnClass::eligible);

  Chat moved;
  moved.customer("10:00:00").rep("10:00:20").thanks("10:01:00").customer("10:03:00").rep("10:03:30");
  const auto facts = moved.facts();
  CHECK(facts.turns[1].opened_at == moved.at("10:03:00"));
  CHECK(facts.turns[1].held_ms == 30'000);
  CHECK(facts.turns[1].messages_in == 2);

  Chat only;
  only.customer("10:00:00").rep("10:00:20", kL).thanks("10:01:00").rep("10:09:00", kM);
  CHECK(only.facts().turns[1].turn_class == TurnClass::courtesy);
  CHECK(only.facts().turns[1].owner == kM);
  CHECK(only.figures(kM).turns == 0);
  CHECK(only.figures(kM).messages_in == 1);
  only.options.courtesy = false;
  CHECK(only.figures(kM).turns_slow == 1);
}

TEST_CASE("precedence: bot-ended, then courtesy, then leftover, then eligible") {
  Chat bot;
  bot.customer("10:00:00").rep("10:00:20").thanks("23:30:00").bot("23:30:05");
  CHECK(bot.facts().turns[1].turn_class == TurnClass::bot);
  Chat courtesy;
  courtesy.customer("22:50:00").rep("22:50:20").thanks("23:30:00");
  CHECK(courtesy.facts().turns[1].turn_class == TurnClass::courtesy);
}

TEST_CASE("a turn passed on that a bot then ends, or that was only thanks, marks nobody") {
  Chat bot;
  bot.customer("10:00:00").assign("10:00:00", kL).assign("10:05:00", kM).bot("10:05:10");
  CHECK(bot.figures(kL).turns_slow == 0);
  CHECK(bot.figures(kL).passed_on == 0);
  Chat thanks;
  thanks.customer("10:00:00").assign("10:00:00", kL).rep("10:00:30").thanks("10:01:00").assign("10:09:00", kM);
  CHECK(thanks.figures(kL).turns_slow == 0);
}

TEST_CASE("day: the turn's is that of its clock start, messages count on their own") {
  Chat chat;
  chat.options.session_gap_ms = 0;
  CalendarRules rules;
  rules.windows.fill(parse_windows("00:00-24:00").value());
  Chat night(rules);
  night.customer("23:59:00").customer("1+00:01:00").rep("1+00:02:00");
  CHECK(night.figures(kL).turns == 1);
  CHECK(night.figures(kL).messages_in == 1);
  const auto next = night.figures(kL, "9+00:00:00", kMonday + 1);
  CHECK(next.turns == 0);
  CHECK(next.messages_in == 1);
  CHECK(next.messages_out == 1);
}

TEST_CASE("the second clock runs to the first reply that says something") {
  Chat chat;
  chat.customer("10:00:00").rep("10:00:10", kL, model::kPlaceholder).rep("10:02:00", kL);
  const auto facts = chat.facts();
  CHECK(facts.turns[0].held_ms == 10'000);
  CHECK(facts.turns[0].substantive_ms == 120'000);
  CHECK(chat.figures(kL).substantive_sum_ms == 120'000);
  CHECK(chat.figures(kL).turns_slow == 0);
}

TEST_CASE("stints: escalations and routing are told apart") {
  Chat chat;
  chat.customer("10:00:00").assign("10:00:01", kL).rep("10:00:20").assign("10:10:00", kM, model::TransferReason::escalation);
  chat.rep("10:10:30", kM);
  CHECK(chat.figures(kL).stints == 1);
  CHECK(chat.figures(kL).stints_escalated == 1);
  CHECK(chat.figures(kM).stints == 1);
  CHECK(chat.figures(kM).stints_escalated == 0);
  Chat routed;
  routed.customer("10:00:00").assign("10:00:01", kL).assign("10:00:02", kM, model::TransferReason::routing).rep("10:01:00", kM);
  CHECK(routed.figures(kL).stints_routed == 1);
  CHECK(routed.figures(kL).stints_escalated == 0);
}

TEST_CASE("human_replies gives those that credit ratings, instant ones left out") {
  Chat chat;
  chat.customer("10:00:00").rep("10:00:00.500").rep("10:00:30", kL).customer("10:05:00").rep("10:05:30", kM);
  metrics::Deriver deriver(chat.options, chat.calendar(), kUnknown);
  model::ConversationRecords records;
  records.messages = chat.messages;
  const auto replies = deriver.human_replies(records);
  REQUIRE(replies.size() == 2);
  CHECK(replies[0] == metrics::Deriver::HumanReply{chat.at("10:00:30"), kL});
  CHECK(replies[1].rep == kM);
}
