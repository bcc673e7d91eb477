// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/phrases.h"

#include <span>

namespace rigong::connectors::demo {
namespace {

constexpr std::string_view kWelcome[] = {"您好，欢迎光临演示小店，请问有什么可以帮您？"};
constexpr std::string_view kAway[] = {"您好，客服的上班时间是 8:00 到 23:00，您的留言我们上班后第一时间回复。"};
constexpr std::string_view kBot[] = {"这里是智能助手：一般下单后 48 小时内发货。",
                                     "这里是智能助手：详情页里有尺码表，可以先看一下。", "这里是智能助手：满 199 元包邮。"};
constexpr std::string_view kAskPeople[] = {"转人工", "我要找人工客服", "人工"};
constexpr std::string_view kAsk[] = {"这款羽绒服有 L 码吗？", "身高 165 体重 52 公斤穿什么码？",
                                     "现在买有优惠吗？",      "今天拍什么时候发货？",
                                     "颜色和图片一样吗？",    "两件一起买能便宜点吗？",
                                     "这个会起球吗？",        "可以送到镇上吗？",
                                     "和那款比哪个更厚？",    "有现货吗？",
                                     "优惠券怎么用？",        "尺码表能发一下吗？"};
constexpr std::string_view kAskAfter[] = {"我的快递到哪里了？", "收到的颜色不对",      "想改一下收货地址", "少发了一件",
                                          "拉链坏了怎么办？",   "什么时候能发货？",    "发票怎么开？",     "尺码小了想换大一码",
                                          "快递一直不动",       "显示签收了，没有收到"};
constexpr std::string_view kAdd[] = {"就是图里这件", "急用", "我看了详情页没写", "我再问一下", "之前也买过", "想明天能用上"};
constexpr std::string_view kHurry[] = {"在吗？", "有人吗？", "怎么没人回？"};
constexpr std::string_view kPlaceholder[] = {"亲，稍等", "您好，请稍等", "稍等一下"};
constexpr std::string_view kAnswer[] = {"有的，这款现在是现货",   "按您的身高体重建议 M 码",      "现在下单满 199 减 20",
                                        "今天 16 点前拍，当天发", "实拍图没有加滤镜，颜色很接近", "两件可以用店铺券，一共减 35",
                                        "面料做过抗起球处理",     "可以送到，一般三天左右",       "这款更厚，适合零下十度左右"};
constexpr std::string_view kAnswerAfter[] = {
    "已经帮您催了，今天会更新物流", "可以换的，换货运费我们出",   "地址已经帮您改好",
    "少的一件今天给您补发",         "麻烦您拍张照片，我马上处理", "发票已经登记，三天内发到邮箱",
    "已联系快递核实，下午给您答复"};
constexpr std::string_view kMore[] = {"详情页第三张图也有说明", "您看这样可以吗？",         "还有什么想了解的？",
                                      "需要的话我发您对比图",   "您放心，七天内都可以退换", "我给您备注好了"};
constexpr std::string_view kThanks[] = {"谢谢", "好的谢谢", "嗯嗯，好的", "好的", "谢谢您[微笑]", "收到，谢谢", "知道了"};
constexpr std::string_view kReplyToThanks[] = {"不客气，祝您生活愉快", "应该的，有问题随时找我", "感谢您的支持，再见"};
constexpr std::string_view kTakeOver[] = {"您好，我来接着为您处理，情况我已经看到了", "您好，前面同事转给我了，我先核对一下订单"};
constexpr std::string_view kAskRefund[] = {"不太合适，想退货", "和想的不一样，可以退吗？", "退款怎么申请？"};
constexpr std::string_view kRefund[] = {"可以退的，退款已经给您通过", "收到退件了，退款原路返回"};
constexpr std::string_view kCurt[] = {"有", "可以", "详情页有", "这个不清楚", "都行", "明天发"};

std::span<const std::string_view> wordings(Phrase phrase) {
  switch (phrase) {
    case Phrase::none:
      return {};
    case Phrase::welcome:
      return kWelcome;
    case Phrase::away:
      return kAway;
    case Phrase::bot:
      return kBot;
    case Phrase::ask_people:
      return kAskPeople;
    case Phrase::ask:
      return kAsk;
    case Phrase::ask_after:
      return kAskAfter;
    case Phrase::add:
      return kAdd;
    case Phrase::hurry:
      return kHurry;
    case Phrase::placeholder:
      return kPlaceholder;
    case Phrase::answer:
      return kAnswer;
    case Phrase::answer_after:
      return kAnswerAfter;
    case Phrase::more:
      return kMore;
    case Phrase::thanks:
      return kThanks;
    case Phrase::reply_to_thanks:
      return kReplyToThanks;
    case Phrase::take_over:
      return kTakeOver;
    case Phrase::ask_refund:
      return kAskRefund;
    case Phrase::refund:
      return kRefund;
    case Phrase::curt:
      return kCurt;
  }
  return {};
}

}  // namespace

std::string_view words(Phrase phrase, std::uint64_t choice) {
  const auto all = wordings(phrase);
  return all.empty() ? std::string_view() : all[choice % all.size()];
}

}  // namespace rigong::connectors::demo
