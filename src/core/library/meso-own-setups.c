/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/meso-own-setups.h"

#include <errno.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library/meso-file-writer.h"
#include "model/meso-error.h"

struct _MesoOwnSetups
{
  GObject parent_instance;

  char *folder;
  char *path;
  GPtrArray *presets; /* MesoPreset */
  char *message;
  gboolean is_broken; /* the file, as it was last read */
  gboolean is_newer;
};

enum
{
  PROP_0,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void meso_own_setups_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MesoOwnSetups,
                               meso_own_setups,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, meso_own_setups_list_model_init))

static GType
meso_own_setups_get_item_type (GListModel *model)
{
  return MESO_TYPE_PRESET;
}

static guint
meso_own_setups_get_n_items (GListModel *model)
{
  return MESO_OWN_SETUPS (model)->presets->len;
}

static gpointer
meso_own_setups_get_item (GListModel *model,
                          guint position)
{
  GPtrArray *presets = MESO_OWN_SETUPS (model)->presets;

  return position < presets->len ? g_object_ref (g_ptr_array_index (presets, position)) : NULL;
}

static void
meso_own_setups_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = meso_own_setups_get_item_type;
  iface->get_n_items = meso_own_setups_get_n_items;
  iface->get_item = meso_own_setups_get_item;
}

static void
set_message (MesoOwnSetups *self,
             const char *message)
{
  if (g_strcmp0 (self->message, message) == 0)
    return;
  g_free (self->message);
  self->message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}

static void
take_presets (MesoOwnSetups *self,
              GPtrArray *presets)
{
  guint n_before = self->presets->len;

  g_ptr_array_unref (self->presets);
  self->presets = presets;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, presets->len);
}

/* A file that is not there is an empty one. */
static GPtrArray *
read_file (MesoOwnSetups *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GPtrArray *presets = NULL;
  gsize n;

  if (g_file_get_contents (self->path, &text, &n, &error))
    {
      bytes = g_bytes_new_take (g_steal_pointer (&text), n);
      presets = meso_presets_read (bytes, MESO_SETUPS_FILE, &error);
    }
  self->is_broken = g_error_matches (error, MESO_ERROR, MESO_ERROR_PARSE);
  self->is_newer = error != NULL && !self->is_broken && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
                   !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  if (self->is_broken || self->is_newer)
    /* Translators: %s begins with a file and a place in it, such as "setups.json: setup 3: …" */
    message = g_strdup_printf (_ ("Your own setups cannot be read: %s"), error->message);
  set_message (self, message);
  return presets != NULL ? presets : g_ptr_array_new_with_free_func (g_object_unref);
}

/* Under a name that nothing has yet. */
static gboolean
keep_aside (MesoOwnSetups *self,
            GError **error)
{
  g_autofree char *aside = NULL;

  for (guint i = 1; aside == NULL || g_file_test (aside, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *name = g_strdup_printf ("setups-broken-%u.json", i);

      g_free (aside);
      aside = g_build_filename (self->folder, name, NULL);
    }
  if (g_rename (self->path, aside) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The broken file of setups cannot be set aside: %s"), g_strerror (errno));
  return FALSE;
}

static gboolean
write_file (MesoOwnSetups *self,
            GPtrArray *presets,
            GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (self->is_newer)
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_UNSUPPORTED, self->message);
      return FALSE;
    }
  if (presets->len > MESO_PRESET_MAX_COUNT)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("More than %d setups cannot be kept."),
                   MESO_PRESET_MAX_COUNT);
      return FALSE;
    }
  if (!meso_folder_create (self->folder, error) || (self->is_broken && !keep_aside (self, error)))
    return FALSE;
  bytes = meso_presets_write (presets);
  if (!meso_file_replace (self->path, bytes, error))
    return FALSE;
  self->is_broken = FALSE;
  set_message (self, NULL);
  return TRUE;
}

