// SPDX-License-Identifier: Apache-2.0
#ifdef _WIN32
#include <windows.h>
// Needs what windows.h declares, and so comes after it.
#include <shellapi.h>

#include <atomic>

#include "agent/base/path_text.h"
#include "agent/runtime/agent/process.h"

namespace rigong::runtime {
namespace {

namespace fs = std::filesystem;

HANDLE stop_event() {
  static const HANDLE event = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  return event;
}

std::atomic<bool> asked{false};

BOOL WINAPI on_control(DWORD) {
  // The second time the system ends the program.
  if (asked.exchange(true)) return FALSE;
  SetEvent(stop_event());
  return TRUE;
}

DWORD WINAPI end_later(void* seconds) {
  Sleep(static_cast<DWORD>(reinterpret_cast<std::uintptr_t>(seconds)) * 1000);
  TerminateProcess(GetCurrentProcess(), 1);
  return 0;
}

constexpr const wchar_t* kEdge[] = {L"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
                                    L"C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
                                    L"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"};

bool started(const wchar_t* program, const wchar_t* arguments) {
  // Above 32 means that it worked.
  return reinterpret_cast<INT_PTR>(ShellExecuteW(nullptr, L"open", program, arguments, nullptr, SW_SHOWNORMAL)) > 32;
}

}  // namespace

void prepare_process() { SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); }

StopSignals::StopSignals() {
  stop_event();
  SetConsoleCtrlHandler(on_control, TRUE);
}

StopSignals::~StopSignals() { SetConsoleCtrlHandler(on_control, FALSE); }

void StopSignals::wait() { WaitForSingleObject(stop_event(), INFINITE); }

void end_within_seconds(unsigned seconds) {
  CloseHandle(CreateThread(nullptr, 0, end_later, reinterpret_cast<void*>(static_cast<std::uintptr_t>(seconds)), 0, nullptr));
}

void give_back_memory() { HeapCompact(GetProcessHeap(), 0); }

long process_id() { return static_cast<long>(GetCurrentProcessId()); }

Status open_in_browser(const fs::path& file, const fs::path& browser) {
  std::wstring address = L"file:///" + fs::absolute(file).generic_wstring();
  const std::wstring arguments = L"--app=\"" + address + L"\"";
  if (!browser.empty() && started(browser.c_str(), arguments.c_str())) return {};
  std::error_code code;
  for (const wchar_t* program : kEdge) {
    if (fs::exists(program, code) && started(program, arguments.c_str())) return {};
  }
  if (started(fs::absolute(file).c_str(), nullptr)) return {};
  return fail(ErrorKind::not_found, "浏览器没有启动。请用 rigong url 取得网址，自己打开。",
              "The browser did not start. Get the address with 'rigong url' and open it yourself.");
}

}  // namespace rigong::runtime
#endif
