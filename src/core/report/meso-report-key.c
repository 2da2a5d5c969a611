/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-report-parts.h"

#include "diagram/meso-map-diagram.h"
#include "drawing/meso-guide-warnings.h"

#define TEXT_SIZE 2.4
#define NUMBER_WIDTH 5
#define GUTTER 5

/* Returns: where it ends. */
static double
add_cell (MesoBlock *block,
          const char *warning_id,
          double x,
          double width)
{
  g_autofree char *digits = g_strdup_printf ("%u", meso_guide_get_warning_number (warning_id));
  g_autofree char *text = meso_guide_describe_warning (warning_id);

  meso_block_add_text (block, digits, TEXT_SIZE, MESO_TEXT_BOLD, MESO_TONE_INK, MESO_ANCHOR_END, x + NUMBER_WIDTH - 1.6,
                       0, -1);
  return meso_block_add_text (block, text, TEXT_SIZE, MESO_TEXT_PLAIN, MESO_TONE_INK, MESO_ANCHOR_START,
                              x + NUMBER_WIDTH, 0, width - NUMBER_WIDTH);
}

/* In two columns, each read from top to bottom. */
static void
add_rows (GPtrArray *list,
          GPtrArray *ids,
          double width)
{
  guint n_rows = (ids->len + 1) / 2;
  double column = (width - GUTTER) / 2;

  for (guint i = 0; i < n_rows; i++)
    {
      MesoBlock *block = meso_block_new ();
      double left = add_cell (block, g_ptr_array_index (ids, i), 0, column), right = 0;

      if (n_rows + i < ids->len)
        right = add_cell (block, g_ptr_array_index (ids, n_rows + i), column + GUTTER, column);
      meso_block_set_height (block, MAX (left, right) + 0.3);
      g_ptr_array_add (list, block);
    }
}

/** meso_report_create_warning_key: what the numbers in the warning zones mean; empty where none show. */
GPtrArray *
meso_report_create_warning_key (MesoSession *session,
                                MesoGuideFlags guides,
                                double width)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) meso_block_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n_maps = meso_session_get_n_maps (session);

  for (guint i = 0; (guides & MESO_GUIDE_WARNINGS) != 0 && i < n_maps; i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      g_autoptr (MesoDiagram) diagram = meso_map_dup_diagram (map, meso_diagram_set_get_default ());

      if (diagram != NULL)
        meso_guide_collect_warning_ids (diagram, ids);
    }
  if (ids->len == 0)
    return list;
  g_ptr_array_add (list, meso_report_create_heading (meso_guide_get_advice (), width, 3));
  add_rows (list, ids, width);
  return list;
}
