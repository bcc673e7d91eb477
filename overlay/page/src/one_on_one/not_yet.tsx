// SPDX-License-Identifier: Apache-2.0
// What stands where there is no talk to show: whose page it is, what went wrong, or that it is on its way.
import type { JSX } from "preact";
import type { ProblemError } from "../shared/problem";
import { link } from "../shared/router";
import { Button, EmptyState, Loading, ProblemNote } from "../shared/ui";
import { t } from "./words";

export const NotYours = (): JSX.Element => (
  <EmptyState whole title={t("notYours")} actions={<Button href={link("panel")}>{t("toPanel")}</Button>}>
    {t("notYoursText")}
  </EmptyState>
);

export interface NotYetProps {
  head: JSX.Element;
  problem: ProblemError | null | undefined;
  loading: boolean;
  reload: () => Promise<void>;
}

export function NotYet({ head, problem, loading, reload }: NotYetProps): JSX.Element {
  if (problem?.kind === "not_found") return <NotYours />;
  return (
    <>
      {head}
      {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
    </>
  );
}
