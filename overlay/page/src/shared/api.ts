// SPDX-License-Identifier: Apache-2.0
// Requests to the agent. Views read with useAnswer() (answers.ts) and act with command(); request() is for what is neither.
import { connection } from "./connection";
import { awayProblem, ProblemError, problemOf } from "./problem";
import type { CommandBody, Schema } from "./schema";
import { keepToken, token } from "./token";

const base = "/api/v1";

export type Parameters = Record<string, string | number | boolean | null | undefined>;

// The address with its parameters in one order, so that it can be a key.
export function addressOf(path: string, query: Parameters = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  given.sort(([a], [b]) => (a < b ? -1 : 1));
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length > 0 ? `${path}?${search}` : path;
}

export interface Options {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown; // Sent as JSON, bytes (Blob, ArrayBuffer) as they are.
  etag?: string | null;
  signal?: AbortSignal;
  anonymous?: boolean; // Without the token.
}

// One request below /api/v1. Resolves for 2xx and 304; throws ProblemError otherwise, "away" where nobody answers, "locked" for a token
// that is not valid (it is forgotten, and the page says how to open it again).
export async function send(address: string, options: Options = {}): Promise<Response> {
  const headers = new Headers();
  const mine = token.get();
  if (mine !== null && !options.anonymous) headers.set("Authorization", `Bearer ${mine}`);
  if (options.etag) headers.set("If-None-Match", options.etag);
  let body: BodyInit | null = null;
  if (options.body instanceof Blob || options.body instanceof ArrayBuffer) {
    headers.set("Content-Type", "application/octet-stream");
    body = options.body;
  } else if (options.body !== undefined) {
    headers.set("Content-Type", "application/json");
    body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(base + address, {
      method: options.method ?? "GET",
      headers,
      body,
      signal: options.signal ?? null,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    connection.lost();
    throw awayProblem();
  }
  connection.found();
  if (response.ok || response.status === 304) return response;
  const problem = await problemOf(response);
  // Another tab may have been given a new token meanwhile.
  if (problem.kind === "locked" && mine !== null && token.get() === mine) keepToken(null);
  throw problem;
}

export async function request<Answer>(address: string, options: Options = {}): Promise<Answer> {
  return (await (await send(address, options)).json()) as Answer;
}

// A UUIDv7: the time first, so that ids sort as they were made.
export function makeId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let rest = now;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export interface Intent {
  // Sends it; again with the same id until the agent has answered or `patience` ms are over. May be called again after a failure: the
  // agent applies an id once, however often it comes.
  send(patience?: number): Promise<Schema<"CommandDone">>;
}

// Something a person does, with the id made once.
export function intend(body: CommandBody): Intent {
  const whole = { id: makeId(), ...body };
  return {
    async send(patience = 20_000) {
      const end = Date.now() + patience;
      for (let pause = 500; ; pause = Math.min(pause * 2, 5000)) {
        try {
          return await request<Schema<"CommandDone">>("/commands", { method: "POST", body: whole });
        } catch (error) {
          const passing = error instanceof ProblemError && ["away", "busy", "unavailable"].includes(error.kind);
          if (!passing || Date.now() + pause > end) throw error;
          await new Promise((done) => setTimeout(done, pause));
        }
      }
    },
  };
}

// Does it, and resolves when it is committed; throws ProblemError. The change event that follows brings the new figures.
export const command = (body: CommandBody): Promise<Schema<"CommandDone">> => intend(body).send();
