// SPDX-License-Identifier: Apache-2.0
#include "connectors/mattermost/answers.h"

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/kit/webhook.h"

namespace rigong::connectors::mattermost {
namespace {

struct IdMeaning {
  std::string_view id;
  std::string_view zh;
  std::string_view en;
};
constexpr std::string_view kFormZh = "Mattermost 说消息的格式不对：这是程序的问题，请报告，并附上这个代码。";
constexpr std::string_view kFormEn =
    "Mattermost says that the message has a wrong form: a fault of this program; please report it "
    "with this code.";
constexpr std::string_view kRightsZh =
    "Mattermost 不许添加这个 webhook 的人在此频道发消息：请把他加进频道，或由频道成员重新添加。";
constexpr std::string_view kRightsEn =
    "Mattermost does not let whoever added this webhook post to the channel: let them join it, or have a member add it again.";

constexpr IdMeaning kMeanings[] = {
    {"web.incoming_webhook.invalid.app_error",
     "Mattermost 不认这个 webhook：地址抄错，或者已被删除。请在“集成 → 传入 Webhook”里重新复制。",
     "Mattermost does not know this webhook: it was copied wrongly or removed. Copy it again from Integrations, Incoming "
     "Webhooks."},
    {"web.incoming_webhook.disabled.app_error", "Mattermost 关掉了传入 Webhook：请管理员在系统控制台的“集成管理”里打开。",
     "Incoming webhooks are switched off in Mattermost: have an administrator switch them on in the System Console."},
    {"web.incoming_webhook.channel.app_error", "Mattermost 找不到这个频道：它已被删除。请为另一个频道添加 webhook。",
     "Mattermost does not find the channel: it was removed. Add a webhook for another one."},
    {"web.incoming_webhook.channel_locked.app_error", "这个 webhook 只能发到它自己的频道：请重新添加一个。",
     "This webhook may only post to its own channel: add another."},
    {"web.incoming_webhook.permissions.app_error", kRightsZh, kRightsEn},
    {"web.incoming_webhook.user.app_error", "Mattermost 找不到添加 webhook 的人：请由仍在职的人重新添加。",
     "Mattermost does not find whoever added the webhook: have somebody add it who is still there."},
    {"web.incoming_webhook.text.app_error", kFormZh, kFormEn},
    {"web.incoming_webhook.parse.app_error", kFormZh, kFormEn},
    {"api.post.create_post.town_square_read_only", "Mattermost 的公共大厅是只读的：请为另一个频道添加 webhook。",
     "Mattermost's town square is read-only: add a webhook for another channel."},
};

}  // namespace

const Words& target() {
  static const Words kTarget{"Mattermost ", "The Mattermost webhook"};
  return kTarget;
}

RobotOutcome read_answer(const HttpResponse& answer) {
  if (answer.status == 200) return trim(answer.body) == "ok" ? delivered() : not_understood(target());
  RobotOutcome outcome = outcome_of_status(answer, target());
  const auto document = parse_answer(answer);
  const std::string id = document ? code_word(text_in(*document, "id")) : std::string();
  if (id.empty()) return outcome;
  outcome.code = id;
  const auto* found =
      std::find_if(std::begin(kMeanings), std::end(kMeanings), [&](const IdMeaning& each) { return each.id == id; });
  if (outcome.kind == RobotOutcome::Kind::refused && found != std::end(kMeanings)) {
    outcome.words = {std::string(found->zh), std::string(found->en)};
  }
  return outcome;
}

}  // namespace rigong::connectors::mattermost
