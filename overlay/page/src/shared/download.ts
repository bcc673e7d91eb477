// SPDX-License-Identifier: Apache-2.0
// A file on this computer. What the file is called and what it is said to be is never left to whoever made what is in it.
const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const kinds: Record<string, { type: string; end: string }> = {
  "application/json": { type: "application/json", end: ".json" },
  "text/csv": { type: "text/csv", end: ".csv" },
  "text/markdown": { type: "text/markdown", end: ".md" },
  [sheet]: { type: sheet, end: ".xlsx" },
};
const plainText = { type: "text/plain", end: ".txt" };
const kindOf = (type: string): { type: string; end: string } => kinds[type.split(";")[0]?.trim() ?? ""] ?? plainText;

// One name without a folder, a leading dot or a character that a system refuses, and with the ending of its type.
export function safeName(name: string, type: string): string {
  const { end } = kindOf(type);
  const last = name.split(/[\\/]/).pop() ?? "";
  const bare = last.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, "").replace(/^[.\s]+|[.\s]+$/g, "");
  const stem = (bare.toLowerCase().endsWith(end) ? bare.slice(0, -end.length) : bare).replace(/[.\s]+$/g, "");
  const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem);
  return `${[...(stem === "" || device ? `rigong-${stem}`.replace(/-$/, "") : stem)].slice(0, 80).join("")}${end}`;
}

// Returns what the file is called.
export function saveFile(content: BlobPart, name: string, type: string): string {
  const address = URL.createObjectURL(new Blob([content], { type: kindOf(type).type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = safeName(name, type);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return link.download;
}
