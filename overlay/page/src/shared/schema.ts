// SPDX-License-Identifier: Apache-2.0
// Short names for the contract's types, which are generated from overlay/api/openapi.yaml and never written by hand.
import type { components, paths } from "../../generated/api";

export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

type Json<Operation> = Operation extends { responses: { 200: { content: { "application/json": infer Answer } } } } ? Answer : never;
type QueryOf<Operation> = Operation extends { parameters: { query?: infer Query } }
  ? [NonNullable<Query>] extends [never] ? Record<string, never> : NonNullable<Query>
  : Record<string, never>;

// Addresses that answer a GET with JSON, without those that have a part to fill in.
export type Address = {
  [Path in keyof paths]: paths[Path] extends { get: infer Operation } ? ([Json<Operation>] extends [never] ? never : Path) : never;
}[keyof paths];
export type Answer<Path extends Address> = paths[Path] extends { get: infer Operation } ? Json<Operation> : never;
export type Query<Path extends Address> = paths[Path] extends { get: infer Operation } ? QueryOf<Operation> : never;

export type Words = Schema<"Words">;
export type Session = Schema<"Session">;
export type Panel = Schema<"Panel">;
export type Figure = Schema<"Figure">;
export type Value = Schema<"Value">;
export type Unit = Schema<"Unit">;
export type Better = Schema<"Better">;
export type Goal = Schema<"Goal">;
export type FigureStatus = Schema<"FigureStatus">;
export type Turn = Schema<"Turn">;
export type Person = Schema<"Person">;
export type Right = Session["may"][number];
export type Task = Schema<"Task">;
export type Work = Schema<"Work">;
export type Promised = Schema<"Promise">;
// A command without its id, which command() makes.
export type CommandBody = Schema<"Command"> extends infer Each ? (Each extends { id: string } ? Omit<Each, "id"> : never) : never;
