/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "meso-record-fixture.h"
#include "model/meso-error.h"
#include "record/meso-csv.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"

/* Whatever is opened, there is a session, or one error that names file and line, and never much memory. */

#define POINT(x) "<point id=\"m1\" x=\"" x "\" y=\"2\" layer=\"mid-dermis\" state=\"done\"/>"
#define MB ((gsize) 1024 * 1024)

static void
test_doctype (void)
{
  fixture_assert_refused ("<?xml version=\"1.0\"?>\n<!DOCTYPE session>\n" FIXTURE_HEAD "</session>",
                          MESO_ERROR_PARSE,
                          "test.xml:2: a document type declaration is not allowed");
  fixture_assert_refused ("<!DOCTYPE session SYSTEM \"http://localhost:1/x.dtd\">" FIXTURE_HEAD "</session>",
                          MESO_ERROR_PARSE,
                          "test.xml:1: a document type declaration is not allowed");
  fixture_assert_refused ("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\"><svg/>",
                          MESO_ERROR_PARSE,
                          "test.xml:1: a document type declaration is not allowed");
}

static void
test_entities (void)
{
  g_autoptr (GString) bomb = g_string_new ("<!DOCTYPE session [\n<!ENTITY e0 \"ha\">\n");
  gsize before = fixture_get_peak_memory ();

  for (int i = 1; i < 30; i++)
    g_string_append_printf (bomb, "<!ENTITY e%d \"&e%d;&e%d;\">\n", i, i - 1, i - 1);
  g_string_append (bomb, "]>\n" FIXTURE_HEAD "<notes>&e29;</notes></session>");
  fixture_assert_refused (bomb->str, MESO_ERROR_PARSE, "test.xml:1: a document type declaration is not allowed");
  g_assert_cmpuint (fixture_get_peak_memory () - before, <, 16 * MB);

  fixture_assert_refused ("<!DOCTYPE session [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n" FIXTURE_HEAD
                          "<notes>&x;</notes></session>",
                          MESO_ERROR_PARSE,
                          "test.xml:1: a document type declaration is not allowed");
  fixture_assert_refused ("<!DOCTYPE session [<!ENTITY % x SYSTEM \"file:///etc/passwd\">%x;]>\n<session/>",
                          MESO_ERROR_PARSE,
                          "test.xml:1: a document type declaration is not allowed");
  fixture_assert_refused (FIXTURE_HEAD "<notes>&x;</notes></session>",
                          MESO_ERROR_PARSE,
                          "test.xml:4: Entity 'x' not defined");
  fixture_assert_refused (FIXTURE_HEAD "<notes a=\"&x;\"/></session>",
                          MESO_ERROR_PARSE,
                          "test.xml:4: Entity 'x' not defined");
}

/* Text that looks like an escape is still that text. */
static void
test_escapes (void)
{
  g_autoptr (MesoSession) session = fixture_read (
    "<session xmlns=\"" FIXTURE_NS "\" id=\"0b0b9a5e-1111-4222-8333-444455556666\" revision=\"1\" status=\"draft\">"
    "<patient id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A\" name=\"&amp;#38; &#38;lt; &#x26;amp; &lt;&#60;\"/>"
    "<visit start=\"2026-11-21T10:30:00Z\"/></session>");
  g_autofree char *written = fixture_write (session);

  g_assert_cmpstr (meso_session_get_patient (session)->name, ==, "&#38; &lt; &amp; <<");
  fixture_assert_round_trip (written);
}

