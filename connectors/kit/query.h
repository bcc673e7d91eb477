// SPDX-License-Identifier: Apache-2.0
// Addresses with a query, and forms.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rigong::connectors {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// Everything but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string url_encode(std::string_view text);
// "a=1&b=%E5%A5%BD", in the order given.
[[nodiscard]] std::string form(const Parameters& parameters);
// "https://host/path" and "/more" with exactly one slash between them, and the query behind.
[[nodiscard]] std::string address(std::string_view base, std::string_view path, const Parameters& query = {});
// The host of an address, in small letters, without its port; empty where there is none. For words to a person.
[[nodiscard]] std::string host_of(std::string_view url);

}  // namespace rigong::connectors
