// SPDX-License-Identifier: Apache-2.0
// What somebody sees who opened an invitation: a question where this browser is somebody's already, or why it did not work.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { dictionary, say } from "../shared/i18n";
import { outbox } from "../shared/outbox";
import { useSession } from "../shared/session";
import { useStore } from "../shared/store";
import { token } from "../shared/token";
import { Button, Loading } from "../shared/ui";
import { join, joining, stay } from "../app/joining";

const t = dictionary({
  zh: {
    replace: "换成被邀请的这位？",
    signedIn: "这个浏览器现在登录的是 {name}。用邀请进来，就换成被邀请的人，{name} 在这里退出。",
    signedInOther: "这个浏览器已经登录了。用邀请进来，就换成被邀请的人。",
    unsent: "还有 {n} 件没有发出去；换人以后不会再发。",
    join: "用邀请进来",
    stay: "不换",
    failed: "这个邀请用不了",
    how: "邀请只能用一次，过期就作废。请主管再发一个，再打开一次新的链接。",
    away: "日拱没有回应",
    again: "再试一次",
    on: "不用邀请，继续",
  },
  en: {
    replace: "Change to whom the invitation is for?",
    signedIn: "This browser is signed in as {name}. The invitation signs in whom it is for, and {name} out.",
    signedInOther: "This browser is signed in already. The invitation signs in whom it is for.",
    unsent: { one: "{n} thing has not been sent; it will not be sent any more.", other: "{n} things have not been sent; they will not be sent any more." },
    join: "Come in by the invitation",
    stay: "Leave it as it is",
    failed: "This invitation does not work",
    how: "An invitation works once, and for some days. Ask your lead for a new one and open its link.",
    away: "Rigong does not answer",
    again: "Try again",
    on: "Go on without it",
  },
});

export default function Join(): JSX.Element {
  const now = useStore(joining);
  const mine = useStore(token);
  const { session } = useSession();
  const waiting = useStore(outbox).filter((one) => !one.refused).length;
  // The one who was signed in is not any more.
  useEffect(() => {
    if (mine === null && now?.state === "asking") void join();
  }, [mine, now?.state]);
  useEffect(() => document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true }), [now?.state]);
  if (!now || now.state === "busy") return <Loading />;
  if (now.state === "failed") {
    const away = now.problem?.kind === "away" || now.problem?.kind === "busy" || now.problem?.kind === "unavailable";
    return (
      <>
        <h1 tabIndex={-1}>{t(away ? "away" : "failed")}</h1>
        {now.problem ? <p role="alert">{say(now.problem.words)}</p> : null}
        {away ? null : <p class="dim">{t("how")}</p>}
        <p class="form-buttons">
          {away ? (
            <Button kind="main" onClick={() => void join()}>
              {t("again")}
            </Button>
          ) : null}
          {mine !== null ? <Button onClick={stay}>{t("on")}</Button> : null}
        </p>
      </>
    );
  }
  const name = session?.person?.name ?? "";
  return (
    <>
      <h1 tabIndex={-1}>{t("replace")}</h1>
      <p>{name ? t("signedIn", { name }) : t("signedInOther")}</p>
      {waiting > 0 ? <p class="look">{t("unsent", { n: waiting })}</p> : null}
      <p class="form-buttons">
        <Button kind="main" onClick={() => void join()}>
          {t("join")}
        </Button>
        <Button onClick={stay}>{t("stay")}</Button>
      </p>
    </>
  );
}
