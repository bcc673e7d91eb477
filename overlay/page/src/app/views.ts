// SPDX-License-Identifier: Apache-2.0
// Which view stands under which address. The panel comes with the first load; the others in files of their own, when they are looked at.
import type { ComponentType } from "preact";
import PanelView from "../panel/panel";
import type { Route } from "../shared/router";

export type View = ComponentType<{ route: Route }>;
type Load = () => Promise<{ default: View }>;

const later: Record<string, Load> = {
  turns: () => import("../panel/turns"),
  trend: () => import("../panel/trend"),
  team: () => import("../team/view"),
  shop: () => import("../shop/view"),
  sheets: () => import("../sheet/sheets"),
  sheet: () => import("../sheet/sheet"),
  start: () => import("../start/start"),
  accounts: () => import("../start/accounts"),
};

const here: Record<string, View> = { panel: PanelView };

export const known = (name: string): boolean => name in here || name in later;
export const ready = (name: string): View | undefined => here[name];

// Throws where the file cannot be had (the agent is away, or was replaced by a newer one).
export async function load(name: string): Promise<View> {
  const found = here[name];
  if (found) return found;
  const loader = later[name];
  if (!loader) throw new Error(`No view ${name}`);
  return (here[name] = (await loader()).default);
}
