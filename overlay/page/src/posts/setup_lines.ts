// SPDX-License-Identifier: Apache-2.0
// How a group is set up, by kind of robot: what to do at the platform, and the lines for rigong.toml, which are those of connectors/*/sample.toml.
import type { Words } from "../shared/schema";

export interface Kind {
  type: string;
  title: Words;
  steps: Words; // At the platform.
  lines: string[]; // Behind "[[group]]" and the type.
  files: { name: string; what: Words }[]; // Beside rigong.toml, for nobody else's eyes.
}

const address: Words = { zh: "整个 Webhook 地址，一行", en: "the whole webhook address, one line" };
const hook = (name: string): Pick<Kind, "lines" | "files"> => ({ lines: [`webhook = "secret:file:${name}.webhook"`], files: [{ name: `${name}.webhook`, what: address }] });
// With the key by which each message is signed.
const signed = (name: string, key: Words): Pick<Kind, "lines" | "files"> => {
  const { lines, files } = hook(name);
  return { lines: [...lines, `secret = "secret:file:${name}.secret"`], files: [...files, { name: `${name}.secret`, what: key }] };
};

export const kinds: Kind[] = [
  {
    type: "wecom",
    title: { zh: "企业微信", en: "WeCom" },
    steps: { zh: "在群里：… → 消息推送（以前叫群机器人）→ 添加 → 新创建，复制整个 Webhook 地址。外部群加不了。", en: "In the group: … → message push (formerly group robot) → add → new, and copy the whole webhook address. External groups cannot have one." },
    ...hook("wecom-group"),
  },
  {
    type: "dingtalk",
    title: { zh: "钉钉", en: "DingTalk" },
    steps: { zh: "在群里：群设置 → 机器人 → 添加机器人 → 自定义，安全设置选“加签”；复制整个 Webhook 和 SEC 开头的密钥。", en: "In the group: settings → robots → add → custom, with signing (加签) as the security setting; copy the whole webhook and the key that begins with SEC." },
    ...signed("dingtalk-group", { zh: "SEC 开头的密钥，一行", en: "the key that begins with SEC, one line" }),
  },
  {
    type: "feishu",
    title: { zh: "飞书", en: "Feishu" },
    steps: { zh: "在群里：设置 → 群机器人 → 添加机器人 → 自定义机器人，安全设置选“签名校验”；复制整个 Webhook 地址和密钥。", en: "In the group: settings → bots → add → custom bot, with signature verification; copy the whole webhook address and the key." },
    ...signed("feishu-group", { zh: "签名校验的密钥，一行", en: "the key of signature verification, one line" }),
  },
  {
    type: "slack",
    title: { zh: "Slack", en: "Slack" },
    steps: { zh: "在 api.slack.com/apps 建一个应用，打开 Incoming Webhooks，Add New Webhook to Workspace，选频道，复制地址。", en: "At api.slack.com/apps make an app, switch Incoming Webhooks on, Add New Webhook to Workspace, choose the channel, copy the address." },
    ...hook("slack-channel"),
  },
  {
    type: "mattermost",
    title: { zh: "Mattermost", en: "Mattermost" },
    steps: { zh: "Integrations → Incoming Webhooks → Add Incoming Webhook，选频道并勾上 Lock to this channel，复制地址。", en: "Integrations → Incoming Webhooks → Add Incoming Webhook; choose the channel, lock the webhook to it, copy the address." },
    ...hook("mattermost-channel"),
  },
  {
    type: "rocket-chat",
    title: { zh: "Rocket.Chat", en: "Rocket.Chat" },
    steps: { zh: "Administration → Workspace → Integrations → New → Incoming，选频道和一位在频道里的用户，复制 Webhook URL。", en: "Administration → Workspace → Integrations → New → Incoming; choose the channel and a user who is in it, copy the Webhook URL." },
    ...hook("rocket-chat-channel"),
  },
  {
    type: "mail",
    title: { zh: "邮件", en: "Mail" },
    steps: { zh: "准备一个能用程序发信的邮箱；QQ、163 等要用授权码，不是登录密码。", en: "Have a mailbox that programs may send from; many providers want a password of its own for that, not the one you log in with." },
    lines: ['server = "smtps://smtp.example.com:465"', 'user = "bot@shop.example"', 'password = "secret:file:mail.password"', 'from = "日拱 <bot@shop.example>"', 'to = "lead@shop.example, boss@shop.example"'],
    files: [{ name: "mail.password", what: { zh: "授权码，一行", en: "the password for programs, one line" } }],
  },
  {
    type: "webhook",
    title: { zh: "其他 Webhook", en: "Other webhook" },
    steps: { zh: "自己的中转、n8n、Node-RED 等，能收 POST 的地址都行。", en: "A relay of your own, n8n, Node-RED: any address that takes a POST." },
    ...hook("relay"),
  },
];

// What to put at the end of rigong.toml. The words behind # may be taken in as they are.
export function tomlOf({ type, lines }: Kind, name: string): string {
  return ["[[group]]", `type = "${type}"`, `name = "${name}"`, ...lines, '# group = "售前"', '# reports = ["day", "week", "month"]', '# at = "09:13"', "# rests = true", ...(type === "wecom" || type === "mail" ? ["# picture = true"] : [])].join("\n");
}
