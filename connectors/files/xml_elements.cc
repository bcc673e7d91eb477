// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/xml_elements.h"

#include <algorithm>

namespace rigong::connectors::files {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kLongestElement = 4 * 1024 * 1024;

tl::unexpected<Error> strange_xml() {
  return fail(ErrorKind::wrong_use, "工作簿的内容不合规，请用表格软件另存为 CSV。",
              "The workbook's contents are not as they should be; save it as CSV with a spreadsheet program.");
}

// The name in a tag that begins at `tag` ("<x:row r=…", "</row>"), with its prefix.
std::string_view tag_name(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  return tag.substr(0, std::min(tag.find_first_of(" \t\r\n/>"), tag.size()));
}

}  // namespace

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

Status check_xml_head(std::string_view xml) {
  if (xml.find("<!DOCTYPE") != std::string_view::npos || xml.find("<!ENTITY") != std::string_view::npos) return strange_xml();
  if (xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF") || (xml.size() > 1 && (xml[0] == '\0' || xml[1] == '\0'))) {
    return strange_xml();
  }
  return {};
}

Result<bool> XmlElements::more() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  if (buffer_.size() > kLongestElement) {
    return fail(ErrorKind::wrong_use, "工作簿里有一行太长，请另存为 CSV 再导入。",
                "A row of the workbook is too long; save it as CSV and import that.");
  }
  const std::size_t have = buffer_.size();
  buffer_.resize(have + kPiece);
  RIGONG_ASSIGN(const std::size_t got, zip_.read(buffer_.data() + have, kPiece));
  buffer_.resize(have + got);
  position_ += got;
  ended_ = got == 0;
  if (!begun_) {
    begun_ = true;
    RIGONG_TRY(check_xml_head(buffer_));
  }
  return !ended_;
}

// Positions are relative to at_, which more() moves to the front.
Result<std::size_t> XmlElements::find(std::string_view what, std::size_t from) {
  while (true) {
    const std::size_t found = buffer_.find(what, at_ + from);
    if (found != std::string::npos) return found - at_;
    const std::size_t left = buffer_.size() - at_;
    from = std::max(from, left >= what.size() ? left - what.size() + 1 : 0);
    RIGONG_ASSIGN(const bool grown, more());
    if (!grown) return std::string_view::npos;
  }
}

Result<std::string_view> XmlElements::next() {
  while (true) {
    RIGONG_ASSIGN(const std::size_t open, find("<", 0));
    if (open == std::string_view::npos) return std::string_view();
    at_ += open;
    // Enough of the tag to know its name.
    while (buffer_.size() - at_ < 256) {
      RIGONG_ASSIGN(const bool grown, more());
      if (!grown) break;
    }
    const std::string_view tag = std::string_view(buffer_).substr(at_);
    if (tag.starts_with("<!--") || tag.starts_with("<![CDATA[")) {
      const std::string_view close = tag.starts_with("<!--") ? "-->" : "]]>";
      RIGONG_ASSIGN(const std::size_t end, find(close, 4));
      if (end == std::string_view::npos) return strange_xml();
      at_ += end + close.size();
      continue;
    }
    if (tag.starts_with("<!")) return strange_xml();
    const std::string name(tag_name(tag));
    if (tag.starts_with("</")) {
      if (local_name(name) == container_) return std::string_view();
      ++at_;
      continue;
    }
    if (local_name(name) != element_) {
      ++at_;
      continue;
    }
    RIGONG_ASSIGN(std::size_t end, find(">", 0));
    if (end == std::string_view::npos) return strange_xml();
    if (buffer_[at_ + end - 1] != '/') {
      RIGONG_ASSIGN(const std::size_t close, find("</" + name, end));
      if (close == std::string_view::npos) return strange_xml();
      RIGONG_ASSIGN(end, find(">", close));
      if (end == std::string_view::npos) return strange_xml();
    }
    const std::string_view element = std::string_view(buffer_).substr(at_, end + 1);
    at_ += end + 1;
    return element;
  }
}

}  // namespace rigong::connectors::files
