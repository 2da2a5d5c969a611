/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-report-parts.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "drawing/meso-caption.h"
#include "drawing/meso-plate.h"
#include "model/meso-totals.h"

#define HEADING_SIZE 3.5
#define TEXT_SIZE 3.1
#define SMALL_SIZE 2.5
#define ROW_GAP 1.1

/* A table is as wide as asked; these are where its columns of figures end, from the right, in mm. */
#define AMOUNT_WIDTH 18
#define COUNT_WIDTH 8.6

/* Less room than this, and layers go by their short names. */
#define MIN_NAME_WIDTH 36

static void
free_block (gpointer block)
{
  meso_block_unref (block);
}

static GPtrArray *
create_list (void)
{
  return g_ptr_array_new_with_free_func (free_block);
}

/** meso_report_create_heading: (transfer full): a title with a rule under it, to stand on every page it goes over. */
MesoBlock *
meso_report_create_heading (const char *title,
                            double width,
                            double space_above)
{
  MesoBlock *block = meso_block_new ();
  double y;

  y = meso_block_add_text (block,
                           title,
                           HEADING_SIZE,
                           MESO_TEXT_BOLD,
                           MESO_TONE_INK,
                           MESO_ANCHOR_START,
                           0,
                           space_above,
                           width);
  meso_block_add_rule (block, 0, width, y + 0.6, 0.2, MESO_TONE_INK);
  meso_block_set_height (block, y + 1.4);
  meso_block_set_heading (block);
  return block;
}

static double
add_plain (MesoBlock *block,
           const char *text,
           double x,
           double y,
           double width)
{
  return meso_block_add_text (block,
                              text,
                              TEXT_SIZE,
                              MESO_TEXT_PLAIN,
                              MESO_TONE_INK,
                              MESO_ANCHOR_START,
                              x,
                              y,
                              width);
}

/* A figure, and under it in brackets what is planned. */
static double
add_figure (MesoBlock *block,
            const char *done,
            const char *planned,
            MesoTextFlags flags,
            double right,
            double y)
{
  g_autofree char *bracketed = planned != NULL ? g_strdup_printf ("(%s)", planned) : NULL;

  y = meso_block_add_text (block, done, TEXT_SIZE, flags, MESO_TONE_INK, MESO_ANCHOR_END, right, y, -1);
  if (bracketed != NULL)
    y = meso_block_add_text (block,
                             bracketed,
                             TEXT_SIZE,
                             MESO_TEXT_PLAIN,
                             MESO_TONE_SOFT,
                             MESO_ANCHOR_END,
                             right,
                             y - 0.6,
                             -1);
  return y;
}

static void
add_count (MesoBlock *block,
           guint done,
           guint planned,
           MesoTextFlags flags,
           double right,
           double y)
{
  g_autofree char *text = NULL, *bracketed = NULL;

  if (done == 0 && planned == 0)
    return;
  text = g_strdup_printf ("%u", done);
  bracketed = planned > 0 ? g_strdup_printf ("%u", planned) : NULL;
  add_figure (block, text, bracketed, flags, right, y);
}

static double
add_amount (MesoBlock *block,
            gint64 done,
            gint64 planned,
            MesoUnit unit,
            MesoTextFlags flags,
            double right,
            double y)
{
  g_autofree char *text = NULL, *bracketed = NULL;

  text = meso_caption_dup_amount (done, unit);
  bracketed = planned > 0 ? meso_caption_dup_amount (planned, unit) : NULL;
  return add_figure (block, text, bracketed, flags, right, y);
}

