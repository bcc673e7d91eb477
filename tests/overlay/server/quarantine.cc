// SPDX-License-Identifier: Apache-2.0
// The address sanitizer keeps 256 MB of what was freed; tests that watch the memory of a thousand connections would see only
// that.

// NOLINTNEXTLINE(bugprone-reserved-identifier)  The sanitizer's own name.
extern "C" const char* __asan_default_options();
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __asan_default_options() { return "quarantine_size_mb=16"; }
