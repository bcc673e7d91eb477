// SPDX-License-Identifier: Apache-2.0
// Hands out the elements of one name from a part of a workbook, one after another, so that a sheet is never in memory as a whole.
// The cut is made by tags only; what an element holds is left to pugixml.
#pragma once

#include <string>
#include <string_view>

#include "connectors/files/zip_file.h"

namespace rigong::connectors::files {

// The name without its namespace prefix: "row" of "x:row".
[[nodiscard]] std::string_view local_name(std::string_view name);

// Fails with wrong_use where XML brings its own entities or is not UTF-8: nobody's workbook does, and an attacker's would.
[[nodiscard]] Status check_xml_head(std::string_view xml);

class XmlElements {
 public:
  // Of the part that `zip` has begun. `container`: where this element ends, reading ends.
  XmlElements(ZipFile& zip, std::string_view element, std::string_view container)
      : zip_(zip), element_(element), container_(container) {}

  // The next element with its tags; empty at the end. Valid until the next call.
  [[nodiscard]] Result<std::string_view> next();
  [[nodiscard]] std::uint64_t position() const { return position_; }

 private:
  // Reads on; false at the end of the part.
  Result<bool> more();
  // The position of `what` from `from` on, reading as far as needed; npos where there is none.
  Result<std::size_t> find(std::string_view what, std::size_t from);

  ZipFile& zip_;
  std::string_view element_;
  std::string_view container_;
  std::string buffer_;
  std::size_t at_ = 0;  // What lies before is done with.
  std::uint64_t position_ = 0;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace rigong::connectors::files
