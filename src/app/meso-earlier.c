/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-earlier.h"

#include <glib/gi18n-lib.h>

#include "library/meso-earlier-session.h"
#include "meso-format.h"

struct _MesoEarlier
{
  GObject parent_instance;

  MesoEditor *editor;
  MesoSession *session; /* NULL: none, or not yet */
  GCancellable *cancellable;
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (MesoEarlier, meso_earlier, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (MesoEarlier *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (MesoEarlier) self = user_data;

  self->is_loading = FALSE;
  self->session = meso_earlier_session_load_finish (result, NULL);
  if (self->editor != NULL)
    emit_changed (self);
}

/* The same view of the same figure: on the other one the same millimetres are another place. */
static MesoMap *
find_map (MesoEarlier *self)
{
  MesoMap *map = meso_editor_get_map (self->editor);

  if (self->session == NULL || map == NULL || meso_map_get_photo (map) != NULL)
    return NULL;
  return meso_session_lookup_map (self->session, meso_map_get_diagram (map), meso_map_get_variant (map));
}

static void
meso_earlier_dispose (GObject *object)
{
  MesoEarlier *self = MESO_EARLIER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_clear_object (&self->editor);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (meso_earlier_parent_class)->dispose (object);
}

static void
meso_earlier_class_init (MesoEarlierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = meso_earlier_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
meso_earlier_init (MesoEarlier *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * meso_earlier_new:
 * @folder: (nullable): of the session of @editor; %NULL for one outside the library, which has no earlier ones
 *
 * Returns: (transfer full): it begins to read at once
 */
MesoEarlier *
meso_earlier_new (MesoEditor *editor,
                  const char *folder)
{
  MesoEarlier *self;
  const MesoVisit *visit;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  self = g_object_new (MESO_TYPE_EARLIER, NULL);
  self->editor = g_object_ref (editor);
  g_signal_connect_swapped (editor, "notify::map", G_CALLBACK (emit_changed), self);
  visit = meso_session_get_visit (meso_editor_get_session (editor));
  if (folder != NULL && visit != NULL && visit->start != NULL)
    {
      self->is_loading = TRUE;
      meso_earlier_session_load_async (folder, visit->start, self->cancellable, loaded_cb, g_object_ref (self));
    }
  return self;
}

/**
 * meso_earlier_list_marks:
 *
 * Returns: (transfer full) (element-type MesoMark) (nullable): what was done on the view in sight then; %NULL: nothing
 */
GPtrArray *
meso_earlier_list_marks (MesoEarlier *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  MesoMap *map;
  guint n_marks;

  g_return_val_if_fail (MESO_IS_EARLIER (self), NULL);

  map = find_map (self);
  n_marks = map != NULL ? meso_map_get_n_marks (map) : 0;
  marks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_marks; i++)
    if (!meso_mark_is_planned (meso_map_get_mark (map, i)))
      g_ptr_array_add (marks, g_object_ref (meso_map_get_mark (map, i)));
  return marks->len > 0 ? g_steal_pointer (&marks) : NULL;
}

static gboolean
has_other_figure (MesoEarlier *self)
{
  MesoMap *map = meso_editor_get_map (self->editor);

  for (guint i = 0; i < meso_session_get_n_maps (self->session); i++)
    {
      MesoMap *other = meso_session_get_map (self->session, i);

      if (g_str_equal (meso_map_get_diagram (other), meso_map_get_diagram (map)) &&
          meso_map_get_variant (other) != meso_map_get_variant (map))
        return TRUE;
    }
  return FALSE;
}

/** meso_earlier_dup_reason: (transfer full) (nullable): why there is nothing to show; %NULL when there is something. */
char *
meso_earlier_dup_reason (MesoEarlier *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  g_autofree char *day = NULL;
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_EARLIER (self), NULL);

  marks = meso_earlier_list_marks (self);
  if (marks != NULL)
    return NULL;
  map = meso_editor_get_map (self->editor);
  if (self->session == NULL)
    return g_strdup (self->is_loading ? _ ("The earlier session is being read.") : _ ("There is no earlier session."));
  if (map == NULL)
    return g_strdup (_ ("There is no view."));
  if (meso_map_get_photo (map) != NULL)
    return g_strdup (_ ("A photo shows its own day only."));
  day = meso_format_day (meso_session_get_visit (self->session)->start);
  if (has_other_figure (self))
    /* Translators: a date */
    return g_strdup_printf (_ ("The session of %s was drawn on the other figure."), day);
  /* Translators: a date */
  return g_strdup_printf (_ ("The session of %s has nothing on this view."), day);
}

/** meso_earlier_dup_title: (transfer full) (nullable): "Earlier session: 3 June 2026"; %NULL: none. */
char *
meso_earlier_dup_title (MesoEarlier *self)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (MESO_IS_EARLIER (self), NULL);

  if (self->session == NULL)
    return NULL;
  day = meso_format_day (meso_session_get_visit (self->session)->start);
  /* Translators: a date */
  return g_strdup_printf (_ ("Earlier session: %s"), day);
}
