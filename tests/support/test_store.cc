// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_store.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#ifdef RIGONG_POSTGRES
#include "tests/support/postgres_server.h"
#endif

namespace rigong::testing {

namespace fs = std::filesystem;

TempFolder::TempFolder() : path_(fs::temp_directory_path() / ("rigong-test-" + to_hex(random_bytes(8)))) {
  fs::create_directory(path_);
  fs::permissions(path_, fs::perms::owner_all);
}

TempFolder::~TempFolder() {
  std::error_code code;
  fs::remove_all(path_, code);
}

std::vector<std::string> store_kinds() {
  std::vector<std::string> kinds = {"sqlite"};
#ifdef RIGONG_POSTGRES
  if (!postgres_server_url().empty()) kinds.emplace_back("postgres");
#endif
  return kinds;
}

TestStore::TestStore(const std::string& kind) : kind_(kind), clock_(1'767'225'600'000) {
  // On a server each store is a team of its own, so that tests do not meet.
  static std::atomic<model::TeamId> next_team{1};
  if (kind_ == "postgres") team_ = next_team++;
}

storage::OpenOptions TestStore::options(storage::Access access) const {
  storage::OpenOptions options;
  options.url = Secret("sqlite:rigong.db");
#ifdef RIGONG_POSTGRES
  if (kind_ == "postgres") options.url = Secret(postgres_server_url());
#endif
  options.data_dir = folder_.path();
  options.access = access;
  options.team = team_;
  options.clock = &clock_;
  return options;
}

std::unique_ptr<storage::Store> TestStore::open(storage::Access access) const {
  auto store = storage::open_store(options(access));
  if (!store) throw std::runtime_error(store.error().words.en);
  return std::move(*store);
}

Hash128 hash_of(const std::string& name) {
  const std::string hex = sha256_hex(name);
  Hash128 hash;
  for (std::size_t i = 0; i < hash.bytes.size(); ++i) {
    hash.bytes[i] = static_cast<std::uint8_t>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
  }
  return hash;
}

}  // namespace rigong::testing
