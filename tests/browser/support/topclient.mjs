// SPDX-License-Identifier: Apache-2.0
// A public client of Taobao's platform, which signs on its own.
import { createRequire } from "node:module";

const { default: TopClient } = createRequire(import.meta.url)("node-taobao-topclient");
export const signedBy = (secret, parameters) => new TopClient({ appkey: "not asked for", appsecret: secret }).sign(parameters);
