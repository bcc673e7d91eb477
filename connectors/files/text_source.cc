// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/text_source.h"

#include <iconv.h>
#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "agent/base/text.h"

namespace rigong::connectors::files {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_ascii(std::string_view piece) {
  unsigned char all = 0;
  for (const char c : piece) all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
  return all < 0x80;
}

bool is_clean(std::string_view piece) {
  return simdjson::validate_utf8(piece.data(), piece.size()) && std::memchr(piece.data(), 0, piece.size()) == nullptr;
}

// How many bytes at the end begin a UTF-8 character that is not complete.
std::size_t unfinished_tail(std::string_view piece) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, piece.size()); ++back) {
    const auto byte = static_cast<unsigned char>(piece[piece.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; at += what.size()) ++count;
  return count;
}

struct Utf8Count {
  std::size_t good = 0;  // Characters of two bytes and more.
  std::size_t bad = 0;
};
Utf8Count count_utf8(std::string_view piece) {
  Utf8Count count;
  const std::string clean = clean_utf8(piece);
  std::string_view rest = clean;
  while (!rest.empty()) {
    if (rest.starts_with(kReplacement)) {
      ++count.bad;
    } else if ((static_cast<unsigned char>(rest.front()) & 0xC0U) == 0xC0U) {
      ++count.good;
    }
    rest.remove_prefix(1);
  }
  return count;
}

}  // namespace

class TextSource::Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (good()) iconv_close(handle_);
  }
  [[nodiscard]] bool good() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // Appends the text of `bytes`; returns how many bytes at the end wait for more. What is no character becomes U+FFFD.
  std::size_t convert(std::string_view bytes, bool last, std::string& out, std::uint64_t& damaged) {
    std::string input(bytes);
    char* from = input.data();
    std::size_t left = input.size();
    char buffer[16 * 1024];
    while (left > 0) {
      char* to = buffer;
      std::size_t space = sizeof buffer;
      const std::size_t done = iconv(handle_, &from, &left, &to, &space);
      const int error = errno;
      out.append(buffer, sizeof buffer - space);
      if (done != static_cast<std::size_t>(-1) || error == E2BIG) continue;
      if (error == EINVAL && !last) break;
      out.append(kReplacement);
      ++damaged;
      ++from;
      --left;
    }
    return left;
  }

 private:
  iconv_t handle_;
};

TextSource::TextSource(ByteSource& bytes) : bytes_(bytes) {}
TextSource::~TextSource() = default;

std::string_view TextSource::encoding() const {
  switch (encoding_) {
    case Encoding::ascii:
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::gb18030:
      return "GB18030";
    case Encoding::utf16le:
    case Encoding::utf16be:
      return "UTF-16";
  }
  return "UTF-8";
}

void TextSource::decide(std::string_view piece) {
  if (encoding_ != Encoding::ascii || is_ascii(piece)) return;
  encoding_ = Encoding::utf8;
  const std::string_view whole = piece.substr(0, piece.size() - unfinished_tail(piece));
  if (simdjson::validate_utf8(whole.data(), whole.size())) return;
  auto converter = std::make_unique<Converter>("GB18030");
  if (!converter->good()) return;
  std::string text;
  std::uint64_t wrong = 0;
  converter->convert(piece, false, text, wrong);
  // Chinese text in GB18030 holds a valid UTF-8 character here and there by chance, and damaged UTF-8 mostly decodes as some
  // GB18030: whichever fits the larger part of the piece is meant.
  const Utf8Count utf8 = count_utf8(whole);
  if (utf8.good > utf8.bad * 4 || wrong * 10 > utf8.bad) return;
  encoding_ = Encoding::gb18030;
  converter_ = std::make_unique<Converter>("GB18030");
}

void TextSource::append_utf8(std::string_view piece, bool last) {
  const std::size_t tail = last ? 0 : unfinished_tail(piece);
  const std::string_view whole = piece.substr(0, piece.size() - tail);
  if (is_clean(whole)) {
    pending_.append(whole);
  } else {
    const std::string clean = clean_utf8(whole);
    damaged_ += count_of(clean, kReplacement) - count_of(whole, kReplacement);
    pending_.append(clean);
  }
  carry_ = piece.substr(piece.size() - tail);
}

