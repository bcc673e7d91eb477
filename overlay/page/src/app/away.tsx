// SPDX-License-Identifier: Apache-2.0
// A line above everything while the agent is away. What is below stays as it was.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { agentTime } from "../shared/clock";
import { connection } from "../shared/connection";
import { time } from "../shared/format";
import { useStore } from "../shared/store";
import { toast } from "../shared/toast";
import { t } from "./words";

export function AwayBanner({ bare }: { bare?: boolean }): JSX.Element {
  const { awaySince } = useStore(connection);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && awaySince === null && !bare) toast(t("back"));
    was.current = awaySince !== null;
  }, [awaySince]);
  return (
    <div role="status" class="away-place">
      {awaySince === null ? null : <p class="away">{t(bare ? "awayBare" : "away", { time: time(agentTime(awaySince)) })}</p>}
    </div>
  );
}
