// SPDX-License-Identifier: Apache-2.0
// A QR code as one path: runs of dark modules, a row at a time, with the quiet zone that a camera needs around it.
export const quietZone = 4;

export interface QrShape {
  size: number; // Modules to a side, quiet zone and all.
  path: string;
}

export function qrShape(rows: readonly string[]): QrShape {
  let path = "";
  rows.forEach((row, y) => {
    for (const run of row.matchAll(/1+/g)) path += `M${(run.index ?? 0) + quietZone} ${y + quietZone}h${run[0].length}v1h-${run[0].length}z`;
  });
  return { size: Math.max(rows.length, rows[0]?.length ?? 0) + 2 * quietZone, path };
}
