// SPDX-License-Identifier: Apache-2.0
#include "agent/team/catalogue.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::team {
namespace {

// "a step", "an item".
std::string with_article(std::string_view word) {
  const bool vowel = !word.empty() && std::string_view("aeiou").find(word.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", word);
}

Status check_words(const CatalogueKind& kind, const std::string& text) {
  const std::size_t count = character_count(text);
  if (count <= kind.most_words) return {};
  return fail(ErrorKind::wrong_use, fmt::format("一{}最多 {} 个字，现在是 {} 个。请缩短。", kind.zh, kind.most_words, count),
              fmt::format("The words for {} have at most {} characters, these have {}. Make them shorter.", with_article(kind.en),
                          kind.most_words, count));
}

Status check_room(const CatalogueKind& kind, const std::vector<model::StepSetting>& set) {
  const auto all = catalogue(kind, set);
  const auto offered = std::count_if(all.begin(), all.end(), [](const CatalogueItem& each) { return !each.hidden; });
  if (static_cast<std::size_t>(offered) < kind.most) return {};
  return fail(ErrorKind::refused, fmt::format("最多 {} {}。请先收起一{}。", kind.most, kind.zh, kind.zh),
              fmt::format("At most {} {}s are offered. Hide one first.", kind.most, kind.en));
}

bool is_built_in(const CatalogueKind& kind, const std::string& id) {
  return std::any_of(kind.built_in.begin(), kind.built_in.end(), [&](const auto& each) { return each.id == id; });
}

// The setting as it stands; one that changes nothing for a built-in entry that was never set.
Result<model::StepSetting> setting_of(const CatalogueKind& kind, const std::vector<model::StepSetting>& set,
                                      const std::string& entry) {
  const auto found = std::find_if(set.begin(), set.end(), [&](const auto& each) { return each.id == entry; });
  if (found != set.end()) return *found;
  if (is_built_in(kind, entry)) return model::StepSetting{entry, {}, {}, false};
  return fail(ErrorKind::not_found, fmt::format("没有这一{}。请刷新页面。", kind.zh),
              fmt::format("There is no such {}. Reload the page.", kind.en));
}

}  // namespace

std::vector<CatalogueItem> catalogue(const CatalogueKind& kind, const std::vector<model::StepSetting>& set) {
  std::vector<CatalogueItem> all;
  for (const CatalogueEntry& entry : kind.built_in) all.push_back({entry, false, true});
  for (const model::StepSetting& setting : set) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.entry.id == setting.id; });
    if (known == all.end()) {
      all.push_back({{setting.id, {setting.zh, setting.en.empty() ? setting.zh : setting.en}, {}}, setting.hidden, false});
      continue;
    }
    known->hidden = setting.hidden;
    if (!setting.zh.empty()) known->entry.title = {setting.zh, setting.en.empty() ? setting.zh : setting.en};
  }
  return all;
}

Result<model::StepSetting> name_entry(const CatalogueKind& kind, const std::vector<model::StepSetting>& set,
                                      const std::string& entry, const Words& words, const std::string& new_id) {
  const std::string zh(trim(words.zh));
  const std::string en(trim(words.en));
  if (zh.empty()) {
    return fail(ErrorKind::wrong_use, fmt::format("请写上这一{}叫什么。", kind.zh),
                fmt::format("Write what the {} is called, in Chinese.", kind.en));
  }
  RIGONG_TRY(check_words(kind, zh));
  RIGONG_TRY(check_words(kind, en));
  for (const CatalogueItem& each : catalogue(kind, set)) {
    if (each.entry.id != entry && !each.hidden && each.entry.title.zh == zh) {
      return fail(ErrorKind::refused, fmt::format("已经有同名的一{}。", kind.zh),
                  fmt::format("There is {} of that name already.", with_article(kind.en)));
    }
  }
  if (entry.empty()) {
    RIGONG_TRY(check_room(kind, set));
    if (set.size() >= kind.most_kept) {
      return fail(
          ErrorKind::refused, fmt::format("收起的也都还留着，已经太多了。请改一{}已有的，或重新显示一{}。", kind.zh, kind.zh),
          fmt::format("Hidden {}s are kept as well, and there are too many. Rename one, or show a hidden one again.", kind.en));
    }
    return model::StepSetting{new_id, zh, en, false};
  }
  RIGONG_ASSIGN(model::StepSetting setting, setting_of(kind, set, entry));
  setting.zh = zh;
  setting.en = en;
  return setting;
}

Result<model::StepSetting> hide_entry(const CatalogueKind& kind, const std::vector<model::StepSetting>& set,
                                      const std::string& entry, bool hidden) {
  RIGONG_ASSIGN(model::StepSetting setting, setting_of(kind, set, entry));
  if (setting.hidden && !hidden) RIGONG_TRY(check_room(kind, set));
  setting.hidden = hidden;
  return setting;
}

std::vector<model::StepSetting> reset_entries(const CatalogueKind& kind, const std::vector<model::StepSetting>& set) {
  std::vector<model::StepSetting> changed;
  for (const model::StepSetting& setting : set) {
    model::StepSetting to = setting;
    if (is_built_in(kind, setting.id)) {
      to = {setting.id, {}, {}, false};
    } else {
      to.hidden = true;
    }
    if (to != setting) changed.push_back(std::move(to));
  }
  return changed;
}

}  // namespace rigong::team
