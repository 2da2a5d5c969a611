/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-csv-table-private.h"

#include <string.h>

#include "record/meso-record-limits.h"
#include "record/meso-xml-source-private.h"

/** meso_csv_set_error: @error gets name, line and the message. */
void
meso_csv_set_error (GError **error,
                    const char *name,
                    int line,
                    MesoError code,
                    const char *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* One line, whatever a quoted cell holds. */
  g_strdelimit (message, MESO_XML_CONTROLS, ' ');
  g_set_error (error, MESO_ERROR, (int) code, "%s:%d: %s", name, line, message);
}

/* CRLF, LF and a lone CR each end a line. */
static int
count_lines (const char *at,
             const char *end)
{
  int n = 0;

  for (; at < end; at++)
    if (*at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n')))
      n++;
  return n;
}

/**
 * meso_csv_table_init:
 * @bytes: UTF-8 with or without a byte order mark; they must outlive the table
 *
 * Begins before the first row.
 */
gboolean
meso_csv_table_init (MesoCsvTable *self,
                     GBytes *bytes,
                     const char *name,
                     GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *bad;

  *self = (MesoCsvTable){ .name = name, .line = 1 };
  if (length > MESO_RECORD_MAX_BYTES)
    {
      meso_csv_set_error (error, name, 1, MESO_ERROR_LIMIT, "the file is larger than 64 MB");
      return FALSE;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  /* A zero byte is no text for GLib either. */
  if (length > 0 && !g_utf8_validate_len (text, length, &bad))
    {
      meso_csv_set_error (error,
                          name,
                          1 + count_lines (text, bad),
                          MESO_ERROR_PARSE,
                          *bad == '\0' ? "there is a zero byte; is this a table at all?" : "this is not UTF-8");
      return FALSE;
    }
  self->at = length > 0 ? text : "";
  self->end = self->at + length;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return TRUE;
}

/** meso_csv_table_clear: frees the cells. */
void
meso_csv_table_clear (MesoCsvTable *self)
{
  g_clear_pointer (&self->cells, g_ptr_array_unref);
}

/* Behind a cell: at a comma, the end of the line, or the end of all. */
static gboolean
at_border (MesoCsvTable *self)
{
  return self->at == self->end || strchr (",\r\n", *self->at) != NULL;
}

static gboolean
read_quoted (MesoCsvTable *self,
             GString *cell,
             GError **error)
{
  int start_line = self->line;
  gboolean closed = FALSE;

  self->at++;
  while (!closed && self->at < self->end)
    {
      char character = *self->at++;
      char next = self->at < self->end ? *self->at : '\0';

      if (character == '"' && next != '"')
        closed = TRUE;
      else
        g_string_append_c (cell, character);
      if (character == '"' && next == '"')
        self->at++;
      if (character == '\n' || (character == '\r' && next != '\n'))
        self->line++;
    }
  if (!closed)
    meso_csv_set_error (error, self->name, start_line, MESO_ERROR_PARSE, "a quoted cell does not end");
  else if (!at_border (self))
    meso_csv_set_error (error, self->name, self->line, MESO_ERROR_PARSE, "there is text behind a quoted cell");
  return closed && at_border (self);
}

static gboolean
read_cell (MesoCsvTable *self,
           GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  if (self->at < self->end && *self->at == '"')
    {
      if (!read_quoted (self, cell, error))
        return FALSE;
    }
  else
    while (!at_border (self))
      {
        if (*self->at == '"')
          {
            meso_csv_set_error (error,
                                self->name,
                                self->line,
                                MESO_ERROR_PARSE,
                                "there is a quote inside a cell that is not quoted");
            return FALSE;
          }
        g_string_append_c (cell, *self->at++);
      }
  g_ptr_array_add (self->cells, g_string_free (g_steal_pointer (&cell), FALSE));
  return TRUE;
}

static gboolean
read_row (MesoCsvTable *self,
          GError **error)
{
  /* More than any table of marks has, and few enough to count. */
  const guint max_cells = 1000;

  g_ptr_array_set_size (self->cells, 0);
  self->row_line = self->line;
  for (;;)
    {
      if (!read_cell (self, error))
        return FALSE;
      if (self->cells->len > max_cells)
        {
          meso_csv_set_error (error, self->name, self->line, MESO_ERROR_LIMIT, "there are more than 1000 cells");
          return FALSE;
        }
      if (self->at == self->end || *self->at != ',')
        break;
      self->at++;
    }
  if (self->at < self->end)
    {
      self->at += *self->at == '\r' && self->at + 1 < self->end && self->at[1] == '\n' ? 2 : 1;
      self->line++;
    }
  return TRUE;
}

static gboolean
is_empty_row (MesoCsvTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (*(const char *) g_ptr_array_index (self->cells, i) != '\0')
      return FALSE;
  return TRUE;
}

/**
 * meso_csv_table_next:
 *
 * Reads the next row that is not empty.
 *
 * Returns: %FALSE at the end, and with %MESO_ERROR for a row that is no row
 */
gboolean
meso_csv_table_next (MesoCsvTable *self,
                     GError **error)
{
  while (self->at < self->end)
    {
      if (!read_row (self, error))
        return FALSE;
      if (!is_empty_row (self))
        return TRUE;
    }
  return FALSE;
}

/** meso_csv_append_cell: appends @text, in quotes where it needs them. */
void
meso_csv_append_cell (GString *csv,
                      const char *text)
{
  gsize length = strlen (text);

  if (strpbrk (text, ",\"\r\n") == NULL && text[0] != ' ' && (length == 0 || text[length - 1] != ' '))
    {
      g_string_append_len (csv, text, (gssize) length);
      return;
    }
  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

static gboolean
is_formula (char character)
{
  return character != '\0' && strchr ("=+-@\t\r", character) != NULL;
}

/** meso_csv_append_text: appends what people wrote, so that no spreadsheet takes it for a formula. */
void
meso_csv_append_text (GString *csv,
                      const char *text)
{
  /* One that already looks guarded is guarded once more, so that taking it off gives it back. */
  if (is_formula (text[0]) || (text[0] == '\'' && (is_formula (text[1]) || text[1] == '\'')))
    {
      g_autofree char *guarded = g_strconcat ("'", text, NULL);

      meso_csv_append_cell (csv, guarded);
    }
  else
    meso_csv_append_cell (csv, text);
}

/** meso_csv_unguard: (transfer none): what meso_csv_append_text() was given. */
const char *
meso_csv_unguard (const char *text)
{
  return text[0] == '\'' && (is_formula (text[1]) || text[1] == '\'') ? text + 1 : text;
}
