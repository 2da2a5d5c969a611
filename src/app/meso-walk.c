/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-walk.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"
#include "meso-format.h"
#include "meso-planned.h"
#include "model/meso-totals.h"

struct _MesoWalk
{
  GObject parent_instance;

  MesoEditor *editor;
  char *current; /* id of the mark that the walk has selected */
  char *last; /* id of the one that was confirmed last */
  gboolean is_confirming;
  guint n_left;
};

G_DEFINE_FINAL_TYPE (MesoWalk, meso_walk, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_N_LEFT,
  N_PROPS
};

enum
{
  MOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
say (MesoWalk *self,
     const char *text)
{
  g_signal_emit_by_name (self->editor, "message", text, FALSE);
}

static MesoMark *
find_first_selected (MesoWalk *self,
                     gboolean only_open)
{
  MesoSelection *selection = meso_editor_get_selection (self->editor);
  MesoMap *map = meso_editor_get_map (self->editor);
  guint n_marks = map != NULL && meso_selection_get_size (selection) > 0 ? meso_map_get_n_marks (map) : 0;

  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);

      if (meso_selection_contains (selection, meso_mark_get_id (mark)) &&
          (!only_open || meso_planned_is_open (self->editor, mark)))
        return mark;
    }
  return NULL;
}

static void
select_mark (MesoWalk *self,
             MesoMark *mark)
{
  const char *ids[2] = { mark != NULL ? meso_mark_get_id (mark) : NULL };

  g_free (self->current);
  self->current = g_strdup (ids[0]);
  meso_selection_set (meso_editor_get_selection (self->editor), ids);
  if (mark != NULL)
    g_signal_emit (self, signals[MOVED], 0, mark);
}

static gboolean
is_at (MesoWalk *self,
       const char *id)
{
  MesoSelection *selection = meso_editor_get_selection (self->editor);

  return id != NULL && meso_selection_get_size (selection) == 1 && meso_selection_contains (selection, id);
}

/* Forth when the current mark was confirmed, by whatever command; back when that was undone. */
static void
follow (MesoWalk *self,
        const MesoChange *change)
{
  MesoMark *before = (MesoMark *) change->before, *after = (MesoMark *) change->after;
  const char *id;

  if (change->slot != MESO_SLOT_MARK || before == NULL || after == NULL ||
      change->map != meso_editor_get_map (self->editor) ||
      meso_mark_is_planned (before) == meso_mark_is_planned (after))
    return;
  id = meso_mark_get_id (after);
  if (!meso_mark_is_planned (after) &&
      (self->is_confirming || (is_at (self, id) && g_strcmp0 (self->current, id) == 0)))
    {
      g_free (self->last);
      self->last = g_strdup (id);
      select_mark (self, meso_planned_find_after (self->editor, after));
    }
  else if (meso_mark_is_planned (after) && (g_strcmp0 (self->last, id) == 0 || is_at (self, self->current)))
    select_mark (self, after);
}

static void
update_left (MesoWalk *self)
{
  guint n_left = meso_planned_count (meso_editor_get_session (self->editor));

  if (n_left == self->n_left)
    return;
  self->n_left = n_left;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LEFT]);
}

static void
session_edited_cb (MesoWalk *self,
                   MesoEdit *edit)
{
  if (meso_edit_get_n_changes (edit) == 1)
    follow (self, meso_edit_get_change (edit, 0));
  update_left (self);
}

