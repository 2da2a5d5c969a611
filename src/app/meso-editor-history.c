/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"

/*
 * A step back or forth may change another view than the one in sight. What changes is shown before it does, and
 * whatever else changes with it is said.
 */

typedef struct
{
  MesoSession *session;
  MesoMap *in_sight; /* before the step; not owned, and only compared */
  GHashTable *names; /* MesoMap -> its name, of the views before the step: one that it removes has none afterwards */
  GPtrArray *others; /* names of the other views that it changes, each once */
  MesoMap *added; /* the first view that it brings; not owned */
} Step;

static gboolean
is_in_session (MesoSession *session,
               MesoMap *map)
{
  return g_list_store_find (G_LIST_STORE (meso_session_get_maps (session)), map, NULL);
}

/* The view that a change is about, itself or something on it; NULL for what is on none. */
static MesoMap *
get_view (const MesoChange *change)
{
  if (change->slot == MESO_SLOT_MAP)
    return MESO_MAP (change->before != NULL ? change->before : change->after);
  return change->map;
}

/* The first view that @edit changes and that can be shown before; NULL if the one in sight is among those. */
static MesoMap *
find_view_to_show (MesoEditor *self,
                   MesoEdit *edit)
{
  MesoMap *first = NULL;

  for (guint i = 0; edit != NULL && i < meso_edit_get_n_changes (edit); i++)
    {
      MesoMap *map = get_view (meso_edit_get_change (edit, i));

      if (map != NULL && map == meso_editor_get_map (self))
        return NULL;
      if (first == NULL && map != NULL && is_in_session (meso_editor_get_session (self), map))
        first = map;
    }
  return first;
}

static void
add_other (Step *step,
           MesoMap *map)
{
  const char *known = g_hash_table_lookup (step->names, map);
  g_autofree char *name = known != NULL ? g_strdup (known) : meso_session_dup_map_name (step->session, map);

  if (map != step->in_sight && !g_ptr_array_find_with_equal_func (step->others, name, g_str_equal, NULL))
    g_ptr_array_add (step->others, g_steal_pointer (&name));
}

static void
session_edited_cb (MesoSession *session,
                   MesoEdit *edit,
                   Step *step)
{
  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);
      MesoMap *map = get_view (change);

      if (map == NULL)
        continue;
      add_other (step, map);
      if (change->slot == MESO_SLOT_MAP && change->before == NULL && step->added == NULL)
        step->added = map;
    }
}

/* Goes back or forth by one step. Returns the other views that it has changed, "Front, Scalp top", or NULL. */
static char *
take_step (MesoEditor *self,
           MesoEdit *first,
           gboolean (*go) (MesoHistory *history))
{
  MesoSession *session = meso_editor_get_session (self);
  g_autoptr (GHashTable) names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  Step step = { session, meso_editor_get_map (self), names, others, NULL };
  MesoMap *map;
  gulong handler;

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      map = meso_session_get_map (session, i);
      g_hash_table_insert (names, map, meso_session_dup_map_name (session, map));
    }
  map = find_view_to_show (self, first);
  if (map != NULL)
    meso_editor_set_map (self, map);

  handler = g_signal_connect (session, "edited", G_CALLBACK (session_edited_cb), &step);
  go (meso_session_get_history (session));
  g_signal_handler_disconnect (session, handler);

  /* What has only just come could not be shown before. */
  if (map == NULL && step.added != NULL && is_in_session (session, step.added))
    meso_editor_set_map (self, step.added);
  if (others->len == 0)
    return NULL;
  g_ptr_array_add (others, NULL);
  return g_strjoinv (", ", (char **) others->pdata);
}

/** meso_editor_undo: shows the view of the step first, if it is another one, and says so. */
void
meso_editor_undo (MesoEditor *self)
{
  MesoHistory *history;
  g_autofree char *name = NULL;
  g_autofree char *views = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (MESO_IS_EDITOR (self));

  history = meso_session_get_history (meso_editor_get_session (self));
  if (!meso_history_get_can_undo (history))
    return;
  name = g_strdup (meso_history_get_undo_name (history));
  views = take_step (self, meso_history_peek_undo (history), meso_history_undo);
  if (views == NULL)
    return;
  /* Translators: the name of a step, then that of one or several views: Undid “Add Point” on the view Scalp top */
  text = g_strdup_printf (_ ("Undid “%s” on the view %s"), name, views);
  g_signal_emit_by_name (self, "message", text, FALSE);
}

/** meso_editor_redo: shows the view of the step first, if it is another one, and says so. */
void
meso_editor_redo (MesoEditor *self)
{
  MesoHistory *history;
  g_autofree char *name = NULL;
  g_autofree char *views = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (MESO_IS_EDITOR (self));

  history = meso_session_get_history (meso_editor_get_session (self));
  if (!meso_history_get_can_redo (history))
    return;
  name = g_strdup (meso_history_get_redo_name (history));
  views = take_step (self, meso_history_peek_redo (history), meso_history_redo);
  if (views == NULL)
    return;
  /* Translators: the name of a step, then that of one or several views: Redid “Add Point” on the view Scalp top */
  text = g_strdup_printf (_ ("Redid “%s” on the view %s"), name, views);
  g_signal_emit_by_name (self, "message", text, FALSE);
}
