// SPDX-License-Identifier: Apache-2.0
// Which view stands under which address. The panel comes with the first load; the others in one file, when the first of them is looked at
// or the panel has been idle for a while.
import type { ComponentType } from "preact";
import PanelView from "../panel/panel";
import type { Route } from "../shared/router";

export type View = ComponentType<{ route: Route }>;

const names = ["panel", "turns", "trend", "team", "ranking", "posts", "load", "periods", "shop", "one-on-one", "work", "handoffs", "promises", "report", "sheets", "sheet", "start", "accounts", "members", "notices", "own", "log"] as const;
const here: Record<string, View> = { panel: PanelView };

export const known = (name: string): boolean => (names as readonly string[]).includes(name);
export const ready = (name: string): View | undefined => here[name.replace(/-/g, "_")];

// Brings the rest. Throws where it cannot be had (the agent is away, or was replaced by a newer one).
export async function load(): Promise<void> {
  Object.assign(here, await import("./later"));
}
