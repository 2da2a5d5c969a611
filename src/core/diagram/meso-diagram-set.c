/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-diagram-set"

#include "config.h"

#include "diagram/meso-diagram-set.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-own-diagrams-private.h"
#include "meso-core-resources.h"

#define BUILT_IN_URI "resource:///io/github/mesomap/Mesomap/diagrams"

struct _MesoDiagramSet
{
  GObject parent_instance;

  GFile *folder;

  /* File name without its suffix -> MesoDiagram, or NULL where there is no such file. What has once been handed out
   * stays, so that callers need no reference. */
  GMutex mutex;
  GHashTable *diagrams;

  MesoOwnDiagrams *own; /* NULL: there is no folder of them */
  GPtrArray *retired; /* MesoOwnDiagrams that were replaced, for those who still draw them */
};

G_DEFINE_FINAL_TYPE (MesoDiagramSet, meso_diagram_set, G_TYPE_OBJECT)

/* In the order of the window: round the head from the patient's right to the left, then the rest. */
static const char *const view_ids[] = {
  "head-right",
  "face-oblique-right",
  "face-front",
  "face-oblique-left",
  "head-left",
  "scalp-top",
  "scalp-back",
  "neck-decolletage",
  "hands",
  NULL,
};

static const char *const view_names[] = {
  NC_ ("view", "Right 90°"),
  NC_ ("view", "Right 45°"),
  NC_ ("view", "Front"),
  NC_ ("view", "Left 45°"),
  NC_ ("view", "Left 90°"),
  NC_ ("view", "Scalp top"),
  NC_ ("view", "Scalp back"),
  NC_ ("view", "Neck"),
  NC_ ("view", "Hands"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (view_names) + 1 == G_N_ELEMENTS (view_ids));

static const char *const variants[] = { "female", "male", NULL };

static void
free_diagram (gpointer diagram)
{
  g_clear_object (&diagram);
}

static MesoDiagram *
load_diagram (MesoDiagramSet *self,
              const char *stem)
{
  g_autofree char *name = g_strconcat (stem, ".svg", NULL);
  g_autoptr (GFile) file = g_file_get_child (self->folder, name);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  MesoDiagram *diagram = NULL;

  bytes = g_file_load_bytes (file, NULL, NULL, &error);
  if (bytes != NULL)
    diagram = meso_diagram_new_from_bytes (bytes, name, &error);

  /* There may be no such view, but one that is there must be in order. */
  if (diagram == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) &&
      !g_error_matches (error, G_RESOURCE_ERROR, G_RESOURCE_ERROR_NOT_FOUND))
    g_warning ("%s", error->message);

  return diagram;
}

static MesoDiagram *
get_diagram (MesoDiagramSet *self,
             const char *stem)
{
  gpointer diagram;

  g_mutex_lock (&self->mutex);

  if (!g_hash_table_lookup_extended (self->diagrams, stem, NULL, &diagram))
    {
      diagram = load_diagram (self, stem);
      g_hash_table_insert (self->diagrams, g_strdup (stem), diagram);
    }

  g_mutex_unlock (&self->mutex);

  return diagram;
}

/* Ids come from files; this also keeps them from leading out of the folder. */
static gboolean
is_known_view (const char *id)
{
  return g_strv_contains (view_ids, id);
}

static MesoDiagram *
get_own_diagram (MesoDiagramSet *self,
                 const char *id,
                 const char *variant)
{
  MesoDiagram *diagram = NULL;

  g_mutex_lock (&self->mutex);
  if (self->own != NULL)
    diagram = meso_own_diagrams_lookup (self->own, id, variant);
  g_mutex_unlock (&self->mutex);

  return diagram;
}

static gboolean
has_file (MesoDiagramSet *self,
          const char *stem)
{
  g_autofree char *name = g_strconcat (stem, ".svg", NULL);
  g_autoptr (GFile) file = g_file_get_child (self->folder, name);

  return g_file_query_exists (file, NULL);
}

static gboolean
has_view (MesoDiagramSet *self,
          const char *id)
{
  for (guint i = 0; variants[i] != NULL; i++)
    {
      g_autofree char *stem = g_strconcat (id, "-", variants[i], NULL);

      if (has_file (self, stem))
        return TRUE;
    }

  return has_file (self, id);
}

