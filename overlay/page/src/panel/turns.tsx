// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import type { Route } from "../shared/router";

export default function View(_: { route: Route }): JSX.Element {
  return <p />;
}
