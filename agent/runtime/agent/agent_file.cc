// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/agent_file.h"

#include <fmt/format.h>

#include <charconv>

#include "agent/base/ids.h"
#include "agent/base/path_text.h"
#include "agent/config/url.h"
#include "agent/runtime/data_folder.h"
#include "agent/runtime/private_file.h"
#include "connectors/kit/json.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kMostBytes = 4096;
constexpr std::size_t kTokenBytes = 32;

std::filesystem::path token_file(const std::filesystem::path& folder) { return folder / "token"; }
std::filesystem::path agent_file(const std::filesystem::path& folder) { return folder / "agent.json"; }

std::string in_url(const std::string& host) { return host.find(':') == std::string::npos ? host : fmt::format("[{}]", host); }

}  // namespace

std::optional<ListenAddress> parse_listen(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  ListenAddress address;
  address.host = text.substr(0, colon);
  if (address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']') {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  constexpr int kLastPort = 65535;
  if (error != std::errc() || stop != end || address.port < 0 || address.port > kLastPort || address.host.empty()) {
    return std::nullopt;
  }
  return address;
}

std::string local_url(const ListenAddress& address, int port) {
  std::string host = address.host;
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  return fmt::format("http://{}:{}", in_url(host), port);
}

Result<Secret> make_token_file(const std::filesystem::path& folder) {
  Secret token(to_hex(random_bytes(kTokenBytes)));
  RIGONG_TRY(write_private(token_file(folder), token.reveal()));
  return token;
}

Status write_agent_file(const std::filesystem::path& folder, const AgentAddress& address) {
  rapidjson::Document document(rapidjson::kObjectType);
  document.AddMember("url", rapidjson::Value(address.url, document.GetAllocator()), document.GetAllocator());
  document.AddMember("process", static_cast<std::int64_t>(address.process), document.GetAllocator());
  return write_private(agent_file(folder), connectors::to_text(document));
}

void remove_agent_files(const std::filesystem::path& folder) {
  std::error_code code;
  for (const auto& file : {agent_file(folder), token_file(folder), folder / "open.html"}) std::filesystem::remove(file, code);
}

Result<std::optional<RunningAgent>> find_agent(const std::filesystem::path& folder) {
  std::error_code code;
  if (!std::filesystem::exists(folder, code)) return std::optional<RunningAgent>();
  const auto lock = DataFolder::open(folder, FolderUse::write);
  if (lock) return std::optional<RunningAgent>();
  if (lock.error().kind != ErrorKind::busy) return fail(lock.error());
  const auto text = read_private(agent_file(folder), kMostBytes);
  if (!text) return fail(lock.error());
  const auto document = connectors::parse_json(text->reveal(), "agent.json");
  const std::string url = document ? connectors::text_of(*document, "url").value_or("") : "";
  const auto parsed = config::parse_url(url);
  if (!parsed || parsed->https || !config::is_loopback(parsed->host)) {
    return fail(ErrorKind::refused,
                "正在运行的日拱没有监听本机地址，命令行连不上它。请把 [listen] address 改为 127.0.0.1 或 0.0.0.0。",
                "The running Rigong does not listen on this machine's own address, so the command line does not reach it. Set "
                "[listen] address to 127.0.0.1 or 0.0.0.0.");
  }
  auto token = read_private(token_file(folder), kMostBytes);
  if (!token) return fail(token.error());
  const long process = static_cast<long>(connectors::whole_of(*document, "process").value_or(0));
  return std::optional(RunningAgent{{url, process}, std::move(*token)});
}

}  // namespace rigong::runtime
