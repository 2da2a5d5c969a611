/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor-state.h"

/* A property that can be set, and what it was. */
typedef struct
{
  GObject *object;
  GParamSpec *pspec;
  GValue value;
} Kept;

struct _MesoEditorState
{
  MesoEditor *editor;
  GArray *properties; /* Kept */
  MesoHand *hand;
  GStrv selection;
  guint64 serial;
};

static void
clear_kept (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->object);
  g_value_unset (&kept->value);
}

/* All that @object's own class lets be changed; what a widget inherits is none of the drawing's business. */
static void
keep_properties (MesoEditorState *self,
                 gpointer object)
{
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    {
      Kept kept = { .object = object, .pspec = pspecs[i], .value = G_VALUE_INIT };

      if (pspecs[i]->owner_type != G_OBJECT_TYPE (object) ||
          (pspecs[i]->flags & G_PARAM_READWRITE) != G_PARAM_READWRITE ||
          (pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY) != 0)
        continue;
      g_object_ref (kept.object);
      g_value_init (&kept.value, pspecs[i]->value_type);
      g_object_get_property (object, pspecs[i]->name, &kept.value);
      g_array_append_val (self->properties, kept);
    }
}

/** meso_editor_state_new: as it is now. */
MesoEditorState *
meso_editor_state_new (MesoEditor *editor,
                       MesoCanvas *canvas)
{
  MesoEditorState *self = g_new0 (MesoEditorState, 1);

  g_return_val_if_fail (MESO_IS_EDITOR (editor), self);
  g_return_val_if_fail (MESO_IS_CANVAS (canvas), self);

  self->editor = g_object_ref (editor);
  self->properties = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_array_set_clear_func (self->properties, clear_kept);
  keep_properties (self, editor);
  keep_properties (self, meso_editor_get_options (editor));
  keep_properties (self, meso_editor_get_visibility (editor));
  keep_properties (self, canvas);
  self->hand = meso_hand_copy (meso_editor_get_hand (editor));
  self->selection = meso_selection_get_ids (meso_editor_get_selection (editor));
  self->serial = meso_history_get_serial (meso_session_get_history (meso_editor_get_session (editor)));
  return self;
}

/** meso_editor_state_free: %NULL is allowed. */
void
meso_editor_state_free (MesoEditorState *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->editor);
  g_clear_pointer (&self->properties, g_array_unref);
  g_clear_object (&self->hand);
  g_strfreev (self->selection);
  g_free (self);
}

/* Edits that were made since then are undone. */
static void
restore_history (MesoEditorState *self)
{
  MesoHistory *history = meso_session_get_history (meso_editor_get_session (self->editor));

  while (meso_history_get_serial (history) > self->serial && meso_history_undo (history))
    ;
}

/** meso_editor_state_restore: back to it. */
void
meso_editor_state_restore (MesoEditorState *self)
{
  g_return_if_fail (self != NULL);

  restore_history (self);
  for (guint i = 0; i < self->properties->len; i++)
    {
      Kept *kept = &g_array_index (self->properties, Kept, i);
      g_auto (GValue) now = G_VALUE_INIT;

      g_value_init (&now, kept->pspec->value_type);
      g_object_get_property (kept->object, kept->pspec->name, &now);
      if (g_param_values_cmp (kept->pspec, &now, &kept->value) != 0)
        g_object_set_property (kept->object, kept->pspec->name, &kept->value);
    }
  meso_hand_take_all (meso_editor_get_hand (self->editor), self->hand);
  meso_selection_set (meso_editor_get_selection (self->editor), (const char *const *) self->selection);
}
