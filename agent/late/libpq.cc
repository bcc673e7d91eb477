// SPDX-License-Identifier: Apache-2.0
// All functions of libpq that libpqxx calls; its static library is linked in, so that there is one place less to load.
#if !defined(_WIN32) && defined(RIGONG_POSTGRES)
#include <libpq-fe.h>

#include "agent/late/late.h"

namespace {

const rigong::late::Library& library() {
  static const rigong::late::Library libpq("libpq.so.5");
  return libpq;
}

}  // namespace

std::string rigong::late::libpq_problem() { return library().problem(); }

RIGONG_LATE_1(library(), PQbackendPID)
RIGONG_LATE_3(library(), PQcancel)
RIGONG_LATE_1(library(), PQclear)
RIGONG_LATE_1(library(), PQclientEncoding)
RIGONG_LATE_1(library(), PQcmdStatus)
RIGONG_LATE_1(library(), PQcmdTuples)
RIGONG_LATE_1(library(), PQconnectPoll)
RIGONG_LATE_1(library(), PQconnectStart)
RIGONG_LATE_1(library(), PQconnectdb)
RIGONG_LATE_1(library(), PQconsumeInput)
RIGONG_LATE_1(library(), PQdb)
RIGONG_LATE_2(library(), PQencryptPassword)
RIGONG_LATE_1(library(), PQendcopy)
RIGONG_LATE_1(library(), PQerrorMessage)
RIGONG_LATE_4(library(), PQescapeByteaConn)
RIGONG_LATE_3(library(), PQescapeIdentifier)
RIGONG_LATE_5(library(), PQescapeStringConn)
RIGONG_LATE_2(library(), PQexec)
RIGONG_LATE_8(library(), PQexecParams)
RIGONG_LATE_7(library(), PQexecPrepared)
RIGONG_LATE_1(library(), PQfinish)
RIGONG_LATE_2(library(), PQfname)
RIGONG_LATE_2(library(), PQfnumber)
RIGONG_LATE_1(library(), PQfreeCancel)
RIGONG_LATE_1(library(), PQfreemem)
RIGONG_LATE_2(library(), PQftable)
RIGONG_LATE_2(library(), PQftablecol)
RIGONG_LATE_2(library(), PQftype)
RIGONG_LATE_1(library(), PQgetCancel)
RIGONG_LATE_3(library(), PQgetCopyData)
RIGONG_LATE_1(library(), PQgetResult)
RIGONG_LATE_3(library(), PQgetisnull)
RIGONG_LATE_3(library(), PQgetlength)
RIGONG_LATE_3(library(), PQgetvalue)
RIGONG_LATE_1(library(), PQhost)
RIGONG_LATE_1(library(), PQisBusy)
RIGONG_LATE_0(library(), PQisthreadsafe)
RIGONG_LATE_1(library(), PQnfields)
RIGONG_LATE_1(library(), PQnotifies)
RIGONG_LATE_1(library(), PQntuples)
RIGONG_LATE_1(library(), PQoidValue)
RIGONG_LATE_1(library(), PQport)
RIGONG_LATE_5(library(), PQprepare)
RIGONG_LATE_1(library(), PQprotocolVersion)
RIGONG_LATE_3(library(), PQputCopyData)
RIGONG_LATE_2(library(), PQputCopyEnd)
RIGONG_LATE_1(library(), PQreset)
RIGONG_LATE_2(library(), PQresultErrorField)
RIGONG_LATE_1(library(), PQresultErrorMessage)
RIGONG_LATE_1(library(), PQresultStatus)
RIGONG_LATE_2(library(), PQsendQuery)
RIGONG_LATE_1(library(), PQserverVersion)
RIGONG_LATE_2(library(), PQsetClientEncoding)
RIGONG_LATE_2(library(), PQsetErrorVerbosity)
RIGONG_LATE_3(library(), PQsetNoticeProcessor)
RIGONG_LATE_1(library(), PQsocket)
RIGONG_LATE_1(library(), PQstatus)
RIGONG_LATE_2(library(), PQtrace)
RIGONG_LATE_2(library(), PQunescapeBytea)
RIGONG_LATE_1(library(), PQuntrace)
RIGONG_LATE_1(library(), PQuser)
RIGONG_LATE_1(library(), pg_encoding_to_char)
RIGONG_LATE_2(library(), lo_close)
RIGONG_LATE_2(library(), lo_creat)
RIGONG_LATE_3(library(), lo_export)
RIGONG_LATE_2(library(), lo_import)
RIGONG_LATE_4(library(), lo_lseek)
RIGONG_LATE_3(library(), lo_open)
RIGONG_LATE_4(library(), lo_read)
RIGONG_LATE_2(library(), lo_tell)
RIGONG_LATE_2(library(), lo_unlink)
RIGONG_LATE_4(library(), lo_write)
#else
#include "agent/late/late.h"

std::string rigong::late::libpq_problem() { return {}; }
#endif
