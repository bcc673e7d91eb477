// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "agent/base/text.h"
#include "overlay/server/ids.h"

namespace rigong::overlay {
namespace {

constexpr std::size_t kMostParameters = 32;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Nothing where the text is not what a browser would have written, or is no clean UTF-8.
std::optional<std::string> decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!is_clean_utf8(out)) return std::nullopt;
  return out;
}

// Every parameter is taken by name and type; what nobody took is unknown.
class Reader {
 public:
  explicit Reader(std::string_view query) {
    while (!query.empty()) {
      const std::size_t end = query.find('&');
      const std::string_view pair = query.substr(0, end);
      query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
      const std::size_t equals = pair.find('=');
      auto name = decode(pair.substr(0, equals));
      auto value = decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
      if (!name || !value || parameters_.size() >= kMostParameters) {
        faults_.add("", "地址里的参数不是正常的文字。", "The parameters of the address are not proper text.");
        return;
      }
      if (find(*name) != nullptr) {
        faults_.add(one_line(*name), "这个参数出现了不止一次。", "This parameter occurs more than once.");
      }
      parameters_.push_back({std::move(*name), std::move(*value), false});
    }
  }

  std::optional<std::string> text(const char* name, std::size_t least, std::size_t most) {
    const std::string* value = take(name);
    if (value == nullptr) return std::nullopt;
    if (value->size() < least || value->size() > most) {
      faults_.add(name, fmt::format("长度应在 {} 到 {} 字节之间。", least, most),
                  fmt::format("It must have {} to {} bytes.", least, most));
      return std::nullopt;
    }
    return *value;
  }
  std::string needed_text(const char* name, std::size_t least, std::size_t most) {
    return needed(name, text(name, least, most)).value_or("");
  }
  std::optional<int> whole(const char* name, int least, int most) {
    const std::string* value = take(name);
    if (value == nullptr) return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
    if (error != std::errc() || end != value->data() + value->size() || number < least || number > most) {
      faults_.add(name, fmt::format("应为 {} 到 {} 之间的整数。", least, most),
                  fmt::format("It must be a whole number from {} to {}.", least, most));
      return std::nullopt;
    }
    return number;
  }
  std::optional<Day> day(const char* name) {
    const std::string* value = take(name);
    if (value == nullptr) return std::nullopt;
    const auto found = value->size() == 10 && (*value)[4] == '-' ? parse_day(*value) : std::nullopt;
    if (!found) {
      faults_.add(name, "应为 2026-11-25 这样的日期（2000 到 2099 年）。",
                  "It must be a date as in 2026-11-25, from 2000 to 2099.");
    }
    return found;
  }
  Day needed_day(const char* name) { return needed(name, day(name)).value_or(Day{}); }
  std::string person() { return needed_text("person", 1, 256); }
  std::string shop() { return text("shop", 0, 64).value_or(""); }
  // The two ends of a range, both needed.
  std::pair<Day, Day> days() {
    const Day from = needed("from", day("from")).value_or(Day{});
    const Day to = needed("to", day("to")).value_or(from);
    if (to < from) faults_.add("to", "结束日期不能早于开始日期。", "It must not be before `from`.");
    if (to - from >= kMostDays) {
      faults_.add("to", fmt::format("最多 {} 天。", kMostDays), fmt::format("At most {} days.", kMostDays));
    }
    return {from, to};
  }
  std::optional<Pick> pick(const char* name) {
    const std::string* value = take(name);
    if (value == nullptr) return std::nullopt;
    const auto found = pick_of(*value);
    if (!found) faults_.add(name, "不认识这个值。", "This value is not known.");
    return found;
  }
  void must(bool holds, const char* name, const char* zh, const char* en) {
    if (!holds) faults_.add(name, zh, en);
  }

  // "by", or the day where it is not given.
  RankBy rank_by() {
    const auto by = text("by", 1, 16);
    if (!by) return RankBy::day;
    const auto known = std::find_if(kRankBys.begin(), kRankBys.end(), [&](RankBy each) { return *by == word(each); });
    must(known != kRankBys.end(), "by", "应为 day、week 或 month。", "It must be day, week or month.");
    return known != kRankBys.end() ? *known : RankBy::day;
  }

