/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor.h"

#include <string.h>

#include "diagram/meso-map-diagram.h"
#include "diagram/meso-site.h"
#include "meso-editor-mirror.h"
#include "meso-editor-views.h"
#include "meso-editor-visibility.h"

struct _MesoEditor
{
  GObject parent_instance;

  MesoSession *session;
  MesoHand *hand;
  MesoToolOptions *options;
  MesoSelection *selection;
  MesoVisibility *visibility;
  MesoMap *map;
  MesoDiagram *diagram; /* of the map; NULL when it is not installed */
  MesoTool tool;
  MesoTool tool_before; /* calibrating */
  MesoSex figure; /* that was chosen; unset: nobody has */
  gboolean mirror;
};

G_DEFINE_FINAL_TYPE (MesoEditor, meso_editor, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_MAP,
  PROP_DIAGRAM,
  PROP_TOOL,
  PROP_FIGURE,
  PROP_MIRROR,
  N_PROPS
};

enum
{
  MESSAGE,
  MEASURED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/** meso_editor_apply: for edits that are made elsewhere; %FALSE after a message. */
gboolean
meso_editor_apply (MesoEditor *self,
                   MesoEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (MESO_IS_EDIT (edit), FALSE);

  if (meso_session_apply (self->session, edit, &error))
    return TRUE;
  g_signal_emit (self, signals[MESSAGE], 0, error->message, TRUE);
  return FALSE;
}

/**
 * meso_editor_find_site:
 * @data: of a mark on the current map, with its points
 *
 * Sets region and side by the place; where the diagram is missing, nobody knows them. The region's id is kept alive by
 * the diagram.
 */
void
meso_editor_find_site (MesoEditor *self,
                       MesoMarkData *data)
{
  const MesoRegion *region = NULL;

  g_return_if_fail (MESO_IS_EDITOR (self));
  g_return_if_fail (data != NULL);

  data->side = MESO_SIDE_UNSET;
  if (self->diagram != NULL)
    region = meso_site_find (self->diagram, data, &data->side);
  data->region = region != NULL ? (char *) meso_region_get_id (region) : NULL;
}

static void
find_diagram (MesoEditor *self)
{
  g_clear_object (&self->diagram);
  if (self->map != NULL)
    self->diagram = meso_map_dup_diagram (self->map, meso_diagram_set_get_default ());
}

/* What is said of a photo changes its size and sides. */
static void
follow_photo (MesoEditor *self,
              MesoEdit *edit)
{
  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    if (meso_edit_get_change (edit, i)->slot == MESO_SLOT_PHOTO && meso_edit_get_change (edit, i)->map == self->map)
      {
        find_diagram (self);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIAGRAM]);
        if (self->mirror && !meso_editor_check_mirror (self))
          meso_editor_set_mirror (self, FALSE);
        return;
      }
}

/* A product that was taken back cannot be given any more. */
static void
check_product (MesoEditor *self)
{
  const char *product = meso_hand_get_product (self->hand);

  if (product != NULL && meso_session_lookup_product (self->session, product) == NULL)
    meso_hand_set_product (self->hand, NULL);
}

/* Marks that are gone cannot stay selected, nor a view that is gone stay in sight. */
static void
session_edited_cb (MesoEditor *self,
                   MesoEdit *edit)
{
  GListModel *maps = meso_session_get_maps (self->session);

  if (self->map != NULL && !g_list_store_find (G_LIST_STORE (maps), self->map, NULL))
    meso_editor_set_map (self, meso_session_get_map (self->session, 0));
  follow_photo (self, edit);
  check_product (self);
  meso_editor_reveal_new_marks (self, edit);
  meso_selection_filter (self->selection);
}

/* An action has the name of a figure; one that is none is nobody's choice. */
static void
set_figure_by_token (MesoEditor *self,
                     const char *token)
{
  MesoSex figure = (MesoSex) (token != NULL ? meso_vocabulary_find (&meso_variant_vocabulary, token) : 0);

  if (figure != MESO_SEX_UNSET)
    meso_editor_set_figure (self, figure);
}

