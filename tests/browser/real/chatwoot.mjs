// SPDX-License-Identifier: Apache-2.0
// A made-up shop's Chatwoot on loopback, as far as the connector asks for it: conversations, messages, agents, ratings. Times are seconds.
import { once } from "node:events";
import http from "node:http";

export const token = "made-up-token";

// `conversations` is [{id, agent, messages: [{id, at, from: "customer" | "rep", text}], rating}], `agents` is [{id, name}].
export async function startChatwoot({ agents, conversations }) {
  const asked = [];
  // With `down` it answers nothing.
  const fake = { down: false };
  const rows = () =>
    conversations.map(({ id, agent, messages }) => {
      const last = messages[messages.length - 1];
      return {
        id,
        account_id: 1,
        status: "open",
        created_at: messages[0].at,
        timestamp: last.at,
        last_activity_at: last.at,
        updated_at: last.at + 0.5,
        messages: [{ id: last.id, message_type: last.from === "rep" ? 1 : 0 }],
        meta: { sender: { id: 1000 + id, name: `顾客${id}` }, assignee: { id: agent }, channel: "Channel::WebWidget" },
      };
    });
  const answers = {
    conversations: (query) => ({ data: { meta: { all_count: conversations.length }, payload: query.get("page") === "1" ? rows().sort((a, b) => b.last_activity_at - a.last_activity_at) : [] } }),
    agents: () => agents.map((agent) => ({ ...agent, role: "agent" })),
    csat_survey_responses: (query) =>
      query.get("page") === "1"
        ? conversations.filter((one) => one.rating).map(({ id, agent, rating, messages }) => ({ id, rating, message_id: id * 100 + 99, conversation_id: id, contact: { id: 1000 + id }, assigned_agent: { id: agent }, created_at: messages[messages.length - 1].at }))
        : [],
  };
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, "http://127.0.0.1");
    asked.push(url.pathname);
    if (fake.down) return response.writeHead(503).end();
    const reply = (status, body) => response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    if (request.headers["api_access_token"] !== token) return reply(401, { errors: ["Invalid Access Token"] });
    const [, rest] = /^\/api\/v1\/accounts\/1\/(.*)$/.exec(url.pathname) ?? [];
    const messages = /^conversations\/(\d+)\/messages$/.exec(rest ?? "");
    if (messages) {
      const found = conversations.find((one) => one.id === Number(messages[1]));
      const after = Number(url.searchParams.get("after") ?? 0);
      return reply(found ? 200 : 404, {
        payload: (found?.messages ?? [])
          .filter((one) => one.id >= after)
          .map(({ id, at, from, text }) => ({ id, content: text, message_type: from === "rep" ? 1 : 0, content_type: "text", private: false, created_at: at, conversation_id: found.id, sender: from === "rep" ? { id: found.agent, type: "user" } : { id: 1000 + found.id, type: "contact" } })),
      });
    }
    const answer = answers[rest];
    return answer ? reply(200, answer(url.searchParams)) : reply(404, { error: "not found" });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(fake, { url: `http://127.0.0.1:${server.address().port}`, asked, close: () => new Promise((done) => server.close(done)) });
}
