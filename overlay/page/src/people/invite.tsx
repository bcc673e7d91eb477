// SPDX-License-Identifier: Apache-2.0
// An invitation, made when this opens: a link to copy and the same as a code to scan. It is shown once and kept nowhere.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { request } from "../shared/api";
import { selectAll, toClipboard } from "../shared/clipboard";
import { dateTime } from "../shared/format";
import { asProblem, type ProblemError } from "../shared/problem";
import type { Schema } from "../shared/schema";
import { toast } from "../shared/toast";
import { Button, Dialog, Loading, ProblemNote } from "../shared/ui";
import { nameOf, type Member } from "./order";
import { qrShape } from "./qr";
import { t } from "./words";

export function Qr({ rows, label }: { rows: string[]; label: string }): JSX.Element {
  const { size, path } = qrShape(rows);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  );
}

export function InviteDialog({ member, onMade, onClose }: { member: Member; onMade: () => void; onClose: () => void }): JSX.Element {
  const name = nameOf(member);
  const [made, setMade] = useState<Schema<"NewInvitation"> | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const link = useRef<HTMLElement>(null);
  const make = (): void => {
    setProblem(null);
    request<Schema<"NewInvitation">>("/invitations", { method: "POST", body: { person: member.id } }).then(
      (invitation) => {
        setMade(invitation);
        onMade();
      },
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  useEffect(make, []);
  const copy = async (): Promise<void> => {
    if (!made) return;
    const done = await toClipboard(made.link);
    if (!done) selectAll(link.current);
    toast(t(done ? "copied" : "copyFailed"));
  };
  return (
    <Dialog title={t("inviteTitle", { name })} open onClose={onClose} actions={<Button onClick={onClose}>{t("close")}</Button>}>
      {problem ? (
        <ProblemNote problem={problem} again={make} />
      ) : !made ? (
        <Loading />
      ) : (
        <div class="invite">
          <p>{t("inviteText", { name })}</p>
          {made.only_here ? (
            <div class="invite-note">
              <p>{t("onlyHere")}</p>
              <p>{t("onlyHereHow")}</p>
            </div>
          ) : null}
          <div class="invite-link">
            <code ref={link} aria-label={t("inviteLink")} role="group">
              {made.link}
            </code>
            <Button kind="main" onClick={() => void copy()}>
              {t("copy")}
            </Button>
          </div>
          <Qr rows={made.qr} label={t("inviteQr")} />
          <p class="faint">
            {t("inviteUntil", { time: dateTime(made.expires_at) })} · {t("inviteReplaces")}
          </p>
        </div>
      )}
    </Dialog>
  );
}
