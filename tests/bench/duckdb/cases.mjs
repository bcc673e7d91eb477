// SPDX-License-Identifier: Apache-2.0
//
// Small chats with figures worked out by hand, one for each rule. A message is [time, direction, agent, text, day, id];
// figures are named by "rep day" and give only what the case is about.

const A_DAY = '2026-03-02';
const NEXT = '2026-03-03';

export const CASES = [
  {
    name: 'worked example 1 without its assignment',
    messages: [
      ['10:00:00', 'in'], ['10:00:01', 'auto'], ['10:00:20', 'in'], ['10:00:45', 'out', 'L'], ['10:00:50', 'out', 'L'],
      ['10:02:00', 'in'], ['10:02:30', 'in'], ['10:06:00', 'out', 'L'], ['10:07:00', 'in', '', '好的谢谢'],
    ],
    figures: {
      [`L ${A_DAY}`]: {
        conversations: 1, customers: 1, customers_replied: 1, turns: 2, turns_answered: 2, turns_slow: 1, turns_slow_answered: 1,
        response_n: 2, response_sum_ms: 285000, response_mean_ms: 142500, response_median_ms: 142500, response_p90_ms: 240000,
        first_response_n: 1, first_response_sum_ms: 45000, messages_in: 5, messages_out: 3,
      },
    },
  },
  {
    name: 'the cap holds for the mean only',
    messages: [['10:00:00', 'in'], ['10:20:00', 'out', 'L']],
    figures: {
      [`L ${A_DAY}`]: { response_sum_ms: 1200000, response_capped_sum_ms: 600000, response_mean_ms: 600000, response_median_ms: 1200000 },
    },
  },
  {
    name: 'an instant reply is none, and its sender has written nothing',
    messages: [['10:00:00', 'in'], ['10:00:00.999', 'out', 'L'], ['10:00:30', 'out', 'M']],
    figures: { [`M ${A_DAY}`]: { turns_answered: 1, response_sum_ms: 30000, messages_in: 1, messages_out: 1 } },
  },
  {
    name: 'one second from the opening is not instant, however close the last question',
    messages: [['10:00:00', 'in'], ['10:00:00.500', 'in'], ['10:00:01', 'out', 'L']],
    figures: { [`L ${A_DAY}`]: { turns_answered: 1, response_sum_ms: 1000, messages_in: 2, messages_out: 1 } },
  },
  {
    name: 'a courtesy moves the opening, from which instant is counted',
    messages: [
      ['10:00:00', 'in'], ['10:00:10', 'out', 'L'], ['10:01:00', 'in', '', 'ＯＫ，[微笑]'], ['10:01:05', 'in', '', '还有货吗'],
      ['10:01:05.500', 'out', 'L'], ['10:01:25', 'out', 'L'],
    ],
    figures: { [`L ${A_DAY}`]: { turns: 2, response_sum_ms: 30000, messages_in: 3, messages_out: 2 } },
  },
  {
    name: 'thanks before any reply are a question, and an instant reply is not one',
    messages: [['10:00:00', 'in', '', '谢谢'], ['10:00:00.500', 'out', 'L'], ['10:00:01', 'in', '', 'ok'], ['10:00:40', 'out', 'L']],
    figures: { [`L ${A_DAY}`]: { turns: 1, response_sum_ms: 40000, messages_in: 2, messages_out: 1 } },
  },
  {
    name: 'punctuation alone is no courtesy, emoji alone are',
    messages: [
      ['10:00:00', 'in'], ['10:00:10', 'out', 'L'], ['10:01:00', 'in', '', '？'], ['10:01:20', 'out', 'L'], ['10:02:00', 'in', '', '👌🏻 1️⃣'],
    ],
    figures: { [`L ${A_DAY}`]: { turns: 2, turns_unanswered: 0, response_sum_ms: 30000, messages_in: 3 } },
  },
  {
    name: 'a session of its own after more than two hours ends the open turn',
    messages: [
      ['10:00:00', 'in'], ['10:00:10', 'out', 'L'], ['10:01:00', 'in'], ['12:01:00', 'in'], ['14:01:00.001', 'in'], ['14:01:20.001', 'out', 'M'],
    ],
    figures: {
      [`L ${A_DAY}`]: { turns: 2, turns_unanswered: 1, turns_slow: 1, turns_slow_answered: 0, first_response_n: 1, messages_in: 3 },
      [`M ${A_DAY}`]: { turns: 1, first_response_n: 1, first_response_sum_ms: 20000, messages_in: 1 },
    },
  },
  {
    name: 'a late reply breaks the silence and begins no session',
    messages: [['10:00:00', 'in'], ['13:00:00', 'out', 'L'], ['13:05:00', 'in'], ['13:05:09', 'out', 'L']],
    figures: { [`L ${A_DAY}`]: { turns_answered: 2, first_response_n: 1, first_response_sum_ms: 10800000 } },
  },
  {
    name: 'the clock rests outside of the window',
    messages: [['22:59:00', 'in'], ['08:00:30', 'out', 'L', 'x', NEXT]],
    figures: {
      [`L ${A_DAY}`]: { turns_answered: 1, turns_slow: 0, response_sum_ms: 90000, messages_in: 1, messages_out: 0 },
      [`L ${NEXT}`]: { turns: 0, messages_out: 1, response_mean_ms: null },
    },
  },
  {
    name: 'a leftover turn has its messages only',
    messages: [['23:00:00', 'in'], ['23:00:30', 'out', 'L']],
    figures: { [`L ${A_DAY}`]: { conversations: 0, turns: 0, response_n: 0, first_response_n: 0, messages_in: 1, messages_out: 1 } },
  },
  {
    name: 'a night window and a late start of the day keep a night in one day',
    options: { service_window: '20:00-04:00', day_starts: '06:00' },
    messages: [['23:59:00', 'in'], ['00:01:00', 'out', 'L', 'x', NEXT], ['03:59:30', 'in', '', 'x', NEXT], ['20:00:10', 'out', 'L', 'x', NEXT]],
    figures: {
      [`L ${A_DAY}`]: { turns_answered: 2, response_sum_ms: 160000, messages_in: 2, messages_out: 1 },
      [`L ${NEXT}`]: { turns: 0, messages_out: 1 },
    },
  },
  {
    name: 'a bot ends the turn, which counts for nobody',
    messages: [['10:00:00', 'in'], ['10:00:02', 'bot'], ['10:00:30', 'in'], ['10:00:50', 'out', 'L']],
    figures: { [`L ${A_DAY}`]: { turns: 1, response_sum_ms: 20000, first_response_sum_ms: 20000, messages_in: 1 } },
  },
  {
    name: 'a bot that ends nothing does nothing',
    options: { bot_ends_turn: false },
    messages: [['10:00:00', 'in'], ['10:00:02', 'bot'], ['10:00:30', 'in'], ['10:00:50', 'out', 'L']],
    figures: { [`L ${A_DAY}`]: { turns: 1, response_sum_ms: 50000, messages_in: 2 } },
  },
  {
    name: 'a waiting turn is undecided up to the threshold',
    now: '2026-03-02T10:03:10+08:00',
    messages: [['10:00:00', 'in'], ['10:00:05', 'out', 'L'], ['10:00:10', 'in']],
    figures: { [`L ${A_DAY}`]: { turns: 1, turns_open: 1, turns_unanswered: 0, turns_slow: 0, messages_in: 1 } },
  },
  {
    name: 'and unanswered and slow after it',
    now: '2026-03-02T10:03:10.001+08:00',
    messages: [['10:00:00', 'in'], ['10:00:05', 'out', 'L'], ['10:00:10', 'in']],
    figures: { [`L ${A_DAY}`]: { turns: 2, turns_open: 0, turns_unanswered: 1, turns_slow: 1, messages_in: 2 } },
  },
  {
    name: 'of a repeated message the first counts, and order is that of time',
    messages: [
      ['10:00:00', 'in', '', 'x', A_DAY, 'a'], ['10:00:40', 'out', '', 'x', A_DAY, 'c'], ['10:00:50', 'in', '', 'x', A_DAY, 'a'],
      ['10:00:10', 'out', 'L', 'x', A_DAY, 'b'],
    ],
    figures: {
      [`L ${A_DAY}`]: { turns: 1, response_sum_ms: 10000, messages_in: 1, messages_out: 1 },
      [`(unknown) ${A_DAY}`]: { turns: 0, messages_in: 0, messages_out: 1 },
    },
  },
  {
    name: 'without any rep before it a turn is unassigned',
    messages: [['10:00:00', 'in']],
    figures: { [`(unassigned) ${A_DAY}`]: { turns: 1, turns_unanswered: 1, customers: 1, customers_replied: 0, messages_in: 1 } },
  },
];
