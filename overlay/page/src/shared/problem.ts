// SPDX-License-Identifier: Apache-2.0
// Why something did not work, in words for a person.
import type { Schema, Words } from "./schema";

type Kind = Schema<"Problem">["kind"] | "away" | "locked";

export class ProblemError extends Error {
  constructor(
    readonly kind: Kind,
    readonly words: Words,
    readonly status: number,
    readonly field?: string,
  ) {
    super(words.en);
    this.name = "ProblemError";
  }
}

export const awayProblem = (): ProblemError =>
  new ProblemError("away", { zh: "代理没有回应。它一回来，这里就会接上。", en: "The agent does not answer. This page goes on as soon as it is back." }, 0);

// The problem a response carries; one of our own words where it carries none.
export async function problemOf(response: Response): Promise<ProblemError> {
  let body: Partial<Schema<"Problem">> = {};
  try {
    body = (await response.json()) as Partial<Schema<"Problem">>;
  } catch {
    // Not from the agent's own hand.
  }
  const words = body.words ?? {
    zh: `代理回答了 ${response.status}，没有说明原因。请稍后再试，或查看日志。`,
    en: `The agent answered ${response.status} without a reason. Try again later, or look into its log.`,
  };
  const kind = response.status === 401 ? "locked" : (body.kind ?? "internal");
  return new ProblemError(kind, words, response.status, body.field);
}

export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError
    ? error
    : new ProblemError("internal", { zh: `页面出错：${String(error)}`, en: `The page failed: ${String(error)}` }, 0);
