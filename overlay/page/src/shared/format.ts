// SPDX-License-Identifier: Apache-2.0
// Numbers, times and days as people read them. Minus is "−", unknown is "—"; units stand apart from numbers so that they can be small and
// grey. Times are shown in the shop's zone, wherever the browser is.
import { dateOf, daysBetween } from "./days";
import { dictionary, language, locale } from "./i18n";
import type { Unit, Value } from "./schema";

export const unknown = "—";
// Between a number and its unit, which must not part at a line's end.
const stick = "\u00a0";

const t = dictionary({
  zh: {
    h: "{h} 小时 {m} 分",
    m: "{m} 分 {s} 秒",
    s: "{s} 秒",
    second: "秒",
    points: "个百分点",
    today: "今日",
    yesterday: "昨日",
    agoS: "{n} 秒前",
    agoM: "{n} 分前",
    agoH: "{n} 小时前",
    just: "刚刚",
    nextDay: "次日 {time}",
  },
  en: {
    h: "{h} h {m} min",
    m: "{m} min {s} s",
    s: "{s} s",
    second: "s",
    points: "points",
    today: "Today",
    yesterday: "Yesterday",
    agoS: "{n} s ago",
    agoM: "{n} min ago",
    agoH: "{n} h ago",
    just: "just now",
    nextDay: "{time} next day",
  },
});

const formats = new Map<string, Intl.NumberFormat>();

