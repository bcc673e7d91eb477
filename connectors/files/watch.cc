// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/files.h"

namespace rigong::connectors::files {
namespace {

constexpr OptionSpec kOptions[] = {
    {"path", OptionType::path, true, "", "要看的文件夹", "The folder to watch"},
};

Result<std::unique_ptr<Connector>> make(const Options&) {
  return fail(ErrorKind::internal, "尚不能看文件夹。", "Watching a folder is not there yet.");
}

}  // namespace

const Definition& definition() {
  static constexpr Definition kDefinition{"files", "文件夹", "Files in a folder", kOptions, &make};
  return kDefinition;
}

}  // namespace rigong::connectors::files