static gboolean
find (GPtrArray *presets,
      const char *name,
      guint *position)
{
  for (guint i = 0; i < presets->len; i++)
    if (g_str_equal (meso_preset_get (g_ptr_array_index (presets, i))->name, name))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_name (GPtrArray *presets,
            const char *name,
            GError **error)
{
  guint position;

  if (!meso_preset_name_check (name, error))
    return FALSE;
  if (find (presets, name, &position))
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_CONFLICT, _ ("There is a setup “%s” already."), name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_there (GPtrArray *presets,
             const char *name,
             guint *position,
             GError **error)
{
  if (find (presets, name, position))
    return TRUE;
  g_set_error (error, MESO_ERROR, MESO_ERROR_CONFLICT, _ ("The setup “%s” is not there any more."), name);
  return FALSE;
}

static void
meso_own_setups_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  MesoOwnSetups *self = MESO_OWN_SETUPS (object);

  switch (prop_id)
    {
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_own_setups_finalize (GObject *object)
{
  MesoOwnSetups *self = MESO_OWN_SETUPS (object);

  g_free (self->folder);
  g_free (self->path);
  g_free (self->message);
  g_ptr_array_unref (self->presets);

  G_OBJECT_CLASS (meso_own_setups_parent_class)->finalize (object);
}

static void
meso_own_setups_class_init (MesoOwnSetupsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = meso_own_setups_get_property;
  object_class->finalize = meso_own_setups_finalize;

  props[PROP_MESSAGE] =
    g_param_spec_string ("message", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
meso_own_setups_init (MesoOwnSetups *self)
{
  self->presets = g_ptr_array_new_with_free_func (g_object_unref);
}

/** meso_own_setups_new: @folder: of the library; reads the file. */
MesoOwnSetups *
meso_own_setups_new (const char *folder)
{
  MesoOwnSetups *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (MESO_TYPE_OWN_SETUPS, NULL);
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, MESO_SETUPS_FILE, NULL);
  meso_own_setups_reload (self);
  return self;
}

/** meso_own_setups_get_message: (nullable): a sentence on what is wrong with the file. */
const char *
meso_own_setups_get_message (MesoOwnSetups *self)
{
  g_return_val_if_fail (MESO_IS_OWN_SETUPS (self), NULL);

  return self->message;
}

/** meso_own_setups_reload: reads the file again: another program may have written it. */
void
meso_own_setups_reload (MesoOwnSetups *self)
{
  g_return_if_fail (MESO_IS_OWN_SETUPS (self));

  take_presets (self, read_file (self));
}

/**
 * meso_own_setups_add:
 * @position: in the list; beyond its end is its end
 *
 * Returns: %FALSE, and nothing is written, when the name is there or no name, or the file cannot be written
 */
gboolean
meso_own_setups_add (MesoOwnSetups *self,
                     MesoPreset *preset,
                     guint position,
                     GError **error)
{
  g_autoptr (GPtrArray) presets = NULL;

  g_return_val_if_fail (MESO_IS_OWN_SETUPS (self), FALSE);
  g_return_val_if_fail (MESO_IS_PRESET (preset), FALSE);

  presets = read_file (self);
  if (!check_name (presets, meso_preset_get (preset)->name, error))
    return FALSE;
  g_ptr_array_insert (presets, (int) MIN (position, presets->len), g_object_ref (preset));
  if (!write_file (self, presets, error))
    return FALSE;
  take_presets (self, g_steal_pointer (&presets));
  return TRUE;
}

/** meso_own_setups_rename: %FALSE, and nothing is written, when the new name is there or no name. */
gboolean
meso_own_setups_rename (MesoOwnSetups *self,
                        const char *name,
                        const char *new_name,
                        GError **error)
{
  g_autoptr (GPtrArray) presets = NULL;
  guint position;

  g_return_val_if_fail (MESO_IS_OWN_SETUPS (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (g_strcmp0 (name, new_name) == 0)
    return TRUE;
  presets = read_file (self);
  if (!check_there (presets, name, &position, error) || !check_name (presets, new_name, error))
    return FALSE;
  g_ptr_array_insert (presets, (int) position + 1,
                      meso_preset_renamed (g_ptr_array_index (presets, position), new_name));
  g_ptr_array_remove_index (presets, position);
  if (!write_file (self, presets, error))
    return FALSE;
  take_presets (self, g_steal_pointer (&presets));
  return TRUE;
}

/**
 * meso_own_setups_remove:
 * @position: (out) (optional): where it was
 *
 * Returns: (transfer full) (nullable): what was removed, for putting it back
 */
MesoPreset *
meso_own_setups_remove (MesoOwnSetups *self,
                        const char *name,
                        guint *position,
                        GError **error)
{
  g_autoptr (GPtrArray) presets = NULL;
  g_autoptr (MesoPreset) removed = NULL;
  guint at;

  g_return_val_if_fail (MESO_IS_OWN_SETUPS (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  presets = read_file (self);
  if (!check_there (presets, name, &at, error))
    return NULL;
  removed = g_object_ref (g_ptr_array_index (presets, at));
  g_ptr_array_remove_index (presets, at);
  if (!write_file (self, presets, error))
    return NULL;
  take_presets (self, g_steal_pointer (&presets));
  if (position != NULL)
    *position = at;
  return g_steal_pointer (&removed);
}
