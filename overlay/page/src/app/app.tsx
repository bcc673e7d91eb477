// SPDX-License-Identifier: Apache-2.0
// The frame around every view: who looks, what is above the content, and which view it is.
import { Component, type ComponentChildren, type JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { connection } from "../shared/connection";
import { listen } from "../shared/events";
import { setZone } from "../shared/format";
import { say } from "../shared/i18n";
import { told } from "../shared/outbox";
import { prefs } from "../shared/prefs";
import { asProblem, type ProblemError } from "../shared/problem";
import { atHome, go, link, replace, useRoute } from "../shared/router";
import { exchange, exchanging, leads, may, takeCode, takeInvitation, useSession } from "../shared/session";
import { ShortcutHelp, useShortcuts } from "../shared/shortcuts";
import { useStore } from "../shared/store";
import { toast, Toasts } from "../shared/toast";
import { token } from "../shared/token";
import { Button, EmptyState, Loading, ProblemNote } from "../shared/ui";
import { AwayBanner } from "./away";
import { changingDesk, Chooser } from "./chooser";
import { Header } from "./header";
import { beginJoin, joining } from "./joining";
import { Locked } from "./locked";
import { usePlaces } from "./places";
import { useToSign } from "./to_sign";
import { known, load, ready } from "./views";
import { t } from "./words";

// The code is taken out of the address before anything is drawn.
function begin(): void {
  const code = takeCode();
  if (code !== null) void exchange(code);
  const invitation = takeInvitation();
  if (invitation !== null) beginJoin(invitation);
}
begin();
addEventListener("hashchange", begin);

told.follow(() => {
  const words = told.get();
  if (words) toast(say(words));
});

// What goes wrong in one view must not take the frame with it.
class Guard extends Component<{ name: string; children: ComponentChildren }, { problem: ProblemError | null }> {
  override state = { problem: null as ProblemError | null };
  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ problem: asProblem(error) });
  }
  override componentDidUpdate(before: { name: string }): void {
    if (before.name !== this.props.name && this.state.problem) this.setState({ problem: null });
  }
  override render(): ComponentChildren {
    const { problem } = this.state;
    return problem ? <ProblemNote problem={problem} again={() => this.setState({ problem: null })} /> : this.props.children;
  }
}

function Shown({ name, otherwise }: { name: string; otherwise?: ComponentChildren }): JSX.Element {
  const route = useRoute();
  const [state, setState] = useState<"loading" | "loaded" | "failed">("loading");
  const { awaySince } = useStore(connection);
  const away = awaySince !== null;
  const there = ready(name) !== undefined;
  useEffect(() => {
    if (there) return undefined;
    let current = true;
    load().then(
      () => current && setState("loaded"),
      () => current && setState("failed"),
    );
    return () => {
      current = false;
    };
  }, [there, away]);
  const Found = ready(name);
  if (Found) return <Found route={route} />;
  if (state !== "failed") return <Loading />;
  if (otherwise) return <>{otherwise}</>;
  return away ? (
    <EmptyState whole title={t("viewAway")} />
  ) : (
    <EmptyState whole title={t("viewChanged")} actions={<Button kind="main" onClick={() => location.reload()}>{t("reload")}</Button>} />
  );
}

// The other views are there before they are asked for, so that they open at once, and also while the agent is away.
const idleAfter = 4000;

