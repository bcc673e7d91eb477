// SPDX-License-Identifier: Apache-2.0
// Links into chat clients come with foreign data. Web addresses and the clients' own schemes may be followed; what would run here, or read
// files, may not.
const refused = new Set(["javascript:", "data:", "vbscript:", "blob:", "file:", "about:", "filesystem:", "view-source:"]);

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
