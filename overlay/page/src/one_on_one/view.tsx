// SPDX-License-Identifier: Apache-2.0
// The weekly talk: #/one-on-one is the lead's list of who is due, and with a person the page of the two. Whoever holds no talks comes to
// their own page.
import type { JSX } from "preact";
import { addDays, isDay } from "../shared/days";
import type { Route } from "../shared/router";
import { leads, session } from "../shared/session";
import { List } from "./list";
import { NotYours } from "./not_yet";
import { TalkPage } from "./page";
import { monday } from "./say";

export default function View({ route }: { route: Route }): JSX.Element {
  const { person: mine, today } = session();
  const wanted = route.query["week"];
  const week = monday(isDay(wanted) ? wanted : addDays(today, -7));
  const group = route.query["group"];
  const holds = leads();
  const person = route.query["person"] ?? (holds ? "" : (mine?.id ?? ""));
  if (person !== "") return <TalkPage key={`${person} ${week}`} person={person} week={week} group={group} holds={holds} />;
  if (holds) return <List week={week} group={group} />;
  return <NotYours />;
}
