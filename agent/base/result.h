// SPDX-License-Identifier: Apache-2.0
// The one result type. A function that can fail returns Result<T> (or Status); nothing of ours throws across a function's border.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace rigong {

// Chosen by what the caller must do, not by where the failure arose.
enum class ErrorKind {
  wrong_use,    // The person gave something that cannot be right: say what, stop, exit 2.
  not_found,    // The thing asked for does not exist.
  refused,      // Not allowed, or not sane to do: do not try again unchanged.
  busy,         // Somebody else holds it: try again shortly.
  unavailable,  // A network, a server or a device did not answer: try again later with back-off.
  damaged,      // Stored data is not what was written: stop writing, point to `doctor` and `restore`.
  io,           // The operating system refused to read or write: show its words.
  cancelled,    // The person or a stop asked for it: no complaint is due.
  internal,     // A rule of our own was broken: a bug, to be reported.
};

// One sentence for a person in both interface languages. It names what happened and the next step.
struct Words {
  std::string zh;
  std::string en;
  friend bool operator==(const Words&, const Words&) = default;
};

struct Error {
  ErrorKind kind = ErrorKind::internal;
  Words words;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

// Makes the failing side of a Result: `return fail(ErrorKind::io, "…", "…");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string zh, std::string en) {
  return tl::unexpected<Error>(Error{kind, Words{std::move(zh), std::move(en)}});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace rigong

#define RIGONG_JOIN_(a, b) a##b
#define RIGONG_JOIN(a, b) RIGONG_JOIN_(a, b)

// Hands the error of `expression` to the caller, or goes on. For a Status, or a Result whose value is not needed.
#define RIGONG_TRY(expression) RIGONG_TRY_(RIGONG_JOIN(rigong_try_, __LINE__), expression)
#define RIGONG_TRY_(name, expression)                                                    \
  do {                                                                                   \
    if (auto name = (expression); !name) return ::rigong::fail(std::move(name).error()); \
  } while (false)

// `RIGONG_ASSIGN(auto x, f());` declares x from the value of f(), or hands its error to the caller.
#define RIGONG_ASSIGN(declaration, expression) RIGONG_ASSIGN_(RIGONG_JOIN(rigong_result_, __LINE__), declaration, expression)
#define RIGONG_ASSIGN_(name, declaration, expression)        \
  auto name = (expression);                                  \
  if (!name) return ::rigong::fail(std::move(name).error()); \
  declaration = std::move(*name)
