// SPDX-License-Identifier: Apache-2.0
// Another program of ours, run for one answer: handed its input, heard to its end, and ended where it takes too long.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace rigong::runtime {

struct ChildLimits {
  std::chrono::milliseconds time{5'000};
  std::size_t output_bytes = 0;
};
struct ChildEnd {
  enum class How {
    exited,       // By itself, with `status`.
    crashed,      // By a signal that was not ours.
    too_slow,     // Ended by us, as the next two.
    too_much,     // Wrote more than the limit.
    stopped,      // Our own program is to end.
    not_there,    // There is no such program.
    not_started,  // The system would not start it.
    unsupported,  // This build has no such programs.
  };
  How how = How::unsupported;
  int status = 0;
  std::string output;
};

// Runs the program without arguments, without a shell, with an empty environment and no descriptor but three, of which the third
// leads nowhere. Returns when it has ended. `stopped` is asked several times a second and may be empty. Any thread.
[[nodiscard]] ChildEnd run_child(const std::filesystem::path& program, std::string_view input, const ChildLimits& limits,
                                 const std::function<bool()>& stopped);

// The program of that name in the folder of the one that runs; empty where the system does not say which that is.
[[nodiscard]] std::filesystem::path program_beside(std::string_view name);

}  // namespace rigong::runtime
