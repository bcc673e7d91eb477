// SPDX-License-Identifier: Apache-2.0
// What a page really fetches, counted by the browser: compressed bodies with their heads, and not what the browser had kept.

// Begins to count; returns how to look: {requests: ["GET /…"], bytes}. Each address is named once, since an answer that a commit has outdated
// is asked for again. An answer that has not ended counts with what has come of it.
export async function watchWire(page) {
  const session = await page.context().newCDPSession(page);
  const requests = new Map();
  const open = new Map();
  let bytes = 0;
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (/^https?:/.test(request.url)) requests.set(requestId, `${request.method} ${new URL(request.url).pathname}`);
  });
  session.on("Network.requestServedFromCache", ({ requestId }) => requests.delete(requestId));
  session.on("Network.responseReceived", ({ requestId, response }) => open.set(requestId, response.encodedDataLength));
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => open.set(requestId, (open.get(requestId) ?? 0) + encodedDataLength));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    open.delete(requestId);
    bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  return () => ({ requests: [...new Set(requests.values())], bytes: [...open.values()].reduce((sum, part) => sum + part, bytes) });
}
