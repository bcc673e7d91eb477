// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import type { Session } from "../shared/schema";
import { linkHere } from "../shared/scope";
import { t } from "./words";

export function Header({ session, name, choosing }: { session: Session; name: string; choosing: boolean }): JSX.Element {
  const views = [
    { id: "panel" as const, title: t("panel") },
    { id: "turns" as const, title: t("turns") },
    { id: "trend" as const, title: t("trend") },
    { id: "sheets" as const, title: t("sheets") },
    { id: "shop" as const, title: t("shop") },
    ...(session.role === "lead" ? [{ id: "team" as const, title: t("team") }] : []),
    { id: "accounts" as const, title: t("accounts") },
  ];
  return (
    <header class="top">
      {choosing ? null : (
        <nav class="views" aria-label={t("views")}>
          {views.map((view) => (
            <a key={view.id} href={linkHere(view.id)} aria-current={view.id === name ? "page" : undefined}>
              {view.title}
            </a>
          ))}
        </nav>
      )}
    </header>
  );
}