export function App(): JSX.Element {
  useStore(prefs);
  const route = useRoute();
  const mine = useStore(token);
  const busy = useStore(exchanging);
  const changing = useStore(changingDesk);
  const { session, problem, locked } = useSession();
  useEffect(() => (mine === null || busy ? undefined : listen()), [mine, busy]);
  setZone(session?.zone);
  const signedIn = session !== undefined;
  useEffect(() => {
    if (!signedIn) return undefined;
    const timer = setTimeout(() => void load().catch(() => {}), idleAfter);
    return () => clearTimeout(timer);
  }, [signedIn]);

  const name = route.path[0] ?? "";
  const places = usePlaces(session);
  const home = places?.home ?? "";
  const invited = useStore(joining);
  const { list: toSign, first } = useToSign(session);
  const choosing = session !== undefined && !session.empty && session.role === "unset" && name !== "start" && name !== "accounts";
  useEffect(() => {
    if (name === "" && home !== "" && !choosing && atHome()) replace(home, route.query);
  }, [name, home, choosing]);
  const titled = name as Parameters<typeof t>[0];
  const title = known(name) && name !== "start" ? `${t(name === "sheet" ? "sheets" : titled)} · ${t("name")}` : t("name");
  useEffect(() => {
    document.title = title;
  }, [title]);
  // The head of the new view is read out, and the keyboard goes on from there, but for a view that begins in a field of its own.
  useLayoutEffect(() => {
    const main = document.querySelector("main");
    const at = document.activeElement;
    if (at === main || !main?.contains(at)) main?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [name]);
  useShortcuts(
    session
      ? [
          { keys: "g p", words: t("panel"), run: () => go("panel") },
          { keys: "g t", words: t("turns"), run: () => go("turns") },
          { keys: "g r", words: t("trend"), run: () => go("trend") },
          { keys: "g d", words: t("sheets"), run: () => go("sheets") },
          { keys: "g w", words: t("work"), run: () => go("work") },
          { keys: "g h", words: t("handoffs"), run: () => go("handoffs") },
          { keys: "g k", words: t("promises"), run: () => go("promises") },
          { keys: "g s", words: t("shop"), run: () => go("shop") },
          ...(may("see_team", session) ? [{ keys: "g m", words: t("team"), run: () => go("team") }] : []),
          ...(places?.views.includes("ranking") ? [{ keys: "g b", words: t("ranking"), run: () => go("ranking") }] : []),
          ...(places?.views.includes("posts") ? [{ keys: "g a", words: t("posts"), run: () => go("posts") }] : []),
          ...(places?.views.includes("one-on-one") ? [{ keys: "g i", words: t("one-on-one"), run: () => go("one-on-one") }] : []),
          ...(leads(session) ? [{ keys: "g n", words: t("report"), run: () => go("report") }] : []),
          ...(may("manage_people", session) ? [{ keys: "g e", words: t("members"), run: () => go("members") }] : []),
          { keys: "g o", words: t("own"), run: () => go("own") },
          { keys: "g c", words: t("notices"), run: () => go("notices") },
        ]
      : [],
  );

  if (invited) {
    return (
      <>
        <main class="page locked">
          <p class="brand">{t("name")}</p>
          <Shown name="join" />
        </main>
        <Toasts />
      </>
    );
  }
  if (locked) return <Locked />;
  if (!session || changing) {
    return (
      <>
        <header class="top">
          <p class="brand">{t("name")}</p>
        </header>
        <AwayBanner bare />
        <main class="page">{problem && !changing && problem.kind !== "away" ? <ProblemNote problem={problem} /> : busy || changing || !problem ? <Loading /> : null}</main>
      </>
    );
  }
  const view =
    name === "" ? <Loading /> : known(name) ? <Shown key={name} name={name} /> : <EmptyState whole title={t("notFound")} actions={<Button href={link("panel")}>{t("toPanel")}</Button>} />;
  // What is to be read comes before the rest, once; of a made-up shop it is a line only.
  const signing = first && !choosing && !session.empty && !session.demo && name !== "notices";
  return (
    <>
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("content")?.focus();
        }}
      >
        {t("skip")}
      </a>
      <Header session={session} places={places} name={name} choosing={choosing} toSign={signing ? [] : toSign} />
      <AwayBanner />
      <main class={`page page-${choosing ? "chooser" : name}`} id="content" tabIndex={-1}>
        <Guard name={name}>
          {choosing ? <Chooser /> : signing ? <Shown key="sign" name="sign" otherwise={view} /> : view}
        </Guard>
      </main>
      <ShortcutHelp />
      <Toasts />
    </>
  );
}
