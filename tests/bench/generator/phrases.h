// SPDX-License-Identifier: Apache-2.0
//
// What people, robots and systems write. Invented, and typical of a shop's chats.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace generator {

using Phrases = std::vector<std::string_view>;

inline const Phrases kQuestions{"这款现在还有现货吗",
                                "请问什么时候可以发货",
                                "我昨天下的单怎么还没有物流信息",
                                "尺码偏大还是偏小呀",
                                "身高165体重52公斤穿什么码合适",
                                "能不能便宜一点",
                                "可以开发票吗",
                                "收到的东西有一个小划痕怎么办",
                                "想换一个颜色可以吗",
                                "快递到哪里了",
                                "在吗",
                                "有人吗",
                                "怎么申请退款",
                                "优惠券为什么用不了",
                                "这个和上一款有什么区别呢，我看图片好像差不多",
                                "保修多久",
                                "地址写错了能帮我改一下吗",
                                "说明书上写的\"首次使用前充电8小时\"是必须的吗",
                                "我要退货\n理由是不合身",
                                "赠品没有收到",
                                "12号能到吗",
                                "谢谢，那我再问一下，两件一起买有没有运费"};
inline const Phrases kFollowUps{"？",
                                "在不在",
                                "麻烦快一点",
                                "我比较急",
                                "还有一个问题",
                                "人呢",
                                "就是上面那个订单",
                                "订单尾号是8821",
                                "图片已经发给你了，你看一下是不是这个型号"};
inline const Phrases kAnswers{"亲，这款有现货的，今天下单今天发出",
                              "您好，我帮您查一下，请稍等",
                              "已经帮您催促仓库了，预计明天可以揽收",
                              "建议您选择M码哦",
                              "可以的，您在订单页面提交发票信息就行",
                              "非常抱歉给您带来不便，我这边给您登记补发",
                              "您好，退款会在1到3个工作日原路退回",
                              "这边看到包裹已经到达您所在的城市，正在派送中",
                              "亲，活动价已经是最低价了呢，现在下单还送运费险",
                              "好的，地址已经帮您修改",
                              "稍等，我去问一下仓库的同事",
                              "区别主要在于面料，新款更透气，洗了以后也不容易变形",
                              "保修一年，只换不修",
                              "两件一起买是包邮的哦"};
inline const Phrases kRemarks{"还有什么可以帮您的吗", "给您添麻烦了", "您看这样可以吗", "我把链接发给您", "祝您生活愉快"};
inline const Phrases kCourtesies{"好的谢谢",   "嗯嗯", "ok", "谢谢[微笑]",       "好的", "谢谢",
                                 "OK，谢谢！", "收到", "👌",  "知道了，谢谢你 😊", "好哒~"};
inline const Phrases kWelcomes{"您好，欢迎光临本店，客服正在赶来的路上，请问有什么可以帮您？",
                               "亲，您好！当前咨询的人较多，请您稍等片刻"};
inline const Phrases kBotAnswers{"您是想问以下问题吗：1. 什么时候发货 2. 怎么退换 3. 转人工",
                                 "智能客服为您服务，发货时间为付款后48小时内"};
inline const Phrases kSystemLines{"会话已分配", "会话已由系统转接", "会话已结束"};
inline const Phrases kNotes{"客户情绪激动，注意语气", "已登记补发，工单待跟进"};

enum class Sender : std::uint8_t { kIn, kOut, kBot, kAuto, kSystem, kNote };
inline constexpr std::array<std::string_view, 6> kDirections{"in", "out", "bot", "auto", "system", "note"};

enum class Talk : std::uint8_t { kQuestion, kFollowUp, kAnswer, kRemark, kCourtesy, kWelcome, kBot, kSystem, kNote };
inline const std::array<const Phrases*, 9> kTalk{&kQuestions, &kFollowUps,  &kAnswers,     &kRemarks, &kCourtesies,
                                                 &kWelcomes,  &kBotAnswers, &kSystemLines, &kNotes};

// The kind of sentence that may follow a first one in the same message.
inline Talk Second(Talk talk) { return talk == Talk::kAnswer ? Talk::kRemark : Talk::kFollowUp; }

}  // namespace generator
