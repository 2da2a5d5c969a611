/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram.h"
#include "meso-hand.h"
#include "meso-selection.h"
#include "meso-tool-options.h"
#include "meso-visibility.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_TOOL_SELECT,
  MESO_TOOL_POINT,
  MESO_TOOL_LINE,
  MESO_TOOL_ZONE,
  MESO_TOOL_GRID,
  MESO_TOOL_BRUSH,
  MESO_TOOL_RULER,
  MESO_TOOL_ERASE,
  MESO_TOOL_CALIBRATE, /* of photos only; goes back to the one before by itself */
  MESO_N_TOOLS
} MesoTool;

/** What marks may have in common. */
typedef enum
{
  MESO_SAME_REGION, /* and side */
  MESO_SAME_LAYER,
  MESO_SAME_PRODUCT,
  MESO_SAME_TECHNIQUE,
  MESO_SAME_PATTERN,
  MESO_SAME_STATE,
  MESO_N_SAMENESSES
} MesoSameness;

/**
 * MesoEditor:
 *
 * The state that one drawing screen works on. Canvas, panels and actions all change the session through it, and listen
 * to it rather than to each other.
 *
 * Properties, all notified: "map" (the view that is shown), "diagram" (what that is drawn on, notified alone when a
 * photo was calibrated or turned round), "tool", "figure" (as `female` or `male`), "mirror"
 * (whether every mark that is added brings its twin on the other side; off again when another view is shown).
 * Signals: "message" (const char *text, gboolean is_error) for the status line; "measured" (double mm), when two places
 * of a photo were marked whose distance is to be asked for; "edited" (MesoEdit *) is the session's.
 */
#define MESO_TYPE_EDITOR (meso_editor_get_type ())
G_DECLARE_FINAL_TYPE (MesoEditor, meso_editor, MESO, EDITOR, GObject)

MesoEditor *meso_editor_new (MesoSession *session);
MesoSession *meso_editor_get_session (MesoEditor *self);
MesoHand *meso_editor_get_hand (MesoEditor *self);
MesoToolOptions *meso_editor_get_options (MesoEditor *self);
MesoSelection *meso_editor_get_selection (MesoEditor *self);
MesoVisibility *meso_editor_get_visibility (MesoEditor *self);
gboolean meso_editor_is_locked (MesoEditor *self,
                                MesoMark *mark);
MesoMap *meso_editor_get_map (MesoEditor *self);
void meso_editor_set_map (MesoEditor *self,
                          MesoMap *map);
MesoDiagram *meso_editor_get_diagram (MesoEditor *self);
MesoTool meso_editor_get_tool (MesoEditor *self);
void meso_editor_set_tool (MesoEditor *self,
                           MesoTool tool);
MesoSex meso_editor_get_figure (MesoEditor *self);
void meso_editor_set_figure (MesoEditor *self,
                             MesoSex figure);
gboolean meso_editor_get_mirror (MesoEditor *self);
void meso_editor_set_mirror (MesoEditor *self,
                             gboolean mirror);
void meso_editor_leave_calibration (MesoEditor *self);
void meso_editor_measured (MesoEditor *self,
                           double mm);
gboolean meso_editor_apply (MesoEditor *self,
                            MesoEdit *edit);
void meso_editor_find_site (MesoEditor *self,
                            MesoMarkData *data);

/* Edits. Coordinates are 1/100 mm on the current map; each is one step of undo; %FALSE after a "message". */
MesoMarkKind meso_editor_get_kind (MesoEditor *self);
MesoMark *meso_editor_create_mark (MesoEditor *self,
                                   MesoMarkKind kind,
                                   MesoCurve curve,
                                   const MesoPoint *points,
                                   guint n_points);
GPtrArray *meso_editor_plan_marks (MesoEditor *self,
                                   GPtrArray *marks);
gboolean meso_editor_add_marks (MesoEditor *self,
                                const char *name,
                                const char *pattern_kind,
                                GPtrArray *marks);
char *meso_editor_allocate_pattern (MesoEditor *self,
                                    const char *kind);
gboolean meso_editor_add_point (MesoEditor *self,
                                MesoPoint place);
gboolean meso_editor_add_line (MesoEditor *self,
                               const MesoPoint *points,
                               guint n_points);
gboolean meso_editor_move_selection (MesoEditor *self,
                                     int dx,
                                     int dy,
                                     gboolean merge);
gboolean meso_editor_delete_marks (MesoEditor *self,
                                   GPtrArray *marks);
gboolean meso_editor_delete_selection (MesoEditor *self);
gboolean meso_editor_reshape_mark (MesoEditor *self,
                                   MesoMark *mark,
                                   const char *name,
                                   const char *merge_key,
                                   GArray *points);
void meso_editor_select_all (MesoEditor *self);
gboolean meso_editor_can_select_same (MesoEditor *self,
                                      MesoSameness what);
void meso_editor_select_same (MesoEditor *self,
                              MesoSameness what);
void meso_editor_select_region_at (MesoEditor *self,
                                   MesoPoint place);
void meso_editor_undo (MesoEditor *self);
void meso_editor_redo (MesoEditor *self);

gboolean meso_editor_change_selection (MesoEditor *self,
                                       const char *name,
                                       MesoMarkChanger changer,
                                       gpointer user_data);
GPtrArray *meso_editor_get_selected_marks (MesoEditor *self);

G_END_DECLS
