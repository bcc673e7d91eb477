// SPDX-License-Identifier: Apache-2.0
// Nearly every message says something of its own within its first character or two. So a text is first looked at as it stands,
// and given up at the first letter that is in no listed word; only what passes is normalised and cut into words.
#include "agent/metrics/text_rules.h"

#include <utf8proc.h>

#include <algorithm>
#include <bitset>
#include <cstdlib>
#include <unordered_set>

namespace rigong::metrics {
namespace {

// A code point; kEmoji stands for any emoji.
using Text = std::u32string;
constexpr char32_t kEmoji = 0x110000;
constexpr std::size_t kLongestEmojiName = 6;
constexpr std::size_t kLongestSlashCode = 8;

// The names that WeChat, QQ, 千牛 and 咚咚 clients write in brackets. A name that is not here, such as [图片] or [订单], says
// something.
const std::unordered_set<std::u32string>& emoji_names() {
  static const std::unordered_set<std::u32string> names = {
      U"微笑", U"撇嘴", U"色",     U"发呆", U"得意",   U"流泪",     U"害羞",     U"闭嘴",   U"睡",     U"大哭",   U"尴尬",
      U"发怒", U"调皮", U"呲牙",   U"惊讶", U"难过",   U"囧",       U"酷",       U"冷汗",   U"抓狂",   U"吐",     U"偷笑",
      U"可爱", U"愉快", U"白眼",   U"傲慢", U"饥饿",   U"困",       U"惊恐",     U"流汗",   U"憨笑",   U"悠闲",   U"大兵",
      U"奋斗", U"咒骂", U"疑问",   U"嘘",   U"晕",     U"折磨",     U"衰",       U"骷髅",   U"敲打",   U"再见",   U"擦汗",
      U"抠鼻", U"鼓掌", U"糗大了", U"坏笑", U"左哼哼", U"右哼哼",   U"哈欠",     U"鄙视",   U"委屈",   U"快哭了", U"阴险",
      U"亲亲", U"吓",   U"可怜",   U"菜刀", U"西瓜",   U"啤酒",     U"篮球",     U"乒乓",   U"咖啡",   U"饭",     U"猪头",
      U"玫瑰", U"凋谢", U"示爱",   U"嘴唇", U"爱心",   U"心碎",     U"蛋糕",     U"闪电",   U"炸弹",   U"刀",     U"足球",
      U"瓢虫", U"便便", U"月亮",   U"太阳", U"礼物",   U"拥抱",     U"强",       U"弱",     U"握手",   U"胜利",   U"抱拳",
      U"勾引", U"拳头", U"差劲",   U"爱你", U"no",     U"ok",       U"爱情",     U"飞吻",   U"跳跳",   U"发抖",   U"怄火",
      U"转圈", U"磕头", U"回头",   U"跳绳", U"投降",   U"激动",     U"乱舞",     U"献吻",   U"左太极", U"右太极", U"嘿哈",
      U"捂脸", U"奸笑", U"机智",   U"皱眉", U"耶",     U"吃瓜",     U"加油",     U"汗",     U"天啊",   U"emm",    U"社会社会",
      U"旺柴", U"好的", U"打脸",   U"哇",   U"翻白眼", U"666",      U"让我看看", U"叹气",   U"苦涩",   U"裂开",   U"红包",
      U"發",   U"福",   U"烟花",   U"爆竹", U"庆祝",   U"合十",     U"赞",       U"比心",   U"鲜花",   U"花",     U"心",
      U"笑",   U"大笑", U"笑哭",   U"开心", U"呵呵",   U"嘻嘻",     U"哈哈",     U"鬼脸",   U"飞吻",   U"感谢",   U"谢谢",
      U"给力", U"good", U"smile",  U"rose", U"heart",  U"thumbsup", U"亲",       U"啤",     U"蜡烛",   U"送花",   U"感动",
      U"期待", U"敬礼", U"呲牙笑", U"偷乐", U"点赞",   U"么么哒",   U"抱抱",     U"左抱抱", U"右抱抱",
  };
  return names;
}

bool is_emoji(char32_t cp) {
  const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(cp));
  return property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
         property->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR;
}

// The categories that are taken out: P, S, Z, C and Mn. Cn (not assigned) is one of C.
bool is_ignored(char32_t cp) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(cp))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return false;
    default:
      return true;
  }
}

