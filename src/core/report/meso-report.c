/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-report"

#include "config.h"

#include "report/meso-report.h"

#include <cairo-pdf.h>

#include <glib/gi18n-lib.h>

#include "drawing/meso-caption.h"
#include "model/meso-error.h"
#include "report/meso-figure.h"
#include "report/meso-report-parts.h"

/* In mm. */
#define SIDE_MARGIN 13
#define TOP_MARGIN 11
#define BOTTOM_MARGIN 9
#define FOOTER_HEIGHT 7
#define COLUMN_WIDTH 61
#define GUTTER 5
#define MIN_FIGURE 118 /* less is not worth a page with everything on it */
#define GOOD_FIGURE 150
#define SECTION_GAP 3.5

#define MM_TO_POINT (72 / 25.4)

typedef struct
{
  MesoBlock *block;
  MesoFigure *figure;
  double x, y;
} Placement;

struct _MesoReport
{
  GObject parent_instance;

  MesoSession *session;
  MesoGuideFlags guides;
  double width, height;
  double bottom; /* where the footer begins */

  GPtrArray *pages; /* GArray of Placement */
};

G_DEFINE_FINAL_TYPE (MesoReport, meso_report, G_TYPE_OBJECT)

static void
clear_placement (gpointer data)
{
  Placement *placement = data;

  g_clear_pointer (&placement->block, meso_block_unref);
  g_clear_pointer (&placement->figure, meso_figure_free);
}

static void
meso_report_finalize (GObject *object)
{
  MesoReport *self = MESO_REPORT (object);

  g_clear_object (&self->session);
  g_ptr_array_unref (self->pages);

  G_OBJECT_CLASS (meso_report_parent_class)->finalize (object);
}

static void
meso_report_class_init (MesoReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_report_finalize;
}

static void
meso_report_init (MesoReport *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

static double
get_content_width (MesoReport *self)
{
  return self->width - 2 * SIDE_MARGIN;
}

/* Takes the block or the figure. */
static void
place (MesoReport *self,
       MesoBlock *block,
       MesoFigure *figure,
       double x,
       double y)
{
  GArray *page = g_ptr_array_index (self->pages, self->pages->len - 1);
  Placement placement = { block, figure, x, y };

  g_array_append_val (page, placement);
}

/* Returns: where its content begins. */
static double
add_page (MesoReport *self)
{
  GArray *page = g_array_new (FALSE, FALSE, sizeof (Placement));
  MesoBlock *header;

  g_array_set_clear_func (page, clear_placement);
  g_ptr_array_add (self->pages, page);
  header = meso_report_create_header (self->session, get_content_width (self), self->pages->len == 1);
  place (self, header, NULL, SIDE_MARGIN, TOP_MARGIN);
  return TOP_MARGIN + meso_block_get_height (header) + SECTION_GAP;
}

static double
measure (GPtrArray *blocks)
{
  double height = 0;

  for (guint i = 0; i < blocks->len; i++)
    height += meso_block_get_height (g_ptr_array_index (blocks, i));
  return height;
}

/* One under the other, without a look at the foot of the page; the list is empty afterwards. Returns where they end. */
static double
stack (MesoReport *self,
       GPtrArray *blocks,
       double x,
       double y)
{
  while (blocks->len > 0)
    {
      MesoBlock *block = g_ptr_array_steal_index (blocks, 0);

      place (self, block, NULL, x, y);
      y += meso_block_get_height (block);
    }
  return y;
}

/* How high the blocks from the first to one that may stand last are. */
static double
measure_group (GPtrArray *blocks)
{
  double height = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      MesoBlock *block = g_ptr_array_index (blocks, i);

      height += meso_block_get_height (block);
      if (!meso_block_is_kept_with_next (block))
        break;
    }
  return height;
}

