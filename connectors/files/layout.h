// SPDX-License-Identifier: Apache-2.0
// Finds out which preset a file follows and which column is which field.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "connectors/files/files.h"
#include "connectors/files/kinds.h"
#include "connectors/kit/fold.h"

namespace rigong::connectors::files {

inline constexpr int kIgnored = -1;

// The columns of one file under one preset.
class Layout {
 public:
  explicit Layout(const Preset& preset) : preset_(&preset) { columns_.fill(kIgnored); }

  [[nodiscard]] const Preset& preset() const { return *preset_; }
  // The field of a column as a number, or kIgnored.
  [[nodiscard]] int field_at(std::size_t column) const { return column < fields_.size() ? fields_[column] : kIgnored; }
  [[nodiscard]] std::size_t columns() const { return fields_.size(); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] Unit unit(Field field) const { return units_[index_of(field)]; }
  [[nodiscard]] bool has(Field field) const { return (present_ >> index_of(field) & 1U) != 0; }
  [[nodiscard]] std::uint64_t present() const { return present_; }
  // The day of a day table whose rows do not say it.
  std::optional<Day> day;
  // Shift tables with a column for each day: the day of each column, and the column that says who. Empty in all other tables.
  std::vector<std::optional<Day>> day_columns;

  // Takes a further column; `rank` is how sure its name is (0 = given by the person).
  void add(std::string_view name, int field, Unit unit, int rank);

 private:
  const Preset* preset_;
  std::vector<std::string> names_;
  std::vector<int> fields_;
  std::vector<int> ranks_;
  std::array<int, kFieldCount> columns_{};  // The column of a field, or kIgnored.
  std::array<Unit, kFieldCount> units_{};
  std::uint64_t present_ = 0;
};

class Recogniser {
 public:
  // Fails with wrong_use where the preset or a field of the mapping is not known. The request must outlive the recogniser.
  [[nodiscard]] static Result<Recogniser> make(const FileRequest& request);

  // The best preset for these column names; nothing where none fits.
  [[nodiscard]] std::optional<Layout> fit(std::span<const std::string> names) const;
  // The same for a shift table with a column for each day. `titles` are the lines above the header, which may say year and month;
  // so may the file's name and DAY= of the mapping. Fails with wrong_use where nobody says them.
  [[nodiscard]] Result<std::optional<Layout>> fit_shift_table(std::span<const std::string> names,
                                                              std::span<const std::string> titles) const;
  // Takes a column that was first seen after the preset was chosen (JSON Lines).
  void add_late(Layout& layout, std::string_view name) const;
  // Why nothing fits: the nearest preset, what it lacks, and what to do.
  [[nodiscard]] Error explain(std::span<const std::string> names) const;
  // The day of a day table without a day column: from the mapping, else from the file's name.
  [[nodiscard]] Result<std::optional<Day>> day_of_file() const;
  // Whether every column named by the mapping is among these names.
  [[nodiscard]] Status check_map(std::span<const std::string> names) const;

 private:
  struct Mapped {
    FoldedName column;
    std::string field;
  };
  explicit Recogniser(const FileRequest& request) : request_(&request) {}
  // A column's name, and the same folded: folding is what costs, and every preset is tried.
  struct Name {
    std::string_view text;
    FoldedName folded;
  };
  [[nodiscard]] static std::vector<Name> fold_all(std::span<const std::string> names);
  void add_column(Layout& layout, const Name& name) const;
  [[nodiscard]] bool map_fits(const Preset& preset) const;
  [[nodiscard]] Layout lay_out(const Preset& preset, std::span<const Name> names) const;

  const FileRequest* request_;
  const Preset* wanted_ = nullptr;
  std::vector<Mapped> mapped_;
  std::optional<Day> given_day_;
};

}  // namespace rigong::connectors::files
