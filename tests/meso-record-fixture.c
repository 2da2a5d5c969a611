/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-record-fixture.h"

#include <string.h>
#include <sys/resource.h>

#include "model/meso-error.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"

/* A file of tests/data/record. */
char *
fixture_load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "record", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

MesoSession *
fixture_read (const char *xml)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  MesoSession *session = meso_session_read (bytes, "test.xml", &error);

  g_assert_no_error (error);
  g_assert_nonnull (session);
  return session;
}

char *
fixture_write (MesoSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = meso_session_write (session, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* @code: or -1 for any; @message: the beginning of the whole message, with name and line */
void
fixture_assert_refused (const char *xml,
                        int code,
                        const char *message)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  MesoSession *session = meso_session_read (bytes, "test.xml", &error);

  if (session != NULL || !g_str_has_prefix (error->message, message))
    g_test_message ("%.2000s", xml);
  g_assert_null (session);
  g_assert_true (error->domain == MESO_ERROR && (code < 0 || error->code == code));
  if (!g_str_has_prefix (error->message, message))
    g_assert_cmpstr (error->message, ==, message);
  /* One line, however broken the input. */
  g_assert_null (strpbrk (error->message, "\r\n"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

void
fixture_assert_round_trip (const char *xml)
{
  g_autoptr (MesoSession) session = fixture_read (xml);
  g_autofree char *written = fixture_write (session);

  g_assert_cmpstr (written, ==, xml);
}

/* Bytes; it never falls. */
gsize
fixture_get_peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (gsize) usage.ru_maxrss * 1024;
}