/* One under the other over as many pages as it takes; the list is empty afterwards. Returns where they end. */
static double
flow (MesoReport *self,
      GPtrArray *blocks,
      double y)
{
  g_autoptr (MesoBlock) heading = NULL;
  double top = 0;

  while (blocks->len > 0)
    {
      MesoBlock *block = g_ptr_array_index (blocks, 0);

      if (meso_block_is_heading (block))
        g_clear_pointer (&heading, meso_block_unref);
      /* What is higher than a page cannot be helped: it stands at the top of one. */
      if (y + measure_group (blocks) > self->bottom && y != top)
        {
          y = add_page (self);
          if (heading != NULL)
            {
              place (self, meso_block_ref (heading), NULL, SIDE_MARGIN, y);
              y += meso_block_get_height (heading);
            }
          top = y;
        }
      if (meso_block_is_heading (block))
        heading = meso_block_ref (block);
      g_ptr_array_steal_index (blocks, 0);
      place (self, block, NULL, SIDE_MARGIN, y);
      y += meso_block_get_height (block);
    }
  return y;
}

static void
move_all (GPtrArray *from,
          GPtrArray *to)
{
  while (from->len > 0)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, 0));
}

static GPtrArray *
create_block_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) meso_block_unref);
}

static void
add_gap (GPtrArray *list)
{
  MesoBlock *gap = meso_block_new ();

  meso_block_set_height (gap, SECTION_GAP);
  meso_block_keep_with_next (gap);
  g_ptr_array_add (list, gap);
}

/* The first block of a column, and beside it the others; returns how high that is. Places nothing if @y is negative. */
static double
spread (MesoReport *self,
        GPtrArray *column,
        double y)
{
  double first = meso_block_get_height (g_ptr_array_index (column, 0)), height = MAX (first, measure (column) - first);
  MesoBlock *block;

  if (y < 0)
    return height;
  block = g_ptr_array_steal_index (column, 0);
  place (self, block, NULL, SIDE_MARGIN, y);
  if (column->len > 0)
    g_ptr_array_remove_index (column, 0); /* the gap between them */
  stack (self, column, SIDE_MARGIN + COLUMN_WIDTH + 3 * GUTTER, y);
  return height;
}

/* A map with its column of figures beside it; a wide one has the column under it. Takes the column's blocks. */
static void
place_map (MesoReport *self,
           MesoMap *map,
           GPtrArray *column,
           double y,
           double height)
{
  double width = get_content_width (self);
  double beside = width - COLUMN_WIDTH - GUTTER, under = height - spread (self, column, -1) - SECTION_GAP;
  MesoFigure *figure;

  if (under > 60 && meso_figure_find_scale (map, self->guides, width, under) >
                      1.05 * meso_figure_find_scale (map, self->guides, beside, height))
    {
      figure = meso_figure_new (self->session, map, self->guides, width, under);
      place (self, NULL, figure, SIDE_MARGIN, y);
      spread (self, column, y + under + SECTION_GAP);
      return;
    }
  figure = meso_figure_new (self->session, map, self->guides, beside, height);
  place (self, NULL, figure, SIDE_MARGIN, y);
  stack (self, column, SIDE_MARGIN + beside + GUTTER, y);
}

/* Legend, and the sides of one map. */
static GPtrArray *
create_column (MesoReport *self,
               MesoMap *map)
{
  GPtrArray *column = create_block_list ();

  g_ptr_array_add (column, meso_report_create_legend (map, COLUMN_WIDTH));
  if (meso_map_get_n_marks (map) > 0)
    {
      add_gap (column);
      g_ptr_array_add (column, meso_report_create_sides (self->session, map, COLUMN_WIDTH));
    }
  return column;
}

/*
 * One map: beside it the legend, the sides and the totals, below it products and remarks. What does not fit goes to the
 * next pages, and the map then takes the room.
 */
