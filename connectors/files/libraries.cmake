# SPDX-License-Identifier: Apache-2.0
set(connector_links rigong::csv simdjson::simdjson pugixml::pugixml rigong::minizip rigong::iconv rigong::rapidjson rigong::utf8proc
                    OpenSSL::Crypto)
