// SPDX-License-Identifier: Apache-2.0
#include "connectors/slack/answers.h"

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/kit/webhook.h"

namespace rigong::connectors::slack {
namespace {

struct WordMeaning {
  std::string_view word;
  std::string_view zh;
  std::string_view en;
};
constexpr std::string_view kGoneZh = "Slack 不认这个 webhook：它已停用或被删除。请在 Slack 应用的 Incoming Webhooks 页重新添加。";
constexpr std::string_view kGoneEn =
    "Slack does not know this webhook: it was disabled or removed. Add one again on the app's page Incoming Webhooks.";
constexpr std::string_view kFormZh = "Slack 说消息的格式不对：这是程序的问题，请报告，并附上这个词。";
constexpr std::string_view kFormEn =
    "Slack says that the message has a wrong form: a fault of this program; please report it with "
    "this word.";
constexpr std::string_view kChannelZh = "Slack 找不到这个频道：它已被删除。请为另一个频道添加 webhook。";
constexpr std::string_view kChannelEn = "Slack does not find the channel: it was removed. Add a webhook for another one.";

constexpr WordMeaning kMeanings[] = {
    {"no_service", kGoneZh, kGoneEn},
    {"no_team", kGoneZh, kGoneEn},
    {"no_active_hooks", kGoneZh, kGoneEn},
    {"invalid_token", kGoneZh, kGoneEn},
    {"channel_not_found", kChannelZh, kChannelEn},
    {"channel_is_archived", "Slack 的这个频道已归档：请恢复它，或为另一个频道添加 webhook。",
     "This channel of Slack is archived: bring it back, or add a webhook for another one."},
    {"user_not_found", "Slack 找不到添加 webhook 的人：请由仍在职的人重新添加。",
     "Slack does not find whoever added the webhook: have somebody add it who is still there."},
    {"action_prohibited", "Slack 的管理员不允许在这个频道发消息：请联系管理员。",
     "An administrator of Slack does not allow posts to this channel: ask them."},
    {"posting_to_general_channel_denied", "Slack 的管理员不允许在全员频道发消息：请换一个频道。",
     "An administrator of Slack does not allow posts to the general channel: take another one."},
    {"invalid_payload", kFormZh, kFormEn},
    {"invalid_blocks", kFormZh, kFormEn},
    {"no_text", kFormZh, kFormEn},
    {"too_many_attachments", kFormZh, kFormEn},
    {"missing_text_or_fallback_or_attachments", kFormZh, kFormEn},
    {"msg_blocks_too_long", "Slack 说消息太长：请减少报表的行数。", "Slack says that the message is too long: have fewer rows."},
};

}  // namespace

const Words& target() {
  static const Words kTarget{"Slack ", "The Slack webhook"};
  return kTarget;
}

RobotOutcome read_answer(const HttpResponse& answer) {
  const std::string word = code_word(trim(answer.body));
  if (answer.status == 200) return word == "ok" ? delivered() : not_understood(target());
  RobotOutcome outcome = outcome_of_status(answer, target());
  if (word.empty()) return outcome;
  outcome.code = word;
  if (outcome.kind != RobotOutcome::Kind::refused) return outcome;
  const auto* found =
      std::find_if(std::begin(kMeanings), std::end(kMeanings), [&](const WordMeaning& each) { return each.word == word; });
  if (found != std::end(kMeanings)) outcome.words = {std::string(found->zh), std::string(found->en)};
  return outcome;
}

}  // namespace rigong::connectors::slack