  // One of the words of the values; the first of them where it is given as nothing or as another word, which is a fault.
  template <class Enum, std::size_t N>
  Enum one_of(const char* name, const std::array<Enum, N>& values, const std::string& given) {
    std::string words;
    for (const Enum value : values) {
      if (given == word(value)) return value;
      words += (words.empty() ? "" : ", ") + std::string(word(value));
    }
    faults_.add(name, "应为 " + words + " 之一。", "It must be one of " + words + ".");
    return values.front();
  }
  template <class Enum, std::size_t N>
  Enum needed(const char* name, const std::array<Enum, N>& values) {
    return one_of(name, values, text(name, 1, 16).value_or(""));
  }
  // "by" of a report, or the month where it is not given.
  RankBy report_by() {
    const auto by = text("by", 1, 16);
    return by ? one_of("by", kReportBys, *by) : RankBy::month;
  }
  // "language", or Chinese.
  bool english() {
    const std::string language = text("language", 1, 16).value_or("zh");
    must(language == "zh" || language == "en", "language", "应为 zh 或 en。", "It must be zh or en.");
    return language == "en";
  }

  template <class Question>
  Checked<Question> done(Question question) {
    for (const Parameter& parameter : parameters_) {
      if (!parameter.taken) faults_.add(one_line(parameter.name), "不认识这个参数。", "This parameter is not known.");
    }
    if (faults_.found()) return tl::unexpected<Fault>(faults_.first());
    return question;
  }

 private:
  struct Parameter {
    std::string name;
    std::string value;
    bool taken = false;
  };

  Parameter* find(std::string_view name) {
    const auto found = std::find_if(parameters_.begin(), parameters_.end(), [&](const auto& one) { return one.name == name; });
    return found == parameters_.end() ? nullptr : &*found;
  }
  const std::string* take(std::string_view name) {
    Parameter* found = find(name);
    if (found == nullptr) return nullptr;
    found->taken = true;
    return &found->value;
  }
  template <class Value>
  std::optional<Value> needed(const char* name, std::optional<Value> value) {
    if (!value) faults_.add(name, "缺少这个参数。", "This parameter is missing.");
    return value;
  }

  std::vector<Parameter> parameters_;
  Faults faults_;
};

}  // namespace

