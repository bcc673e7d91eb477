# SPDX-License-Identifier: Apache-2.0
set(test_links rigong::xlsxwriter rigong::iconv rigong::minizip)
