/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-region-names.h"
#include "meso-format.h"
#include "meso-pick.h"
#include "meso-tools.h"

/*
 * What a screen reader says of the canvas: its name is the view, and its description is what happened last, or where
 * the crosshair is. Readers speak a description when it changes, so it holds the news only; for all of it there is the
 * list of items.
 */

/* A key that repeats is quicker than any voice: only where it stops is said, ms. */
#define PAUSE 120

static void
add (GPtrArray *parts,
     char *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (parts, text);
  else
    g_free (text);
}

static char *
join (GPtrArray *parts,
      const char *separator)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (separator, (char **) parts->pdata);
}

static const char *
get_kind_name (MesoMarkKind kind)
{
  switch (kind)
    {
    case MESO_MARK_THREAD:
      return _ ("Line");
    case MESO_MARK_AREA:
      return _ ("Zone");
    case MESO_MARK_POINT:
    default:
      return _ ("Point");
    }
}

/* "Mid dermis, 0.70 mm, 0.01 mL, HA with vitamins, planned", as far as it is known. */
static void
add_data (MesoCanvas *self,
          GPtrArray *parts,
          const MesoMarkData *data)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  MesoItem *item = data->product != NULL ? meso_session_lookup_product (session, data->product) : NULL;
  const MesoProduct *product = item != NULL ? meso_item_get_product (item) : NULL;
  g_autofree char *depth = NULL;

  if (data->layer != MESO_LAYER_UNSET)
    add (parts, g_strdup (meso_layer_get_name (data->layer)));
  if (data->depth != MESO_UNSET)
    {
      depth = meso_number_format_local (data->depth, 2, 2);
      /* Translators: a depth */
      add (parts, g_strdup_printf (_ ("%s mm"), depth));
    }
  if (data->dose != MESO_UNSET)
    add (parts, meso_format_amount (data->dose, product != NULL ? product->unit : MESO_UNIT_UNSET));
  if (product != NULL)
    add (parts, g_strdup (product->name));
  if (data->state == MESO_STATE_PLANNED)
    add (parts, g_strdup (_ ("planned")));
}

static char *
describe_mark (MesoCanvas *self,
               MesoMark *mark)
{
  const MesoMarkData *data = meso_mark_get (mark);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add (parts, g_strdup (get_kind_name (data->kind)));
  if (data->region != NULL)
    add (parts, meso_region_format_name (data->region, data->side));
  add_data (self, parts, data);
  return join (parts, ", ");
}

/* Where the crosshair is, and what is there already. */
static char *
describe_crosshair (MesoCanvas *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  MesoMap *map = meso_editor_get_map (self->editor);
  MesoMark *mark = NULL;
  double x, y;

  add (parts, g_strdup (self->pointer));
  meso_viewport_to_px (self->viewport, self->crosshair.x / 100.0, self->crosshair.y / 100.0, &x, &y);
  if (map != NULL)
    mark = meso_pick_mark (map, self->viewport, meso_editor_get_visibility (self->editor), x, y,
                           meso_pointer_get_hit_radius (MESO_POINTER_KEYS));
  if (mark != NULL)
    add (parts, describe_mark (self, mark));
  return join (parts, ". ");
}

