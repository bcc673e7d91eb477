// SPDX-License-Identifier: Apache-2.0
// What robots write, as blocks: the few marks of Markdown that they use, and nothing else. All of it stays text, so that whatever a name holds is
// shown as it is.
export interface Span {
  text: string;
  bold: boolean;
}
export type Block =
  | { kind: "head"; text: string }
  | { kind: "line" | "note"; spans: Span[] }
  | { kind: "list"; items: Span[][] }
  | { kind: "table"; head: string[]; right: boolean[]; rows: string[][] }
  | { kind: "code"; text: string };

// Kinds whose receivers show the text as it is, or as nobody knows.
const plain = (type: string): boolean => !["wecom", "dingtalk", "feishu", "slack", "mattermost", "rocket-chat"].includes(type);

function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const found of text.matchAll(/\*\*(.+?)\*\*|\*([^*]+)\*/g)) {
    if (found.index > at) spans.push({ text: text.slice(at, found.index), bold: false });
    spans.push({ text: found[1] ?? found[2] ?? "", bold: true });
    at = found.index + found[0].length;
  }
  if (at < text.length) spans.push({ text: text.slice(at), bold: false });
  return spans;
}

// A message that is a picture and nothing else, as it is noted in the history and the preview.
export const isPicture = (text: string): boolean => /^!\[[^\n]*\]\(picture\.png\)$/.test(text);

const cellsOf = (line: string): string[] => line.replace(/^\|/, "").replace(/\|\s*$/, "").split("|").map((one) => one.trim());
const isRule = (line: string | undefined): boolean => line !== undefined && /^\|(\s*:?-+:?\s*\|)+\s*$/.test(line);
// The blocks of a message as the target of this kind shows it.
export function blocksOf(text: string, type: string): Block[] {
  if (plain(type)) return [{ kind: "code", text }];
  const lines = text.split("\n");
  // These know bold and code, and take everything else for text.
  const bare = type === "slack" || type === "rocket-chat";
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const last = blocks[blocks.length - 1];
    if (line.trim() === "") continue;
    if (line.startsWith("```")) {
      const end = lines.findIndex((one, j) => j > i && one.startsWith("```"));
      const to = end === -1 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(i + 1, to).join("\n") });
      i = to;
    } else if (!bare && line.startsWith("|") && isRule(lines[i + 1])) {
      const rows: string[][] = [];
      const right = cellsOf(lines[i + 1] ?? "").map((one) => one.endsWith(":") && !one.startsWith(":"));
      let j = i + 2;
      for (; (lines[j] ?? "").startsWith("|"); j++) rows.push(cellsOf(lines[j] ?? ""));
      blocks.push({ kind: "table", head: cellsOf(line), right, rows });
      i = j - 1;
    } else if (!bare && /^#{1,6} /.test(line)) {
      blocks.push({ kind: "head", text: line.replace(/^#+ /, "") });
    } else if (!bare && line.startsWith("> ")) {
      blocks.push({ kind: "note", spans: spansOf(line.slice(2)) });
    } else if (!bare && line.startsWith("- ")) {
      const item = spansOf(line.slice(2));
      if (last?.kind === "list" && (lines[i - 1] ?? "").startsWith("- ")) last.items.push(item);
      else blocks.push({ kind: "list", items: [item] });
    } else if (type === "rocket-chat" && /^_.+_$/.test(line)) {
      blocks.push({ kind: "note", spans: [{ text: line.slice(1, -1), bold: false }] });
    } else {
      const spans = spansOf(line);
      // The first line in bold is the title of targets that know no headings.
      if (blocks.length === 0 && spans.length === 1 && spans[0]?.bold) blocks.push({ kind: "head", text: spans[0].text });
      else blocks.push({ kind: "line", spans });
    }
  }
  return blocks;
}
