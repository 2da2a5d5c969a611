/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-contact-sheet.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "drawing/meso-furniture.h"
#include "drawing/meso-ink.h"
#include "drawing/meso-picture.h"
#include "model/meso-error.h"
#include "report/meso-png.h"

/* In mm of the diagrams, which all have one scale. */
#define COLUMNS 5
#define MARGIN 20.0
#define GAP 14.0
#define NAME_SIZE 9.0
#define SIDES_SIZE 6.0
#define HEAD (NAME_SIZE * 2.2)

#define MM_PER_INCH 25.4

typedef struct
{
  MesoDiagram *diagram;
  cairo_rectangle_t bounds;
  double x, y; /* of the upper left corner of its name */
} Cell;

typedef struct
{
  GArray *cells; /* Cell */
  double width, height;
} Sheet;

static void
clear_sheet (Sheet *sheet)
{
  g_array_unref (sheet->cells);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, clear_sheet)

/* In rows of their own, all views of a woman, then all of a man; what serves both once. */
static void
add_variant (Sheet *sheet,
             MesoDiagramSet *diagrams,
             const char *variant)
{
  g_auto (GStrv) ids = meso_diagram_set_list_ids (diagrams);
  guint first = sheet->cells->len;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      Cell cell = { meso_diagram_set_lookup (diagrams, ids[i], variant), { 0 }, 0, 0 };
      gboolean is_known = FALSE;

      if (cell.diagram == NULL)
        continue;
      for (guint k = 0; k < first && !is_known; k++)
        is_known = g_array_index (sheet->cells, Cell, k).diagram == cell.diagram;
      if (is_known)
        continue;
      cell.bounds = meso_diagram_get_bounds (cell.diagram);
      g_array_append_val (sheet->cells, cell);
    }
}

static void
place_row (Sheet *sheet,
           guint first,
           guint end,
           double y)
{
  double x = 0;

  for (guint i = first; i < end; i++)
    {
      Cell *cell = &g_array_index (sheet->cells, Cell, i);

      cell->x = x;
      cell->y = y;
      x += cell->bounds.width + GAP;
    }
  sheet->width = MAX (sheet->width, x - GAP);
}

static double
get_row_width (Sheet *sheet,
               guint first,
               guint end)
{
  double width = -GAP;

  for (guint i = first; i < end; i++)
    width += g_array_index (sheet->cells, Cell, i).bounds.width + GAP;
  return width;
}

static void
place_cells (Sheet *sheet,
             guint first)
{
  for (guint row = first; row < sheet->cells->len; row += COLUMNS)
    {
      guint end = MIN (row + COLUMNS, sheet->cells->len);
      double height = 0;

      for (guint i = row; i < end; i++)
        height = MAX (height, g_array_index (sheet->cells, Cell, i).bounds.height);
      place_row (sheet, row, end, sheet->height);
      sheet->height += HEAD + height + GAP;
    }
}

/* Rows that are shorter than the sheet stand in its middle. */
static void
centre_rows (Sheet *sheet)
{
  guint first = 0;

  while (first < sheet->cells->len)
    {
      double y = g_array_index (sheet->cells, Cell, first).y, space;
      guint end = first;

      while (end < sheet->cells->len && g_array_index (sheet->cells, Cell, end).y == y)
        end++;
      space = sheet->width - get_row_width (sheet, first, end);
      for (guint i = first; i < end; i++)
        {
          g_array_index (sheet->cells, Cell, i).x += MARGIN + space / 2;
          g_array_index (sheet->cells, Cell, i).y += MARGIN;
        }
      first = end;
    }
  sheet->width += 2 * MARGIN;
  sheet->height += 2 * MARGIN - GAP;
}

static void
lay_out (Sheet *sheet,
         MesoDiagramSet *diagrams)
{
  const char *const variants[] = { "female", "male" };

  sheet->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      guint first = sheet->cells->len;

      add_variant (sheet, diagrams, variants[i]);
      place_cells (sheet, first);
    }
  centre_rows (sheet);
}

static gboolean
paint_cell (const Cell *cell,
            MesoFurniture *furniture,
            cairo_t *cr,
            GError **error)
{
  double baseline = cell->y + NAME_SIZE;
  gboolean painted;

  meso_furniture_add_text (furniture,
                           meso_diagram_set_get_view_name (meso_diagram_get_id (cell->diagram)),
                           NAME_SIZE,
                           MESO_TEXT_BOLD,
                           MESO_ANCHOR_MIDDLE,
                           cell->x + cell->bounds.width / 2,
                           baseline);
  meso_furniture_add_sides (furniture,
                            meso_diagram_get_right_side (cell->diagram),
                            cell->x,
                            cell->x + cell->bounds.width,
                            baseline + HEAD * 0.6,
                            SIDES_SIZE);

  cairo_save (cr);
  cairo_translate (cr, cell->x - cell->bounds.x, cell->y + HEAD - cell->bounds.y);
  painted = meso_picture_paint (cell->diagram, cr, error);
  cairo_restore (cr);
  return painted;
}

static gboolean
paint (Sheet *sheet,
       cairo_t *cr,
       GError **error)
{
  static const double paper[3] = MESO_PAPER_RGB;
  g_autoptr (MesoFurniture) furniture = meso_furniture_new ();

  cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  cairo_paint (cr);
  for (guint i = 0; i < sheet->cells->len; i++)
    if (!paint_cell (&g_array_index (sheet->cells, Cell, i), furniture, cr, error))
      return FALSE;
  meso_furniture_paint (furniture, cr);
  return TRUE;
}

/**
 * meso_contact_sheet_to_png:
 * @width: of the picture, in pixels, from 100 to 10,000
 *
 * All views of a set side by side, of a woman and of a man, at one scale: what a diagram must look like beside the
 * others.
 *
 * Returns: (transfer full): the PNG file, or %NULL with an error: a diagram cannot be painted, or the set has none
 */
GBytes *
meso_contact_sheet_to_png (MesoDiagramSet *diagrams,
                           int width,
                           GError **error)
{
  g_auto (Sheet) sheet = { NULL, 0, 0 };
  cairo_surface_t *surface;
  GBytes *bytes = NULL;
  double scale;
  cairo_t *cr;

  g_return_val_if_fail (MESO_IS_DIAGRAM_SET (diagrams), NULL);
  g_return_val_if_fail (width >= 100 && width <= 10000, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  lay_out (&sheet, diagrams);
  if (sheet.cells->len == 0)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, _ ("There are no diagrams."));
      return NULL;
    }

  scale = width / sheet.width;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, (int) ceil (sheet.height * scale));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  if (paint (&sheet, cr, error))
    {
      cairo_surface_flush (surface);
      bytes = meso_png_encode (surface, scale * MM_PER_INCH, error);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return bytes;
}
