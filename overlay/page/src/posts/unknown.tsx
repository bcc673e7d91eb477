// SPDX-License-Identifier: Apache-2.0
// Posts of which nobody knows whether they arrived. They stand above everything else, since only a person can say how they go on.
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { say } from "../shared/i18n";
import { Button, Dialog, ProblemNote } from "../shared/ui";
import type { Doing } from "./doing";
import { isKnown, nameOf, partText, when, type Board, type Entry, type Key } from "./rows";
import { t } from "./words";

export interface UnknownProps {
  entries: Entry[];
  board: Board;
  now: number;
  doing: Doing;
}

export function Unknown({ entries, board, now, doing }: UnknownProps): JSX.Element | null {
  const id = useId();
  const [asked, setAsked] = useState<{ post: Key; what: string } | null>(null);
  if (entries.length === 0) return null;
  const may = board.may_post;
  const sure = async (): Promise<void> => {
    const post = asked?.post;
    setAsked(null);
    if (post) await doing.again(post);
  };
  return (
    <section class="card doubt" aria-labelledby={id}>
      <h2 id={id}>{t("doubtTitle")}</h2>
      <p class="dim">{t("doubtNote")}</p>
      <ul class="doubt-list">
        {entries.map((entry) => {
          const { at } = entry;
          const what = nameOf(at, board.today);
          return (
            <li key={entry.id}>
              <div class="doubt-what">
                <b>{what}</b>
                <span class="dim">
                  {[`→ ${at.post.target}`, partText(entry), at.tried_at ? when(at.tried_at, now) : ""].filter(Boolean).join(" · ")}
                </span>
                {at.words.zh ? <span class="faint">{say(at.words)}</span> : null}
              </div>
              {may ? (
                <div class="doubt-choices">
                  <Button small busy={doing.busy} label={t("seenOf", { what, target: at.post.target })} onClick={() => void doing.arrived(at.post)}>
                    {t("seen")}
                  </Button>
                  {isKnown(at, board.targets) ? (
                    <Button small busy={doing.busy} label={t("notSeenOf", { what, target: at.post.target })} onClick={() => setAsked({ post: at.post, what })}>
                      {t("notSeen")}
                    </Button>
                  ) : (
                    <span class="dim">{t("gone")}</span>
                  )}
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
      {may ? (
        <dl class="doubt-means">
          <div>
            <dt>{t("seen")}</dt>
            <dd>{t("doubtSeen")}</dd>
          </div>
          <div>
            <dt>{t("notSeen")}</dt>
            <dd>{t("doubtAgain")}</dd>
          </div>
        </dl>
      ) : (
        <p class="dim">{t("mayNot")}</p>
      )}
      {doing.problem ? <ProblemNote problem={doing.problem} /> : null}
      <Dialog
        title={t("sureTitle")}
        open={asked !== null}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t("back")}</Button>
            <Button kind="main" onClick={() => void sure()}>
              {t("sureYes")}
            </Button>
          </>
        }
      >
        <p>{t("sureText", { what: asked?.what ?? "", target: asked?.post.target ?? "" })}</p>
      </Dialog>
    </section>
  );
}
