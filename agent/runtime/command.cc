// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/command.h"

#include <fmt/format.h>

#include <utility>

#include "connectors/api/connector.h"

namespace rigong::runtime {

std::filesystem::path Command::data_folder() const {
  if (inside != nullptr) return inside->folder->path();
  return data.empty() ? config::default_data_dir() : data;
}

Result<config::Config> Command::config() const {
  if (inside != nullptr) return inside->config;
  return config::read_config(config_file, data_folder(), {connectors::all(), connectors::robots()});
}

Result<OpenStore> open_for(const Command& command, FolderUse use) {
  if (command.inside != nullptr) return *command.inside;
  RIGONG_ASSIGN(config::Config config, command.config());
  RIGONG_ASSIGN(DataFolder folder, DataFolder::open(command.data_folder(), use));
  storage::OpenOptions options;
  options.url = config.store_url;
  options.data_dir = folder.path();
  options.access = use == FolderUse::write ? storage::Access::read_write : storage::Access::read_only;
  options.clock = command.clock;
  RIGONG_ASSIGN(auto store, storage::open_store(options));
  return OpenStore{std::move(config), std::make_shared<DataFolder>(std::move(folder)), std::move(store)};
}

Status change_store(const OpenStore& open, const std::function<Status(storage::WriteTransaction&)>& change) {
  {
    RIGONG_ASSIGN(const auto transaction, open.store->write());
    RIGONG_TRY(change(*transaction));
    RIGONG_TRY(transaction->commit());
  }
  return open.store->settle();
}

Status command_version(const Command& command) {
  *command.out << "rigong " << RIGONG_VERSION << '\n';
  return {};
}

}  // namespace rigong::runtime
