// SPDX-License-Identifier: Apache-2.0
#include "storage/backup.h"

#include "storage/sqlite/restore.h"

namespace rigong::storage {
namespace {

// A server's database has tools of its own, which know its roles, its standby and its log.
Status check_sqlite(const OpenOptions& store) {
  if (!store.url.reveal().starts_with("postgres")) return {};
  return fail(ErrorKind::refused, "数据在 PostgreSQL 中。请在服务器上用 pg_dump 备份、用 pg_restore 恢复。",
              "The data lies in PostgreSQL. Back it up with pg_dump and bring it back with pg_restore on the server.");
}

}  // namespace

Status backup(const OpenOptions& store, const std::filesystem::path& file, const Progress& progress) {
  RIGONG_TRY(check_sqlite(store));
  return sqlite::backup(store, file, progress);
}

Status restore(const OpenOptions& store, const std::filesystem::path& file, const Progress& progress) {
  RIGONG_TRY(check_sqlite(store));
  return sqlite::restore(store, file, progress);
}

}  // namespace rigong::storage
