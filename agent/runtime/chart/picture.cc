// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/chart/picture.h"

#include <string_view>

#include "agent/chart/description.h"

namespace rigong::runtime {
namespace {

using chart::Ending;
using How = ChildEnd::How;

constexpr std::string_view kProgram = "rigong-chart";
// Usually it takes a fifth of a second; the first time after the system began, fonts are read from the disk.
constexpr std::chrono::milliseconds kMostTime{5'000};
constexpr std::string_view kPngBegins = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kPngEnds = "IEND\xAE\x42\x60\x82";

tl::unexpected<Error> without(const char* zh, const char* en) {
  return fail(ErrorKind::unavailable, std::string("这一榜没有配图：") + zh, std::string("No picture goes along: ") + en);
}

tl::unexpected<Error> not_drawn(int status) {
  switch (static_cast<Ending>(status)) {
    case Ending::no_font:
      return without(
          "没有字体 Noto Sans CJK SC。请在这台机器上安装 fonts-noto-cjk，下一榜就会带图。",
          "the font Noto Sans CJK SC is missing. Install fonts-noto-cjk on this machine; the next one has its picture.");
    case Ending::too_tall:
      return without("榜单太长，画不成一张图。请给每个小组各写一张 [[group]] 表。",
                     "the board is too long for one. Write a [[group]] table for each group.");
    case Ending::bad_description:
      return without("rigong-chart 和 rigong 不是同一个版本。请把两个一起重新安装。",
                     "rigong-chart is not of the version of rigong. Install the two together again.");
    default:
      return without("画图程序 rigong-chart 没有画出来。请手工运行 rigong post --dry-run 看看；还不行请报告。",
                     "rigong-chart did not draw it. Try rigong post --dry-run; if it fails there too, please report it.");
  }
}

}  // namespace

Result<std::string> picture_by(const std::filesystem::path& program, std::chrono::milliseconds time, const model::Report& report,
                               const std::function<bool()>& stopped) {
  const ChildEnd end = run_child(program, chart::write_description(report), {time, chart::kMostPictureBytes}, stopped);
  switch (end.how) {
    case How::exited:
      break;
    case How::crashed:
      return without("画图程序 rigong-chart 中途出错停了。请报告这个问题，并附上 rigong --version 的输出。",
                     "rigong-chart ended in the middle. Please report it with what rigong --version says.");
    case How::too_slow:
      return without("画图程序 rigong-chart 太慢，没有等到。机器忙完后下一榜会带图；总是这样请报告。",
                     "rigong-chart took too long. When the machine is less busy the next one has its picture; report it if not.");
    case How::too_much:
      return without("画图程序 rigong-chart 画得太大，没有用。请报告这个问题。",
                     "what rigong-chart drew is too large. Please report it.");
    case How::stopped:
      return fail(ErrorKind::cancelled, "程序停了，图没有画完。请再试一次。",
                  "The program ended before the picture was drawn. Try again.");
    case How::not_there:
      return without("rigong 旁边没有画图程序 rigong-chart。请把它和 rigong 放在同一个文件夹里，或重新安装日拱。",
                     "there is no rigong-chart beside rigong. Put it into the same folder, or install Rigong again.");
    case How::not_started:
      return without("画图程序 rigong-chart 启动不了。请检查它能不能执行（chmod +x），或重新安装日拱。",
                     "rigong-chart could not be started. See whether it may be executed (chmod +x), or install Rigong again.");
    case How::unsupported:
      return without(
          "Windows 版还不会画图。文字榜照常发；不想再看到这一条，请去掉 rigong.toml 里的 picture = true。",
          "on Windows Rigong cannot draw yet. The text goes out as ever; take picture = true out of rigong.toml to read "
          "this no more.");
  }
  if (end.status != static_cast<int>(Ending::drawn)) return not_drawn(end.status);
  const std::string_view png = end.output;
  if (!png.starts_with(kPngBegins) || !png.ends_with(kPngEnds)) return not_drawn(static_cast<int>(Ending::fault));
  return end.output;
}

PictureMaker picture_maker() {
  return [](const model::Report& report, const std::function<bool()>& stopped) {
    return picture_by(program_beside(kProgram), kMostTime, report, stopped);
  };
}

}  // namespace rigong::runtime