// The next code point; bytes that are none read as U+FFFD, which is a symbol and so ignored.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  utf8proc_int32_t cp = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  const utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &cp);
  if (length <= 0) {
    ++at;
    return 0xFFFD;
  }
  at += static_cast<std::size_t>(length);
  return static_cast<char32_t>(cp);
}

Text decode(std::string_view text) {
  Text result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) result.push_back(next_code_point(text, at));
  return result;
}

void append_utf8(std::string& out, char32_t cp) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(cp), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

Text nfkc_lower(const std::string& run) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(run.data()), static_cast<utf8proc_ssize_t>(run.size()), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  if (length < 0) return {};
  Text result = decode({reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)});
  std::free(mapped);  // utf8proc_map hands out malloc'ed memory.
  for (char32_t& cp : result) cp = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(cp)));
  return result;
}

// Emoji become kEmoji before NFKC, which would turn some of them into letters; the rest is normalised.
Text normalise(std::string_view text) {
  const Text original = decode(text);
  Text result;
  std::string run;
  const auto flush = [&] {
    result += nfkc_lower(run);
    run.clear();
  };
  for (std::size_t at = 0; at < original.size(); ++at) {
    const char32_t cp = original[at];
    std::size_t after = at + 1;
    if ((cp >= U'0' && cp <= U'9') || cp == U'#' || cp == U'*') {
      if (after < original.size() && original[after] == 0xFE0F) ++after;
      if (after < original.size() && original[after] == 0x20E3) {
        flush();
        result.push_back(kEmoji);
        at = after;
        continue;
      }
    } else if (is_emoji(cp)) {
      flush();
      result.push_back(kEmoji);
      continue;
    }
    append_utf8(run, cp);
  }
  flush();
  return result;
}

// The length of the platform's emoji code that begins at `at`, 0 where there is none.
std::size_t code_length(const Text& text, std::size_t at) {
  if (text[at] == U'[') {
    const std::size_t end = text.find(U']', at + 1);
    if (end == Text::npos || end - at - 1 > kLongestEmojiName) return 0;
    return emoji_names().contains(text.substr(at + 1, end - at - 1)) ? end - at + 1 : 0;
  }
  if (text[at] == U'/' && at + 2 < text.size() && text[at + 1] == U':') {
    std::size_t end = at + 2;
    while (end < text.size() && end - at - 2 < kLongestSlashCode && text[end] > 0x20 && text[end] < 0x7F && text[end] != U'/' &&
           text[end] != U'[') {
      ++end;
    }
    return end > at + 2 ? end - at : 0;
  }
  return 0;
}

Text essence(std::string_view text) {
  const Text normal = normalise(text);
  Text result;
  for (std::size_t at = 0; at < normal.size(); ++at) {
    if (normal[at] == kEmoji) {
      result.push_back(kEmoji);
    } else if (const std::size_t length = code_length(normal, at); length > 0) {
      result.push_back(kEmoji);
      at += length - 1;
    } else if (!is_ignored(normal[at])) {
      result.push_back(normal[at]);
    }
  }
  return result;
}

}  // namespace

const std::vector<std::string>& default_courtesy_words() {
  static const std::vector<std::string> words = {"谢谢",   "谢谢您",    "谢谢你", "感谢", "好的", "好",   "好哒", "ok",    "okay",
                                                 "thanks", "thank you", "bye",    "再见", "嗯",   "嗯嗯", "收到", "知道了"};
  return words;
}

