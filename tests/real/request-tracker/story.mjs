// SPDX-License-Identifier: Apache-2.0
// What happens in the shop: customers and agents at work through RT's own API. Every act gives back what RT's database says of it, so that
// what follows from it can be worked out from RT's own clock.
import { setTimeout as sleep } from "node:timers/promises";

// RT's clock has whole seconds: after this one the next act has another second.
export const shortWait = 1200;
// Past five seconds, whatever part of a second each end falls into.
export const longWait = 6200;

export class Story {
  constructor(rt) {
    this.rt = rt;
  }

  // The newest transaction that fits: {id, ticket, at (milliseconds)}.
  async #newest(condition) {
    const [row] = await this.rt.rows(
      `SELECT id, ObjectId AS ticket, strftime('%s', Created) AS second FROM Transactions
       WHERE ObjectType = 'RT::Ticket' AND ${condition} ORDER BY id DESC LIMIT 1`,
    );
    if (!row) throw new Error(`RT has not written down: ${condition}`);
    return { id: row.id, ticket: row.ticket, at: Number(row.second) * 1000 };
  }

  async opens(who, text, requestor = `${who}@customer.example`) {
    const body = { Queue: "Shop", Subject: text, Requestor: requestor, Content: text, ContentType: "text/plain" };
    const { id } = await this.rt.ask(who, "POST", "ticket", body);
    return this.#newest(`ObjectId = ${Number(id)} AND Type = 'Create'`);
  }
  async writes(who, ticket, text, type = "text/plain") {
    await this.rt.ask(who, "POST", `ticket/${ticket}/correspond`, { Content: text, ContentType: type });
    return this.#newest(`ObjectId = ${ticket} AND Type = 'Correspond'`);
  }
  async comments(who, ticket, text) {
    await this.rt.ask(who, "POST", `ticket/${ticket}/comment`, { Content: text, ContentType: "text/plain" });
    return this.#newest(`ObjectId = ${ticket} AND Type = 'Comment'`);
  }
  async #changes(who, ticket, change, condition) {
    await this.rt.ask(who, "PUT", `ticket/${ticket}`, change);
    return this.#newest(`ObjectId = ${ticket} AND ${condition}`);
  }
  gives = (who, ticket, owner) => this.#changes(who, ticket, { Owner: owner }, "Type = 'Set' AND Field = 'Owner'");
  sets = (who, ticket, status) => this.#changes(who, ticket, { Status: status }, `Type = 'Status' AND NewValue = '${status}'`);
  moves = (who, ticket, queue) => this.#changes(who, ticket, { Queue: queue }, "Type = 'Set' AND Field = 'Queue'");
  rates = (who, ticket, level) =>
    this.#changes(who, ticket, { CustomFields: { Satisfaction: String(level) } }, "Type = 'CustomField'");
  merges = (who, ticket, into) => this.#changes(who, ticket, { MergeInto: into }, "Type = 'AddLink' AND Field = 'MergedInto'");

  short = () => sleep(shortWait);
  long = () => sleep(longWait);
}