static void
test_truncated (void)
{
  g_autofree char *full = fixture_load ("session-full.xml");
  gsize length = strlen (full);

  /* Not in the blank behind the last tag. */
  for (gsize i = 0; i < length - 1; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (full, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (meso_session_read (bytes, "test.xml", &error));
      g_assert_error (error, MESO_ERROR, (int) error->code);
      g_assert_true (g_str_has_prefix (error->message, "test.xml:"));
    }
}

static void
test_numbers (void)
{
  static const char *const bad[] = { "NaN", "nan", "INF", "-inf", "1e999", "1e2", "0x10", "1,5", "+1",
                                     " 1", "1 ", "", "-", ".", ".5", "5.", "1.234", "1000.01",
                                     "-1001", "١", "1.-1", "--1", "1..2", "99999999999999999999", "1\xc2\xa0" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *xml =
        g_strdup_printf (FIXTURE_MARK (POINT ("%s")), bad[i]);
      g_autofree char *message = g_strdup_printf ("test.xml:6: x=\"%s\" is not a plain decimal", bad[i]);

      fixture_assert_refused (xml, MESO_ERROR_INVALID, message);
    }
}

/* One line, whatever the value is. */
static void
test_messages (void)
{
  fixture_assert_refused (FIXTURE_MARK (POINT ("1&#10;&#9;2")),
                          MESO_ERROR_INVALID,
                          "test.xml:6: x=\"1  2\" is not a plain decimal");
}

static void
test_references (void)
{
  fixture_assert_refused (FIXTURE_MARK (POINT ("1") "\n" POINT ("2")),
                          MESO_ERROR_PARSE,
                          "test.xml:7: id=\"m1\" stands twice");
  fixture_assert_refused (
    FIXTURE_MARK ("<point id=\"m1\" x=\"1\" y=\"2\" layer=\"skin\" state=\"done\"/>"),
    MESO_ERROR_INVALID,
    "test.xml:6: layer=\"skin\" is none of epidermis, ");
  fixture_assert_refused (
    FIXTURE_MARK ("<point id=\"m1\" x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\" product=\"p7\"/>"),
    MESO_ERROR_PARSE,
    "test.xml:6: product=\"p7\" is no product of the session");
  fixture_assert_refused ("<session xmlns=\"urn:mesomap:session:2\"/>",
                          MESO_ERROR_UNSUPPORTED,
                          "test.xml:1: the session has the newer format 2, which this version of Mesomap cannot read");
}

static void
test_rubbish (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1";
  static const char utf16[] = "\xff\xfe<\0a\0";

  for (int i = 0; i < 200; i++)
    {
      guint8 noise[512];
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < sizeof noise; k++)
        noise[k] = (guint8) g_test_rand_int_range (0, 256);
      if (i == 0)
        memcpy (noise, png, sizeof png);
      if (i == 1)
        memcpy (noise, utf16, sizeof utf16);
      bytes = g_bytes_new (noise, sizeof noise);
      g_assert_null (meso_session_read (bytes, "test.xml", &error));
      g_assert_error (error, MESO_ERROR, MESO_ERROR_PARSE);
      g_assert_true (g_str_has_prefix (error->message, "test.xml:"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  fixture_assert_refused ("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>",
                          MESO_ERROR_PARSE,
                          "test.xml:1: this is not a Mesomap picture");
}

static void
test_deep (void)
{
  g_autoptr (GString) xml = g_string_new (FIXTURE_HEAD);

  for (int i = 0; i < 100000; i++)
    g_string_append (xml, "<a:a xmlns:a=\"urn:a\">");
  fixture_assert_refused (xml->str, MESO_ERROR_PARSE, "test.xml:4: ");
}

/* ---- Sizes ---- */

/* A stream that gives a beginning once, and then one piece again and again, with a number counting up in it. */
typedef struct
{
  GInputStream parent_instance;

  const char *head;
  const char *piece; /* with a %u */
  GString *pending;
  gsize n_given;
  gsize limit;
  guint count;
} EndlessStream;

typedef GInputStreamClass EndlessStreamClass;

GType endless_stream_get_type (void);
G_DEFINE_TYPE (EndlessStream, endless_stream, G_TYPE_INPUT_STREAM)

static gssize
endless_stream_read (GInputStream *stream,
                     void *buffer,
                     gsize count,
                     GCancellable *cancellable,
                     GError **error)
{
  EndlessStream *self = (EndlessStream *) stream;
  gsize n;

  while (self->pending->len < count && self->n_given + self->pending->len < self->limit)
    {
      const char *at = strstr (self->piece, "%u");

      self->count++;
      if (at == NULL)
        g_string_append (self->pending, self->piece);
      else
        {
          g_string_append_len (self->pending, self->piece, at - self->piece);
          g_string_append_printf (self->pending, "%u%s", self->count, at + 2);
        }
    }
  n = MIN (count, self->pending->len);
  memcpy (buffer, self->pending->str, n);
  g_string_erase (self->pending, 0, (gssize) n);
  self->n_given += n;
  return (gssize) n;
}

static void
endless_stream_finalize (GObject *object)
{
  g_string_free (((EndlessStream *) object)->pending, TRUE);
  G_OBJECT_CLASS (endless_stream_parent_class)->finalize (object);
}

static void
endless_stream_class_init (EndlessStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = endless_stream_finalize;
  klass->read_fn = endless_stream_read;
}

static void
endless_stream_init (EndlessStream *self)
{
  self->limit = 200 * MB;
}

static void
assert_stopped (const char *head,
                const char *piece,
                const char *message,
                gsize max_read,
                gsize max_memory)
{
  EndlessStream *stream = g_object_new (endless_stream_get_type (), NULL);
  g_autoptr (GError) error = NULL;
  gsize before = fixture_get_peak_memory ();

  stream->pending = g_string_new (head);
  stream->piece = piece;
  g_assert_null (meso_session_read_stream (G_INPUT_STREAM (stream), "test.xml", &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "test.xml:"));
  g_assert_nonnull (strstr (error->message, message));
  g_assert_cmpuint (stream->n_given, <=, max_read);
  /* A sanitizer's shadow and quarantine are not ours to bound. */
  if (g_getenv ("ASAN_OPTIONS") == NULL)
    g_assert_cmpuint (fixture_get_peak_memory () - before, <, max_memory);
  g_object_unref (stream);
}

static void
test_endless (void)
{
  const char *map = FIXTURE_HEAD FIXTURE_MAP;

  /* Smallest growth first: the peak never falls. */
  assert_stopped (FIXTURE_HEAD,
                  "<!-- nothing but comments, again and again, until the end -->\n",
                  "larger than 64 MB",
                  65 * MB,
                  8 * MB);
  assert_stopped (FIXTURE_HEAD, "        \n", "larger than 64 MB", 65 * MB, 8 * MB);
  assert_stopped (map, "</map><map diagram=\"d%u\">", "there are more than 1000 maps", 2 * MB, 32 * MB);
  assert_stopped (FIXTURE_HEAD "<products>",
                  "<product id=\"p%u\" name=\"\" unit=\"U\"/>",
                  "there are more than 20000",
                  2 * MB,
                  32 * MB);
  assert_stopped (map, "<a xmlns=\"urn:a\"/>", "too much of other namespaces", 17 * MB, 96 * MB);
  assert_stopped (FIXTURE_HEAD "<a xmlns=\"urn:a\">",
                  "<b c=\"d\">text</b>",
                  "too much of other namespaces",
                  17 * MB,
                  96 * MB);
  assert_stopped (map,
                  "<point id=\"m%u\" x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\"/>",
                  "there are more than 200000 marks",
                  16 * MB,
                  200 * MB);
  assert_stopped (map,
                  "<point id=\"m%u\" x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\" note=\"on each of them, which"
                  " takes so much room that the file is at its end before the marks are; lorem ipsum dolor sit amet,"
                  " consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua; ut"
                  " enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea\"/>\n",
                  "larger than 64 MB",
                  65 * MB,
                  256 * MB);
}

/* A short tag can bring a long namespace along with each use. */
static void
test_amplified (void)
{
  g_autoptr (GString) xml = g_string_new ("<session xmlns=\"" FIXTURE_NS "\" xmlns:a=\"urn:");
  gsize before = fixture_get_peak_memory ();

  for (int i = 0; i < 100000; i++)
    g_string_append (xml, "0123456789");
  g_string_append (xml,
                   "\" id=\"0b0b9a5e-1111-4222-8333-444455556666\" revision=\"1\" status=\"draft\">"
                   "<patient id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A\"/>"
                   "<visit start=\"2026-11-21T10:30:00Z\"/>");
  for (int i = 0; i < 10000; i++)
    g_string_append (xml, "<a:b/>");
  g_string_append (xml, "</session>");
  fixture_assert_refused (xml->str, MESO_ERROR_LIMIT, "test.xml:1: there is too much of other namespaces");
  if (g_getenv ("ASAN_OPTIONS") == NULL)
    g_assert_cmpuint (fixture_get_peak_memory () - before, <, 64 * MB);
}

static void
test_large_file (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gsize before = fixture_get_peak_memory ();
  int fd = g_file_open_tmp ("mesomap-XXXXXX.xml", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (fd, (off_t) (200 * MB)), ==, 0);
  close (fd);
  file = g_file_new_for_path (path);
  g_assert_null (meso_session_read_file (file, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, ":1: the file is larger than 64 MB"));
  g_assert_cmpuint (fixture_get_peak_memory () - before, <, 4 * MB);
  g_unlink (path);
}

static void
test_no_file (void)
{
  g_autoptr (GFile) nothing = g_file_new_for_path ("/nonexistent/session.xml");
  g_autoptr (GFile) folder = g_file_new_for_path ("/");
  g_autoptr (GError) error = NULL;

  g_assert_null (meso_session_read_file (nothing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (meso_session_read_file (folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

/* ---- Fuzz ---- */

static void
mutate (GByteArray *data,
        const char *const *snippets,
        guint n_snippets)
{
  guint at = (guint) g_test_rand_int_range (0, (int) MAX (data->len, 1));
  guint length = (guint) g_test_rand_int_range (0, 200);
  const char *snippet;
  g_autofree guint8 *copy = NULL;

  length = MIN (length, data->len - at);
  if (length == 0)
    return;
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      data->data[at] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
      break;
    case 1:
      data->data[at] = (guint8) g_test_rand_int_range (0, 256);
      break;
    case 2:
      g_byte_array_set_size (data, at);
      break;
    case 3:
      g_byte_array_remove_range (data, at, length);
      break;
    case 4:
      /* A piece of itself elsewhere. */
      copy = g_memdup2 (data->data + at, length);
      g_byte_array_append (data, copy, length);
      at = (guint) g_test_rand_int_range (0, (int) data->len);
      memmove (data->data + at, copy, MIN (length, data->len - at));
      break;
    default:
      snippet = snippets[g_test_rand_int_range (0, (int) n_snippets)];
      g_byte_array_append (data, (const guint8 *) snippet, (guint) strlen (snippet));
      memmove (data->data + at + strlen (snippet), data->data + at, data->len - at - strlen (snippet));
      memcpy (data->data + at, snippet, strlen (snippet));
    }
}

static GBytes *
create_mutant (const char *seed,
               const char *const *snippets,
               guint n_snippets)
{
  GByteArray *data = g_byte_array_new ();
  int n = g_test_rand_bit () ? 1 : g_test_rand_int_range (1, 5);

  g_byte_array_append (data, (const guint8 *) seed, (guint) strlen (seed));
  for (int i = 0; i < n; i++)
    mutate (data, snippets, n_snippets);
  return g_byte_array_free_to_bytes (data);
}

/* A mutant that is still a session must come back from what is written of it. */
static void
test_fuzz_session (void)
{
  static const char *const snippets[] = {
    "<",
    ">",
    "\"",
    "/>",
    "&",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?x ?>",
    "<!DOCTYPE a [",
    " id=\"m3\"",
    " xmlns=\"\"",
    " xmlns=\"urn:a\"",
    "</map>",
    "<map diagram=\"photo\">",
    "<a:b xmlns:a=\"urn:a\" a:c=\"1\">",
    "</a:b>",
    " xmlns:a=\"urn:a\" a:q=\"&lt;\"",
    " format=\"1.9\"",
    "\xef\xbf\xbf",
    "-0",
    "1e9",
    "\r\n",
    "text",
  };
  g_autofree char *full = fixture_load ("session-full.xml");
  g_autofree char *svg = g_strconcat ("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>",
                                      strstr (full, "<session"),
                                      "</metadata></svg>",
                                      NULL);
  guint n_good = 0;

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GBytes) bytes = create_mutant (i % 4 == 0 ? svg : full, snippets, G_N_ELEMENTS (snippets));
      g_autoptr (GError) error = NULL;
      g_autoptr (MesoSession) session = meso_session_read (bytes, "test.xml", &error);

      if (session == NULL)
        {
          g_assert_true (error->domain == MESO_ERROR && g_str_has_prefix (error->message, "test.xml:"));
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          continue;
        }
      n_good++;
      if (meso_session_get_format_minor (session) == 0)
        {
          g_autofree char *written = fixture_write (session);

          fixture_assert_round_trip (written);
        }
    }
  /* Else the loop proves nothing. */
  g_assert_cmpuint (n_good, >, 200);
  g_assert_cmpuint (n_good, <, 18000);
}

static void
test_fuzz_csv (void)
{
  static const char *const snippets[] = { ",", "\"", "\n", "\r", ",,", "\"\"", "-",
                                          "'=", "\xff", "1e9", "photo", "p1" };
  g_autofree char *full = fixture_load ("session-full.xml");
  g_autoptr (MesoSession) source = fixture_read (full);
  g_autoptr (GBytes) csv = meso_csv_write (source);
  g_autofree char *seed = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  guint n_good = 0;

  for (int i = 0; i < 10000; i++)
    {
      g_autoptr (GBytes) bytes = create_mutant (seed, snippets, G_N_ELEMENTS (snippets));
      g_autoptr (MesoSession) session = fixture_read (FIXTURE_HEAD "</session>");
      g_autoptr (GError) error = NULL;

      if (meso_csv_read (bytes, "marks.csv", "neck", session, &error))
        {
          g_autofree char *written = fixture_write (session);

          n_good++;
          fixture_assert_round_trip (written);
        }
      else
        g_assert_true (error->domain == MESO_ERROR && g_str_has_prefix (error->message, "marks.csv:"));
    }
  g_assert_cmpuint (n_good, >, 100);
  g_assert_cmpuint (n_good, <, 9500);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bad-input/doctype", test_doctype);
  g_test_add_func ("/bad-input/entities", test_entities);
  g_test_add_func ("/bad-input/escapes", test_escapes);
  g_test_add_func ("/bad-input/large-file", test_large_file);
  g_test_add_func ("/bad-input/no-file", test_no_file);
  g_test_add_func ("/bad-input/endless", test_endless);
  g_test_add_func ("/bad-input/amplified", test_amplified);
  g_test_add_func ("/bad-input/truncated", test_truncated);
  g_test_add_func ("/bad-input/numbers", test_numbers);
  g_test_add_func ("/bad-input/messages", test_messages);
  g_test_add_func ("/bad-input/references", test_references);
  g_test_add_func ("/bad-input/rubbish", test_rubbish);
  g_test_add_func ("/bad-input/deep", test_deep);
  g_test_add_func ("/bad-input/fuzz-session", test_fuzz_session);
  g_test_add_func ("/bad-input/fuzz-csv", test_fuzz_csv);

  return g_test_run ();
}