static void
meso_diagram_set_finalize (GObject *object)
{
  MesoDiagramSet *self = MESO_DIAGRAM_SET (object);

  g_clear_object (&self->folder);
  g_clear_pointer (&self->diagrams, g_hash_table_unref);
  g_clear_pointer (&self->own, meso_own_diagrams_free);
  g_clear_pointer (&self->retired, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (meso_diagram_set_parent_class)->finalize (object);
}

static void
meso_diagram_set_class_init (MesoDiagramSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = meso_diagram_set_finalize;
}

static void
meso_diagram_set_init (MesoDiagramSet *self)
{
  g_mutex_init (&self->mutex);
  self->diagrams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_diagram);
  self->retired = g_ptr_array_new_with_free_func ((GDestroyNotify) meso_own_diagrams_free);
}

/**
 * meso_diagram_set_get_default:
 *
 * The diagrams that are built into the program, and those of the library that is open. May be called, and the set used,
 * from any thread.
 *
 * Returns: (transfer none): the set
 */
MesoDiagramSet *
meso_diagram_set_get_default (void)
{
  static MesoDiagramSet *self = NULL;

  if (g_once_init_enter (&self))
    {
      g_autoptr (GFile) folder = NULL;

      /* Here alone: a resource that is registered twice makes GLib go round in circles. */
      meso_core_register_resource ();
      folder = g_file_new_for_uri (BUILT_IN_URI);
      g_once_init_leave (&self, meso_diagram_set_new (folder));
    }

  return self;
}

/**
 * meso_diagram_set_new:
 * @folder: where the diagrams are, as `ID-VARIANT.svg` or `ID.svg`
 *
 * A set of its own, for tests and for drawing diagrams.
 *
 * Returns: (transfer full): the set
 */
MesoDiagramSet *
meso_diagram_set_new (GFile *folder)
{
  MesoDiagramSet *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  self = g_object_new (MESO_TYPE_DIAGRAM_SET, NULL);
  self->folder = g_object_ref (folder);

  return self;
}

/**
 * meso_diagram_set_set_own_folder:
 * @folder: (nullable): with a clinic's own diagrams, as `ID-VARIANT.svg` or `ID.svg`; need not exist
 *
 * Adds the diagrams of a folder to the built-in ones, in the place of those of another folder, or of what the same one
 * had before. They are read when they are asked for. Diagrams that were handed out stay as they are.
 */
void
meso_diagram_set_set_own_folder (MesoDiagramSet *self,
                                 GFile *folder)
{
  g_return_if_fail (MESO_IS_DIAGRAM_SET (self));
  g_return_if_fail (folder == NULL || G_IS_FILE (folder));

  g_mutex_lock (&self->mutex);
  if (self->own != NULL)
    g_ptr_array_add (self->retired, self->own);
  self->own = folder != NULL ? meso_own_diagrams_new (folder, view_ids) : NULL;
  g_mutex_unlock (&self->mutex);
}

/**
 * meso_diagram_set_check_own:
 *
 * Reads all of a clinic's own diagrams, to find those that cannot be used. The built-in ones are in order.
 *
 * Returns: %FALSE with the error of the first by name, which begins with file and line
 */
gboolean
meso_diagram_set_check_own (MesoDiagramSet *self,
                            GError **error)
{
  gboolean is_good;

  g_return_val_if_fail (MESO_IS_DIAGRAM_SET (self), FALSE);

  g_mutex_lock (&self->mutex);
  is_good = self->own == NULL || meso_own_diagrams_check (self->own, error);
  g_mutex_unlock (&self->mutex);

  return is_good;
}

/**
 * meso_diagram_set_lookup:
 * @id: a view, such as `face-front`, or a diagram of the clinic's own
 * @variant: (nullable): `female` or `male`; %NULL for `female`
 *
 * Loads the diagram the first time. Views that serve both sexes have one file and give it for either.
 *
 * Returns: (transfer none) (nullable): the diagram, which lives as long as the set; %NULL if there is none
 */
