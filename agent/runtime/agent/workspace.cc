// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/workspace.h"

#include <utility>

#include "storage/open.h"

namespace rigong::runtime {

Result<std::shared_ptr<Workspace>> Workspace::open(const std::filesystem::path& folder, config::Config config,
                                                   const Clock& clock) {
  RIGONG_ASSIGN(DataFolder locked, DataFolder::open(folder, FolderUse::write));
  auto data = std::make_shared<DataFolder>(std::move(locked));
  RIGONG_ASSIGN(Secret key, data->hash_key());
  RIGONG_TRY(KeyedHasher::make(key));
  storage::OpenOptions options;
  options.url = config.store_url;
  options.data_dir = data->path();
  options.clock = &clock;
  RIGONG_ASSIGN(auto opened, storage::open_store(options));
  std::shared_ptr<storage::Store> store = std::move(opened);
  return std::shared_ptr<Workspace>(
      new Workspace(OpenStore{std::move(config), std::move(data), nullptr}, std::move(store), std::move(key), clock));
}

Workspace::Workspace(OpenStore open, std::shared_ptr<storage::Store> store, Secret key, const Clock& clock)
    : open_(std::move(open)), store_(std::move(store)), key_(std::move(key)), flags_(open_.config.metrics), clock_(&clock) {
  open_.store = std::make_shared<PatientStore>(*store_, stopping_);
}

}  // namespace rigong::runtime
