// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/demo.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "connectors/demo/world.h"
#include "connectors/kit/json.h"
#include "connectors/kit/options.h"

namespace rigong::connectors::demo {
namespace {

// Raised with whatever changes what happened: half a day of one story does not fit half a day of another.
constexpr int kStory = 2;

// What is imported is in no hurry once the past is there.
constexpr DurationMs kImportEvery = 20 * kSecondMs;

constexpr OptionSpec kOptions[] = {
    {"seed", "种子", "Seed", OptionType::integer, false, "1", "故事的种子；换一个数就是另一家店",
     "The seed of the story; another number is another shop"},
    {"reps", "客服人数", "Reps", OptionType::integer, false, "26", "客服人数，0 到 1000（主管另算）",
     "How many reps, 0 to 1000, the lead not counted"},
    {"days", "往前几天", "Days back", OptionType::integer, false, "60", "第一次查看之前已有多少天，0 到 1000",
     "How many days lie before the first one looked at, 0 to 1000"},
    {"per_day", "每人每天会话数", "Conversations a rep and day", OptionType::integer, false, "66",
     "一名普通客服一天的会话数，0 到 400", "Conversations of an average rep on a usual day, 0 to 400"},
    {"imported_only", "只给过去", "Only the past", OptionType::boolean, false, "false",
     "只给过去的日子和排班；之后的聊天、评价和订单由平台账号读取（rigong demo 用）",
     "Only the past days and the shifts; chats, ratings and orders from then on are read from platforms (for rigong demo)"},
};

template <class Number>
Result<Number> whole(const Options& options, std::string_view name, std::int64_t most) {
  RIGONG_ASSIGN(const std::int64_t value, whole_option(options, name, 0, most, {"演示", "demo"}));
  return static_cast<Number>(value);
}

std::string settings_text(const Settings& settings) {
  return fmt::format("{} {} {} {}{}", settings.seed, settings.reps, settings.days, settings.per_day,
                     settings.imported_only ? " imported" : "");
}

class Shop final : public Connector {
 public:
  explicit Shop(const Settings& settings) : settings_(settings) {}

  Result<PollResult> poll(const PollRequest& request, RecordSink& sink) override {
    if (request.calendar == nullptr) return fail(ErrorKind::internal, "没有日历。", "There is no calendar.");
    const ShopCalendar& calendar = *request.calendar;
    Progress progress;
    if (request.cursor.empty()) {
      progress.first_today = calendar.local(request.now).date;
      progress.told_until = calendar.from_local(progress.first_today - settings_.days, 0) - 1;
    } else {
      RIGONG_ASSIGN(progress, read_cursor(settings_, request.cursor));
    }
    PollResult result;
    result.next_cursor = request.cursor;
    if (request.now <= progress.told_until) return result;
    const World world(settings_, progress.first_today, calendar);
    const Day first = world.plan().first_day();
    // A day at a time, so that memory stays flat and the days can be counted while they come.
    const Day day = calendar.local(progress.told_until + 1).date;
    const Day today = calendar.local(request.now).date;
    bool stopped = false;
    const auto goes_on = [&] {
      stopped = stopped || !sink.progress(static_cast<std::uint64_t>(day - first), static_cast<std::uint64_t>(today - first) + 1);
      return !stopped;
    };
    if (!goes_on()) return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
    const TimeMs upto = std::min(request.now, calendar.from_local(day + 1, 0) - 1);
    result.more = upto < request.now;
    Wanted wanted;
    if (settings_.imported_only) wanted.part = Part::imported;
    const WorkDone done = world.deliver(progress.told_until, upto, sink, goes_on, wanted);
    if (stopped) return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
    progress.told_until = upto;
    // The cursor of a moment in which nothing happened stays, so that nothing is written for it. It moves with what others tell,
    // since it is how the demo's clock knows how late it was.
    if (done.records + done.happened > 0 || result.more || request.cursor.empty()) {
      result.next_cursor = write_cursor(settings_, progress);
    }
    if (settings_.imported_only && !result.more) result.again_in = kImportEvery;
    return result;
  }

 private:
  Settings settings_;
};

Result<std::unique_ptr<Connector>> make(const Options& options) {
  RIGONG_ASSIGN(const Settings settings, read_settings(options));
  return std::make_unique<Shop>(settings);
}

}  // namespace

Result<Settings> read_settings(const Options& options) {
  Settings settings;
  RIGONG_ASSIGN(settings.seed, whole<std::uint64_t>(options, "seed", std::numeric_limits<std::int64_t>::max()));
  RIGONG_ASSIGN(settings.reps, whole<int>(options, "reps", 1000));
  RIGONG_ASSIGN(settings.days, whole<int>(options, "days", 1000));
  RIGONG_ASSIGN(settings.per_day, whole<int>(options, "per_day", 400));
  settings.imported_only = options.text("imported_only") == "true";
  return settings;
}

std::string write_cursor(const Settings& settings, const Progress& progress) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  document.AddMember("story", kStory, memory);
  document.AddMember("settings", rapidjson::Value(settings_text(settings), memory), memory);
  document.AddMember("first_today", rapidjson::Value(to_string(progress.first_today), memory), memory);
  document.AddMember("told_until", progress.told_until, memory);
  return to_text(document);
}

Result<Progress> read_cursor(const Settings& settings, std::string_view cursor) {
  const auto document = parse_json(cursor, "cursor");
  const bool fits =
      document && whole_of(*document, "story") == kStory && text_of(*document, "settings") == settings_text(settings);
  const auto first_today = fits ? parse_day(text_of(*document, "first_today").value_or("")) : std::nullopt;
  const auto told_until = fits ? whole_of(*document, "told_until") : std::nullopt;
  if (!first_today || !told_until || *told_until < kEarliestTime || *told_until > kLatestTime) {
    return fail(
        ErrorKind::wrong_use, "这个数据文件夹里的演示是用别的设置或别的版本生成的。请换一个空文件夹重新开始演示。",
        "The demo in this data folder was made with other settings or by another version. Begin again in an empty folder.");
  }
  return Progress{*first_today, *told_until};
}

const Definition& definition() {
  static constexpr Definition kDefinition{"demo", "演示小店", "Made-up demo shop", kOptions, &make, 5 * kSecondMs};
  return kDefinition;
}

}  // namespace rigong::connectors::demo