/** meso_report_create_legend: with the marks of @map counted. */
MesoBlock *
meso_report_create_legend (MesoMap *map,
                           double width)
{
  g_autoptr (MesoBlock) block = meso_report_create_heading (_ ("Layers"), width, 0);
  g_autoptr (MesoFurniture) furniture = meso_furniture_new ();
  double top = meso_block_get_height (block) - 0.6;
  MesoLayerCounts counts;

  meso_map_count_layers (map, &counts);
  meso_furniture_add_legend (furniture, 0, top, TEXT_SIZE, width, &counts);
  for (guint i = 0; i < meso_furniture_get_n_pieces (furniture); i++)
    {
      const MesoPiece *piece = meso_furniture_get_piece (furniture, i);

      if (piece->kind == MESO_PIECE_SYMBOL)
        meso_block_add_symbol (block, piece->layer, piece->state, piece->x, piece->y, piece->size);
      else if (piece->kind == MESO_PIECE_TEXT)
        {
          g_autoptr (PangoLayout) layout = meso_text_new (piece->text, piece->size, piece->flags, -1);

          meso_block_add_text (block,
                               piece->text,
                               piece->size,
                               piece->flags,
                               MESO_TONE_INK,
                               piece->anchor,
                               piece->x,
                               piece->y - meso_text_get_baseline (layout),
                               -1);
        }
    }
  return g_steal_pointer (&block);
}

/* Where the columns end. Zones have one only where there are any. */
typedef struct
{
  double points, lines, zones, amount;
  double name;
  gboolean has_zones;
} Columns;

static Columns
find_columns (double width,
              gboolean has_zones)
{
  Columns c = { .amount = width, .has_zones = has_zones };

  c.zones = width - AMOUNT_WIDTH;
  c.lines = c.zones - (has_zones ? COUNT_WIDTH : 0);
  c.points = c.lines - COUNT_WIDTH;
  c.name = c.points - COUNT_WIDTH;
  return c;
}

static void
add_column_names (MesoBlock *block,
                  const Columns *c,
                  double y)
{
  const char *names[] = { _ ("Points"), _ ("Lines"), _ ("Zones"), _ ("Amount") };
  double ends[] = { c->points, c->lines, c->zones, c->amount };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (i != 2 || c->has_zones)
      meso_block_add_text (block,
                           names[i],
                           SMALL_SIZE,
                           MESO_TEXT_PLAIN,
                           MESO_TONE_SOFT,
                           MESO_ANCHOR_END,
                           ends[i],
                           y,
                           -1);
}

static void
add_tallies (MesoBlock *block,
             const Columns *c,
             const MesoTally *done,
             const MesoTally *planned,
             MesoUnit unit,
             MesoTextFlags flags,
             double y)
{
  add_count (block, done->n_points, planned->n_points, flags, c->points, y);
  add_count (block, done->n_threads, planned->n_threads, flags, c->lines, y);
  if (c->has_zones)
    add_count (block, done->n_areas, planned->n_areas, flags, c->zones, y);
  if (unit != MESO_UNIT_UNSET)
    add_amount (block, done->dose, planned->dose, unit, flags, c->amount, y);
}

