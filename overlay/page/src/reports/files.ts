// SPDX-License-Identifier: Apache-2.0
// A report as a file or as text: made by the agent when somebody asks for it.
import { answer } from "../shared/answers";
import { saveFile } from "../shared/download";
import { language } from "../shared/i18n";
import type { Query, Schema } from "../shared/schema";

export type Format = Schema<"ReportFormat">;
export type Asked = Omit<Query<"/report-file">, "format" | "language">;

// What each is said to be follows from what was asked for, not from the answer.
export const types: Record<Format, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  markdown: "text/markdown",
  json: "application/json",
};

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const fetched = (asked: Asked, format: Format): Promise<Schema<"ReportFile">> => answer("/report-file", { ...asked, format, language: language() });

// Saves it and returns what it is called. Throws ProblemError.
export async function saveReport(asked: Asked, format: Format): Promise<string> {
  const file = await fetched(asked, format);
  return saveFile(bytesOf(file.base64), file.name, types[format]);
}

// The report as text that reads well in a message. Throws ProblemError.
export async function textOf(asked: Asked): Promise<string> {
  return new TextDecoder().decode(bytesOf((await fetched(asked, "markdown")).base64));
}