static void
meso_walk_get_property (GObject *object,
                        guint prop_id,
                        GValue *value,
                        GParamSpec *pspec)
{
  MesoWalk *self = MESO_WALK (object);

  switch (prop_id)
    {
    case PROP_N_LEFT:
      g_value_set_uint (value, self->n_left);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_walk_set_property (GObject *object,
                        guint prop_id,
                        const GValue *value,
                        GParamSpec *pspec)
{
  MesoWalk *self = MESO_WALK (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      self->editor = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_walk_constructed (GObject *object)
{
  MesoWalk *self = MESO_WALK (object);

  G_OBJECT_CLASS (meso_walk_parent_class)->constructed (object);

  /* After the editor, which takes marks that are gone out of the selection. */
  g_signal_connect_object (meso_editor_get_session (self->editor), "edited", G_CALLBACK (session_edited_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_left (self);
}

static void
meso_walk_dispose (GObject *object)
{
  MesoWalk *self = MESO_WALK (object);

  g_clear_object (&self->editor);

  G_OBJECT_CLASS (meso_walk_parent_class)->dispose (object);
}

static void
meso_walk_finalize (GObject *object)
{
  MesoWalk *self = MESO_WALK (object);

  g_free (self->current);
  g_free (self->last);

  G_OBJECT_CLASS (meso_walk_parent_class)->finalize (object);
}

static void
meso_walk_class_init (MesoWalkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = meso_walk_get_property;
  object_class->set_property = meso_walk_set_property;
  object_class->constructed = meso_walk_constructed;
  object_class->dispose = meso_walk_dispose;
  object_class->finalize = meso_walk_finalize;

  properties[PROP_EDITOR] =
    g_param_spec_object ("editor", NULL, NULL, MESO_TYPE_EDITOR,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_LEFT] =
    g_param_spec_uint ("n-left", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, MESO_TYPE_MARK);
}

static void
meso_walk_init (MesoWalk *self)
{
}

/** meso_walk_new: Returns: (transfer full): at the beginning of the way */
MesoWalk *
meso_walk_new (MesoEditor *editor)
{
  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  return g_object_new (MESO_TYPE_WALK, "editor", editor, NULL);
}

/** meso_walk_get_n_left: how many marks of the session are planned. */
guint
meso_walk_get_n_left (MesoWalk *self)
{
  g_return_val_if_fail (MESO_IS_WALK (self), 0);

  return self->n_left;
}

/** meso_walk_find_next: (transfer none) (nullable): what is confirmed next; always on the view that is in sight. */
MesoMark *
meso_walk_find_next (MesoWalk *self)
{
  MesoMap *map;
  MesoMark *from;

  g_return_val_if_fail (MESO_IS_WALK (self), NULL);

  map = meso_editor_get_map (self->editor);
  from = find_first_selected (self, TRUE);
  if (map == NULL || from != NULL)
    return from;
  from = find_first_selected (self, FALSE);
  if (from == NULL && self->last != NULL)
    from = meso_map_lookup (map, self->last);
  return meso_planned_find_after (self->editor, from);
}

/* One step of undo; they are on the view that is in sight. */
static gboolean
confirm (MesoWalk *self,
         GPtrArray *marks)
{
  static const char *const names[] = { N_ ("Confirm Point"), N_ ("Confirm Line"), N_ ("Confirm Zone") };
  MesoMarkKind kind = meso_mark_get (g_ptr_array_index (marks, 0))->kind;
  g_autoptr (MesoEdit) edit =
    meso_edit_new (marks->len == 1 ? _ (names[kind - MESO_MARK_POINT]) : _ ("Confirm Items"));
  gboolean is_done;

  for (guint i = 0; i < marks->len; i++)
    {
      MesoMark *before = g_ptr_array_index (marks, i);
      MesoMarkData data = *meso_mark_get (before);
      g_autoptr (MesoMark) after = NULL;

      data.state = MESO_STATE_DONE;
      after = meso_mark_changed (before, &data);
      meso_edit_replace_mark (edit, meso_editor_get_map (self->editor), before, after);
    }
  self->is_confirming = marks->len == 1;
  is_done = meso_editor_apply (self->editor, edit);
  self->is_confirming = FALSE;
  return is_done;
}

/* Several at once: the hand is elsewhere already, so nothing is selected for it. */
static void
leave (MesoWalk *self,
       GPtrArray *confirmed)
{
  MesoSelection *selection = meso_editor_get_selection (self->editor);

  g_free (self->last);
  self->last = g_strdup (meso_mark_get_id (g_ptr_array_index (confirmed, confirmed->len - 1)));
  for (guint i = 0; i < confirmed->len; i++)
    if (meso_selection_contains (selection, meso_mark_get_id (g_ptr_array_index (confirmed, i))))
      {
        meso_selection_clear (selection);
        return;
      }
}

static char *
describe_left (MesoWalk *self)
{
  return g_strdup_printf (ngettext ("%u planned left", "%u planned left", self->n_left), self->n_left);
}

static char *
describe_marks (GPtrArray *marks)
{
  guint n[MESO_MARK_AREA + 1] = { 0 };

  for (guint i = 0; i < marks->len; i++)
    n[meso_mark_get (g_ptr_array_index (marks, i))->kind]++;
  return meso_format_marks (n[MESO_MARK_POINT], n[MESO_MARK_THREAD], n[MESO_MARK_AREA]);
}

/* "All confirmed: 244 points" */
static char *
describe_end (MesoWalk *self)
{
  g_autoptr (MesoTotals) totals =
    meso_totals_new (meso_editor_get_session (self->editor), NULL, MESO_TOTALS_BY_NOTHING);
  MesoTally sum = { 0 };
  g_autofree char *marks = NULL;

  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTally *done = &meso_totals_get_row (totals, i)->done;

      sum.n_points += done->n_points;
      sum.n_threads += done->n_threads;
      sum.n_areas += done->n_areas;
    }
  marks = meso_format_marks (sum.n_points, sum.n_threads, sum.n_areas);
  /* Translators: how many points, lines and zones are done now */
  return g_strdup_printf (_ ("All confirmed: %s"), marks);
}

/* What there is to do when nothing more can be confirmed on the view in sight. */
static char *
describe_rest (MesoWalk *self)
{
  MesoMap *other = meso_planned_find_other_view (self->editor);
  g_autofree char *left = NULL;
  g_autofree char *view = NULL;

  if (self->n_left == 0)
    return describe_end (self);
  left = describe_left (self);
  if (other == NULL)
    /* Translators: "12 planned left" */
    return g_strdup_printf (_ ("%s, hidden or locked"), left);
  view = meso_session_dup_map_name (meso_editor_get_session (self->editor), other);
  /* Translators: "12 planned left", then the name of another view; C is the key */
  return g_strdup_printf (_ ("All confirmed on this view. %s, next on %s (C)"), left, view);
}

/* (transfer full) (nullable): "Next in Right cheek" */
static char *
describe_next (MesoWalk *self)
{
  MesoMark *next = meso_walk_find_next (self);
  g_autofree char *region = NULL;
  MesoSite site;

  if (next == NULL)
    return describe_rest (self);
  site = meso_planned_get_site (self->editor, next);
  region = meso_planned_dup_site_name (self->editor, &site);
  /* Translators: the region of the mark that is confirmed next */
  return region != NULL ? g_strdup_printf (_ ("Next in %s"), region) : describe_left (self);
}

/* @what: (nullable): what was just done, or where one is now. */
static void
say_next (MesoWalk *self,
          const char *what)
{
  g_autofree char *next = describe_next (self);
  g_autofree char *text = what != NULL ? g_strdup_printf ("%s · %s", what, next) : g_strdup (next);

  say (self, text);
}

static void
say_confirmed (MesoWalk *self,
               GPtrArray *marks,
               const char *region)
{
  g_autofree char *what = describe_marks (marks);
  g_autofree char *text = NULL;

  if (region != NULL)
    /* Translators: "24 points", then the name of a region */
    text = g_strdup_printf (_ ("%s confirmed in %s"), what, region);
  else
    /* Translators: "24 points" */
    text = g_strdup_printf (_ ("%s confirmed"), what);
  /* The next one shows by itself. */
  if (meso_walk_find_next (self) != NULL)
    say (self, text);
  else
    say_next (self, text);
}

/* Nothing is confirmed that was not in sight. */
static void
go_to_other_view (MesoWalk *self)
{
  MesoMap *other = meso_planned_find_other_view (self->editor);
  g_autofree char *view = NULL;
  g_autofree char *rest = NULL;

  if (other == NULL)
    {
      rest = self->n_left > 0 ? describe_rest (self) : g_strdup (_ ("Nothing is planned."));
      say (self, rest);
      return;
    }
  meso_editor_set_map (self->editor, other);
  select_mark (self, meso_walk_find_next (self));
  view = meso_session_dup_map_name (meso_editor_get_session (self->editor), other);
  say_next (self, view);
}

/**
 * meso_walk_confirm_next:
 *
 * Makes the next planned mark a done one, or all selected ones, and goes on to the one after. When there is none on the
 * view in sight, it shows another view that has some and confirms nothing.
 *
 * Returns: whether something was confirmed
 */
gboolean
meso_walk_confirm_next (MesoWalk *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  MesoMark *next;

  g_return_val_if_fail (MESO_IS_WALK (self), FALSE);

  marks = meso_planned_list_selected (self->editor);
  next = meso_walk_find_next (self);
  if (next == NULL)
    {
      go_to_other_view (self);
      return FALSE;
    }
  if (marks->len == 0)
    g_ptr_array_add (marks, g_object_ref (next));
  if (!confirm (self, marks))
    return FALSE;
  if (marks->len == 1)
    {
      say_next (self, NULL);
      return TRUE;
    }
  leave (self, marks);
  say_confirmed (self, marks, NULL);
  return TRUE;
}

/**
 * meso_walk_confirm_region:
 * @region: (nullable): of the diagram in sight; %NULL for the one that the next planned mark is in
 *
 * Confirms all that is planned in a region, on its side and this view, in one step.
 *
 * Returns: whether something was confirmed
 */
gboolean
meso_walk_confirm_region (MesoWalk *self,
                          const MesoRegion *region)
{
  MesoMark *next;
  MesoSite site = { NULL, MESO_SIDE_UNSET };
  g_autoptr (GPtrArray) marks = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (MESO_IS_WALK (self), FALSE);

  next = meso_walk_find_next (self);
  if (next == NULL)
    {
      go_to_other_view (self);
      return FALSE;
    }
  if (region != NULL)
    site = (MesoSite){ meso_region_get_id (region), meso_region_get_side (region) };
  else
    site = meso_planned_get_site (self->editor, next);
  name = meso_planned_dup_site_name (self->editor, &site);
  marks = meso_planned_list_site (self->editor, &site);
  if (marks->len == 0)
    {
      /* Translators: the name of a region */
      g_autofree char *text = g_strdup_printf (_ ("Nothing is planned in %s."), name);

      say (self, text);
      return FALSE;
    }
  if (!confirm (self, marks))
    return FALSE;
  if (marks->len > 1)
    leave (self, marks);
  say_confirmed (self, marks, name);
  return TRUE;
}