static gboolean
has_zones (MesoTotals *totals)
{
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      if (row->done.n_areas + row->planned.n_areas > 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_tally (MesoTally *sum,
           const MesoTally *tally)
{
  sum->n_points += tally->n_points;
  sum->n_threads += tally->n_threads;
  sum->n_areas += tally->n_areas;
  sum->dose += tally->dose;
}

/* The marks of a side: counted together, their amounts by unit. */
static double
add_side (MesoBlock *block,
          MesoTotals *totals,
          MesoSide side,
          const Columns *c,
          double y)
{
  const char *name = meso_vocabulary_get_name (&meso_side_vocabulary, side);
  MesoTally done = { 0 }, planned = { 0 };
  double below = y;

  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      if (row->side != side)
        continue;
      add_tally (&done, &row->done);
      add_tally (&planned, &row->planned);
      if (row->unit != MESO_UNIT_UNSET)
        below = add_amount (block, row->done.dose, row->planned.dose, row->unit, MESO_TEXT_PLAIN, c->amount, below);
    }
  if (meso_tally_get_n_marks (&done) + meso_tally_get_n_marks (&planned) == 0)
    return y;
  add_plain (block, *name != '\0' ? name : _ ("Side not given"), 0, y, c->name);
  add_tallies (block, c, &done, &planned, MESO_UNIT_UNSET, MESO_TEXT_PLAIN, y);
  return meso_block_get_height (block) + 0.2;
}

/**
 * meso_report_create_sides:
 * @map: (nullable): of this map alone
 *
 * Right, midline and left: one row for each side that occurs.
 */
MesoBlock *
meso_report_create_sides (MesoSession *session,
                          MesoMap *map,
                          double width)
{
  static const MesoSide order[] = {
    MESO_SIDE_RIGHT,
    MESO_SIDE_MIDLINE,
    MESO_SIDE_LEFT,
    MESO_SIDE_BILATERAL,
    MESO_SIDE_UNSPECIFIED,
    MESO_SIDE_UNSET,
  };
  g_autoptr (MesoBlock) block = meso_report_create_heading (_ ("Sides"), width, 0);
  g_autoptr (MesoTotals) totals = meso_totals_new (session, map, MESO_TOTALS_BY_SIDE);
  Columns c = find_columns (width, has_zones (totals));
  double y = meso_block_get_height (block);

  add_column_names (block, &c, 0.8);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    y = add_side (block, totals, order[i], &c, y);
  return g_steal_pointer (&block);
}

static MesoBlock *
create_layer_row (const MesoTotalsRow *row,
                  const Columns *c)
{
  MesoBlock *block = meso_block_new ();
  const char *name = row->layer != MESO_LAYER_UNSET ? meso_layer_get_name (row->layer) : _ ("No layer");

  if (row->layer != MESO_LAYER_UNSET && c->name < MIN_NAME_WIDTH)
    name = meso_layer_get_short_name (row->layer);
  if (row->layer != MESO_LAYER_UNSET)
    meso_block_add_symbol (block, row->layer, MESO_STATE_DONE, 1.7, TEXT_SIZE * 0.7, TEXT_SIZE * 0.68);
  add_plain (block, name, 4.6, 0, c->name - 4.6);
  add_tallies (block, c, &row->done, &row->planned, row->unit, MESO_TEXT_PLAIN, 0);
  meso_block_set_height (block, meso_block_get_height (block) + 0.2);
  return block;
}

static MesoBlock *
create_sum_row (const MesoTally *done,
                const MesoTally *planned,
                MesoUnit unit,
                const Columns *c,
                double width)
{
  MesoBlock *block = meso_block_new ();

  meso_block_add_rule (block, 4.6, width, 0.3, 0.15, MESO_TONE_RULE);
  meso_block_add_text (block,
                       _ ("Total"),
                       TEXT_SIZE,
                       MESO_TEXT_BOLD,
                       MESO_TONE_INK,
                       MESO_ANCHOR_START,
                       4.6,
                       0.6,
                       c->name - 4.6);
  add_tallies (block, c, done, planned, unit, MESO_TEXT_BOLD, 0.6);
  return block;
}

/** meso_report_create_totals: by product and layer, of the whole session. */
GPtrArray *
meso_report_create_totals (MesoSession *session,
                           double width)
{
  g_autoptr (MesoTotals) totals = meso_totals_new (session, NULL, MESO_TOTALS_BY_PRODUCT | MESO_TOTALS_BY_LAYER);
  guint n_rows = meso_totals_get_n_rows (totals);
  Columns c = find_columns (width, has_zones (totals));
  GPtrArray *list = create_list ();
  MesoBlock *heading;

  if (n_rows == 0)
    return list;
  heading = meso_report_create_heading (_ ("Totals"), width, 0);
  add_column_names (heading, &c, 0.8);
  g_ptr_array_add (list, heading);

  for (guint first = 0, end; first < n_rows; first = end)
    {
      MesoItem *product = meso_totals_get_row (totals, first)->product;
      MesoUnit unit = meso_totals_get_row (totals, first)->unit;
      MesoTally done = { 0 }, planned = { 0 };
      MesoBlock *name = meso_block_new ();

      meso_block_add_text (name,
                           product != NULL ? meso_item_get_product (product)->name : _ ("Without product"),
                           TEXT_SIZE,
                           MESO_TEXT_BOLD,
                           MESO_TONE_INK,
                           MESO_ANCHOR_START,
                           0,
                           first > 0 ? 1.4 : 0.2,
                           width);
      meso_block_keep_with_next (name);
      g_ptr_array_add (list, name);
      for (end = first; end < n_rows && meso_totals_get_row (totals, end)->product == product; end++)
        {
          const MesoTotalsRow *row = meso_totals_get_row (totals, end);

          g_ptr_array_add (list, create_layer_row (row, &c));
          add_tally (&done, &row->done);
          add_tally (&planned, &row->planned);
        }
      if (end > first + 1)
        {
          meso_block_keep_with_next (g_ptr_array_index (list, list->len - 1));
          g_ptr_array_add (list, create_sum_row (&done, &planned, unit, &c, width));
        }
    }
  return list;
}

/* Products */

typedef enum
{
  COLUMN_NAME,
  COLUMN_LOT,
  COLUMN_EXPIRES,
  COLUMN_OPENED,
  COLUMN_CHARTED,
  COLUMN_DISCARDED,
  COLUMN_LEFT,
  N_COLUMNS
} ProductColumn;

/* Left edges of the columns, and the right one of the table after them. */
static void
find_product_columns (double width,
                      gboolean discarded,
                      double edges[N_COLUMNS + 1])
{
  const double widths[N_COLUMNS] = { 0, 36, 33, 19, 20, discarded ? 20 : 0, 19 };

  edges[N_COLUMNS] = width;
  for (guint i = N_COLUMNS - 1; i > 0; i--)
    edges[i] = edges[i + 1] - widths[i];
  edges[0] = 0;
}

static char *
dup_words (const char *tokens)
{
  g_auto (GStrv) words = g_strsplit (tokens, " ", -1);
  char *line = g_strjoinv (", ", words);

  return g_strdelimit (line, "-", ' ');
}

/* What stands under the name: class, concentration, dilution, maker, note. */
static char *
describe_product (const MesoProduct *product)
{
  g_autofree char *classes = product->classes != NULL ? dup_words (product->classes) : NULL;
  const char *parts[] = { classes, product->concentration, product->dilution, product->manufacturer, product->note };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  return g_string_free (line, FALSE);
}

static void
add_expiry (MesoBlock *block,
            MesoSession *session,
            const MesoProduct *product,
            const double *edges)
{
  const MesoVisit *visit = meso_session_get_visit (session);
  double x = edges[COLUMN_EXPIRES], width = edges[COLUMN_OPENED] - x - 1, end;
  g_autofree char *date = NULL;

  if (product->expires == NULL)
    {
      add_plain (block, "–", x, ROW_GAP, width);
      return;
    }
  date = meso_caption_dup_date (product->expires);
  end = add_plain (block, date, x, ROW_GAP, width);
  /* Dates of the record sort as text; a product may be used on its last day. */
  if (visit != NULL && strncmp (product->expires, visit->start, strlen ("YYYY-MM-DD")) < 0)
    meso_block_add_tag (block, _ ("EXPIRED"), SMALL_SIZE, MESO_TONE_ALERT, MESO_ANCHOR_START, x, end + 0.2);
}

static void
find_charted (MesoTotals *totals,
              MesoItem *product,
              MesoTally *done,
              MesoTally *planned)
{
  *done = *planned = (MesoTally){ 0 };
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      if (row->product != product)
        continue;
      add_tally (done, &row->done);
      add_tally (planned, &row->planned);
    }
}

