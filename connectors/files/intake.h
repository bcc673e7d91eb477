// SPDX-License-Identifier: Apache-2.0
// Where all formats come together: counts rows, makes records of them, and keeps what the summary needs.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "connectors/files/files.h"
#include "connectors/files/layout.h"
#include "connectors/files/records.h"

namespace rigong::connectors::files {

class Intake {
 public:
  Intake(const FileRequest& request, const Recogniser& recogniser, std::string origin, RecordSink& sink);

  // Chooses the preset from the column names. False where none fits. Fails with wrong_use where a day table has no day.
  [[nodiscard]] Result<bool> begin(std::span<const std::string> names);
  // The same for a shift table with a column for each day (Recogniser::fit_shift_table).
  [[nodiscard]] Result<bool> begin_shift_table(std::span<const std::string> names, std::span<const std::string> titles);
  [[nodiscard]] bool begun() const { return layout_.has_value(); }
  [[nodiscard]] Layout& layout() { return *layout_; }

  // One row. `first_cell` tells a total from somebody's row, `raw` is what the row looked like. False where it was rejected.
  bool take(const FieldRow& row, std::uint64_t line, std::string_view first_cell, std::string_view raw);
  void reject(std::uint64_t line, const Words& reason, std::string_view raw);
  // False where the person asked to stop.
  [[nodiscard]] bool progress(std::uint64_t done, std::uint64_t total) { return sink_.progress(done, total); }

  // The summary, without format and encoding.
  [[nodiscard]] FileSummary finish();

 private:
  const FileRequest& request_;
  const Recogniser& recogniser_;
  std::string origin_;
  RecordSink& sink_;
  std::optional<Layout> layout_;
  std::unique_ptr<RecordMaker> maker_;
  FileSummary summary_;
  Words reason_;
};

[[nodiscard]] tl::unexpected<Error> cancelled();

}  // namespace rigong::connectors::files
