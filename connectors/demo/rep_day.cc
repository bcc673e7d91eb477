// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/rep_day.h"

#include <algorithm>
#include <array>
#include <functional>
#include <queue>

#include "connectors/demo/after_chat.h"
#include "connectors/demo/dice.h"
#include "connectors/demo/response.h"

namespace rigong::connectors::demo {
namespace {

constexpr std::uint64_t kTalk = 0x7A1C;
constexpr int kMostTurns = 9;

// What is special about a chat. The scripted ones show a visitor on the first day what the guide speaks of.
enum class Script : std::uint8_t {
  usual,
  bot_only,
  night,         // Came while nobody was there; assigned at once, answered in the morning.
  passed_early,  // Held 2:00 and passed on; the colleague answers in 30 s.
  passed_late,   // Held 4:00 before that.
  waits_long,    // Waits at 15:20 for 1:46 …
  waits,         // … and this one for less.
};

struct Arrival {
  TimeMs at = 0;
  Script script = Script::usual;
};

struct Talk {
  Script script = Script::usual;
  bool begun = false;
  bool counted = false;  // Among those that the rep has open.
  bool unanswered = false;
  bool bot_first = false;
  int turns_left = 1;
  int holder = 0;
};

enum class Step : std::uint8_t { asks, thanks, leaves };
struct Next {
  TimeMs at = 0;
  std::uint32_t chat = 0;
  Step step = Step::asks;
  friend bool operator>(const Next& a, const Next& b) { return a.at != b.at ? a.at > b.at : a.chat > b.chat; }
};

class RepDayMaker {
 public:
  RepDayMaker(const Plan& plan, int rep, Day day, RepDay& out)
      : plan_(plan),
        person_(plan.cast()[static_cast<std::size_t>(rep)]),
        rep_(rep),
        day_(day),
        duty_(plan.duty(rep, day)),
        dice_(plan.seed(kTalk, rep, day)),
        script_(out),
        out_(out) {}

  void run() {
    if (!duty_.works() || person_.group == Group::lead) return;
    for (const Arrival& arrival : arrivals()) begin(arrival);
    while (!queue_.empty()) {
      const Next next = queue_.top();
      queue_.pop();
      switch (next.step) {
        case Step::asks:
          asks(next.chat, next.at);
          break;
        case Step::thanks:
          thanks(next.chat, next.at);
          break;
        case Step::leaves:
          --open_;
          break;
      }
    }
  }