// With so many decimals, grouped by thousands.
export function number(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return unknown;
  const key = `${locale()}${decimals}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(key, format);
  }
  // −0.04 with one decimal is 0.0.
  const text = format.format(Math.abs(value));
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

// Fen as yuan: "¥8,420", "¥67.36".
export function yuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return unknown;
  const text = number(Math.abs(fen) / 100, Math.round(fen) % 100 === 0 ? 0 : 2);
  return `${fen < 0 ? "−" : ""}¥${text}`;
}

const decimals: Record<Unit, number> = { share: 1, ms: 1, ratio: 2, count: 0, fen: 0 };
// From the contract's number to the one that is shown.
export const scaled = (value: number, unit: Unit): number => (unit === "share" ? value * 100 : unit === "ms" ? value / 1000 : value);

export const unitWord = (unit: Unit): string => (unit === "share" ? "%" : unit === "ms" ? t("second") : "");

// A number of a figure without its unit: "94.1", "42.3", "1.38", "86", "¥67.36".
export function plain(value: number | null | undefined, unit: Unit, digits = decimals[unit]): string {
  if (value === null || value === undefined) return unknown;
  return unit === "fen" ? yuan(value) : number(scaled(value, unit), digits);
}

// As short as it may be, for targets: "90", "2.5", "45".
export function shortest(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return unknown;
  if (unit === "fen") return yuan(value);
  const text = number(scaled(value, unit), unit === "ratio" ? 2 : 1);
  return unit === "ratio" ? text.replace(/0$/, "") : text.replace(/\.0$/, "");
}

export interface Shown {
  text: string; // "94.1", "17/20", "—"
  unit: string; // "%", "秒", ""
}

// A figure's value; a share of too few is shown as the count it is.
export function shown(value: Value, unit: Unit): Shown {
  if (value.few && value.denominator > 0) return { text: `${number(value.numerator)}/${number(value.denominator)}`, unit: "" };
  if (value.value === null) return { text: unknown, unit: "" };
  return { text: plain(value.value, unit), unit: unitWord(unit) };
}

// A number of a figure with its unit: "94.1%", "42.3 秒".
export function withUnit(value: number | null | undefined, unit: Unit): string {
  const text = plain(value, unit);
  const word = unitWord(unit);
  return value === null || value === undefined || !word ? text : word === "%" ? `${text}%` : `${text}${stick}${word}`;
}

// The value as one text.
export function whole(value: Value, unit: Unit): string {
  const parts = shown(value, unit);
  if (!parts.unit) return parts.text;
  return parts.unit === "%" ? `${parts.text}%` : `${parts.text}${stick}${parts.unit}`;
}

// "+1.2", "−5.1", "0.0"; as a sentence needs it with `long`: "+1.2 个百分点", "−5.1 秒".
export function difference(value: number | null | undefined, unit: Unit, long = false): string {
  if (value === null || value === undefined) return unknown;
  const text = plain(value, unit);
  const sign = value > 0 && /[1-9]/.test(text) ? "+" : "";
  const word = !long ? "" : unit === "share" ? `${stick}${t("points")}` : unitWord(unit) ? `${stick}${unitWord(unit)}` : "";
  return `${sign}${text}${word}`;
}

// "1 分 46 秒", "46 秒", "2 小时 3 分".
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return unknown;
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return t("s", { s });
  if (s < 3600) return t("m", { m: Math.floor(s / 60), s: s % 60 });
  return t("h", { h: Math.floor(s / 3600), m: Math.floor((s % 3600) / 60) });
}

// "42.3 秒".
export const seconds = (ms: number | null | undefined): string =>
  ms === null || ms === undefined ? unknown : `${plain(ms, "ms")}${stick}${t("second")}`;

let zone = "Asia/Shanghai";
const clocks = new Map<string, Intl.DateTimeFormat>();

// The app's frame sets it from the session.
export function setZone(name: string | undefined): void {
  if (!name || name === zone) return;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    zone = name;
    clocks.clear();
  } catch {
    // A zone this browser does not know.
  }
}

function clock(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const whole = `${locale()}.${key}`;
  let found = clocks.get(whole);
  if (!found) {
    found = new Intl.DateTimeFormat(locale(), { timeZone: zone, hourCycle: "h23", ...options });
    clocks.set(whole, found);
  }
  return found;
}

// "15:20"
export const time = (ms: number): string => clock("t", { hour: "2-digit", minute: "2-digit" }).format(ms);
// "15:20:07"
export const timeWithSeconds = (ms: number): string => clock("s", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(ms);
// "11月25日 15:20"
export const dateTime = (ms: number): string => `${clock("d", { month: language() === "zh" ? "long" : "short", day: "numeric" }).format(ms)} ${time(ms)}`;

// The date in the shop's zone, "2026-11-25".
export function dateOfTime(ms: number): string {
  const parts = clock("date", { year: "numeric", month: "2-digit", day: "2-digit", calendar: "gregory", numberingSystem: "latn" }).formatToParts(ms);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

// The instant at which clocks in the shop's zone say this on that date: "17:30". Where clocks jump over it, an hour beside; NaN where it is
// no time.
export function instantOf(date: string, text: string): number {
  const wanted = Date.parse(`${date}T${text}:00Z`);
  let found = wanted;
  // The zone's distance is known only at an instant, so it is asked at a guess and again at what follows from it.
  for (let i = 0; i < 2 && Number.isFinite(found); i++) found += wanted - Date.parse(`${dateOfTime(found)}T${clock("w", { hour: "2-digit", minute: "2-digit", numberingSystem: "latn" }).format(found)}:00Z`);
  return found;
}

// A minute of the shop's day, which may be the next: 570 is "09:30".
export function minute(min: number): string {
  const text = `${String(Math.floor(min / 60) % 24).padStart(2, "0")}:${String(min % 60).padStart(2, "0")}`;
  return min > 1440 ? t("nextDay", { time: text }) : min === 1440 ? "24:00" : text;
}

const days = new Map<string, Intl.DateTimeFormat>();
function dayFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  let found = days.get(key);
  if (!found) days.set(key, (found = new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options })));
  return found;
}

// "周三", "Wed"
export const weekdayName = (day: string): string => dayFormat({ weekday: "short" }).format(dateOf(day));
// "11月25日", "Nov 25"
export const shortDay = (day: string): string => dayFormat({ month: language() === "zh" ? "long" : "short", day: "numeric" }).format(dateOf(day));
// "11月25日 周三", "Wed, Nov 25"; with the year where it is not `today`'s.
export function longDay(day: string, today = day): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  const date = dayFormat({ ...year, month: language() === "zh" ? "long" : "short", day: "numeric" }).format(dateOf(day));
  return language() === "zh" ? `${date} ${weekdayName(day)}` : `${weekdayName(day)}, ${date}`;
}
// "今日", "昨日", else the day.
export function namedDay(day: string, today: string): string {
  const back = daysBetween(day, today);
  return back === 0 ? t("today") : back === 1 ? t("yesterday") : longDay(day, today);
}

// "10 秒前"
export function ago(ms: number): string {
  const s = Math.floor(ms / 1000);
  if (s < 2) return t("just");
  if (s < 60) return t("agoS", { n: s });
  if (s < 3600) return t("agoM", { n: Math.floor(s / 60) });
  return t("agoH", { n: Math.floor(s / 3600) });
}
