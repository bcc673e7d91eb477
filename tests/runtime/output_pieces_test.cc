// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/output_pieces.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "agent/base/text.h"

using rigong::runtime::OutputPieces;

TEST_CASE("Pieces are whole UTF-8, lines come at once, and nothing is lost") {
  std::vector<std::string> pieces;
  OutputPieces output([&](std::string_view text) {
    pieces.emplace_back(text);
    return true;
  });
  std::string wanted;
  for (int i = 0; i < 20'000; ++i) wanted += "日拱𝄞é";
  for (const char c : wanted) output.stream().put(c);
  output.stream() << "\nend\n" << std::flush;
  wanted += "\nend\n";
  std::string all;
  for (const std::string& piece : pieces) {
    CHECK(rigong::is_clean_utf8(piece));
    all += piece;
  }
  CHECK(all == wanted);
  CHECK(pieces.size() > 2);
  CHECK(pieces.back().ends_with("end\n"));
}

TEST_CASE("The stream fails once nobody listens") {
  OutputPieces output([](std::string_view) { return false; });
  output.stream() << "line\n" << std::flush;
  CHECK_FALSE(output.stream().good());
}
