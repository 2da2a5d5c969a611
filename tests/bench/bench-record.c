/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "model/meso-session.h"
#include "record/meso-csv.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"

/* Reading and writing 10,000 marks, beside `xmllint --noout` on the same file. */

#define N_MARKS 10000
#define N_ROUNDS 9

static char *
create_record (void)
{
  GString *xml =
    g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<session xmlns=\"urn:mesomap:session:1\" format=\"1.0\" id=\"0b0b9a5e-1111-4222-8333-444455556666\""
                  " revision=\"1\" status=\"draft\">\n"
                  "  <patient id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A-1\"/>\n"
                  "  <visit start=\"2026-11-21T10:30:00+01:00\"/>\n"
                  "  <products>\n"
                  "    <product id=\"p1\" name=\"HA\" unit=\"mL\"/>\n"
                  "  </products>\n"
                  "  <map diagram=\"face-front\" diagram-version=\"1\" variant=\"female\">\n");

  for (int i = 0; i < N_MARKS; i++)
    g_string_append_printf (xml,
                            "    <point id=\"m%d\" x=\"%d.%d\" y=\"-%d.%d\" layer=\"mid-dermis\" depth-mm=\"0.7\" "
                            "product=\"p1\" dose=\"0.02\" technique=\"micropapule\" device=\"needle\" gauge=\"30\" "
                            "needle-mm=\"4\" angle=\"10\" state=\"done\" region=\"cheek\" side=\"right\"/>\n",
                            i + 2,
                            i % 80 + 1,
                            i % 9 + 1,
                            i / 100,
                            i % 7 + 1);
  g_string_append (xml, "  </map>\n</session>\n");
  return g_string_free (xml, FALSE);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static double
get_median_ms (gint64 *times)
{
  qsort (times, N_ROUNDS, sizeof *times, compare_times);
  return (double) times[N_ROUNDS / 2] / 1000.;
}

static double
get_memory_mb (void)
{
  g_autofree char *statm = NULL;
  long size = 0, resident = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  g_assert_cmpint (sscanf (statm, "%ld %ld", &size, &resident), ==, 2);
  return (double) resident * (double) sysconf (_SC_PAGESIZE) / 1024. / 1024.;
}

static double
measure_xmllint (const char *path)
{
  const char *arguments[] = { "xmllint", "--noout", path, NULL };
  gint64 times[N_ROUNDS];

  for (int i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      int status;

      if (!g_spawn_sync (NULL,
                         (char **) arguments,
                         NULL,
                         G_SPAWN_SEARCH_PATH,
                         NULL,
                         NULL,
                         NULL,
                         NULL,
                         &status,
                         &error))
        g_error ("%s", error->message);
      g_assert_cmpint (status, ==, 0);
      times[i] = g_get_monotonic_time () - start;
    }
  return get_median_ms (times);
}

int
main (void)
{
  g_autofree char *xml = create_record ();
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoSession) session = NULL;
  gint64 read_times[N_ROUNDS], write_times[N_ROUNDS], csv_times[N_ROUNDS];
  double memory, xmllint_ms, read_ms, write_ms;
  int fd = g_file_open_tmp ("mesomap-XXXXXX.xml", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, xml, -1, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (path);

  memory = get_memory_mb ();
  session = meso_session_read_file (file, &error);
  g_assert_no_error (error);
  memory = get_memory_mb () - memory;
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, N_MARKS);

  for (int i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (MesoSession) again = meso_session_read_file (file, &error);
      gint64 middle = g_get_monotonic_time ();
      g_autoptr (GBytes) bytes = meso_session_write (again, &error);
      gint64 end = g_get_monotonic_time ();
      g_autoptr (GBytes) csv = meso_csv_write (again);

      csv_times[i] = g_get_monotonic_time () - end;
      read_times[i] = middle - start;
      write_times[i] = end - middle;
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), xml, strlen (xml));
      g_assert_nonnull (csv);
    }
  xmllint_ms = measure_xmllint (path);
  read_ms = get_median_ms (read_times);
  write_ms = get_median_ms (write_times);

  g_print ("%d marks, %.1f MB of XML, medians of %d\n", N_MARKS, (double) strlen (xml) / 1e6, N_ROUNDS);
  g_print ("read   %6.1f ms  %.2f x xmllint --noout (%.1f ms; at most 4)\n", read_ms, read_ms / xmllint_ms, xmllint_ms);
  g_print ("memory %6.1f MB (at most 8)\n", memory);
  g_print ("write  %6.1f ms  %.2f x the read (at most 1)\n", write_ms, write_ms / read_ms);
  g_print ("CSV    %6.1f ms  to write\n", get_median_ms (csv_times));
  g_unlink (path);

  return 0;
}
