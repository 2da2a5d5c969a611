/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-own-diagrams-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-private.h"
#include "model/meso-error.h"
#include "model/meso-map.h"

#define SUFFIX ".svg"

/* A folder with more files than this is not one of diagrams. */
#define MAX_FILES 200

/* One file of the folder, read. */
typedef struct
{
  char *name;
  MesoDiagram *diagram; /* NULL when it cannot be used */
  GError *error; /* then */
} OwnFile;

struct _MesoOwnDiagrams
{
  GFile *folder;
  const char *const *reserved_ids;
  GPtrArray *files; /* OwnFile by name; NULL before the first question */
  GError *error; /* why the folder could not be read */
};

static void
free_file (gpointer data)
{
  OwnFile *file = data;

  g_free (file->name);
  g_clear_object (&file->diagram);
  g_clear_error (&file->error);
  g_free (file);
}

/* In the order of names for messages, whatever the file system's. */
static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  const OwnFile *file_a = *(const OwnFile *const *) a;
  const OwnFile *file_b = *(const OwnFile *const *) b;

  return strcmp (file_a->name, file_b->name);
}

/* Neither a folder nor a pipe, which would wait for ever; and no more of it than a diagram may have. */
static GBytes *
load_bytes (GFile *file,
            const char *shown,
            GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                       NULL, error);
  GBytes *bytes;

  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, _ ("%s: is not a file"), shown);
      return NULL;
    }
  if (info != NULL && g_file_info_get_size (info) > MESO_DIAGRAM_MAX_BYTES)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("%s:1: the file is too large"), shown);
      return NULL;
    }

  bytes = info != NULL ? g_file_load_bytes (file, NULL, NULL, error) : NULL;
  if (bytes == NULL)
    g_prefix_error (error, "%s: ", shown);

  return bytes;
}

static MesoDiagram *
load_diagram (MesoOwnDiagrams *self,
              const char *name,
              GError **error)
{
  g_autofree char *folder = g_file_get_basename (self->folder);
  g_autofree char *shown = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_get_child (self->folder, name);
  g_autoptr (GBytes) bytes = load_bytes (file, shown, error);
  g_autoptr (MesoDiagram) diagram = bytes != NULL ? meso_diagram_new_from_bytes (bytes, shown, error) : NULL;

  if (diagram == NULL)
    return NULL;

  if (g_strv_contains (self->reserved_ids, meso_diagram_get_id (diagram)) ||
      g_str_equal (meso_diagram_get_id (diagram), MESO_DIAGRAM_PHOTO))
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_CONFLICT,
                   _ ("%s:%d: ‘%s’ is a view of Mesomap; the diagram needs an id of its own"), shown,
                   meso_diagram_get_line (diagram), meso_diagram_get_id (diagram));
      return NULL;
    }

  return meso_diagram_check_file_name (diagram, shown, error) ? g_steal_pointer (&diagram) : NULL;
}

static void
read_names (MesoOwnDiagrams *self)
{
  g_autoptr (GFileEnumerator) enumerator = g_file_enumerate_children (
    self->folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, &self->error);
  GFileInfo *info;

  while (enumerator != NULL && self->files->len < MAX_FILES &&
         g_file_enumerator_iterate (enumerator, &info, NULL, NULL, &self->error) && info != NULL)
    {
      const char *name = g_file_info_get_name (info);
      OwnFile *file;

      if (name[0] == '.' || !g_str_has_suffix (name, SUFFIX))
        continue;

      file = g_new0 (OwnFile, 1);
      file->name = g_strdup (name);
      g_ptr_array_add (self->files, file);
    }

  /* Most libraries have none. */
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    g_clear_error (&self->error);
}

static void
ensure_read (MesoOwnDiagrams *self)
{
  if (self->files != NULL)
    return;

  self->files = g_ptr_array_new_with_free_func (free_file);
  read_names (self);
  g_ptr_array_sort (self->files, compare_files);
  for (guint i = 0; i < self->files->len; i++)
    {
      OwnFile *file = g_ptr_array_index (self->files, i);

      file->diagram = load_diagram (self, file->name, &file->error);
    }
}

/* The folder is read at the first question. @reserved_ids: static. */
MesoOwnDiagrams *
meso_own_diagrams_new (GFile *folder,
                       const char *const *reserved_ids)
{
  MesoOwnDiagrams *self = g_new0 (MesoOwnDiagrams, 1);

  self->folder = g_object_ref (folder);
  self->reserved_ids = reserved_ids;

  return self;
}

void
meso_own_diagrams_free (MesoOwnDiagrams *self)
{
  g_clear_object (&self->folder);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* The one of that variant, else the one for both. */
MesoDiagram *
meso_own_diagrams_lookup (MesoOwnDiagrams *self,
                          const char *id,
                          const char *variant)
{
  MesoDiagram *both = NULL;

  ensure_read (self);
  for (guint i = 0; i < self->files->len; i++)
    {
      MesoDiagram *diagram = ((OwnFile *) g_ptr_array_index (self->files, i))->diagram;

      if (diagram == NULL || !g_str_equal (meso_diagram_get_id (diagram), id))
        continue;
      if (meso_diagram_get_variant (diagram) == NULL)
        both = diagram;
      else if (g_str_equal (meso_diagram_get_variant (diagram), variant))
        return diagram;
    }

  return both;
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  MesoDiagram *diagram_a = *(MesoDiagram *const *) a, *diagram_b = *(MesoDiagram *const *) b;
  int order = g_utf8_collate (meso_diagram_get_title (diagram_a), meso_diagram_get_title (diagram_b));

  return order != 0 ? order : strcmp (meso_diagram_get_id (diagram_a), meso_diagram_get_id (diagram_b));
}

/* Adds the ids of those that can be used, by their titles. */
void
meso_own_diagrams_list (MesoOwnDiagrams *self,
                        GStrvBuilder *builder)
{
  g_autoptr (GPtrArray) diagrams = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  ensure_read (self);
  for (guint i = 0; i < self->files->len; i++)
    {
      MesoDiagram *diagram = ((OwnFile *) g_ptr_array_index (self->files, i))->diagram;

      if (diagram != NULL && g_hash_table_add (seen, (gpointer) meso_diagram_get_id (diagram)))
        g_ptr_array_add (diagrams, diagram);
    }

  g_ptr_array_sort (diagrams, compare_titles);
  for (guint i = 0; i < diagrams->len; i++)
    g_strv_builder_add (builder, meso_diagram_get_id (g_ptr_array_index (diagrams, i)));
}

/* Whether all files can be used; if not, the first error. */
gboolean
meso_own_diagrams_check (MesoOwnDiagrams *self,
                         GError **error)
{
  const GError *first;

  ensure_read (self);
  first = self->error;
  for (guint i = 0; i < self->files->len && first == NULL; i++)
    first = ((OwnFile *) g_ptr_array_index (self->files, i))->error;

  if (first != NULL)
    g_propagate_error (error, g_error_copy (first));

  return first == NULL;
}
