// SPDX-License-Identifier: Apache-2.0
//
// The options of the figures, with the names and defaults of rigong.toml, as variables of figures.sql.

import { courtesyVariables } from './courtesy.mjs';

export const DEFAULTS = {
  slow_after_s: 180,
  instant_reply_ms: 1000,
  cap_s: 600,
  session_gap_min: 120,
  courtesy: true,
  bot_ends_turn: true,
  service_window: '08:00-23:00',
  timezone: 'Asia/Shanghai',
  day_starts: '00:00',
};

// The options that turn the rules off, for research data.
export const PLAIN = {
  ...DEFAULTS,
  instant_reply_ms: 0,
  cap_s: 0,
  session_gap_min: 0,
  courtesy: false,
  bot_ends_turn: false,
  service_window: '00:00-24:00',
};

function clockMs(text) {
  const match = /^(\d\d):(\d\d)$/.exec(text);
  if (!match) throw new Error(`not a time of day: ${text}`);
  return (Number(match[1]) * 60 + Number(match[2])) * 60000;
}

function nowMs(now) {
  const ms = now === undefined ? Date.now() : Date.parse(now);
  if (Number.isNaN(ms)) throw new Error(`not a time: ${now}`);
  return ms;
}

export function sqlVariables(options, now) {
  const [windowStart, windowEnd] = options.service_window.split('-').map(clockMs);
  return {
    slow_after_ms: options.slow_after_s * 1000,
    instant_reply_ms: options.instant_reply_ms,
    cap_ms: options.cap_s * 1000,
    session_gap_ms: options.session_gap_min * 60000,
    courtesy: options.courtesy,
    ...courtesyVariables(),
    bot_ends_turn: options.bot_ends_turn,
    window_start_ms: windowStart,
    window_end_ms: windowEnd,
    timezone: options.timezone,
    day_starts_ms: clockMs(options.day_starts),
    now_ms: nowMs(now),
  };
}
