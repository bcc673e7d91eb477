// SPDX-License-Identifier: Apache-2.0
//
// The regular expressions by which figures.sql tells a courtesy text ("好的，谢谢！", "ok 👌"). RE2 has neither
// Extended_Pictographic nor classes minus classes, so the ranges of emoji come from Node's own Unicode data.

const WORDS = ['谢谢', '谢谢您', '谢谢你', '感谢', '好的', '好', '好哒', 'ok', 'okay', 'thanks', 'thank you', 'bye', '再见', '嗯', '嗯嗯', '收到', '知道了'];

// The names that platforms write for their own emoji. `[图片]` and the like are placeholders for content, not emoji.
const BRACKET_CODES = ['微笑', '玫瑰', '愉快', '呲牙', '可爱', '爱心', '强', '抱拳', '握手', '胜利', 'OK'];
const SLASH_CODES = ['rose', 'heart', 'strong', 'handshake', 'share', 'v', 'ok'];

// Every emoji outside of these blocks is unassigned.
const BLOCKS = [[0xa9, 0xae], [0x203c, 0x3299], [0x1f000, 0x1faff]];

// Some pictographs are letters after NFKC (™, ㊗) and are therefore no emoji for this comparison.
function isEmoji(code) {
  const char = String.fromCodePoint(code);
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(char) && char.normalize('NFKC') === char;
}

function emojiRanges() {
  const ranges = [];
  for (const [first, last] of BLOCKS) {
    for (let code = first; code <= last; code++) {
      if (!isEmoji(code)) continue;
      const range = ranges[ranges.length - 1];
      if (range && range[1] === code - 1) range[1] = code;
      else ranges.push([code, code]);
    }
  }
  return ranges.map(([from, to]) => `\\x{${from.toString(16)}}-\\x{${to.toString(16)}}`).join('');
}

const LATIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const FULL_WIDTH = [...LATIN].map((char) => String.fromCodePoint(char.codePointAt(0) + 0xfee0)).join('');

// Three steps, from cheap to exact: `possible` finds in one look that a text has a letter which no courtesy has, and
// ends it for nearly all; then codes and keycaps become one emoji, what is to be ignored goes, and what remains must be items only.
export function courtesyVariables() {
  const emoji = emojiRanges();
  // Everything is ignored that is no letter, number, spacing or enclosing mark (so: P, S, Z, C, Mn) and no emoji.
  const ignored = `[^\\p{L}\\p{N}\\p{Mc}\\p{Me}${emoji}]`;
  const letters = [...new Set([...WORDS, ...BRACKET_CODES].join('').replace(/[\sA-Za-z]/g, ''))].join('');
  return {
    courtesy_possible: `(?:${ignored}|[${emoji}${letters}A-Za-z\\x{FF21}-\\x{FF3A}\\x{FF41}-\\x{FF5A}0-9\\x{20E3}])*`,
    courtesy_codes: `(?i)\\[(?:${BRACKET_CODES.join('|')})\\]|/:(?:${SLASH_CODES.join('|')})|[0-9]\\x{FE0F}?\\x{20E3}`,
    courtesy_ignored: ignored,
    courtesy_items: `(?i)(?:[${emoji}]|${WORDS.map((word) => word.replace(/\s/g, '')).join('|')})+`,
    full_width: FULL_WIDTH,
    latin: LATIN,
  };
}
