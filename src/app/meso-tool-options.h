/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  MESO_LINE_MODE_LINE,
  MESO_LINE_MODE_POINTS, /* points along a line */
  MESO_LINE_MODE_FAN,
  MESO_LINE_MODE_CROSS_HATCH,
  MESO_N_LINE_MODES
} MesoLineMode;

typedef enum
{
  MESO_ZONE_MODE_FREE,
  MESO_ZONE_MODE_REGION, /* a whole region by one click */
  MESO_N_ZONE_MODES
} MesoZoneMode;

typedef enum
{
  MESO_LATTICE_MODE_SQUARE,
  MESO_LATTICE_MODE_HEXAGONAL,
  MESO_N_LATTICE_MODES
} MesoLatticeMode;

typedef enum
{
  MESO_GRID_MAKE_AUTO, /* one zone where points would stand closer than 5 mm */
  MESO_GRID_MAKE_POINTS,
  MESO_GRID_MAKE_ZONE,
  MESO_N_GRID_MAKES
} MesoGridMake;

/** What can be set; each is the property of the same name, "line-mode" for %MESO_OPTION_LINE_MODE. */
typedef enum
{
  MESO_OPTION_LINE_MODE, /* MesoLineMode */
  MESO_OPTION_SMOOTH, /* whether a line through clicked nodes is a curve */
  MESO_OPTION_ZONE_MODE, /* MesoZoneMode */
  MESO_OPTION_LATTICE, /* MesoLatticeMode */
  MESO_OPTION_SPACING, /* of a grid, 1/100 mm */
  MESO_OPTION_GRID_ANGLE, /* 1/100 degree */
  MESO_OPTION_MARGIN, /* of a grid, 1/100 mm inside its outline */
  MESO_OPTION_GRID_MAKE, /* MesoGridMake */
  MESO_OPTION_BRUSH_SPACING, /* along a stroke or a line of points, 1/100 mm */
  MESO_OPTION_FAN_LINES,
  MESO_OPTION_FAN_SPAN, /* 1/100 degree from the first line to the last */
  MESO_OPTION_HATCH_SPACING, /* 1/100 mm */
  MESO_OPTION_HATCH_ANGLE, /* 1/100 degree */
  MESO_N_OPTIONS
} MesoToolOption;

/**
 * MesoToolOptions:
 *
 * How the tools that make many marks at once make them. Everything is an integer, as in the record; each option is a
 * property of type gint64 with the name of meso_tool_option_get_name(), notified when it changes. Values that make no
 * sense (a spacing of 0) can be held: it is the pattern that refuses them, in words.
 */
#define MESO_TYPE_TOOL_OPTIONS (meso_tool_options_get_type ())
G_DECLARE_FINAL_TYPE (MesoToolOptions, meso_tool_options, MESO, TOOL_OPTIONS, GObject)

MesoToolOptions *meso_tool_options_new (void);
const char *meso_tool_option_get_name (MesoToolOption option);
gint64 meso_tool_options_get (MesoToolOptions *self,
                              MesoToolOption option);
void meso_tool_options_set (MesoToolOptions *self,
                            MesoToolOption option,
                            gint64 value);
gint64 meso_tool_option_get_step (MesoToolOption option);
void meso_tool_options_change (MesoToolOptions *self,
                               MesoToolOption option,
                               int n);
gboolean meso_tool_option_is_sensible (MesoToolOption option,
                                       gint64 value);
void meso_tool_options_remember (MesoToolOptions *self,
                                 GSettings *settings);
gboolean meso_tool_options_step (MesoToolOptions *self,
                                 MesoToolOption option);

G_END_DECLS