 private:
  std::vector<Arrival> arrivals() {
    std::array<double, 49> sums{};
    for (int i = 0; i < 48; ++i) {
      sums[static_cast<std::size_t>(i) + 1] = sums[static_cast<std::size_t>(i)] + plan_.weight(rep_, duty_, day_, i);
    }
    std::vector<Arrival> arrivals;
    const TimeMs midnight = plan_.at(day_, 0);
    const TimeMs last = plan_.at(day_, duty_.end_min - 4);
    const auto any_time = [&] {
      const double drawn = dice_.unit() * sums[48];
      const auto after = std::upper_bound(sums.begin(), sums.end(), drawn);
      const auto half_hour = std::clamp<std::ptrdiff_t>(after - sums.begin() - 1, 0, 47);
      return std::min(last, midnight + half_hour * 30 * kMinuteMs + dice_.between_ms(0, 30 * kMinuteMs));
    };
    const int count = plan_.chats(rep_, day_);
    for (int i = 0; i < count; ++i) arrivals.push_back({any_time(), dice_.chance(0.04) ? Script::bot_only : Script::usual});
    if (duty_.start_min == kNightEndsMin && count > 0) {
      const TimeMs evening = plan_.at(day_, kNightBeginsMin - 24 * 60);
      for (int i = dice_.between(2, 5); i > 0; --i) {
        // Mostly before one and after six.
        const bool early = dice_.chance(0.6);
        const TimeMs at =
            early ? evening + dice_.between_ms(0, 2 * kHourMs) : midnight + dice_.between_ms(kHourMs, kNightEndsMin * kMinuteMs);
        arrivals.push_back({at, dice_.chance(0.3) ? Script::bot_only : Script::night});
      }
    }
    if (person_.main_character && count > 0) {
      const int offset = day_ - plan_.first_today();
      if (offset == 0 || offset == -1) {
        arrivals.push_back({plan_.at(day_, 11 * 60 + 20), Script::passed_early});
        arrivals.push_back({plan_.at(day_, 13 * 60 + 35), Script::passed_late});
      }
      if (offset == 0) {
        arrivals.push_back({plan_.at(day_, 15 * 60 + 18) + 14 * kSecondMs, Script::waits_long});
        arrivals.push_back({plan_.at(day_, 15 * 60 + 19) + 21 * kSecondMs, Script::waits});
      }
    }
    std::stable_sort(arrivals.begin(), arrivals.end(), [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
    return arrivals;
  }

  void begin(const Arrival& arrival) {
    Chat chat;
    chat.number = chat.customer_of = static_cast<int>(out_.chats.size());
    out_.chats.push_back(chat);
    Talk talk;
    talk.script = arrival.script;
    talk.holder = rep_;
    while (talk.turns_left < kMostTurns && dice_.chance(0.61)) ++talk.turns_left;
    if (arrival.script == Script::usual) {
      talk.bot_first = dice_.chance(0.1);
      talk.unanswered = dice_.chance(0.012 * std::min(person_.slow, 1.5));
    }
    talks_.push_back(talk);
    queue_.push({arrival.at, static_cast<std::uint32_t>(chat.number), Step::asks});
  }

  void customer(std::uint32_t chat, TimeMs at, Phrase phrase) { script_.say(chat, at, model::SenderKind::customer, -1, phrase); }
  [[nodiscard]] Phrase question() const { return person_.group == Group::pre_sales ? Phrase::ask : Phrase::ask_after; }

  // A customer's turn that begins at `at`, up to the answer to it.
  void asks(std::uint32_t chat, TimeMs at) {
    Talk& talk = talks_[chat];
    if (talk.script == Script::bot_only) {
      bot_only(chat, at);
      return;
    }
    const bool first = !talk.begun;
    talk.begun = true;
    if (first) {
      talk.counted = true;
      ++open_;
    }
    customer(chat, at, question());
    TimeMs opened = at;
    if (first && talk.bot_first) {
      script_.say(chat, at + 900, model::SenderKind::bot, -1, Phrase::bot);
      opened = at + dice_.between_ms(12 * kSecondMs, 45 * kSecondMs);
      customer(chat, opened, Phrase::ask_people);
      script_.change(chat, opened + 200, What::to_people, -1);
    } else if (first) {
      script_.say(chat, at + dice_.between_ms(400, 900), model::SenderKind::automatic, -1,
                  talk.script == Script::night ? Phrase::away : Phrase::welcome);
    }
    TimeMs clock = opened;
    if (first) {
      clock = opened + dice_.between_ms(900, 3500);
      script_.change(chat, clock, What::to_rep, rep_);
    }
    TimeMs spoke = clock;
    for (int i = 0; i < 3 && dice_.chance(0.26); ++i) {
      spoke += dice_.between_ms(3 * kSecondMs, 14 * kSecondMs);
      customer(chat, spoke, Phrase::add);
    }
    if (first && talk.unanswered) {
      leave_unanswered(chat, spoke);
      return;
    }
    TimeMs answered = first ? pass_on(chat, clock, spoke) : kNoTime;
    if (answered == kNoTime) answered = std::max(clock + wait(talk, chat, clock), spoke + 2 * kSecondMs);
    const TimeMs done = answers(chat, answered, first && talk.holder != rep_);
    if (--talk.turns_left > 0) {
      queue_.push({done + dice_.around(85 * kSecondMs, 0.7) + 4 * kSecondMs, chat, Step::asks});
    } else if (dice_.chance(0.42)) {
      queue_.push({done + dice_.between_ms(6 * kSecondMs, 60 * kSecondMs), chat, Step::thanks});
    } else {
      finish(chat, done);
    }
  }

  DurationMs wait(const Talk& talk, std::uint32_t chat, TimeMs clock) {
    if (talk.script == Script::waits_long && first_answer(chat)) return 154 * kSecondMs;
    if (talk.script == Script::waits && first_answer(chat)) return 96 * kSecondMs;
    if (talk.script == Script::night && clock < plan_.at(day_, duty_.start_min)) {
      return plan_.at(day_, duty_.start_min) - clock + kMinuteMs + dice_.between_ms(0, 18 * kMinuteMs);
    }
    // A colleague who took over is asked for their own pace, with few chats open.
    const int open = talk.holder == rep_ ? open_ : 2;
    return response_time(plan_, talk.holder, day_, clock, open, dice_);
  }
  [[nodiscard]] bool first_answer(std::uint32_t chat) const { return !script_.answered(chat); }

  // Gives the chat to a colleague before it is answered, in a few cases. Returns when the colleague answers, kNoTime where it is
  // kept.
  TimeMs pass_on(std::uint32_t chat, TimeMs clock, TimeMs spoke) {
    Talk& talk = talks_[chat];
    DurationMs held = 0;
    DurationMs wait = 0;
    model::TransferReason reason = model::TransferReason::routing;
    if (talk.script == Script::passed_early || talk.script == Script::passed_late) {
      held = talk.script == Script::passed_early ? 2 * kMinuteMs : 4 * kMinuteMs;
      wait = 30 * kSecondMs;
    } else if (talk.script == Script::usual && dice_.chance(open_ >= 5 ? 0.035 : 0.012)) {
      held = dice_.chance(0.8) ? dice_.between_ms(20 * kSecondMs, 140 * kSecondMs)
                               : dice_.between_ms(185 * kSecondMs, 300 * kSecondMs);
      const double why = dice_.unit();
      reason = why < 0.12   ? model::TransferReason::escalation
               : open_ >= 5 ? model::TransferReason::load
                            : model::TransferReason::routing;
    } else {
      return kNoTime;
    }
    const TimeMs at = std::max(clock + held, spoke + 500);
    Group group = person_.group;
    if (reason == model::TransferReason::escalation) group = Group::lead;
    if (reason == model::TransferReason::routing) {
      group = person_.group == Group::pre_sales ? Group::after_sales : Group::pre_sales;
    }
    const int receiver = plan_.somebody(group, day_, at, rep_, plan_.seed(kTalk, rep_, day_, static_cast<int>(chat) + 1));
    if (receiver < 0) return kNoTime;
    talk.holder = receiver;
    script_.change(chat, at, What::to_rep, receiver, reason);
    release(chat, at);
    return at + (wait != 0 ? wait : response_time(plan_, receiver, day_, at, 2, dice_));
  }

  void release(std::uint32_t chat, TimeMs at) {
    if (!talks_[chat].counted) return;
    talks_[chat].counted = false;
    queue_.push({at, chat, Step::leaves});
  }

  // The messages of one answer. Returns when the last is sent.
  TimeMs answers(std::uint32_t chat, TimeMs at, bool taken_over) {
    const int by = talks_[chat].holder;
    const Person& writer = plan_.cast()[static_cast<std::size_t>(by)];
    const Phrase answer = writer.words < 1.3                  ? Phrase::curt
                          : person_.group == Group::pre_sales ? Phrase::answer
                                                              : Phrase::answer_after;
    TimeMs last = at;
    if (taken_over) {
      script_.say(chat, last, model::SenderKind::rep, by, Phrase::take_over);
    } else if (writer.words > 1.3 && dice_.chance(0.06)) {
      script_.say(chat, last, model::SenderKind::rep, by, Phrase::placeholder);
      last += dice_.around(50 * kSecondMs, 0.4);
      script_.say(chat, last, model::SenderKind::rep, by, answer);
    } else {
      script_.say(chat, last, model::SenderKind::rep, by, answer);
    }
    for (int i = 0; i < 4 && dice_.chance(1 - 1 / writer.words); ++i) {
      last += dice_.between_ms(4 * kSecondMs, 22 * kSecondMs);
      script_.say(chat, last, model::SenderKind::rep, by, Phrase::more);
    }
    return last;
  }

  void thanks(std::uint32_t chat, TimeMs at) {
    customer(chat, at, Phrase::thanks);
    TimeMs last = at;
    if (dice_.chance(0.7)) {
      last += dice_.between_ms(3 * kSecondMs, 35 * kSecondMs);
      script_.say(chat, last, model::SenderKind::rep, talks_[chat].holder, Phrase::reply_to_thanks);
    }
    finish(chat, last);
  }

  void bot_only(std::uint32_t chat, TimeMs at) {
    out_.chats[chat].robot_only = true;
    customer(chat, at, question());
    script_.say(chat, at + 900, model::SenderKind::bot, -1, Phrase::bot);
    script_.change(chat, at + 10 * kMinuteMs, What::closed, -1);
  }

  void leave_unanswered(std::uint32_t chat, TimeMs spoke) {
    const TimeMs again = spoke + dice_.between_ms(70 * kSecondMs, 200 * kSecondMs);
    customer(chat, again, Phrase::hurry);
    const TimeMs closed = again + dice_.between_ms(8 * kMinuteMs, 20 * kMinuteMs);
    script_.change(chat, closed, What::closed, -1);
    release(chat, closed);
  }

  // The chat is over: an invitation to rate, the closing, and what the customer buys.
  void finish(std::uint32_t chat, TimeMs last) {
    const TimeMs closed = last + dice_.between_ms(4 * kMinuteMs, 10 * kMinuteMs);
    invite_and_rate(plan_, talks_[chat].holder, chat, last, dice_, script_);
    script_.change(chat, closed, What::closed, -1);
    release(chat, closed);
    if (person_.group == Group::pre_sales && plan_.means_to_buy(rep_, day_, static_cast<int>(chat))) {
      sell(plan_, chat, last, dice_, script_);
    }
  }

  const Plan& plan_;
  const Person& person_;
  int rep_;
  Day day_;
  Duty duty_;
  Dice dice_;
  ChatScript script_;
  RepDay& out_;
  int open_ = 0;
  std::vector<Talk> talks_;
  std::priority_queue<Next, std::vector<Next>, std::greater<>> queue_;
};

}  // namespace

void make_rep_day(const Plan& plan, int rep, Day day, RepDay& result) {
  result.chats.clear();
  result.events.clear();
  RepDayMaker(plan, rep, day, result).run();
}

}  // namespace rigong::connectors::demo
