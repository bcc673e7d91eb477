// SPDX-License-Identifier: Apache-2.0
// Every connector of the build, whatever it is: its words, its folder, and its recorded cases. With RIGONG_UPDATE_CASES=1 in the
// environment expected.jsonl is written anew; read the difference before you commit it.
#include "connectors/api/connector.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/contract/cases.h"
#include "tests/support/source_dir.h"

namespace rigong::connectors::test {
namespace {

std::filesystem::path folder_of(const Definition& definition) {
  return rigong::test::source_dir() / "connectors" / std::string(definition.type);
}

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("the registry names every connector once, in both languages") {
  std::set<std::string_view> types;
  REQUIRE_FALSE(all().empty());
  for (const Definition* definition : all()) {
    INFO(definition->type);
    CHECK(types.insert(definition->type).second);
    CHECK_FALSE(definition->title_zh.empty());
    CHECK_FALSE(definition->title_en.empty());
    REQUIRE(definition->make != nullptr);
    std::set<std::string_view> names;
    std::set<std::string_view> titles;
    for (const OptionSpec& option : definition->options) {
      INFO(option.name);
      CHECK(names.insert(option.name).second);
      CHECK_FALSE(option.title_zh.empty());
      CHECK_FALSE(option.title_en.empty());
      CHECK(titles.insert(option.title_zh).second);
      CHECK_FALSE(option.help_zh.empty());
      CHECK_FALSE(option.help_en.empty());
    }
  }
}

TEST_CASE("every connector has its folder in order, and its sample shows every option") {
  for (const Definition* definition : all()) {
    INFO(definition->type);
    CHECK(std::filesystem::exists(folder_of(*definition) / "README.md"));
    std::string sample;
    for (const std::string& line : lines_of(folder_of(*definition) / "sample.toml")) sample += line + "\n";
    for (const OptionSpec& option : definition->options) {
      INFO(option.name);
      CHECK(sample.find(std::string(option.name) + " = ") != std::string::npos);
    }
  }
}

TEST_CASE("every recorded case gives what it gave") {
  const bool update = std::getenv("RIGONG_UPDATE_CASES") != nullptr;
  for (const Definition* definition : all()) {
    std::set<std::filesystem::path> cases;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder_of(*definition) / "cases", none))
      cases.insert(entry.path());
    INFO("connector " << definition->type);
    CHECK_FALSE(cases.empty());
    for (const auto& folder : cases) {
      INFO("case " << folder.filename().string());
      const CaseResult result = run_case(*definition, folder);
      CHECK(result.problems.empty());
      if (update) {
        std::ofstream file(folder / "expected.jsonl", std::ios::binary);
        for (const std::string& line : result.lines) file << line << '\n';
        continue;
      }
      CHECK_FALSE(result.lines.empty());
      CHECK(result.lines == lines_of(folder / "expected.jsonl"));
    }
  }
}

}  // namespace rigong::connectors::test
