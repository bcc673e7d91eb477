// SPDX-License-Identifier: Apache-2.0
// How long a message is and may be, by kind of robot. What is longer goes out as several messages, cut between rows.
import { number } from "../shared/format";
import { t } from "./words";

export interface Limit {
  most: number;
  counted: "bytes" | "characters";
  whole: boolean; // Of the whole request; else of the text as it is shown.
}
export const limits: Record<string, Limit> = {
  wecom: { most: 4096, counted: "bytes", whole: false },
  dingtalk: { most: 20_000, counted: "bytes", whole: true },
  feishu: { most: 20_000, counted: "bytes", whole: true },
  slack: { most: 12_000, counted: "characters", whole: false },
  mattermost: { most: 4000, counted: "characters", whole: false },
  "rocket-chat": { most: 5000, counted: "characters", whole: false },
  webhook: { most: 20_000, counted: "bytes", whole: true },
};

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

// "1,234 字节，每条上限 4,096 字节".
export function sizeText(text: string, type: string): string {
  const limit = limits[type];
  const bytes = t("bytes", { n: shownCount(bytesOf(text)) });
  if (!limit) return `${bytes}${t("comma")}${t("noLimit")}`;
  const most = t(limit.counted, { n: number(limit.most) });
  if (limit.whole) return `${bytes}${t("comma")}${t(type === "webhook" ? "limitSet" : "limitWhole", { most })}`;
  const size = limit.counted === "bytes" ? bytes : `${t("characters", { n: shownCount(text.length) })}${t("comma")}${bytes}`;
  return `${size}${t("comma")}${t("limit", { most })}`;
}
// One stays a number, so that its word is in the singular.
const shownCount = (n: number): number | string => (n === 1 ? 1 : number(n));
