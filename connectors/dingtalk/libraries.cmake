# SPDX-License-Identifier: Apache-2.0
set(connector_links rigong::rapidjson)