static void
speak_cb (gpointer user_data)
{
  MesoCanvas *self = user_data;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  self->speech_id = 0;
  add (parts, g_steal_pointer (&self->news));
  if (self->editor != NULL && self->has_crosshair && self->place_is_news)
    add (parts, describe_crosshair (self));
  self->place_is_news = FALSE;
  if (parts->len == 0)
    return;
  text = join (parts, ". ");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
speak_soon (MesoCanvas *self)
{
  g_clear_handle_id (&self->speech_id, g_source_remove);
  self->speech_id = g_timeout_add_once (PAUSE, speak_cb, self);
}

/** meso_canvas_say: @text: (transfer full): what has happened; what was not yet said before it is dropped */
static void
say (MesoCanvas *self,
     char *text)
{
  g_free (self->news);
  self->news = text;
  speak_soon (self);
}

/** meso_canvas_say_place: the crosshair has moved */
void
meso_canvas_say_place (MesoCanvas *self)
{
  self->place_is_news = TRUE;
  speak_soon (self);
}

/** meso_canvas_say_no_region: there is no further region that way */
void
meso_canvas_say_no_region (MesoCanvas *self)
{
  say (self, g_strdup (_ ("No region further that way")));
}

/** meso_canvas_say_tool: another tool, or other things in the hand */
void
meso_canvas_say_tool (MesoCanvas *self)
{
  MesoTool tool = meso_editor_get_tool (self->editor);
  MesoMarkKind kind = tool == MESO_TOOL_LINE ? MESO_MARK_THREAD : tool == MESO_TOOL_ZONE ? MESO_MARK_AREA
                                                                                         : MESO_MARK_POINT;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  MesoMarkData data;

  add (parts, g_strdup (gettext (meso_tool_get_info (tool)->name)));
  meso_hand_fill (meso_editor_get_hand (self->editor), kind, &data);
  add_data (self, parts, &data);
  say (self, join (parts, ", "));
}

static void
selection_changed_cb (MesoCanvas *self)
{
  g_autoptr (GPtrArray) marks = meso_editor_get_selected_marks (self->editor);

  if (marks->len == 1)
    say (self, describe_mark (self, g_ptr_array_index (marks, 0)));
  else if (marks->len > 1)
    say (self, g_strdup_printf (ngettext ("%u selected", "%u selected", marks->len), marks->len));
}

static char *
count_marks (MesoMap *map)
{
  guint counts[MESO_MARK_AREA + 1] = { 0 };
  guint n = meso_map_get_n_marks (map);

  for (guint i = 0; i < n; i++)
    counts[meso_mark_get (meso_map_get_mark (map, i))->kind]++;
  return meso_format_marks (counts[MESO_MARK_POINT], counts[MESO_MARK_THREAD], counts[MESO_MARK_AREA]);
}

static char *
describe_added (MesoMark *mark,
                guint n)
{
  const MesoMarkData *data = meso_mark_get (mark);
  g_autofree char *region = NULL;
  const char *what;

  if (n > 1)
    return g_strdup_printf (ngettext ("%u item placed", "%u items placed", n), n);
  what = data->kind == MESO_MARK_THREAD ? _ ("Line placed") : data->kind == MESO_MARK_AREA ? _ ("Zone placed")
                                                                                           : _ ("Point placed");
  if (data->region == NULL)
    return g_strdup (what);
  region = meso_region_format_name (data->region, data->side);
  return g_strdup_printf ("%s, %s", what, region);
}

static void
session_edited_cb (MesoCanvas *self,
                   MesoEdit *edit)
{
  guint n_added = 0, n_removed = 0, n_changes = meso_edit_get_n_changes (edit);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  MesoMap *map = meso_editor_get_map (self->editor);
  MesoMark *added = NULL;

  for (guint i = 0; i < n_changes; i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);

      if (change->slot != MESO_SLOT_MARK || change->map != map)
        continue;
      n_added += change->before == NULL;
      n_removed += change->after == NULL;
      if (change->before == NULL)
        added = MESO_MARK (change->after);
    }
  if (n_added > 0)
    add (parts, describe_added (added, n_added));
  if (n_removed > 0)
    add (parts, g_strdup_printf (ngettext ("%u item removed", "%u items removed", n_removed), n_removed));
  if (parts->len == 0)
    add (parts, g_strdup (meso_edit_get_name (edit)));
  else
    add (parts, count_marks (map));
  say (self, join (parts, ", "));
}

static void
message_cb (MesoCanvas *self,
            const char *text)
{
  say (self, g_strdup (text));
}

/** meso_canvas_connect_speech: to a new editor; everything it says is dropped with the other signals of the canvas */
void
meso_canvas_connect_speech (MesoCanvas *self)
{
  g_signal_connect_swapped (self->editor, "notify::tool", G_CALLBACK (meso_canvas_say_tool), self);
  g_signal_connect_swapped (self->editor, "message", G_CALLBACK (message_cb), self);
  g_signal_connect_swapped (meso_editor_get_hand (self->editor), "changed", G_CALLBACK (meso_canvas_say_tool), self);
  g_signal_connect_swapped (meso_editor_get_selection (self->editor), "changed", G_CALLBACK (selection_changed_cb),
                            self);
  g_signal_connect_object (meso_editor_get_session (self->editor), "edited", G_CALLBACK (session_edited_cb), self,
                           G_CONNECT_SWAPPED);
}

/** meso_canvas_update_label: which view it is */
void
meso_canvas_update_label (MesoCanvas *self)
{
  MesoDiagram *diagram = self->editor != NULL ? meso_editor_get_diagram (self->editor) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  diagram != NULL ? meso_diagram_get_title (diagram) : _ ("Map"), -1);
}

/** meso_canvas_clear_speech: nothing more is to be said */
void
meso_canvas_clear_speech (MesoCanvas *self)
{
  g_clear_handle_id (&self->speech_id, g_source_remove);
  g_clear_pointer (&self->news, g_free);
  self->place_is_news = FALSE;
}
