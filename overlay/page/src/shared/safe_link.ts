// SPDX-License-Identifier: Apache-2.0
// Links into chat clients come with foreign data. Web addresses and the clients' own schemes may be followed; what would run here, or read
// files, may not.
const refused = new Set(["javascript:", "data:", "vbscript:", "blob:", "file:", "about:", "filesystem:", "view-source:"]);

// What a link to it needs: a page opens in a window of its own, since this one stays open beside it; a chat client's own scheme opens none.
export function outward(address: string): { href: string; rel: string; target?: string } {
  const web = /^https?:/i.test(address);
  return { href: address, rel: "noopener noreferrer", ...(web ? { target: "_blank" } : {}) };
}

// The address, or null where it must not be followed.
export function safeLink(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    return refused.has(url.protocol) ? null : url.href;
  } catch {
    return null;
  }
}
