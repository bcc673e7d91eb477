// SPDX-License-Identifier: Apache-2.0
// Libraries that are loaded when something of them is called for the first time. The linker would load them at every start, with
// all that they bring: libcurl for a shop that imports files, libpq for one that keeps its records on the PC, together four of
// the twenty MB that the agent is at rest. Of Windows' libraries, which are linked in, nothing is late.
#pragma once

#include <cstddef>
#include <string>
#include <tuple>

namespace rigong::late {

class Library {
 public:
  explicit Library(const char* file) : file_(file) {}
  // A function's address; nullptr where the library or the function is not there. Loads the library, which stays. Any thread.
  [[nodiscard]] void* function(const char* name) const;
  // Why the library cannot be loaded, in the system's words; empty where it can. Loads it. Any thread.
  [[nodiscard]] std::string problem() const;

 private:
  const char* file_;  // As its package installs it: the name with the number of its interface.
};

// Why these cannot be loaded, in the system's words; empty where they can or are linked in. To be asked before the first call: of
// a library that is not there, functions return zero. Any thread.
[[nodiscard]] std::string libcurl_problem();
[[nodiscard]] std::string libpq_problem();

template <typename Function>
struct Signature;
template <typename Returned, typename... Taken>
struct Signature<Returned(Taken...)> {
  using Result = Returned;
  template <std::size_t number>
  using Argument = std::tuple_element_t<number, std::tuple<Taken...>>;
  // Calls the real function; a zero where there is none.
  static Result call(void* function, Taken... taken) {
    return function == nullptr ? Result() : reinterpret_cast<Result (*)(Taken...)>(function)(taken...);
  }
};
template <typename Returned, typename... Taken>
struct Signature<Returned(Taken...) noexcept> : Signature<Returned(Taken...)> {};

}  // namespace rigong::late

// Defines the C function `name`, as its header declares it, with so many parameters: a call of it loads `library` and calls the
// real one. The linker then finds it here and asks for no library.
#define RIGONG_LATE_TYPE(name) ::rigong::late::Signature<decltype(::name)>
#define RIGONG_LATE_PARAMETER(name, number) RIGONG_LATE_TYPE(name)::Argument<number> a##number
#define RIGONG_LATE(library, name, parameters, ...)                           \
  extern "C" RIGONG_LATE_TYPE(name)::Result name parameters {                 \
    static void* const function = (library).function(#name);                  \
    return RIGONG_LATE_TYPE(name)::call(function __VA_OPT__(, ) __VA_ARGS__); \
  }
#define RIGONG_LATE_0(library, name) RIGONG_LATE(library, name, ())
#define RIGONG_LATE_1(library, name) RIGONG_LATE(library, name, (RIGONG_LATE_PARAMETER(name, 0)), a0)
#define RIGONG_LATE_2(library, name) \
  RIGONG_LATE(library, name, (RIGONG_LATE_PARAMETER(name, 0), RIGONG_LATE_PARAMETER(name, 1)), a0, a1)
#define RIGONG_LATE_3(library, name)                                                                                           \
  RIGONG_LATE(library, name, (RIGONG_LATE_PARAMETER(name, 0), RIGONG_LATE_PARAMETER(name, 1), RIGONG_LATE_PARAMETER(name, 2)), \
              a0, a1, a2)
#define RIGONG_LATE_4(library, name)                                                                           \
  RIGONG_LATE(library, name,                                                                                   \
              (RIGONG_LATE_PARAMETER(name, 0), RIGONG_LATE_PARAMETER(name, 1), RIGONG_LATE_PARAMETER(name, 2), \
               RIGONG_LATE_PARAMETER(name, 3)),                                                                \
              a0, a1, a2, a3)
#define RIGONG_LATE_5(library, name)                                                                           \
  RIGONG_LATE(library, name,                                                                                   \
              (RIGONG_LATE_PARAMETER(name, 0), RIGONG_LATE_PARAMETER(name, 1), RIGONG_LATE_PARAMETER(name, 2), \
               RIGONG_LATE_PARAMETER(name, 3), RIGONG_LATE_PARAMETER(name, 4)),                                \
              a0, a1, a2, a3, a4)
#define RIGONG_LATE_7(library, name)                                                                           \
  RIGONG_LATE(library, name,                                                                                   \
              (RIGONG_LATE_PARAMETER(name, 0), RIGONG_LATE_PARAMETER(name, 1), RIGONG_LATE_PARAMETER(name, 2), \
               RIGONG_LATE_PARAMETER(name, 3), RIGONG_LATE_PARAMETER(name, 4), RIGONG_LATE_PARAMETER(name, 5), \
               RIGONG_LATE_PARAMETER(name, 6)),                                                                \
              a0, a1, a2, a3, a4, a5, a6)
#define RIGONG_LATE_8(library, name)                                                                           \
  RIGONG_LATE(library, name,                                                                                   \
              (RIGONG_LATE_PARAMETER(name, 0), RIGONG_LATE_PARAMETER(name, 1), RIGONG_LATE_PARAMETER(name, 2), \
               RIGONG_LATE_PARAMETER(name, 3), RIGONG_LATE_PARAMETER(name, 4), RIGONG_LATE_PARAMETER(name, 5), \
               RIGONG_LATE_PARAMETER(name, 6), RIGONG_LATE_PARAMETER(name, 7)),                                \
              a0, a1, a2, a3, a4, a5, a6, a7)