MesoDiagram *
meso_diagram_set_lookup (MesoDiagramSet *self,
                         const char *id,
                         const char *variant)
{
  g_autofree char *stem = NULL;
  MesoDiagram *diagram;

  g_return_val_if_fail (MESO_IS_DIAGRAM_SET (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (variant == NULL || *variant == '\0')
    variant = "female";
  if (!g_strv_contains (variants, variant))
    return NULL;
  if (!is_known_view (id))
    return get_own_diagram (self, id, variant);

  stem = g_strconcat (id, "-", variant, NULL);
  diagram = get_diagram (self, stem);

  return diagram != NULL ? diagram : get_diagram (self, id);
}

/**
 * meso_diagram_set_lookup_for:
 * @id: a view, or a diagram of the clinic's own
 * @sex: the patient's
 *
 * The diagram to begin a map with: in the variant of that sex where there is one, else in the one there is.
 *
 * Returns: (transfer none) (nullable): the diagram, which lives as long as the set; %NULL if there is none
 */
MesoDiagram *
meso_diagram_set_lookup_for (MesoDiagramSet *self,
                             const char *id,
                             MesoSex sex)
{
  const char *variant = meso_diagram_set_get_default_variant (sex);
  MesoDiagram *diagram = meso_diagram_set_lookup (self, id, variant);

  for (guint i = 0; diagram == NULL && variants[i] != NULL; i++)
    diagram = meso_diagram_set_lookup (self, id, variants[i]);

  return diagram;
}

/**
 * meso_diagram_set_list_ids:
 *
 * Returns: (transfer full) (array zero-terminated=1): the views that this set has, in the order of the window; then the
 *   clinic's own diagrams by their titles
 */
char **
meso_diagram_set_list_ids (MesoDiagramSet *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  g_return_val_if_fail (MESO_IS_DIAGRAM_SET (self), NULL);

  builder = g_strv_builder_new ();
  for (guint i = 0; view_ids[i] != NULL; i++)
    if (has_view (self, view_ids[i]))
      g_strv_builder_add (builder, view_ids[i]);

  g_mutex_lock (&self->mutex);
  if (self->own != NULL)
    meso_own_diagrams_list (self->own, builder);
  g_mutex_unlock (&self->mutex);

  return g_strv_builder_end (builder);
}

/**
 * meso_diagram_set_list_view_ids:
 *
 * Returns: (transfer none) (array zero-terminated=1): all views of the format, in the order of the window, whether
 *   there is a diagram or not
 */
const char *const *
meso_diagram_set_list_view_ids (void)
{
  return view_ids;
}

/**
 * meso_diagram_set_get_view_position:
 * @id: a view
 *
 * Returns: its place in the order of the window, from 0; an unknown view or a photo comes after all others
 */
int
meso_diagram_set_get_view_position (const char *id)
{
  int position = 0;

  g_return_val_if_fail (id != NULL, 0);

  while (view_ids[position] != NULL && !g_str_equal (view_ids[position], id))
    position++;

  return position;
}

/**
 * meso_diagram_set_get_view_name:
 * @id: a view
 *
 * Returns: (transfer none): its translated short name, such as "Front"; of a diagram of the clinic's own its title; a
 *   view that is not known here is its own name
 */
const char *
meso_diagram_set_get_view_name (const char *id)
{
  int position;

  g_return_val_if_fail (id != NULL, NULL);

  position = meso_diagram_set_get_view_position (id);
  if (view_ids[position] == NULL)
    {
      MesoDiagram *own = meso_diagram_set_lookup_for (meso_diagram_set_get_default (), id, MESO_SEX_UNSET);

      return own != NULL ? meso_diagram_get_title (own) : id;
    }

  return g_dpgettext2 (GETTEXT_PACKAGE, "view", view_names[position]);
}

/**
 * meso_diagram_set_get_default_variant:
 * @sex: the patient's
 *
 * Returns: (transfer none): the variant to begin a map with
 */
const char *
meso_diagram_set_get_default_variant (MesoSex sex)
{
  return sex == MESO_SEX_MALE ? "male" : "female";
}
