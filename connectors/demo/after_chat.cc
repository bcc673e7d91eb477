// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/after_chat.h"

#include <algorithm>

#include "connectors/demo/response.h"

namespace rigong::connectors::demo {

Event& ChatScript::add(std::uint32_t chat, TimeMs at, What what, int rep) {
  if (said_.size() <= chat) said_.resize(out_.chats.size());
  Event event;
  event.at = whole_second(at);
  event.chat = chat;
  event.number = ++said_[chat].events;
  event.what = what;
  event.rep = static_cast<std::int16_t>(rep);
  return out_.events.emplace_back(event);
}

void ChatScript::say(std::uint32_t chat, TimeMs at, model::SenderKind sender, int rep, Phrase phrase) {
  Event& event = add(chat, at, What::message, rep);
  event.sender = sender;
  event.phrase = phrase;
  if (sender == model::SenderKind::rep) said_[chat].by_rep = true;
}

void ChatScript::change(std::uint32_t chat, TimeMs at, What what, int rep, model::TransferReason reason) {
  add(chat, at, what, rep).reason = reason;
}

std::uint32_t ChatScript::begin_again(std::uint32_t earlier) {
  Chat chat;
  chat.number = static_cast<int>(out_.chats.size());
  chat.customer_of = out_.chats[earlier].customer_of;
  out_.chats.push_back(chat);
  said_.resize(out_.chats.size());
  return static_cast<std::uint32_t>(chat.number);
}

void invite_and_rate(const Plan& plan, int rep, std::uint32_t chat, TimeMs last, Dice& dice, ChatScript& script) {
  if (!dice.chance(0.22)) return;
  Chat& rated = script.chat(chat);
  rated.rated_rep = rep;
  rated.invited_at = whole_second(last + dice.between_ms(4 * kSecondMs, 40 * kSecondMs));
  script.change(chat, rated.invited_at, What::invited, rep);
  if (!dice.chance(0.82)) return;
  const double pleased = plan.cast()[static_cast<std::size_t>(rep)].pleased;
  if (dice.chance(pleased)) {
    rated.level = dice.chance(0.76) ? 5 : 4;
  } else {
    rated.level = dice.chance(0.6) ? 3 : dice.chance(0.5) ? 2 : 1;
  }
  script.change(chat, rated.invited_at + dice.around(2 * kMinuteMs, 0.9) + 3 * kSecondMs, What::rated, rep);
}

namespace {

void send_back(const Plan& plan, std::uint32_t bought, Dice& dice, ChatScript& script) {
  const TimeMs paid_at = script.chat(bought).sale.paid_at;
  const Day day = plan.date(paid_at) + dice.between(1, 4);
  const TimeMs at = plan.at(day, 10 * 60) + dice.between_ms(0, 11 * kHourMs);
  const int rep = plan.somebody(Group::after_sales, day, at, -1, static_cast<std::uint64_t>(at));
  if (rep < 0) return;
  const std::uint32_t chat = script.begin_again(bought);
  script.say(chat, at, model::SenderKind::customer, -1, Phrase::ask_refund);
  script.say(chat, at + 600, model::SenderKind::automatic, -1, Phrase::welcome);
  const TimeMs clock = at + dice.between_ms(900, 3500);
  script.change(chat, clock, What::to_rep, rep);
  TimeMs last = clock + response_time(plan, rep, day, clock, 2, dice);
  script.say(chat, last, model::SenderKind::rep, rep, Phrase::answer_after);
  last += dice.around(70 * kSecondMs, 0.5);
  script.say(chat, last, model::SenderKind::customer, -1, Phrase::add);
  last += response_time(plan, rep, day, last, 2, dice);
  script.say(chat, last, model::SenderKind::rep, rep, Phrase::refund);
  Sale& sale = script.chat(bought).sale;
  sale.refunded_at = whole_second(last + dice.between_ms(30 * kSecondMs, 5 * kMinuteMs));
  sale.refunded_fen = dice.chance(0.8) ? sale.amount_fen : sale.amount_fen / 2;
  script.change(bought, sale.refunded_at, What::refunded, -1);
  script.change(chat, last + dice.between_ms(6 * kMinuteMs, 10 * kMinuteMs), What::closed, -1);
}

}  // namespace

void sell(const Plan& plan, std::uint32_t chat, TimeMs last, Dice& dice, ChatScript& script) {
  Sale sale;
  sale.ordered_at = whole_second(last + dice.around(4 * kMinuteMs, 0.9) + 5 * kSecondMs);
  sale.amount_fen = std::clamp<std::int64_t>(dice.around(25'900, 0.55), 1'990, 399'900) / 100 * 100 + 90;
  script.change(chat, sale.ordered_at, What::ordered, -1);
  if (dice.chance(0.86)) {
    const bool next_day = dice.chance(0.08);
    const DurationMs later = next_day ? dice.between_ms(9 * kHourMs, 23 * kHourMs)
                                      : std::min<DurationMs>(dice.around(70 * kSecondMs, 1.0) + 8 * kSecondMs, kHourMs);
    sale.paid_at = whole_second(sale.ordered_at + later);
    script.change(chat, sale.paid_at, What::paid, -1);
  } else {
    sale.closed_unpaid_at = sale.ordered_at + kDayMs;
    script.change(chat, sale.closed_unpaid_at, What::closed_unpaid, -1);
  }
  script.chat(chat).sale = sale;
  if (sale.paid_at != kNoTime && dice.chance(0.06)) send_back(plan, chat, dice, script);
}

}  // namespace rigong::connectors::demo
