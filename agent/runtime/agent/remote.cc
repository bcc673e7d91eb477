// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/remote.h"

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "connectors/kit/json.h"

namespace rigong::runtime {
namespace {

// An agent writes a line at least now and then while it works; this is for one that hangs.
constexpr long kConnectMs = 3000;
constexpr std::size_t kMostLineBytes = 1024 * 1024;

tl::unexpected<Error> no_answer() {
  return fail(ErrorKind::unavailable, "正在运行的日拱没有回答。请稍后重试，或重启它。",
              "The running Rigong does not answer. Try again shortly, or restart it.");
}

using Easy = std::unique_ptr<CURL, void (*)(CURL*)>;
using List = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

struct Receiver {
  std::function<bool(std::string_view)> take;
};

std::size_t on_bytes(char* bytes, std::size_t size, std::size_t count, void* receiver) {
  return static_cast<Receiver*>(receiver)->take({bytes, size * count}) ? size * count : 0;
}

// Sends the request (a GET without a body) and hands the answer on in pieces. The HTTP status, 0 where there was none.
Result<long> ask(const RunningAgent& agent, const std::string& path, const std::string* body, Receiver& receiver) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  const Easy easy(curl_easy_init(), curl_easy_cleanup);
  if (ready != CURLE_OK || !easy) return no_answer();
  // Not a word of it is logged; the memory is wiped by its type.
  const Secret bearer("Authorization: Bearer " + std::string(agent.token.reveal()));
  List headers(curl_slist_append(nullptr, std::string(bearer.reveal()).c_str()), curl_slist_free_all);
  for (const char* header : {"Content-Type: application/json", "Expect:"}) {
    headers.reset(curl_slist_append(headers.release(), header));
  }
  CURL* handle = easy.get();
  curl_easy_setopt(handle, CURLOPT_URL, (agent.address.url + path).c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http");
  curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  if (body != nullptr) {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(body->size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body->c_str());
  }
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_bytes);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &receiver);
  const CURLcode code = curl_easy_perform(handle);
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK) return no_answer();
  return status;
}

// What a refusal says, in its own words.
tl::unexpected<Error> refused(const std::string& text) {
  const auto document = connectors::parse_json(text, "agent");
  const rapidjson::Value* words = document ? connectors::member(*document, "words") : nullptr;
  if (words == nullptr) return no_answer();
  return fail(ErrorKind::refused, connectors::text_of(*words, "zh").value_or(""), connectors::text_of(*words, "en").value_or(""));
}

Result<std::string> ask_whole(const RunningAgent& agent, const std::string& path, const std::string* body) {
  std::string text;
  Receiver receiver{[&](std::string_view bytes) {
    text += bytes;
    return text.size() <= kMostLineBytes;
  }};
  RIGONG_ASSIGN(const long status, ask(agent, path, body, receiver));
  constexpr long kOk = 200;
  if (status != kOk) return refused(text);
  return text;
}

}  // namespace

Result<std::string> ask_accounts(const RunningAgent& agent) { return ask_whole(agent, "/api/v1/accounts", nullptr); }

Result<std::string> ask_code(const RunningAgent& agent) {
  const std::string nothing = "{}";
  RIGONG_ASSIGN(const std::string text, ask_whole(agent, "/api/v1/codes", &nothing));
  const auto document = connectors::parse_json(text, "agent");
  const auto code = document ? connectors::text_of(*document, "code") : std::nullopt;
  if (!code || code->empty()) return no_answer();
  return *code;
}

Result<int> run_remotely(const RunningAgent& agent, const overlay::Run& run, std::ostream& out, std::ostream& err) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  rapidjson::Value arguments(rapidjson::kArrayType);
  for (const std::string& argument : run.arguments) arguments.PushBack(rapidjson::Value(argument, memory), memory);
  document.AddMember("arguments", arguments, memory);
  document.AddMember("folder", rapidjson::Value(run.folder, memory), memory);
  document.AddMember("language", rapidjson::Value(run.language, memory), memory);
  document.AddMember("terminal", run.terminal, memory);

  std::string waiting;
  std::optional<int> exit;
  const auto take_line = [&](std::string_view line) {
    const auto parsed = connectors::parse_json(line, "agent");
    if (!parsed) return;
    if (const auto text = connectors::text_of(*parsed, "out")) out << *text << std::flush;
    if (const auto text = connectors::text_of(*parsed, "err")) err << *text << std::flush;
    if (const auto code = connectors::whole_of(*parsed, "exit")) exit = static_cast<int>(*code);
  };
  std::string whole;  // Of a refusal, which is no line of output.
  Receiver receiver{[&](std::string_view bytes) {
    waiting += bytes;
    for (std::size_t end = waiting.find('\n'); end != std::string::npos; end = waiting.find('\n')) {
      whole = waiting.substr(0, end);
      take_line(whole);
      waiting.erase(0, end + 1);
    }
    return waiting.size() <= kMostLineBytes && out.good();
  }};
  const std::string request = connectors::to_text(document);
  RIGONG_ASSIGN(const long status, ask(agent, "/api/v1/runs", &request, receiver));
  if (!waiting.empty()) take_line(waiting);
  constexpr long kOk = 200;
  if (status != kOk) return refused(waiting.empty() ? whole : waiting);
  if (!exit) return no_answer();
  return *exit;
}

}  // namespace rigong::runtime
