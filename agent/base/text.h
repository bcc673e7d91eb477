// SPDX-License-Identifier: Apache-2.0
// Text as it enters and as it is shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rigong {

// Well-formed UTF-8 without NUL; surrogates, overlong forms and stray bytes do not pass.
[[nodiscard]] bool is_clean_utf8(std::string_view text);
// Each bad byte sequence and each NUL becomes U+FFFD; other text is unchanged. SQLite would store what PostgreSQL refuses.
[[nodiscard]] std::string clean_utf8(std::string_view text);
// Cleans in place and cuts to at most `max_bytes` at a character border. Returns whether anything was changed.
bool clean_field(std::string& text, std::size_t max_bytes);
// Control characters and line ends escaped (\n, \x1b), so that foreign text makes one harmless line in a log or on a terminal.
[[nodiscard]] std::string one_line(std::string_view text);
// One line as above, cut at a character border to at most `max_bytes`, with "…" behind it where something was cut.
[[nodiscard]] std::string brief_line(std::string_view text, std::size_t max_bytes);
// Characters of UTF-8, as forms and openapi.yaml count them; stray bytes count as one each or as nothing.
[[nodiscard]] std::size_t character_count(std::string_view text);
// Columns on a terminal: wide (CJK, most emoji) count 2, combining marks 0.
[[nodiscard]] std::size_t display_width(std::string_view text);
enum class Align { left, right };
// Filled with spaces to `width` columns; longer text is returned whole.
[[nodiscard]] std::string pad(std::string_view text, std::size_t width, Align align);
// As HTML shows it, within elements and within attributes in double quotes.
[[nodiscard]] std::string html_text(std::string_view text);
// ASCII white space, U+3000 and the byte order mark removed from both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
// The nearest of `known` by edit distance, empty where none is near (more than a third of its length away).
[[nodiscard]] std::string nearest(std::string_view word, const std::string_view* known, std::size_t count);

}  // namespace rigong