static void
lay_out_single (MesoReport *self)
{
  double width = get_content_width (self), y = add_page (self), room = self->bottom - y, least;
  MesoMap *map = meso_session_get_map (self->session, 0);
  g_autoptr (GPtrArray) column = create_column (self, map);
  g_autoptr (GPtrArray) totals = meso_report_create_totals (self->session, COLUMN_WIDTH);
  g_autoptr (GPtrArray) products = meso_report_create_products (self->session, width);
  g_autoptr (GPtrArray) remarks = meso_report_create_remarks (self->session, width);
  g_autoptr (GPtrArray) key = meso_report_create_warning_key (self->session, self->guides, width);
  g_autoptr (GPtrArray) below = create_block_list ();
  g_autoptr (GPtrArray) later = create_block_list ();

  move_all (key, remarks);
  least = MAX (MIN_FIGURE, measure (column) + SECTION_GAP + measure (totals));
  if (measure (column) + SECTION_GAP + measure (totals) > room)
    {
      g_clear_pointer (&totals, g_ptr_array_unref);
      totals = meso_report_create_totals (self->session, width);
      add_gap (later);
      move_all (totals, later);
      least = MIN_FIGURE;
    }
  else if (totals->len > 0)
    {
      add_gap (column);
      move_all (totals, column);
    }

  if (room - measure (products) - measure (remarks) >= least)
    {
      move_all (products, below);
      move_all (remarks, below);
    }
  else if (room - measure (products) >= MAX (least, GOOD_FIGURE))
    move_all (products, below);

  move_all (products, later);
  move_all (remarks, later);
  room -= measure (below);
  if (later->len > 0 && below->len == 0)
    room = MIN (room, MAX (least, meso_figure_find_height (map, self->guides, width - COLUMN_WIDTH - GUTTER)));
  place_map (self, map, column, y, room);
  y = stack (self, below, SIDE_MARGIN, y + room);
  flow (self, later, y);
}

/* Several maps, or none: a page for each, then the session's own figures. */
static void
lay_out_many (MesoReport *self)
{
  double width = get_content_width (self), y = add_page (self);
  guint n_maps = meso_session_get_n_maps (self->session);
  g_autoptr (GPtrArray) rest = meso_report_create_totals (self->session, width);
  g_autoptr (GPtrArray) products = meso_report_create_products (self->session, width);
  g_autoptr (GPtrArray) remarks = meso_report_create_remarks (self->session, width);
  g_autoptr (GPtrArray) key = meso_report_create_warning_key (self->session, self->guides, width);

  for (guint i = 0; i < n_maps; i++)
    {
      MesoMap *map = meso_session_get_map (self->session, i);
      g_autoptr (GPtrArray) column = create_column (self, map);

      if (i > 0)
        y = add_page (self);
      place_map (self, map, column, y, self->bottom - y);
    }
  move_all (key, remarks);
  if (n_maps > 0 && rest->len + products->len + remarks->len > 0)
    y = add_page (self);
  if (rest->len > 0)
    {
      add_gap (rest);
      g_ptr_array_add (rest, meso_report_create_sides (self->session, NULL, width));
    }
  move_all (products, rest);
  move_all (remarks, rest);
  flow (self, rest, y);
}

/**
 * meso_report_new:
 * @session: must not change while the report is in use; give a snapshot of one that may
 * @guides: which guides lie under the marks, of those that a map has
 *
 * Returns: (transfer full): for use on this thread. It has at least one page.
 */
MesoReport *
meso_report_new (MesoSession *session,
                 MesoPaper paper,
                 MesoGuideFlags guides)
{
  MesoReport *self;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  self = g_object_new (MESO_TYPE_REPORT, NULL);
  self->session = g_object_ref (session);
  self->guides = guides;
  self->width = paper == MESO_PAPER_LETTER ? 8.5 * 25.4 : 210;
  self->height = paper == MESO_PAPER_LETTER ? 11 * 25.4 : 297;
  self->bottom = self->height - BOTTOM_MARGIN - FOOTER_HEIGHT;
  if (meso_session_get_n_maps (session) == 1)
    lay_out_single (self);
  else
    lay_out_many (self);
  return self;
}

guint
meso_report_get_n_pages (MesoReport *self)
{
  g_return_val_if_fail (MESO_IS_REPORT (self), 0);

  return self->pages->len;
}

/** meso_report_get_page_size: @width_mm: (out) (optional): upright; @height_mm: (out) (optional) */
void
meso_report_get_page_size (MesoReport *self,
                           double *width_mm,
                           double *height_mm)
{
  g_return_if_fail (MESO_IS_REPORT (self));

  if (width_mm != NULL)
    *width_mm = self->width;
  if (height_mm != NULL)
    *height_mm = self->height;
}

