// SPDX-License-Identifier: Apache-2.0
// While another period or group is on its way the last one stays, so that nothing jumps and the focus stays where it is; where the agent is
// away it stays for as long as that.
import { useRef } from "preact/hooks";
import type { Live } from "../shared/answers";

export interface Kept<Report> {
  report: Report | undefined;
  fresh: boolean; // It is what was asked for.
}

export function useKept<Report>({ data, problem }: Live<Report>): Kept<Report> {
  const last = useRef<Report | undefined>(undefined);
  last.current = data ?? (problem && problem.kind !== "away" ? undefined : last.current);
  return { report: last.current, fresh: data !== undefined };
}
