// SPDX-License-Identifier: Apache-2.0
// What a device calls itself where people see it in a list: "Windows · Edge".
interface Hints {
  brands?: { brand: string }[];
  platform?: string;
}

// Which kind of browser, the more particular first: nearly all say that they are Chrome and Safari too.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\/|Microsoft Edge/, "Edge"],
  [/MicroMessenger\//, "WeChat"],
  [/\bDingTalk\//, "DingTalk"],
  [/\bQQBrowser\/|QQBrowser/, "QQ Browser"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\/|Google Chrome|Chromium/, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/HarmonyOS/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPad/, "iPad"],
  [/iPhone/, "iPhone"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh|macOS/, "macOS"],
  [/CrOS|Chrome OS/, "ChromeOS"],
  [/Linux/, "Linux"],
];
const first = (list: [RegExp, string][], text: string): string => list.find(([sign]) => sign.test(text))?.[1] ?? "";

// At most 80 characters, as the contract has it; "" where nothing is known.
export function deviceName(agent: string, hints: Hints = {}): string {
  const brands = (hints.brands ?? []).map(({ brand }) => brand).join(" ");
  const parts = [first(systems, hints.platform ?? "") || first(systems, agent), first(browsers, brands) || first(browsers, agent)];
  return parts.filter(Boolean).join(" · ").slice(0, 80);
}

export const thisDevice = (): string => deviceName(navigator.userAgent, (navigator as Navigator & { userAgentData?: Hints }).userAgentData);
