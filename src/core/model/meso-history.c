/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-history.h"

#include "model/meso-history-private.h"

/* Far beyond a visit. */
#define MAX_STEPS 10000

/* One step of undo: the edits of a group, or one edit and those merged into it. */
typedef struct
{
  char *name;
  char *merge_key;
  GPtrArray *edits; /* MesoEdit, in the order they were applied */
  guint64 serial; /* of the state after it */
  gsize n_bytes; /* that its edits keep */
} Step;

struct _MesoHistory
{
  GObject parent_instance;

  MesoHistoryReplay replay;
  gpointer session; /* not owned: the session owns the history */

  GQueue undo; /* Step, the latest at the tail */
  GQueue redo; /* Step, the next one at the tail */
  gsize n_bytes; /* of all of them */

  guint64 base_serial; /* of the state before the first step */
  guint64 last_serial; /* the highest that was ever given */
  guint64 saved_serial;

  guint group_depth;
  char *group_name;
  Step *group; /* at the tail of undo as soon as the group has an edit */

  guint replaying : 1;
  guint frozen : 1; /* the session can no longer change */
};

G_DEFINE_FINAL_TYPE (MesoHistory, meso_history, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_SERIAL,
  PROP_MODIFIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  g_free (step->merge_key);
  g_ptr_array_unref (step->edits);
  g_free (step);
}