static MesoBlock *
create_product_row (MesoSession *session,
                    MesoItem *item,
                    MesoTotals *totals,
                    const double *edges)
{
  MesoBlock *block = meso_block_new ();
  const MesoProduct *product = meso_item_get_product (item);
  g_autofree char *description = describe_product (product);
  gboolean discarded = edges[COLUMN_LEFT] > edges[COLUMN_DISCARDED];
  MesoTally done, planned;
  double y;

  find_charted (totals, item, &done, &planned);
  y = meso_block_add_text (block,
                           product->name,
                           TEXT_SIZE,
                           MESO_TEXT_BOLD,
                           MESO_TONE_INK,
                           MESO_ANCHOR_START,
                           0,
                           ROW_GAP,
                           edges[COLUMN_LOT] - 3);
  if (*description != '\0')
    meso_block_add_text (block,
                         description,
                         SMALL_SIZE,
                         MESO_TEXT_PLAIN,
                         MESO_TONE_SOFT,
                         MESO_ANCHOR_START,
                         0,
                         y,
                         edges[COLUMN_LOT] - 3);
  if (product->lot != NULL)
    add_plain (block, product->lot, edges[COLUMN_LOT], ROW_GAP, edges[COLUMN_EXPIRES] - edges[COLUMN_LOT] - 2);
  else
    meso_block_add_tag (block, _ ("NO LOT"), SMALL_SIZE, MESO_TONE_INK, MESO_ANCHOR_START, edges[COLUMN_LOT], ROW_GAP);
  add_expiry (block, session, product, edges);
  add_amount (block, done.dose, planned.dose, product->unit, MESO_TEXT_PLAIN, edges[COLUMN_DISCARDED], ROW_GAP);
  if (discarded && product->discarded != MESO_UNSET)
    add_amount (block, product->discarded, 0, product->unit, MESO_TEXT_PLAIN, edges[COLUMN_LEFT], ROW_GAP);
  if (product->opened != MESO_UNSET)
    {
      gint64 left = product->opened - done.dose - (product->discarded != MESO_UNSET ? product->discarded : 0);

      add_amount (block, product->opened, 0, product->unit, MESO_TEXT_PLAIN, edges[COLUMN_CHARTED], ROW_GAP);
      y = add_amount (block, left, 0, product->unit, MESO_TEXT_BOLD, edges[N_COLUMNS], ROW_GAP);
      if (left < 0)
        meso_block_add_tag (block,
                            _ ("OVER"),
                            SMALL_SIZE,
                            MESO_TONE_ALERT,
                            MESO_ANCHOR_END,
                            edges[N_COLUMNS],
                            y + 0.2);
    }
  meso_block_set_height (block, meso_block_get_height (block) + 0.9);
  meso_block_add_rule (block, 0, edges[N_COLUMNS], meso_block_get_height (block), 0.12, MESO_TONE_RULE);
  return block;
}