Checked<PanelQuery> read_panel_query(std::string_view query) {
  Reader reader(query);
  PanelQuery question;
  question.person = reader.person();
  question.shop = reader.shop();
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<TurnsQuery> read_turns_query(std::string_view query) {
  Reader reader(query);
  TurnsQuery question;
  question.person = reader.person();
  question.shop = reader.shop();
  std::tie(question.from, question.to) = reader.days();
  question.pick = reader.pick("pick").value_or(Pick::all);
  question.minute_from = reader.whole("minute_from", 0, 1440);
  question.minute_to = reader.whole("minute_to", 0, 1440);
  question.limit = reader.whole("limit", 1, 500).value_or(100);
  question.after = reader.text("after", 0, 64).value_or("");
  reader.must(question.minute_from.value_or(0) <= question.minute_to.value_or(1440), "minute_to", "不能小于 minute_from。",
              "It must not be less than `minute_from`.");
  return reader.done(std::move(question));
}

Checked<TrendQuery> read_trend_query(std::string_view query) {
  Reader reader(query);
  TrendQuery question;
  question.person = reader.person();
  question.shop = reader.shop();
  question.figure = reader.needed_text("figure", 1, 64);
  question.days = reader.whole("days", 7, kMostDays).value_or(90);
  question.to = reader.day("to");
  return reader.done(std::move(question));
}

Checked<ShopFiguresQuery> read_shop_figures_query(std::string_view query) {
  Reader reader(query);
  ShopFiguresQuery question;
  question.person = reader.text("person", 1, 256).value_or("");
  question.shop = reader.shop();
  std::tie(question.from, question.to) = reader.days();
  return reader.done(std::move(question));
}

Checked<TeamQuery> read_team_query(std::string_view query) {
  Reader reader(query);
  TeamQuery question;
  question.group = reader.text("group", 0, 256).value_or("");
  question.shop = reader.shop();
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<RankingQuery> read_ranking_query(std::string_view query) {
  Reader reader(query);
  RankingQuery question;
  question.group = reader.text("group", 0, 256).value_or("");
  question.shop = reader.shop();
  question.by = reader.rank_by();
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<LoadQuery> read_load_query(std::string_view query) {
  Reader reader(query);
  LoadQuery question;
  question.group = reader.text("group", 0, 256).value_or("");
  question.shop = reader.shop();
  question.weeks = static_cast<int>(reader.whole("weeks", 1, 12).value_or(question.weeks));
  question.at_once = static_cast<int>(reader.whole("at_once", 1, 10).value_or(question.at_once));
  question.within_s = static_cast<int>(reader.whole("within", 5, 600).value_or(question.within_s));
  question.share = static_cast<int>(reader.whole("share", 50, 99).value_or(question.share));
  return reader.done(std::move(question));
}

Checked<PeriodQuery> read_period_query(std::string_view query) {
  Reader reader(query);
  PeriodQuery question;
  question.id = reader.needed_text("id", 36, 36);
  question.group = reader.text("group", 0, 256).value_or("");
  return reader.done(std::move(question));
}

Checked<OneOnOneQuery> read_one_on_one_query(std::string_view query) {
  Reader reader(query);
  OneOnOneQuery question;
  question.person = reader.person();
  question.week = reader.day("week");
  return reader.done(std::move(question));
}

Checked<OneOnOnesQuery> read_one_on_ones_query(std::string_view query) {
  Reader reader(query);
  OneOnOnesQuery question;
  question.group = reader.text("group", 0, 256).value_or("");
  question.week = reader.day("week");
  return reader.done(std::move(question));
}

Checked<TeamReportQuery> read_team_report_query(std::string_view query) {
  Reader reader(query);
  TeamReportQuery question;
  question.group = reader.text("group", 0, 256).value_or("");
  question.by = reader.report_by();
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<DepartmentReportQuery> read_department_report_query(std::string_view query) {
  Reader reader(query);
  DepartmentReportQuery question;
  question.by = reader.report_by();
  question.day = reader.day("day");
  return reader.done(question);
}

Checked<ReportFileQuery> read_report_file_query(std::string_view query) {
  Reader reader(query);
  ReportFileQuery question;
  question.report = reader.needed("report", kReportOfs);
  question.format = reader.needed("format", kReportFormats);
  question.english = reader.english();
  question.group = reader.text("group", 0, 256).value_or("");
  question.by = reader.report_by();
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<PostsQuery> read_posts_query(std::string_view query) {
  Reader reader(query);
  PostsQuery question;
  std::tie(question.from, question.to) = reader.days();
  return reader.done(question);
}

Checked<PostPreviewQuery> read_post_preview_query(std::string_view query) {
  Reader reader(query);
  PostPreviewQuery question;
  question.target = reader.needed_text("target", 1, 256);
  question.group = reader.text("group", 0, 256).value_or("");
  question.by = reader.rank_by();
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<SheetsQuery> read_sheets_query(std::string_view query) {
  Reader reader(query);
  SheetsQuery question;
  question.person = reader.person();
  std::tie(question.from, question.to) = reader.days();
  return reader.done(std::move(question));
}

Checked<SheetQuery> read_sheet_query(std::string_view query) {
  Reader reader(query);
  SheetQuery question;
  question.person = reader.person();
  question.day = reader.needed_day("day");
  return reader.done(std::move(question));
}

Checked<WorkQuery> read_work_query(std::string_view query) {
  Reader reader(query);
  WorkQuery question;
  question.person = reader.person();
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<TaskQuery> read_task_query(std::string_view query) {
  Reader reader(query);
  TaskQuery question;
  question.id = reader.needed_text("id", 36, 38);
  reader.must(is_task_id(question.id), "id", "应为一项工作的编号。", "It must be the id of a task.");
  return reader.done(std::move(question));
}

Checked<HandoffsQuery> read_handoffs_query(std::string_view query) {
  Reader reader(query);
  HandoffsQuery question;
  question.group = reader.text("group", 0, 256);
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<PromisesQuery> read_promises_query(std::string_view query) {
  Reader reader(query);
  PromisesQuery question;
  question.person = reader.text("person", 1, 256).value_or("");
  question.group = reader.text("group", 0, 256);
  std::tie(question.from, question.to) = reader.days();
  static_assert(kMostGridDays == 62);
  reader.must(question.to - question.from < kMostGridDays, "to", "最多 62 天。", "At most 62 days.");
  return reader.done(std::move(question));
}

Checked<LogQuery> read_log_query(std::string_view query) {
  Reader reader(query);
  LogQuery question;
  question.all = reader.whole("all", 1, 1).has_value();
  question.before = reader.whole("before", 1, std::numeric_limits<int>::max()).value_or(0);
  return reader.done(question);
}

Checked<ExportQuery> read_export_query(std::string_view query) {
  Reader reader(query);
  ExportQuery question;
  std::tie(question.from, question.to) = reader.days();
  static_assert(kMostExportDays == 92);
  reader.must(question.to - question.from < kMostExportDays, "to", "最多 92 天。", "At most 92 days.");
  return reader.done(question);
}

Checked<DayReportQuery> read_day_report_query(std::string_view query) {
  Reader reader(query);
  DayReportQuery question;
  question.group = reader.text("group", 0, 256).value_or("");
  question.day = reader.day("day");
  return reader.done(std::move(question));
}

Checked<NoQuery> read_no_query(std::string_view query) {
  Reader reader(query);
  return reader.done(NoQuery{});
}

}  // namespace rigong::overlay
