// SPDX-License-Identifier: Apache-2.0
// Which views somebody is offered, by what they may see and do.
import type { Session } from "../shared/schema";
import { leads, may } from "../shared/session";

export type Place = "one-on-one" | "team" | "ranking" | "posts" | "load" | "periods" | "panel" | "work" | "handoffs" | "promises" | "report" | "turns" | "trend" | "sheets" | "shop" | "accounts" | "members" | "notices" | "own" | "log";

export interface Places {
  views: Place[]; // In the header where there is room, and in the menu.
  more: Place[]; // In the menu alone.
  home: Place | "start"; // Where "#/" leads.
}

// `panel`: whether there are figures of one's own to look at.
export function placesFor(session: Session, panel: boolean): Places {
  const seen = (right: Session["may"][number]): boolean => may(right, session);
  const lead = leads(session);
  const figures = panel || seen("see_figures");
  // A reader looks; an admin without figures has no day's work here.
  const works = session.role !== "reader" && (lead || panel);
  const on = (shown: boolean, ...list: Place[]): Place[] => (shown ? list : []);
  const accounts = on(seen("see_accounts"), "accounts");
  const views = [
    ...on(seen("see_team"), "team", "ranking"),
    ...on(figures, "panel"),
    // What is told in public of one's own group.
    ...on(session.role === "rep" && !seen("see_team"), "ranking"),
    ...on(works, "work", "handoffs", "promises"),
    // Whoever reads the reports without writing them comes to the month's.
    ...on(lead || (seen("see_team") && session.role !== "unset"), "report"),
    // Of whoever holds the talks, and of whoever has figures to talk about.
    ...on(lead || (panel && session.role === "rep"), "one-on-one"),
    // A desk that belongs to nobody may look around, but nothing is posted in nobody's name.
    ...on(seen("see_team") && session.role !== "unset", "posts"),
    ...on(figures, "turns", "trend", "sheets", "shop"),
    ...accounts,
  ];
  const people = seen("manage_people");
  const more = [...on(seen("see_team") && session.role !== "unset" && !session.empty, "load", "periods"), ...on(people, "members"), "notices" as const, ...on(session.person !== null || seen("decide"), "own"), ...on(seen("see_log"), "log")];
  const lookers = session.role !== "rep" && seen("see_team");
  const home = session.empty && seen("change_accounts") ? "start" : lookers ? "team" : !figures && people ? "members" : figures || session.person === null ? "panel" : "own";
  return { views: session.empty ? accounts : views, more, home };
}
