// SPDX-License-Identifier: Apache-2.0
// A stream that hands its text on in pieces, each of them whole UTF-8.
#pragma once

#include <functional>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace rigong::runtime {

class OutputPieces {
 public:
  // `write` returns false when nobody listens any more; the stream then fails.
  explicit OutputPieces(std::function<bool(std::string_view)> write) : buffer_(std::move(write)), stream_(&buffer_) {}
  OutputPieces(const OutputPieces&) = delete;
  OutputPieces& operator=(const OutputPieces&) = delete;
  [[nodiscard]] std::ostream& stream() { return stream_; }

 private:
  class Buffer final : public std::streambuf {
   public:
    explicit Buffer(std::function<bool(std::string_view)> write) : write_(std::move(write)) {}

   protected:
    int_type overflow(int_type character) override {
      if (traits_type::eq_int_type(character, traits_type::eof())) return traits_type::not_eof(character);
      text_.push_back(traits_type::to_char_type(character));
      return enough() ? character : traits_type::eof();
    }
    std::streamsize xsputn(const char* text, std::streamsize count) override {
      text_.append(text, static_cast<std::size_t>(count));
      return enough() ? count : 0;
    }
    int sync() override { return hand_on() ? 0 : -1; }

   private:
    static constexpr std::size_t kPiece = 16 * 1024;
    // A line is handed on at once, so that a person sees it come.
    bool enough() {
      if (text_.size() < kPiece && (text_.empty() || text_.back() != '\n')) return true;
      return hand_on();
    }
    bool hand_on() {
      // The last character may not be whole yet; its beginning waits.
      std::size_t end = text_.size();
      std::size_t back = 0;
      while (back < 3 && back < end && (static_cast<unsigned char>(text_[end - 1 - back]) & 0xC0) == 0x80) ++back;
      if (back < end) {
        const auto lead = static_cast<unsigned char>(text_[end - 1 - back]);
        const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        if (length > back + 1) end -= back + 1;
      }
      if (end == 0) return true;
      const bool heard = write_(std::string_view(text_).substr(0, end));
      text_.erase(0, end);
      return heard;
    }

    std::function<bool(std::string_view)> write_;
    std::string text_;
  };

  Buffer buffer_;
  std::ostream stream_;
};

}  // namespace rigong::runtime