const std::vector<std::string>& default_placeholder_words() {
  static const std::vector<std::string> words = {"您好",
                                                 "你好",
                                                 "亲",
                                                 "亲亲",
                                                 "亲爱的",
                                                 "在的",
                                                 "在",
                                                 "在呢",
                                                 "稍等",
                                                 "请稍等",
                                                 "您稍等",
                                                 "请您稍等",
                                                 "稍等一下",
                                                 "稍后",
                                                 "稍等片刻",
                                                 "等一下",
                                                 "请等一下",
                                                 "马上",
                                                 "马上来",
                                                 "好的",
                                                 "好",
                                                 "嗯",
                                                 "嗯嗯",
                                                 "收到",
                                                 "这边",
                                                 "我",
                                                 "帮您",
                                                 "为您",
                                                 "给您",
                                                 "查一下",
                                                 "看一下",
                                                 "查询中",
                                                 "正在查询",
                                                 "哦",
                                                 "呢",
                                                 "哈",
                                                 "啊",
                                                 "呀",
                                                 "哒",
                                                 "了",
                                                 "的",
                                                 "欢迎光临",
                                                 "很高兴为您服务",
                                                 "有什么可以帮您",
                                                 "请问有什么可以帮您",
                                                 "hello",
                                                 "hi",
                                                 "one moment",
                                                 "please wait",
                                                 "hold on",
                                                 "please",
                                                 "just a moment",
                                                 "ok"};
  return words;
}

struct WordList::Impl {
  std::unordered_set<Text> words;
  std::size_t longest = 1;
  // Characters of the basic plane that occur in some word: what the first look goes by.
  std::bitset<0x10000> in_words;
};

WordList::WordList(const std::vector<std::string>& words) {
  auto impl = std::make_unique<Impl>();
  for (const std::string& word : words) {
    Text text = essence(word);
    if (text.empty()) continue;
    impl->longest = std::max(impl->longest, text.size());
    for (const char32_t cp : text) {
      if (cp < impl->in_words.size()) impl->in_words.set(cp);
    }
    impl->words.insert(std::move(text));
  }
  impl_ = std::move(impl);
}
WordList::~WordList() = default;
WordList::WordList(WordList&&) noexcept = default;
WordList& WordList::operator=(WordList&&) noexcept = default;

bool WordList::only_words(std::string_view text) const {
  // The first look. CJK ideographs and ASCII letters stay themselves under NFKC, so one that is in no word settles it, unless a
  // code in brackets or after a slash may have begun.
  for (std::size_t at = 0; at < text.size();) {
    const char32_t cp = next_code_point(text, at);
    if (cp == U'[' || cp == 0xFF3B || cp == U'/' || cp == 0xFF0F) break;
    const bool ideograph = cp >= 0x4E00 && cp <= 0x9FFF;
    const bool letter = (cp >= U'a' && cp <= U'z') || (cp >= U'A' && cp <= U'Z');
    const char32_t lower = letter ? cp | 0x20 : cp;
    if ((ideograph || letter) && !impl_->in_words.test(lower)) return false;
  }

  const Text rest = essence(text);
  if (rest.empty()) return false;
  // reachable[i]: the first i characters are words. Given up as soon as no reachable place is near enough to go on from.
  std::vector<bool> reachable(rest.size() + 1, false);
  reachable[0] = true;
  std::size_t furthest = 0;
  for (std::size_t at = 0; at < rest.size() && at <= furthest; ++at) {
    if (!reachable[at]) continue;
    if (rest[at] == kEmoji) {
      reachable[at + 1] = true;
      furthest = std::max(furthest, at + 1);
    }
    for (std::size_t length = 1; length <= impl_->longest && at + length <= rest.size(); ++length) {
      if (!impl_->words.contains(rest.substr(at, length))) continue;
      reachable[at + length] = true;
      furthest = std::max(furthest, at + length);
    }
  }
  return reachable[rest.size()];
}

}  // namespace rigong::metrics