static void
draw_footer (MesoReport *self,
             guint page,
             cairo_t *cr)
{
  g_autoptr (MesoBlock) footer = meso_block_new ();
  g_autofree char *status = meso_caption_dup_status (self->session);
  g_autofree char *revision = meso_number_format (meso_session_get_revision (self->session), 0, 0);
  /* Translators: the identity and the revision of a session */
  g_autofree char *id = g_strdup_printf (_ ("Mesomap · session %s · revision %s"),
                                         meso_session_get_id (self->session),
                                         revision);
  /* Translators: at the foot of a sheet of paper */
  g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->pages->len);
  double width = get_content_width (self);

  meso_block_add_rule (footer, 0, width, 0, 0.15, MESO_TONE_RULE);
  meso_block_add_text (footer, id, 2.4, MESO_TEXT_PLAIN, MESO_TONE_SOFT, MESO_ANCHOR_START, 0, 1.2, -1);
  meso_block_add_text (footer, status, 2.4, MESO_TEXT_PLAIN, MESO_TONE_SOFT, MESO_ANCHOR_START, width * 0.55, 1.2, -1);
  meso_block_add_text (footer, number, 2.9, MESO_TEXT_BOLD, MESO_TONE_INK, MESO_ANCHOR_END, width, 0.9, -1);
  meso_block_paint (footer, cr, SIDE_MARGIN, self->bottom + 2.5);
}

/**
 * meso_report_draw_page:
 * @page: from 0
 * @cr: its user unit is 1 mm, its origin the upper left corner of the sheet, which is taken to be white
 *
 * The same for paper, file and preview.
 */
void
meso_report_draw_page (MesoReport *self,
                       guint page,
                       cairo_t *cr)
{
  GArray *placements;

  g_return_if_fail (MESO_IS_REPORT (self));
  g_return_if_fail (page < self->pages->len);
  g_return_if_fail (cr != NULL);

  placements = g_ptr_array_index (self->pages, page);
  for (guint i = 0; i < placements->len; i++)
    {
      const Placement *placement = &g_array_index (placements, Placement, i);

      if (placement->block != NULL)
        meso_block_paint (placement->block, cr, placement->x, placement->y);
      else
        meso_figure_paint (placement->figure, cr, placement->x, placement->y);
    }
  draw_footer (self, page, cr);
}

/* The dates of the file are those of the visit, so that the same session gives the same bytes. No name in the title: it
 * shows in lists of files and windows. */
static void
describe_pdf (MesoReport *self,
              cairo_surface_t *surface)
{
  const MesoPatient *patient = meso_session_get_patient (self->session);
  const MesoVisit *visit = meso_session_get_visit (self->session);
  g_autofree char *day = visit != NULL ? meso_caption_dup_day (visit->start) : g_strdup ("");
  g_autofree char *title = g_strjoin (" · ", "Mesomap", patient != NULL ? patient->code : "", day, NULL);
  const char *start = visit != NULL ? visit->start : "2000-01-01T00:00:00Z";

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Mesomap");
  if (visit != NULL && visit->practitioner != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, visit->practitioner);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, start);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, start);
}

static cairo_status_t
append_cb (void *closure,
           const unsigned char *data,
           unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * meso_report_to_pdf:
 *
 * Returns: (transfer full): the PDF file, the same bytes for the same session; or %NULL with %MESO_ERROR_IO when cairo
 * cannot make it.
 */
GBytes *
meso_report_to_pdf (MesoReport *self,
                    GError **error)
{
  GByteArray *data = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (MESO_IS_REPORT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (append_cb,
                                                 data,
                                                 self->width * MM_TO_POINT,
                                                 self->height * MM_TO_POINT);
  describe_pdf (self, surface);
  cr = cairo_create (surface);
  cairo_scale (cr, MM_TO_POINT, MM_TO_POINT);
  for (guint i = 0; i < self->pages->len; i++)
    {
      cairo_save (cr);
      meso_report_draw_page (self, i, cr);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_byte_array_unref (data);
      g_set_error (error, MESO_ERROR, MESO_ERROR_IO, _ ("The PDF cannot be made: %s"), cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (data);
}
