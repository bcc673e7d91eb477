// SPDX-License-Identifier: Apache-2.0
// What the leak checker of the address sanitizer is to overlook in these tests: libpqxx 6.4 asks for the client's encoding before
// it takes a result into its hands, so a connection that was just lost loses one small result with it. libpqxx is linked in, so
// its functions are named; where the checker sees no further than libpq, that is.

// NOLINTNEXTLINE(bugprone-reserved-identifier)  The sanitizer's own name.
extern "C" const char* __lsan_default_suppressions();
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() { return "leak:pqxx::connection_base\nleak:libpq.so"; }
