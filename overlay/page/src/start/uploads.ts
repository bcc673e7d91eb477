// SPDX-License-Identifier: Apache-2.0
// Files on their way in. They live beside the views, so that looking at the panel meanwhile stops nothing.
import { request } from "../shared/api";
import { connection } from "../shared/connection";
import { asProblem, ProblemError } from "../shared/problem";
import type { Schema, Words } from "../shared/schema";
import { makeStore } from "../shared/store";

export type Import = Schema<"Import">;
export type Reading = Schema<"ImportReading">;
export const partBytes = 768 * 1024;

export type Stage = "sending" | "looking" | "looked" | "importing" | "finished" | "stopped" | "failed";
export interface Upload {
  key: number;
  file: File;
  stage: Stage;
  sent: number; // Bytes.
  known: Import | null; // What the agent said last.
  reading: Reading;
  problem: Words | null;
}

export const uploads = makeStore<Upload[]>([]);
let keys = 0;

const find = (key: number): Upload | undefined => uploads.get().find((one) => one.key === key);
function change(key: number, part: Partial<Upload>): void {
  uploads.set(uploads.get().map((one) => (one.key === key ? { ...one, ...part } : one)));
}

const pauseFor = (ms: number): Promise<void> =>
  new Promise((done) => {
    const stop = connection.follow(() => {
      if (connection.get().awaySince === null) finish();
    });
    const timer = setTimeout(finish, ms);
    function finish(): void {
      clearTimeout(timer);
      stop();
      done();
    }
  });

// Again and again while nobody answers and the upload is still wanted: every request here may be done twice.
async function patiently<Answer>(key: number, work: () => Promise<Answer>): Promise<Answer> {
  for (let pause = 500; ; pause = Math.min(pause * 2, 8000)) {
    try {
      return await work();
    } catch (error) {
      const passing = error instanceof ProblemError && ["away", "busy", "unavailable"].includes(error.kind);
      if (!passing || !find(key)) throw error;
      await pauseFor(pause);
    }
  }
}

const begin = (file: File): Promise<Import> => request<Import>("/imports", { method: "POST", body: { name: (file.name || "file").slice(-255), size: file.size } });

async function sendParts(key: number, file: File, id: string): Promise<void> {
  for (let part = 0; part * partBytes < file.size; part++) {
    const bytes = file.slice(part * partBytes, (part + 1) * partBytes);
    const known = await patiently(key, () => request<Import>(`/imports/${id}/parts/${part}`, { method: "PUT", body: bytes }));
    if (!find(key)) return;
    change(key, { sent: Math.min(file.size, (part + 1) * partBytes), known });
  }
}

const failed = (key: number, error: unknown): void => change(key, { stage: "failed", problem: asProblem(error).words });

async function send(key: number): Promise<void> {
  const one = find(key);
  if (!one) return;
  try {
    const known = await patiently(key, () => begin(one.file));
    change(key, { known, sent: 0, stage: "sending", problem: null });
    await sendParts(key, one.file, known.id);
    if (find(key)) await look(key);
  } catch (error) {
    failed(key, error);
  }
}

// Files are read one after the other.
let line: Promise<void> = Promise.resolve();
export function addFiles(files: File[], shop: string): void {
  const fresh = files.map((file): Upload => ({ key: ++keys, file, stage: "sending", sent: 0, known: null, reading: shop ? { shop } : {}, problem: null }));
  uploads.set([...uploads.get(), ...fresh]);
  for (const { key } of fresh) line = line.then(() => send(key));
}

// Asks what the file is; again after every change of `reading`.
export async function look(key: number, reading?: Reading): Promise<void> {
  const one = find(key);
  if (!one?.known) return;
  const wanted = reading ?? one.reading;
  change(key, { stage: "looking", reading: wanted, problem: null });
  try {
    const known = await patiently(key, () => request<Import>(`/imports/${one.known?.id}/preview`, { method: "POST", body: wanted }));
    // A later look has its own answer.
    if (find(key)?.reading === wanted) change(key, { stage: "looked", known });
  } catch (error) {
    if (find(key)?.reading === wanted) change(key, { stage: "looked", problem: asProblem(error).words, known: { ...one.known, state: "not_understood" } });
  }
}

async function follow(key: number, id: string): Promise<void> {
  for (;;) {
    const known = await patiently(key, () => request<Import>(`/imports/${id}`));
    if (find(key)?.stage !== "importing") return;
    if (known.state === "finished") return change(key, { stage: "finished", known });
    if (known.state === "failed") return change(key, { stage: "failed", known, problem: known.problem ?? null });
    change(key, { known });
    await new Promise((done) => setTimeout(done, 400));
  }
}

export async function take(keysWanted: number[]): Promise<void> {
  for (const key of keysWanted) {
    const one = find(key);
    if (!one?.known || one.stage !== "looked") continue;
    const { id } = one.known;
    change(key, { stage: "importing", problem: null });
    try {
      const known = await patiently(key, () => request<Import>(`/imports/${id}/apply`, { method: "POST", body: one.reading }));
      change(key, { known });
      await follow(key, id);
    } catch (error) {
      if (find(key)?.stage === "importing") failed(key, error);
    }
  }
}

const forget = (id: string | undefined): void => {
  if (id) void request(`/imports/${id}`, { method: "DELETE" }).catch(() => {});
};

// Stops taking it in; what is stored stays.
export function stop(key: number): void {
  forget(find(key)?.known?.id);
  change(key, { stage: "stopped" });
}

export function drop(key: number): void {
  const one = find(key);
  if (one && one.stage !== "finished") forget(one.known?.id);
  uploads.set(uploads.get().filter((other) => other.key !== key));
}

export function again(key: number): void {
  forget(find(key)?.known?.id);
  change(key, { stage: "sending", sent: 0, known: null, problem: null });
  line = line.then(() => send(key));
}
