// SPDX-License-Identifier: Apache-2.0
// The files of the page, as overlay/page builds them: from the program itself, or from a folder while the page is being
// developed. They are served by exact path from here, and nothing else of the machine's files is.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "agent/base/result.h"

namespace rigong::overlay {

// How long a browser may keep a file without asking again.
enum class Caching {
  never,    // Its name stays while its content changes: the page itself.
  forever,  // Its name holds a hash of its content.
};

struct Asset {
  std::string_view path;          // As requested: "/", "/main.XBSFCF6A.js".
  std::string_view content_type;  // With the character set where it is text.
  std::string_view etag;          // In its quotes; names the identity bytes, so an answer in another encoding needs another.
  Caching caching = Caching::never;
  std::string_view identity;
  std::string_view gzip;    // Empty where compression saves nothing.
  std::string_view brotli;  // Empty where compression saves nothing.
};

// The files built into this program, sorted by path. Any thread.
[[nodiscard]] std::span<const Asset> embedded_assets();

// A set of files and the bytes they point to. Cheap to copy, never changes: any thread may read it, and an answer that is still
// being sent keeps its bytes by keeping a copy.
class Assets {
 public:
  // Those of the program.
  [[nodiscard]] static Assets embedded();

  [[nodiscard]] std::span<const Asset> all() const { return assets_; }
  // Nothing where no file has exactly this path. The pointer lives as long as any copy of this set.
  [[nodiscard]] const Asset* find(std::string_view path) const;

 private:
  friend Result<Assets> assets_from_folder(const std::filesystem::path& folder);
  std::shared_ptr<const void> bytes_;
  std::span<const Asset> assets_;
};

// The page as `node overlay/page/build.mjs --out FOLDER` has written it: exactly the files that its manifest.tsv names, which
// must be plain files of that folder, no links, and at most 8 MiB each. All are read at once; call it again to see a later build.
// Errors: not_found without a manifest, refused for a manifest or a file that is not as described, io. Any thread.
[[nodiscard]] Result<Assets> assets_from_folder(const std::filesystem::path& folder);

}  // namespace rigong::overlay
