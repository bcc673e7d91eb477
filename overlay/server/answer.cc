// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/answer.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <iterator>

#include "overlay/server/json_writer.h"

namespace rigong::overlay {
namespace {

const char* word(ErrorKind kind) {
  static constexpr std::array kWords = {"wrong_use", "not_found", "refused",   "busy",    "unavailable",
                                        "damaged",   "io",        "cancelled", "internal"};
  return kWords.at(static_cast<std::size_t>(kind));
}

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::wrong_use:
      return 400;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::refused:
      return 403;
    case ErrorKind::busy:
    case ErrorKind::unavailable:
      return 503;
    default:
      return 500;
  }
}

struct Refusal {
  int status;
  ErrorKind kind;
  const char* zh;
  const char* en;
};
constexpr std::array kRefusals = {
    Refusal{401, ErrorKind::refused, "需要重新打开：请在这台电脑上运行 rigong open。",
            "Open it again: run rigong open on this computer."},
    Refusal{403, ErrorKind::refused, "这个请求不是本页面发出的，已拒绝。",
            "This request does not come from the page itself and was refused."},
    Refusal{404, ErrorKind::not_found, "没有这个地址。", "There is nothing at this address."},
    Refusal{405, ErrorKind::wrong_use, "这个地址不接受这种请求方法。", "This address does not take this method."},
    Refusal{408, ErrorKind::cancelled, "请求没有按时发完。", "The request did not arrive in time."},
    Refusal{411, ErrorKind::wrong_use, "请求缺少长度。", "The request does not say its length."},
    Refusal{413, ErrorKind::wrong_use, "请求内容太大。", "The content of the request is too large."},
    Refusal{414, ErrorKind::wrong_use, "请求地址太长。", "The address of the request is too long."},
    Refusal{415, ErrorKind::wrong_use, "这里不接受这种内容类型。", "This type of content is not taken here."},
    Refusal{416, ErrorKind::wrong_use, "不支持只取一部分。", "Parts of an answer cannot be had."},
    Refusal{417, ErrorKind::wrong_use, "不支持 Expect。", "An Expect header is not taken here."},
    Refusal{421, ErrorKind::refused, "请用程序显示的地址打开。", "Use the address that the program printed."},
    Refusal{426, ErrorKind::wrong_use, "这里没有 WebSocket。", "There is no web socket here."},
    Refusal{429, ErrorKind::refused, "错误的口令太多，请稍后再试。", "Too many wrong tokens; try again later."},
    Refusal{431, ErrorKind::wrong_use, "请求头太多或太长。", "The headers of the request are too many or too long."},
    Refusal{500, ErrorKind::internal, "程序内部出错，请看日志并报告。",
            "The program made a mistake; look at its log and report it."},
    Refusal{501, ErrorKind::wrong_use, "不认识这种请求方法。", "This method is not known."},
    Refusal{503, ErrorKind::busy, "程序正忙，请稍后再试。", "The program is busy; try again shortly."},
};
constexpr Refusal kBadRequest = {400, ErrorKind::wrong_use, "请求格式不对。", "The request is not well formed."};

}  // namespace

Answer answer_with(std::string body) {
  Answer answer;
  answer.owner = std::make_shared<const std::string>(std::move(body));
  answer.body = *answer.owner;
  return answer;
}

Answer problem(int status, ErrorKind kind, const Words& words, std::string_view field) {
  JsonWriter writer;
  writer.begin();
  writer.field("kind", word(kind));
  writer.field("words", words);
  if (!field.empty()) writer.field("field", field);
  writer.end();
  Answer answer = answer_with(writer.take());
  answer.status = status;
  if (status == 503) answer.more_headers = "Retry-After: 2\r\n";
  return answer;
}

Answer problem(const Error& error, std::string_view field) {
  return problem(status_of(error.kind), error.kind, error.words, field);
}

Answer refusal(int status) {
  const Refusal* found = &kBadRequest;
  for (const Refusal& known : kRefusals) {
    if (known.status == status) found = &known;
  }
  Answer answer = problem(status, found->kind, {found->zh, found->en});
  answer.close = true;
  return answer;
}

void append_headers(const Answer& answer, bool close, std::string_view own, std::string& out) {
  const auto add = [&out](std::string_view name, std::string_view value) { out.append(name).append(value).append("\r\n"); };
  out.append(own);
  add("Cache-Control: ", answer.immutable ? "public, max-age=31536000, immutable" : "no-store");
  if (answer.status != 304) add("Content-Type: ", answer.content_type);
  if (!answer.content_encoding.empty()) add("Content-Encoding: ", answer.content_encoding);
  if (!answer.etag.empty()) add("ETag: ", answer.etag);
  out.append(answer.more_headers);
  if (answer.kind == Answer::Kind::plain && answer.status != 304) {
    fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", answer.body.size());
  }
  if (answer.kind == Answer::Kind::lines) out.append("Transfer-Encoding: chunked\r\n");
  if (answer.kind == Answer::Kind::events) out.append("X-Accel-Buffering: no\r\n");
  if (close) out.append("Connection: close\r\n");
  out.append("\r\n");
}

std::string fixed_headers(const std::vector<std::string>& frame_ancestors) {
  std::string policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
      "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; frame-ancestors";
  if (frame_ancestors.empty()) policy += " 'none'";
  for (const std::string& origin : frame_ancestors) policy += " " + origin;
  std::string headers = "Content-Security-Policy: " + policy + "\r\n";
  // It knows no list: a page that some may frame can only name them in its policy.
  if (frame_ancestors.empty()) headers += "X-Frame-Options: DENY\r\n";
  headers +=
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "Cross-Origin-Embedder-Policy: require-corp\r\n"
      "Permissions-Policy: camera=(), microphone=(), geolocation=()\r\n";
  return headers;
}

}  // namespace rigong::overlay