/** meso_report_create_products: what was opened, charted, discarded and is left, with lot and expiry. */
GPtrArray *
meso_report_create_products (MesoSession *session,
                             double width)
{
  const char *titles[N_COLUMNS] = {
    NULL,
    _ ("Lot"),
    _ ("Expiry"),
    _ ("Opened"),
    _ ("Charted"),
    _ ("Discarded"),
    /* Translators: how much of a product is left over */
    C_ ("amount", "Left"),
  };
  g_autoptr (MesoTotals) totals = meso_totals_new (session, NULL, MESO_TOTALS_BY_PRODUCT);
  guint n_products = meso_session_get_n_products (session);
  GPtrArray *list = create_list ();
  gboolean discarded = FALSE;
  double edges[N_COLUMNS + 1];
  MesoBlock *heading;

  if (n_products == 0)
    return list;
  for (guint i = 0; i < n_products; i++)
    discarded = discarded || meso_item_get_product (meso_session_get_product (session, i))->discarded > 0;
  find_product_columns (width, discarded, edges);
  heading = meso_report_create_heading (_ ("Products"), width, 3);
  for (guint i = COLUMN_LOT; i < N_COLUMNS; i++)
    if (i != COLUMN_DISCARDED || discarded)
      meso_block_add_text (heading,
                           titles[i],
                           SMALL_SIZE,
                           MESO_TEXT_PLAIN,
                           MESO_TONE_SOFT,
                           i >= COLUMN_OPENED ? MESO_ANCHOR_END : MESO_ANCHOR_START,
                           i >= COLUMN_OPENED ? edges[i + 1] : edges[i],
                           3.8,
                           -1);
  g_ptr_array_add (list, heading);
  for (guint i = 0; i < n_products; i++)
    g_ptr_array_add (list, create_product_row (session, meso_session_get_product (session, i), totals, edges));
  return list;
}