static void
notify_all (MesoHistory *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static Step *
push_step (MesoHistory *self,
           const char *name,
           const char *merge_key)
{
  Step *step = g_new0 (Step, 1);

  step->name = g_strdup (name);
  step->merge_key = g_strdup (merge_key);
  step->edits = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_push_tail (&self->undo, step);
  return step;
}

/* The oldest steps go when there are too many or they keep too much; the last one always stays. */
static void
drop_oldest (MesoHistory *self)
{
  while (self->undo.length > MAX_STEPS || (self->n_bytes > MESO_HISTORY_MAX_BYTES && self->undo.length > 1))
    {
      Step *oldest = g_queue_pop_head (&self->undo);

      self->base_serial = oldest->serial;
      self->n_bytes -= oldest->n_bytes;
      free_step (oldest);
    }
}

static void
clear_redo (MesoHistory *self)
{
  for (GList *l = self->redo.head; l != NULL; l = l->next)
    self->n_bytes -= ((Step *) l->data)->n_bytes;
  g_queue_clear_full (&self->redo, free_step);
}

/* Joins the edit to the last one of the step where that can be: a hundred nudges of a mark keep it once. */
static void
add_edit (MesoHistory *self,
          Step *step,
          MesoEdit *edit)
{
  MesoEdit *last = step->edits->len > 0 ? g_ptr_array_index (step->edits, step->edits->len - 1) : NULL;
  MesoEdit *composed = last != NULL ? meso_edit_compose (last, edit) : NULL;

  if (composed != NULL)
    {
      step->n_bytes -= meso_edit_get_size (last);
      self->n_bytes -= meso_edit_get_size (last);
      g_ptr_array_set_size (step->edits, (int) step->edits->len - 1);
    }
  else
    {
      composed = g_object_ref (edit);
    }
  g_ptr_array_add (step->edits, composed);
  step->n_bytes += meso_edit_get_size (composed);
  self->n_bytes += meso_edit_get_size (composed);
}

/* A step at the save point stays alone, so that the saved state can be gone back to. */
static gboolean
can_merge (MesoHistory *self,
           MesoEdit *edit)
{
  Step *last = g_queue_peek_tail (&self->undo);
  const char *merge_key = meso_edit_get_merge_key (edit);

  return last != NULL && merge_key != NULL && g_strcmp0 (last->merge_key, merge_key) == 0 &&
         last->serial != self->saved_serial && self->redo.length == 0;
}

static Step *
find_step (MesoHistory *self,
           MesoEdit *edit)
{
  if (self->group_depth > 0)
    {
      if (self->group == NULL)
        self->group = push_step (self, self->group_name, NULL);
      return self->group;
    }
  if (can_merge (self, edit))
    return g_queue_peek_tail (&self->undo);
  return push_step (self, meso_edit_get_name (edit), meso_edit_get_merge_key (edit));
}

static void
meso_history_get_property (GObject *object,
                           guint prop_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  MesoHistory *self = MESO_HISTORY (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, meso_history_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, meso_history_get_can_redo (self));
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, meso_history_get_undo_name (self));
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, meso_history_get_redo_name (self));
      break;
    case PROP_SERIAL:
      g_value_set_uint64 (value, meso_history_get_serial (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, meso_history_get_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_history_finalize (GObject *object)
{
  MesoHistory *self = MESO_HISTORY (object);

  g_queue_clear_full (&self->undo, free_step);
  g_queue_clear_full (&self->redo, free_step);
  g_free (self->group_name);

  G_OBJECT_CLASS (meso_history_parent_class)->finalize (object);
}

static void
meso_history_class_init (MesoHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = meso_history_get_property;
  object_class->finalize = meso_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, flags);
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, flags);
  properties[PROP_SERIAL] = g_param_spec_uint64 ("serial", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
meso_history_init (MesoHistory *self)
{
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
}

MesoHistory *
_meso_history_new (MesoHistoryReplay replay,
                   gpointer session)
{
  MesoHistory *self = g_object_new (MESO_TYPE_HISTORY, NULL);

  self->replay = replay;
  self->session = session;
  return self;
}

/* Remembers an edit that has just been applied. Replayed edits are not remembered again. */
void
_meso_history_push (MesoHistory *self,
                    MesoEdit *edit)
{
  Step *step;

  g_return_if_fail (MESO_IS_HISTORY (self));
  g_return_if_fail (MESO_IS_EDIT (edit));

  if (self->replaying)
    return;
  step = find_step (self, edit);
  add_edit (self, step, edit);
  step->serial = ++self->last_serial;
  clear_redo (self);
  drop_oldest (self);
  notify_all (self);
}

void
_meso_history_set_frozen (MesoHistory *self,
                          gboolean frozen)
{
  g_return_if_fail (MESO_IS_HISTORY (self));

  self->frozen = frozen;
  notify_all (self);
}

void
_meso_history_saved (MesoHistory *self,
                     guint64 serial)
{
  g_return_if_fail (MESO_IS_HISTORY (self));

  if (self->saved_serial == serial)
    return;
  self->saved_serial = serial;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

/** meso_history_get_can_undo: never within a group, nor when the session is read-only. */
gboolean
meso_history_get_can_undo (MesoHistory *self)
{
  g_return_val_if_fail (MESO_IS_HISTORY (self), FALSE);

  return self->undo.length > 0 && self->group_depth == 0 && !self->frozen;
}

/** meso_history_get_can_redo: never within a group, nor when the session is read-only. */
gboolean
meso_history_get_can_redo (MesoHistory *self)
{
  g_return_val_if_fail (MESO_IS_HISTORY (self), FALSE);

  return self->redo.length > 0 && self->group_depth == 0 && !self->frozen;
}

/** meso_history_get_undo_name: (nullable): the name of the step that undo takes back. */
const char *
meso_history_get_undo_name (MesoHistory *self)
{
  Step *step;

  g_return_val_if_fail (MESO_IS_HISTORY (self), NULL);

  step = g_queue_peek_tail (&self->undo);
  return step != NULL ? step->name : NULL;
}

/** meso_history_get_redo_name: (nullable): the name of the step that redo does again. */
const char *
meso_history_get_redo_name (MesoHistory *self)
{
  Step *step;

  g_return_val_if_fail (MESO_IS_HISTORY (self), NULL);

  step = g_queue_peek_tail (&self->redo);
  return step != NULL ? step->name : NULL;
}

/** meso_history_get_serial: of the state the session is in; no other state of this session ever has it. */
guint64
meso_history_get_serial (MesoHistory *self)
{
  Step *step;

  g_return_val_if_fail (MESO_IS_HISTORY (self), 0);

  step = g_queue_peek_tail (&self->undo);
  return step != NULL ? step->serial : self->base_serial;
}

/** meso_history_get_saved_serial: of the state that was last written. */
guint64
meso_history_get_saved_serial (MesoHistory *self)
{
  g_return_val_if_fail (MESO_IS_HISTORY (self), 0);

  return self->saved_serial;
}

/** meso_history_get_modified: whether the session is in another state than the one last written. */
gboolean
meso_history_get_modified (MesoHistory *self)
{
  return meso_history_get_serial (self) != self->saved_serial;
}

/**
 * meso_history_get_n_bytes:
 *
 * Returns: about how much memory the steps keep, undone ones too; more than %MESO_HISTORY_MAX_BYTES only while the last
 *   step alone does
 */
gsize
meso_history_get_n_bytes (MesoHistory *self)
{
  g_return_val_if_fail (MESO_IS_HISTORY (self), 0);

  return self->n_bytes;
}

/** meso_history_get_n_steps: how many can be undone. */
guint
meso_history_get_n_steps (MesoHistory *self)
{
  g_return_val_if_fail (MESO_IS_HISTORY (self), 0);

  return self->undo.length;
}

/** meso_history_peek_undo: (transfer none) (nullable): the last edit, which undo would take back, to look at. */
MesoEdit *
meso_history_peek_undo (MesoHistory *self)
{
  Step *step;

  g_return_val_if_fail (MESO_IS_HISTORY (self), NULL);

  step = g_queue_peek_tail (&self->undo);
  return step != NULL ? g_ptr_array_index (step->edits, step->edits->len - 1) : NULL;
}

/** meso_history_peek_redo: (transfer none) (nullable): the first edit that redo would do again. */
MesoEdit *
meso_history_peek_redo (MesoHistory *self)
{
  Step *step;

  g_return_val_if_fail (MESO_IS_HISTORY (self), NULL);

  step = g_queue_peek_tail (&self->redo);
  return step != NULL ? g_ptr_array_index (step->edits, 0) : NULL;
}

/**
 * meso_history_begin_group:
 * @name: what the whole group is called; that of the outermost group counts
 *
 * All edits until the matching meso_history_end_group() are one step. Groups can nest; an empty one leaves no step.
 */
void
meso_history_begin_group (MesoHistory *self,
                          const char *name)
{
  g_return_if_fail (MESO_IS_HISTORY (self));
  g_return_if_fail (name != NULL);

  if (self->group_depth++ > 0)
    return;
  g_free (self->group_name);
  self->group_name = g_strdup (name);
  notify_all (self);
}

/** meso_history_end_group: see meso_history_begin_group(). */
void
meso_history_end_group (MesoHistory *self)
{
  g_return_if_fail (MESO_IS_HISTORY (self));
  g_return_if_fail (self->group_depth > 0);

  if (--self->group_depth > 0)
    return;
  self->group = NULL;
  notify_all (self);
}

/**
 * meso_history_undo:
 *
 * Takes the last step back, if meso_history_get_can_undo().
 *
 * Returns: whether there was one
 */
gboolean
meso_history_undo (MesoHistory *self)
{
  Step *step;

  g_return_val_if_fail (MESO_IS_HISTORY (self), FALSE);

  if (!meso_history_get_can_undo (self) || self->replaying)
    return FALSE;
  step = g_queue_pop_tail (&self->undo);
  g_queue_push_tail (&self->redo, step);
  self->replaying = TRUE;
  for (guint i = step->edits->len; i > 0; i--)
    {
      g_autoptr (MesoEdit) inverse = meso_edit_invert (g_ptr_array_index (step->edits, i - 1));

      self->replay (inverse, self->session);
    }
  self->replaying = FALSE;
  notify_all (self);
  return TRUE;
}

/** meso_history_redo: does the step again that was undone last; whether there was one. */
gboolean
meso_history_redo (MesoHistory *self)
{
  Step *step;

  g_return_val_if_fail (MESO_IS_HISTORY (self), FALSE);

  if (!meso_history_get_can_redo (self) || self->replaying)
    return FALSE;
  step = g_queue_pop_tail (&self->redo);
  g_queue_push_tail (&self->undo, step);
  self->replaying = TRUE;
  for (guint i = 0; i < step->edits->len; i++)
    self->replay (g_ptr_array_index (step->edits, i), self->session);
  self->replaying = FALSE;
  notify_all (self);
  return TRUE;
}