void TextSource::append_converted(std::string_view piece) {
  const std::size_t before = pending_.size();
  const std::size_t left = converter_->convert(piece, ended_, pending_, damaged_);
  carry_ = piece.substr(piece.size() - left);
  // NUL is a character of every encoding, but of no text.
  if (std::memchr(pending_.data() + before, 0, pending_.size() - before) != nullptr) {
    const std::string clean = clean_utf8(std::string_view(pending_).substr(before));
    pending_.replace(before, std::string::npos, clean);
  }
}

// Reads and decodes one piece into pending_. False at the end.
Result<bool> TextSource::append_piece(std::size_t size) {
  if (ended_) return false;
  if (!begun_) {
    begun_ = true;
    RIGONG_ASSIGN(const std::string_view mark, bytes_.peek(4));
    std::size_t skip = 0;
    if (mark.starts_with("\xEF\xBB\xBF")) {
      encoding_ = Encoding::utf8;
      skip = 3;
    } else if (mark.starts_with("\xFF\xFE")) {
      encoding_ = Encoding::utf16le;
      converter_ = std::make_unique<Converter>("UTF-16LE");
      skip = 2;
    } else if (mark.starts_with("\xFE\xFF")) {
      encoding_ = Encoding::utf16be;
      converter_ = std::make_unique<Converter>("UTF-16BE");
      skip = 2;
    }
    char unused[4];
    RIGONG_TRY(bytes_.read(unused, skip));
    if (converter_ && !converter_->good()) {
      return fail(ErrorKind::unavailable, "本机不能转换 UTF-16，请存成 UTF-8。",
                  "This computer cannot convert UTF-16; save the file as UTF-8.");
    }
  }
  raw_ = carry_;
  const std::size_t have = raw_.size();
  raw_.resize(have + size);
  RIGONG_ASSIGN(const std::size_t got, bytes_.read(raw_.data() + have, size));
  raw_.resize(have + got);
  ended_ = got == 0;
  decide(raw_);
  if (converter_) {
    append_converted(raw_);
  } else {
    append_utf8(raw_, ended_);
  }
  return !ended_ || !pending_.empty();
}

Result<std::string_view> TextSource::peek(std::size_t size) {
  while (pending_.size() - taken_ < size && !ended_) RIGONG_TRY(append_piece(size));
  return std::string_view(pending_).substr(taken_);
}

// The usual way of a large file: bytes straight into the caller's buffer, looked at and left as they are.
Result<std::size_t> TextSource::fill(char* buffer, std::size_t size) {
  std::memcpy(buffer, carry_.data(), carry_.size());
  RIGONG_ASSIGN(const std::size_t got, bytes_.read(buffer + carry_.size(), size - carry_.size()));
  ended_ = got == 0;
  const std::string_view piece(buffer, carry_.size() + got);
  decide(piece);
  if (converter_) {
    append_converted(piece);
    return std::size_t{0};
  }
  const std::size_t tail = ended_ ? 0 : unfinished_tail(piece);
  const std::string_view whole = piece.substr(0, piece.size() - tail);
  if (is_clean(whole)) {
    carry_ = piece.substr(whole.size());
    return whole.size();
  }
  append_utf8(piece, ended_);
  return std::size_t{0};
}

Result<std::size_t> TextSource::read(char* buffer, std::size_t size) {
  while (taken_ == pending_.size()) {
    pending_.clear();
    taken_ = 0;
    if (ended_) return std::size_t{0};
    if (begun_ && !converter_) {
      RIGONG_ASSIGN(const std::size_t got, fill(buffer, size));
      if (got > 0) return got;
    } else {
      RIGONG_TRY(append_piece(std::min<std::size_t>(size, 1024 * 1024)));
    }
  }
  std::size_t count = std::min(size, pending_.size() - taken_);
  while (count > 0 && taken_ + count < pending_.size() &&
         (static_cast<unsigned char>(pending_[taken_ + count]) & 0xC0U) == 0x80U) {
    --count;
  }
  std::memcpy(buffer, pending_.data() + taken_, count);
  taken_ += count;
  return count;
}

}  // namespace rigong::connectors::files
