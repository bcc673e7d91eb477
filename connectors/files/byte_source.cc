// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/byte_source.h"

#include <fmt/format.h>
#include <cerrno>
#include <cstring>
#include <system_error>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

#include "agent/base/text.h"

namespace rigong::connectors::files {
namespace {

tl::unexpected<Error> io_error(const std::string& name, int number) {
  const std::string words = std::generic_category().message(number);
  return fail(ErrorKind::io, fmt::format("读不了 {}：{}。请检查文件和权限。", name, words),
              fmt::format("Cannot read {}: {}. Check the file and its permissions.", name, words));
}

}  // namespace

FileHandle open_binary(const std::filesystem::path& path) {
#ifdef _WIN32
  return FileHandle(_wfopen(path.c_str(), L"rb"));
#else
  return FileHandle(std::fopen(path.c_str(), "rbe"));
#endif
}

std::string shown(const std::filesystem::path& path) {
  const std::u8string text = path.u8string();
  return one_line(std::string_view(reinterpret_cast<const char*>(text.data()), text.size()));
}

Result<ByteSource> ByteSource::open(const std::filesystem::path& path) {
  ByteSource source;
  if (path == std::filesystem::path("-")) {
    source.name_ = "(stdin)";
#ifdef _WIN32
    _setmode(_fileno(stdin), _O_BINARY);
#endif
    source.file_.reset(stdin);
    return source;
  }
  source.name_ = shown(path);
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    return fail(ErrorKind::not_found, fmt::format("没有文件 {}。请检查路径。", source.name_),
                fmt::format("There is no file {}. Check the path.", source.name_));
  }
  if (status.type() == std::filesystem::file_type::directory) {
    return fail(ErrorKind::wrong_use, fmt::format("{} 是文件夹，请给出其中的文件。", source.name_),
                fmt::format("{} is a folder; name the files in it.", source.name_));
  }
  // A device such as /dev/zero would never end.
  if (status.type() != std::filesystem::file_type::regular && status.type() != std::filesystem::file_type::fifo) {
    return fail(ErrorKind::wrong_use, fmt::format("{} 不是普通文件，请先存成文件。", source.name_),
                fmt::format("{} is not a regular file; save it as a file first.", source.name_));
  }
  if (status.type() == std::filesystem::file_type::regular) {
    const auto size = std::filesystem::file_size(path, error);
    if (!error) source.total_ = size;
  }
  source.file_ = open_binary(path);
  if (!source.file_) return io_error(source.name_, errno);
  // Reads are large already; a second buffer would only copy.
  std::setvbuf(source.file_.get(), nullptr, _IONBF, 0);
  return source;
}

Result<std::string_view> ByteSource::peek(std::size_t count) {
  if (peeked_.size() < count) {
    const std::size_t have = peeked_.size();
    peeked_.resize(count);
    const std::size_t got = std::fread(peeked_.data() + have, 1, count - have, file_.get());
    peeked_.resize(have + got);
    if (std::ferror(file_.get()) != 0) return io_error(name_, errno);
  }
  return std::string_view(peeked_);
}

Result<std::size_t> ByteSource::read(char* buffer, std::size_t size) {
  const std::size_t front = std::min(size, peeked_.size());
  std::memcpy(buffer, peeked_.data(), front);
  peeked_.erase(0, front);
  const std::size_t got = std::fread(buffer + front, 1, size - front, file_.get());
  if (got < size - front && std::ferror(file_.get()) != 0) return io_error(name_, errno);
  position_ += front + got;
  return front + got;
}

}  // namespace rigong::connectors::files
