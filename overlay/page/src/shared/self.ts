// SPDX-License-Identifier: Apache-2.0
// Whose page this is, as the agent said last; null until it has said so. "" is the machine's owner.
import { makeStore } from "./store";

export interface Self {
  id: string;
  name: string;
}
export const self = makeStore<Self | null>(null);
