// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";

export function Chooser(): JSX.Element {
  return <p />;
}
