// SPDX-License-Identifier: Apache-2.0
#include "agent/base/secret.h"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <ostream>
#include <type_traits>

using rigong::Secret;

namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};

}  // namespace

TEST_CASE("A secret cannot be printed or taken for text by accident") {
  CHECK_FALSE(Printable<Secret>);
  CHECK_FALSE(std::is_convertible_v<Secret, std::string>);
  CHECK_FALSE(std::is_convertible_v<std::string, Secret>);
  CHECK_FALSE(fmt::is_formattable<Secret>::value);
}

TEST_CASE("A secret keeps its value through copies and moves") {
  for (const std::string& value : {std::string("short"), std::string(100, 'x')}) {
    Secret first(value);
    Secret copy(first);
    CHECK(copy.reveal() == value);
    Secret assigned;
    CHECK(assigned.empty());
    assigned = copy;
    const Secret& same = assigned;
    assigned = same;
    CHECK(assigned.reveal() == value);
    Secret target("something else that is long enough to lie on the heap");
    target = std::move(assigned);
    CHECK(target.reveal() == value);
    CHECK(assigned.empty());  // NOLINT(bugprone-use-after-move): the contract says that nothing stays behind.
    target = Secret("new");
    CHECK(target.reveal() == "new");
    CHECK(first.reveal() == value);
  }
}
