// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/zip_file.h"

#include <fmt/format.h>
#include <minizip/unzip.h>

#include <cstdio>

#include "connectors/files/byte_source.h"

namespace rigong::connectors::files {
namespace {

constexpr std::uint64_t kLargestPart = 1024ULL * 1024 * 1024;
constexpr std::uint64_t kMostParts = 10'000;

// minizip through our own open, so that names of any language work on Windows too.
voidpf open_file(voidpf, const void* path, int mode) {
  if ((mode & ZLIB_FILEFUNC_MODE_READWRITEFILTER) != ZLIB_FILEFUNC_MODE_READ) return nullptr;
  return open_binary(*static_cast<const std::filesystem::path*>(path)).release();
}
uLong read_file(voidpf, voidpf file, void* buffer, uLong size) {
  return static_cast<uLong>(std::fread(buffer, 1, size, static_cast<std::FILE*>(file)));
}
uLong write_file(voidpf, voidpf, const void*, uLong) { return 0; }
ZPOS64_T tell_file(voidpf, voidpf file) {
#ifdef _WIN32
  return static_cast<ZPOS64_T>(_ftelli64(static_cast<std::FILE*>(file)));
#else
  return static_cast<ZPOS64_T>(ftello(static_cast<std::FILE*>(file)));
#endif
}
long seek_file(voidpf, voidpf file, ZPOS64_T offset, int origin) {
  const int from = origin == ZLIB_FILEFUNC_SEEK_CUR ? SEEK_CUR : origin == ZLIB_FILEFUNC_SEEK_END ? SEEK_END : SEEK_SET;
#ifdef _WIN32
  return _fseeki64(static_cast<std::FILE*>(file), static_cast<std::int64_t>(offset), from) == 0 ? 0 : -1;
#else
  return fseeko(static_cast<std::FILE*>(file), static_cast<off_t>(offset), from) == 0 ? 0 : -1;
#endif
}
int close_file(voidpf, voidpf file) { return std::fclose(static_cast<std::FILE*>(file)); }
int error_of_file(voidpf, voidpf file) { return std::ferror(static_cast<std::FILE*>(file)); }

}  // namespace

struct ZipFile::Handle {
  unzFile file = nullptr;
  bool part_open = false;
  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (part_open) unzCloseCurrentFile(file);
    if (file != nullptr) unzClose(file);
  }
};

ZipFile::ZipFile(std::unique_ptr<Handle> handle, std::string name) : handle_(std::move(handle)), name_(std::move(name)) {}
ZipFile::ZipFile(ZipFile&&) noexcept = default;
ZipFile& ZipFile::operator=(ZipFile&&) noexcept = default;
ZipFile::~ZipFile() = default;

tl::unexpected<Error> ZipFile::damaged() const {
  return fail(ErrorKind::wrong_use, fmt::format("{} 不是完好的 XLSX，请重新导出，或另存为 CSV。", name_),
              fmt::format("{} is no sound XLSX; export it again, or save it as CSV.", name_));
}

tl::unexpected<Error> ZipFile::too_large() const {
  return fail(ErrorKind::wrong_use, fmt::format("{} 解开后太大，请另存为 CSV 再导入。", name_),
              fmt::format("{} unpacks to too much; save it as CSV and import that.", name_));
}

Result<ZipFile> ZipFile::open(const std::filesystem::path& path) {
  zlib_filefunc64_def functions{open_file, read_file, write_file, tell_file, seek_file, close_file, error_of_file, nullptr};
  auto handle = std::make_unique<Handle>();
  handle->file = unzOpen2_64(&path, &functions);
  ZipFile zip(std::move(handle), shown(path));
  unz_global_info64 info{};
  if (zip.handle_->file == nullptr || unzGetGlobalInfo64(zip.handle_->file, &info) != UNZ_OK || info.number_entry > kMostParts) {
    return zip.damaged();
  }
  return zip;
}

Result<bool> ZipFile::begin(const std::string& part) {
  if (handle_->part_open) unzCloseCurrentFile(handle_->file);
  handle_->part_open = false;
  unpacked_ = 0;
  // 2: upper and lower case are the same, as in the names that other programs write.
  const int found = unzLocateFile(handle_->file, part.c_str(), 2);
  if (found == UNZ_END_OF_LIST_OF_FILE) return false;
  unz_file_info64 info{};
  if (found != UNZ_OK || unzGetCurrentFileInfo64(handle_->file, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK)
    return damaged();
  if ((info.flag & 1U) != 0) {
    return fail(ErrorKind::wrong_use, fmt::format("{} 加了密码，请去掉密码后再导入。", name_),
                fmt::format("{} has a password; remove it and import again.", name_));
  }
  if (unzOpenCurrentFile(handle_->file) != UNZ_OK) return damaged();
  handle_->part_open = true;
  claimed_ = info.uncompressed_size;
  return true;
}

Result<std::size_t> ZipFile::read(char* buffer, std::size_t size) {
  const int got = unzReadCurrentFile(handle_->file, buffer, static_cast<unsigned>(size));
  if (got < 0) return damaged();
  unpacked_ += static_cast<std::uint64_t>(got);
  if (unpacked_ > kLargestPart) return too_large();
  if (got == 0) {
    handle_->part_open = false;
    if (unzCloseCurrentFile(handle_->file) == UNZ_CRCERROR) return damaged();
  }
  return static_cast<std::size_t>(got);
}

Result<std::string> ZipFile::read_all(const std::string& part, std::size_t most) {
  std::string text;
  RIGONG_ASSIGN(const bool there, begin(part));
  char buffer[16 * 1024];
  while (there) {
    RIGONG_ASSIGN(const std::size_t got, read(buffer, sizeof buffer));
    if (got == 0) break;
    text.append(buffer, got);
    if (text.size() > most) return too_large();
  }
  return text;
}

}  // namespace rigong::connectors::files
