// SPDX-License-Identifier: Apache-2.0
// The stream of changes. Read with fetch, so that it carries the token; begun again by itself, at first soon, then every 15 s, and at once
// when the tab is looked at or the network is back.
import { send } from "./api";
import { heardTime } from "./clock";
import { connection } from "./connection";
import { ProblemError } from "./problem";
import { makeStore } from "./store";

// The highest change number heard of. Whoever shows answers asks again when it rises.
export const change = makeStore(0);

// The agent sends a sign of life every 15 s.
const silence = 40_000;
const longestPause = 15_000;

function heard(event: string, data: string): void {
  if (event !== "change") return;
  const told = JSON.parse(data) as { change: number; now: number };
  if (typeof told.now === "number") heardTime(told.now);
  if (typeof told.change === "number") change.set(told.change);
}

// Calls `heard` for each event in a text that comes in pieces.
export function eventReader(take: (event: string, data: string) => void): (piece: string) => void {
  let rest = "";
  let event = "";
  let data: string[] = [];
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) take(event || "message", data.join("\n"));
        event = "";
        data = [];
      } else if (line.startsWith("event:")) {
        event = line.slice(6).trim();
      } else if (line.startsWith("data:")) {
        data.push(line.slice(5).replace(/^ /, ""));
      }
    }
  };
}

async function readOnce(stop: AbortController): Promise<void> {
  let watch = 0;
  const alive = (): void => {
    clearTimeout(watch);
    watch = window.setTimeout(() => stop.abort(), silence);
  };
  try {
    alive();
    const response = await send("/events", { signal: stop.signal });
    const reader = response.body?.getReader();
    if (!reader) return;
    const text = new TextDecoder();
    const take = eventReader(heard);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      connection.found();
      take(text.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(watch);
    stop.abort();
  }
}

// Begins to listen; returns how to stop.
export function listen(): () => void {
  let stopped = false;
  let wake: () => void = () => {};
  let current: AbortController | null = null;
  const impatient = (): void => {
    if (!document.hidden) wake();
  };
  document.addEventListener("visibilitychange", impatient);
  addEventListener("online", impatient);

  void (async () => {
    for (let pause = 500; !stopped; ) {
      const begun = Date.now();
      current = new AbortController();
      try {
        await readOnce(current);
      } catch (error) {
        if (error instanceof ProblemError && error.kind === "locked") return;
      }
      if (stopped) return;
      connection.lost();
      if (Date.now() - begun > 30_000) pause = 500;
      const wait = pause * (0.75 + Math.random() / 2);
      await new Promise<void>((done) => {
        const timer = setTimeout(done, wait);
        wake = () => {
          clearTimeout(timer);
          done();
        };
      });
      wake = () => {};
      pause = Math.min(pause * 2, longestPause);
    }
  })();

  return () => {
    stopped = true;
    current?.abort();
    wake();
    document.removeEventListener("visibilitychange", impatient);
    removeEventListener("online", impatient);
  };
}