static void
meso_editor_get_property (GObject *object,
                          guint prop_id,
                          GValue *value,
                          GParamSpec *pspec)
{
  MesoEditor *self = MESO_EDITOR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_MAP:
      g_value_set_object (value, self->map);
      break;
    case PROP_DIAGRAM:
      g_value_set_object (value, self->diagram);
      break;
    case PROP_TOOL:
      g_value_set_uint (value, self->tool);
      break;
    case PROP_MIRROR:
      g_value_set_boolean (value, self->mirror);
      break;
    case PROP_FIGURE:
      g_value_set_string (value, meso_vocabulary_get_token (&meso_variant_vocabulary, meso_editor_get_figure (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_editor_set_property (GObject *object,
                          guint prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  MesoEditor *self = MESO_EDITOR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_MAP:
      meso_editor_set_map (self, g_value_get_object (value));
      break;
    case PROP_TOOL:
      meso_editor_set_tool (self, (MesoTool) g_value_get_uint (value));
      break;
    case PROP_MIRROR:
      meso_editor_set_mirror (self, g_value_get_boolean (value));
      break;
    case PROP_FIGURE:
      set_figure_by_token (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* A session that is opened again goes on as it was left; with one product only, that is the one in the hand. */
static void
fill_hand (MesoEditor *self)
{
  guint n_marks = self->map != NULL ? meso_map_get_n_marks (self->map) : 0;

  if (n_marks > 0)
    meso_hand_take_from (self->hand, meso_mark_get (meso_map_get_mark (self->map, n_marks - 1)));
  else if (meso_session_get_n_products (self->session) == 1)
    meso_hand_set_product (self->hand, meso_item_get_id (meso_session_get_product (self->session, 0)));
}

static void
session_editable_cb (MesoEditor *self)
{
  if (!meso_session_is_editable (self->session))
    meso_editor_set_mirror (self, FALSE);
}

static void
meso_editor_constructed (GObject *object)
{
  MesoEditor *self = MESO_EDITOR (object);

  G_OBJECT_CLASS (meso_editor_parent_class)->constructed (object);

  g_signal_connect_object (self->session, "edited", G_CALLBACK (session_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::editable", G_CALLBACK (session_editable_cb), self,
                           G_CONNECT_SWAPPED);
  meso_editor_watch_visibility (self);
  meso_editor_set_map (self, meso_session_get_map (self->session, 0));
  fill_hand (self);
}

static void
meso_editor_dispose (GObject *object)
{
  MesoEditor *self = MESO_EDITOR (object);

  g_clear_object (&self->map);
  g_clear_object (&self->diagram);
  g_clear_object (&self->hand);
  g_clear_object (&self->options);
  if (self->selection != NULL)
    meso_selection_set_filter (self->selection, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->visibility);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (meso_editor_parent_class)->dispose (object);
}

static void
meso_editor_class_init (MesoEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = meso_editor_get_property;
  object_class->set_property = meso_editor_set_property;
  object_class->constructed = meso_editor_constructed;
  object_class->dispose = meso_editor_dispose;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, MESO_TYPE_SESSION, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_MAP] = g_param_spec_object ("map", NULL, NULL, MESO_TYPE_MAP, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DIAGRAM] =
    g_param_spec_object ("diagram", NULL, NULL, MESO_TYPE_DIAGRAM, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOOL] =
    g_param_spec_uint ("tool", NULL, NULL, 0, MESO_N_TOOLS - 1, MESO_TOOL_POINT, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FIGURE] = g_param_spec_string ("figure", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MIRROR] =
    g_param_spec_boolean ("mirror", NULL, NULL, FALSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * MesoEditor::message:
   * @text: a translated sentence for the status line
   * @is_error: whether something that was asked for did not happen
   */
  signals[MESSAGE] = g_signal_new ("message",
                                   MESO_TYPE_EDITOR,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   2,
                                   G_TYPE_STRING,
                                   G_TYPE_BOOLEAN);

  /**
   * MesoEditor::measured:
   * @mm: between two places of the photo, by the scale that it has now
   */
  signals[MEASURED] = g_signal_new ("measured",
                                    MESO_TYPE_EDITOR,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    1,
                                    G_TYPE_DOUBLE);
}

static void
meso_editor_init (MesoEditor *self)
{
  self->hand = meso_hand_new ();
  self->options = meso_tool_options_new ();
  self->selection = meso_selection_new ();
  self->visibility = meso_visibility_new ();
  self->tool = MESO_TOOL_POINT;
}

/** meso_editor_new: shows the first view of @session, with the Point tool and what was last used there in the hand. */
MesoEditor *
meso_editor_new (MesoSession *session)
{
  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  return g_object_new (MESO_TYPE_EDITOR, "session", session, NULL);
}

/** meso_editor_get_session: (transfer none). */
MesoSession *
meso_editor_get_session (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  return self->session;
}

/** meso_editor_get_hand: (transfer none). */
MesoHand *
meso_editor_get_hand (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  return self->hand;
}

/** meso_editor_get_options: (transfer none): how the tools that make many marks at once make them. */
MesoToolOptions *
meso_editor_get_options (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  return self->options;
}

/** meso_editor_get_selection: (transfer none): of the current map. */
MesoSelection *
meso_editor_get_selection (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  return self->selection;
}

/** meso_editor_get_visibility: (transfer none): what is hidden and locked for the moment. */
MesoVisibility *
meso_editor_get_visibility (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  return self->visibility;
}

/** meso_editor_get_map: (transfer none) (nullable): the view that is shown; %NULL while the session has none. */
MesoMap *
meso_editor_get_map (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  return self->map;
}

/** meso_editor_set_map: @map: (nullable): a map of the session; the selection goes, nothing else changes. */
void
meso_editor_set_map (MesoEditor *self,
                     MesoMap *map)
{
  g_return_if_fail (MESO_IS_EDITOR (self));
  g_return_if_fail (map == NULL || MESO_IS_MAP (map));

  if (!g_set_object (&self->map, map))
    return;
  meso_editor_leave_calibration (self);
  meso_editor_set_mirror (self, FALSE);
  find_diagram (self);
  meso_selection_clear (self->selection);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAP]);
}

/** meso_editor_get_diagram: (transfer none) (nullable): of the current map; %NULL if it is not known here. */
MesoDiagram *
meso_editor_get_diagram (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  return self->diagram;
}

/** meso_editor_get_tool: what a press on the canvas does. */
MesoTool
meso_editor_get_tool (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), MESO_TOOL_SELECT);

  return self->tool;
}

/** meso_editor_set_tool: the selection stays, so that it can be looked at and changed. */
void
meso_editor_set_tool (MesoEditor *self,
                      MesoTool tool)
{
  g_return_if_fail (MESO_IS_EDITOR (self));
  g_return_if_fail (tool < MESO_N_TOOLS);

  if (self->tool == tool)
    return;
  self->tool_before = self->tool;
  self->tool = tool;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

/** meso_editor_get_mirror: whether every mark that is added brings its twin. */
gboolean
meso_editor_get_mirror (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);

  return self->mirror;
}

/** meso_editor_set_mirror: stays off, and says why, on a view that shows one side only. */
void
meso_editor_set_mirror (MesoEditor *self,
                        gboolean mirror)
{
  g_return_if_fail (MESO_IS_EDITOR (self));

  if (self->mirror == !!mirror)
    return;
  self->mirror = mirror && meso_editor_check_mirror (self);
  /* Also when it stayed as it was: a switch has turned already. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIRROR]);
}

/** meso_editor_leave_calibration: back to the tool that was there before, if one is calibrating. */
void
meso_editor_leave_calibration (MesoEditor *self)
{
  g_return_if_fail (MESO_IS_EDITOR (self));

  if (self->tool == MESO_TOOL_CALIBRATE)
    meso_editor_set_tool (self, self->tool_before);
}

/** meso_editor_measured: for the tool: two places of the photo have been marked. */
void
meso_editor_measured (MesoEditor *self,
                      double mm)
{
  g_return_if_fail (MESO_IS_EDITOR (self));

  g_signal_emit (self, signals[MEASURED], 0, mm);
}

/**
 * meso_editor_get_figure:
 *
 * Returns: the figure that the next view is drawn on: the one that was chosen; else that of the views in use; else the
 *   one of the patient's sex
 */
MesoSex
meso_editor_get_figure (MesoEditor *self)
{
  const MesoPatient *patient;

  g_return_val_if_fail (MESO_IS_EDITOR (self), MESO_SEX_FEMALE);

  if (self->figure != MESO_SEX_UNSET)
    return self->figure;
  for (guint i = 0; i < meso_session_get_n_maps (self->session); i++)
    {
      MesoSex variant = meso_map_get_variant (meso_session_get_map (self->session, i));

      if (variant != MESO_SEX_UNSET)
        return variant;
    }
  patient = meso_session_get_patient (self->session);
  return patient != NULL && patient->sex == MESO_SEX_MALE ? MESO_SEX_MALE : MESO_SEX_FEMALE;
}

/**
 * meso_editor_set_figure:
 * @figure: female or male
 *
 * Chooses the figure of the views to come. The view in sight changes to it only while it is empty: marks stay on what
 * they were drawn on.
 */
void
meso_editor_set_figure (MesoEditor *self,
                        MesoSex figure)
{
  g_return_if_fail (MESO_IS_EDITOR (self));
  g_return_if_fail (figure == MESO_SEX_FEMALE || figure == MESO_SEX_MALE);

  if (meso_editor_get_figure (self) == figure)
    return;
  self->figure = figure;
  meso_editor_redraw_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIGURE]);
}
