// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/launch.h"

#include <array>

namespace rigong::overlay {
namespace {

constexpr std::string_view kPage =
    "<!doctype html><html><head><meta charset=\"utf-8\"><title>Rigong</title><script src=\"/open.js\"></script></head></html>\n";
constexpr std::string_view kScript = "location.replace('/' + location.hash);\n";

constexpr std::array kAssets = {
    Asset{kLaunchPath, "text/html; charset=utf-8", "\"open-1\"", kPage, {}, {}, false},
    Asset{"/open.js", "text/javascript; charset=utf-8", "\"open-js-1\"", kScript, {}, {}, false},
};

}  // namespace

Assets launch_assets() { return kAssets; }

}  // namespace rigong::overlay
