// SPDX-License-Identifier: Apache-2.0
// The page's files as answers.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>

#include "overlay/server/answer.h"
#include "overlay/server/assets.h"
#include "overlay/server/request.h"

namespace rigong::overlay {

class StaticFiles {
 public:
  explicit StaticFiles(Assets assets);
  [[nodiscard]] bool has(std::string_view path) const { return by_path_.contains(path); }
  // In the smallest form that the browser takes. The path must be there.
  [[nodiscard]] Answer answer(const RequestHead& head) const;

 private:
  std::unordered_map<std::string_view, const Asset*> by_path_;
};

// Whether an Accept-Encoding header takes this coding.
[[nodiscard]] bool accepts(std::string_view accept_encoding, std::string_view coding);

}  // namespace rigong::overlay
