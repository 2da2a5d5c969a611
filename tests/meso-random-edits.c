/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-random-edits.h"

#include <math.h>

#include "pattern/meso-grid.h"

/* So many marks that every kind of edit finds some, and so few that a hundred thousand edits take seconds. */
#define MAX_MARKS 300

#define MAX_MAPS 4

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

static const char *
pick_word (const char *const *words,
           int n_words)
{
  return words[pick (n_words)];
}

#define PICK_WORD(words) pick_word ((words), G_N_ELEMENTS (words))

static MesoMap *
pick_map (MesoSession *session)
{
  guint n_maps = meso_session_get_n_maps (session);

  return n_maps > 0 ? meso_session_get_map (session, (guint) pick ((int) n_maps)) : NULL;
}

/* A map with marks, or NULL. */
static MesoMap *
pick_filled_map (MesoSession *session)
{
  MesoMap *map = pick_map (session);

  return map != NULL && meso_map_get_n_marks (map) > 0 ? map : NULL;
}

static guint
pick_position (MesoMap *map)
{
  return pick (3) > 0 ? MESO_POSITION_END : (guint) pick ((int) meso_map_get_n_marks (map) + 1);
}

static const char *
pick_product (MesoSession *session)
{
  guint n_products = meso_session_get_n_products (session);

  if (n_products == 0 || pick (4) == 0)
    return NULL;
  return meso_item_get_id (meso_session_get_product (session, (guint) pick ((int) n_products)));
}

static gint64
pick_number (int most)
{
  return pick (3) == 0 ? MESO_UNSET : pick (most);
}

/* What a mark says besides its shape. */
static void
change_fields (MesoSession *session,
               MesoMarkData *data)
{
  static const char *const regions[] = { NULL, "cheek-anterior", "chin", "forehead-central" };
  static const char *const notes[] = { NULL, "", "hæmatoma <2 mm> & \"pain\"", "tab\tand\nline" };
  static const char *const patterns[] = { NULL, "grid-1", "fan-2", "brush-17" };

  data->layer = data->kind == MESO_MARK_AREA && pick (2) == 0 ? MESO_LAYER_UNSET : (MesoLayer) (1 + pick (5));
  data->depth = pick_number (1000);
  data->product = (char *) pick_product (session);
  data->dose = data->product != NULL ? pick_number (20000) : MESO_UNSET;
  data->technique = (MesoTechnique) pick (MESO_TECHNIQUE_OTHER + 1);
  data->device = (MesoDevice) pick (MESO_DEVICE_OTHER + 1);
  data->gauge = pick (2) == 0 ? MESO_UNSET : 20 + pick (15);
  data->needle = pick (2) == 0 ? MESO_UNSET : 100 + pick (4000);
  data->angle = pick_number (9000);
  data->state = pick (3) == 0 ? MESO_STATE_PLANNED : MESO_STATE_DONE;
  data->region = (char *) PICK_WORD (regions);
  data->side = (MesoSide) pick (MESO_SIDE_UNSPECIFIED + 1);
  data->pattern = (char *) PICK_WORD (patterns);
  data->note = (char *) PICK_WORD (notes);
  if (data->kind == MESO_MARK_THREAD)
    data->direction = (MesoDirection) pick (3);
}

/* Never across itself: round a middle, as a star. */
static guint
make_points (MesoMarkKind kind,
             MesoPoint *points)
{
  MesoPoint middle = { pick (12000) - 6000, pick (20000) - 10000 };
  guint n = kind == MESO_MARK_POINT ? 1 : kind == MESO_MARK_THREAD ? 2 + (guint) pick (5)
                                                                   : 3 + (guint) pick (9);

  points[0] = middle;
  for (guint i = 0; kind == MESO_MARK_THREAD && i < n; i++)
    points[i] = (MesoPoint){ middle.x + pick (2000) - 1000, middle.y + pick (2000) - 1000 };
  for (guint i = 0; kind == MESO_MARK_AREA && i < n; i++)
    {
      double radius = 200 + pick (2000), angle = i * 2 * G_PI / n;

      points[i] = (MesoPoint){ middle.x + (int) lround (radius * cos (angle)),
                               middle.y + (int) lround (radius * sin (angle)) };
    }
  return n;
}

static MesoMark *
create_mark (MesoSession *session,
             MesoMarkKind kind,
             const MesoPoint *points,
             guint n_points,
             const char *pattern)
{
  g_autofree char *id = meso_session_allocate_id (session, "m");
  MesoMarkData data;

  meso_mark_data_init (&data, kind);
  data.id = id;
  data.points = (MesoPoint *) points;
  data.n_points = n_points;
  change_fields (session, &data);
  if (kind == MESO_MARK_THREAD)
    data.curve = pick (2) ? MESO_CURVE_SMOOTH : MESO_CURVE_STRAIGHT;
  if (pattern != NULL)
    data.pattern = (char *) pattern;
  return meso_mark_new (&data, NULL);
}

static MesoEdit *
add_mark (MesoSession *session)
{
  MesoMap *map = pick_map (session);
  MesoMarkKind kind = (MesoMarkKind) (MESO_MARK_POINT + pick (3));
  MesoPoint points[16];
  g_autoptr (MesoMark) mark = NULL;
  MesoEdit *edit;

  if (map == NULL || meso_session_get_n_marks (session) > MAX_MARKS)
    return NULL;
  mark = create_mark (session, kind, points, make_points (kind, points), NULL);
  edit = meso_edit_new ("Add");
  meso_edit_add_mark (edit, map, mark, pick_position (map));
  return edit;
}

/* A mark and its twin on the other side of the midline. */
static MesoEdit *
add_mirrored (MesoSession *session)
{
  MesoMap *map = pick_map (session);
  MesoMarkKind kind = (MesoMarkKind) (MESO_MARK_POINT + pick (3));
  MesoPoint points[16];
  guint n_points = make_points (kind, points);
  MesoEdit *edit;

  if (map == NULL || meso_session_get_n_marks (session) > MAX_MARKS)
    return NULL;
  edit = meso_edit_new ("Add Mirrored");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MesoMark) mark = create_mark (session, kind, points, n_points, NULL);

      meso_edit_add_mark (edit, map, mark, MESO_POSITION_END);
      for (guint k = 0; k < n_points; k++)
        points[k].x *= -1;
    }
  return edit;
}

static MesoEdit *
add_grid (MesoSession *session)
{
  static const MesoPoint outline_points[] = { { -3000, 0 }, { 3000, -500 }, { 2500, 4000 }, { -2000, 3500 } };
  MesoGrid grid = { (MesoLattice) pick (2), 700 + pick (1500), pick (9000), 200 };
  MesoMap *map = pick_map (session);
  g_autoptr (MesoOutline) outline = meso_outline_new (outline_points, 4, NULL);
  g_autoptr (GArray) points = NULL;
  g_autofree char *pattern = NULL;
  MesoEdit *edit;

  if (map == NULL || meso_session_get_n_marks (session) > MAX_MARKS)
    return NULL;
  points = meso_grid_fill (&grid, outline, NULL);
  pattern = g_strdup_printf ("grid-%d", pick (1000));
  edit = meso_edit_new ("Add Grid");
  for (guint i = 0; i < points->len; i++)
    {
      g_autoptr (MesoMark) mark =
        create_mark (session, MESO_MARK_POINT, &g_array_index (points, MesoPoint, i), 1, pattern);

      meso_edit_add_mark (edit, map, mark, MESO_POSITION_END);
    }
  return edit;
}

/* Calls @change for one mark, some of a map, or all of it. */
static MesoEdit *
change_marks (MesoSession *session,
              const char *name,
              void (*change) (MesoSession *session, MesoEdit *edit, MesoMap *map, MesoMark *mark))
{
  MesoMap *map = pick_filled_map (session);
  MesoEdit *edit;
  int n_marks, one, share;

  if (map == NULL)
    return NULL;
  edit = meso_edit_new (name);
  n_marks = (int) meso_map_get_n_marks (map);
  one = pick (n_marks);
  share = pick (4) > 0 ? 0 : pick (10) > 0 ? pick (30)
                                           : 100;
  for (int i = 0; i < n_marks; i++)
    if (i == one || pick (100) < share)
      change (session, edit, map, meso_map_get_mark (map, (guint) i));
  return edit;
}

static void
remove_mark (MesoSession *session,
             MesoEdit *edit,
             MesoMap *map,
             MesoMark *mark)
{
  meso_edit_remove_mark (edit, map, mark);
}

static void
move_mark (MesoSession *session,
           MesoEdit *edit,
           MesoMap *map,
           MesoMark *mark)
{
  g_autoptr (MesoMark) moved = meso_mark_moved (mark, 50, pick (2) * 50);
  MesoPoint place = meso_mark_get_place (moved);

  /* Not out of the diagram, however often. */
  if (place.x < 20000)
    meso_edit_replace_mark (edit, map, mark, moved);
}

static void
change_mark (MesoSession *session,
             MesoEdit *edit,
             MesoMap *map,
             MesoMark *mark)
{
  MesoMarkData data = *meso_mark_get (mark);
  g_autoptr (MesoMark) changed = NULL;

  change_fields (session, &data);
  changed = meso_mark_changed (mark, &data);
  meso_edit_replace_mark (edit, map, mark, changed);
}

/* A node of a line or zone, dragged or taken out. */
static void
change_node (MesoSession *session,
             MesoEdit *edit,
             MesoMap *map,
             MesoMark *mark)
{
  MesoMarkData data = *meso_mark_get (mark);
  g_autofree MesoPoint *points = g_memdup2 (data.points, data.n_points * sizeof *points);
  g_autoptr (MesoMark) changed = NULL;

  data.points = points;
  if (pick (2) && data.n_points > data.kind)
    data.n_points--;
  else
    points[pick ((int) data.n_points)].x += pick (200) - 100;
  changed = meso_mark_changed (mark, &data);
  if (meso_mark_check (changed, NULL))
    meso_edit_replace_mark (edit, map, mark, changed);
}

/* A mark goes to another place of the list, or to another map, under its id. */
static void
relist_mark (MesoSession *session,
             MesoEdit *edit,
             MesoMap *map,
             MesoMark *mark)
{
  MesoMap *to = pick_map (session);

  meso_edit_remove_mark (edit, map, mark);
  meso_edit_add_mark (edit, to, mark, to == map ? MESO_POSITION_END : pick_position (to));
}

static MesoEdit *
merge_moves (MesoSession *session)
{
  MesoEdit *edit = change_marks (session, "Move", move_mark);

  if (edit != NULL)
    meso_edit_set_merge_key (edit, "move");
  return edit;
}

static MesoItem *
create_product (const char *id,
                gint64 opened)
{
  static const char *const names[] = { "HA 5 mg/mL", "Vitamins & more", "Πολυνουκλεοτίδια" };
  static const char *const lots[] = { NULL, "N2604A", "S1188" };
  MesoProduct *product = meso_item_data_new (MESO_ITEM_PRODUCT);
  MesoItem *item;

  product->id = g_strdup (id);
  product->name = g_strdup (PICK_WORD (names));
  product->unit = MESO_UNIT_ML;
  product->opened = opened;
  product->lot = g_strdup (PICK_WORD (lots));
  item = meso_item_new (MESO_ITEM_PRODUCT, product, NULL, NULL);
  meso_item_data_free (MESO_ITEM_PRODUCT, product);
  return item;
}

static MesoEdit *
add_product (MesoSession *session)
{
  guint n_products = meso_session_get_n_products (session);
  g_autofree char *id = NULL;
  g_autoptr (MesoItem) item = NULL;
  MesoEdit *edit;

  if (n_products >= 6)
    return NULL;
  id = meso_session_allocate_id (session, "p");
  item = create_product (id, pick (100000));
  edit = meso_edit_new ("Add Product");
  meso_edit_change_item (edit, MESO_SLOT_PRODUCT, NULL, item, (guint) pick ((int) n_products + 1));
  return edit;
}

static guint
pick_product_index (MesoSession *session)
{
  return (guint) pick ((int) MAX (meso_session_get_n_products (session), 1));
}

static MesoEdit *
change_product (MesoSession *session)
{
  guint index = pick_product_index (session);
  g_autoptr (MesoItem) after = NULL;
  MesoItem *before;
  MesoEdit *edit;

  if (meso_session_get_n_products (session) == 0)
    return NULL;
  before = meso_session_get_product (session, index);
  after = create_product (meso_item_get_id (before), pick (100000));
  edit = meso_edit_new ("Change Product");
  meso_edit_change_item (edit, MESO_SLOT_PRODUCT, before, after, index);
  return edit;
}

static void
drop_product (MesoEdit *edit,
              MesoMap *map,
              const char *product)
{
  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      MesoMarkData data = *meso_mark_get (mark);
      g_autoptr (MesoMark) changed = NULL;

      if (g_strcmp0 (data.product, product) != 0)
        continue;
      data.product = NULL;
      data.dose = MESO_UNSET;
      changed = meso_mark_changed (mark, &data);
      meso_edit_replace_mark (edit, map, mark, changed);
    }
}

/* With all marks that had it, in one edit. */
static MesoEdit *
remove_product (MesoSession *session)
{
  guint index = pick_product_index (session);
  MesoItem *product;
  MesoEdit *edit;

  if (meso_session_get_n_products (session) == 0)
    return NULL;
  product = meso_session_get_product (session, index);
  edit = meso_edit_new ("Remove Product");
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    drop_product (edit, meso_session_get_map (session, i), meso_item_get_id (product));
  meso_edit_change_item (edit, MESO_SLOT_PRODUCT, product, NULL, index);
  return edit;
}

static MesoItem *
create_photo (const char *file,
              gint64 px_per_mm)
{
  MesoPhoto *photo = meso_item_data_new (MESO_ITEM_PHOTO);
  MesoItem *item;

  photo->file = g_strdup (file);
  photo->sha256 = g_strdup ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  photo->width = 1200;
  photo->height = 1600;
  photo->px_per_mm = px_per_mm;
  photo->right_side = 1;
  item = meso_item_new (MESO_ITEM_PHOTO, photo, NULL, NULL);
  meso_item_data_free (MESO_ITEM_PHOTO, photo);
  return item;
}

static MesoEdit *
add_map (MesoSession *session)
{
  static const char *const diagrams[] = { "face-front", "neck", "hands", "scalp-top", MESO_DIAGRAM_PHOTO };
  const char *diagram = PICK_WORD (diagrams);
  guint n_maps = meso_session_get_n_maps (session);
  gboolean is_photo = g_str_equal (diagram, MESO_DIAGRAM_PHOTO);
  g_autofree char *file = g_strdup_printf ("photo-%d.jpg", pick (1000));
  g_autoptr (MesoItem) photo = NULL;
  g_autoptr (MesoMap) map = NULL;
  MesoEdit *edit;

  if (n_maps >= MAX_MAPS || meso_session_lookup_map (session, diagram, is_photo ? MESO_SEX_UNSET : MESO_SEX_FEMALE))
    return NULL;
  photo = is_photo ? create_photo (file, MESO_UNSET) : NULL;
  map = meso_map_new (diagram, is_photo ? MESO_UNSET : 1, is_photo ? MESO_SEX_UNSET : MESO_SEX_FEMALE, photo, NULL);
  edit = meso_edit_new ("Add View");
  meso_edit_add_map (edit, map, pick (2) ? MESO_POSITION_END : (guint) pick ((int) n_maps + 1));
  return edit;
}

static MesoEdit *
remove_map (MesoSession *session)
{
  guint n_maps = meso_session_get_n_maps (session), index;
  MesoMap *map;
  MesoEdit *edit;

  if (n_maps == 0)
    return NULL;
  index = (guint) pick ((int) n_maps);
  map = meso_session_get_map (session, index);
  edit = meso_edit_new ("Remove View");
  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    meso_edit_remove_mark (edit, map, meso_map_get_mark (map, i));
  meso_edit_remove_map (edit, map, index);
  return edit;
}

static MesoEdit *
calibrate (MesoSession *session)
{
  MesoMap *map = pick_map (session);
  MesoItem *photo = map != NULL ? meso_map_get_photo (map) : NULL;
  g_autoptr (MesoItem) after = NULL;
  MesoEdit *edit;

  if (photo == NULL)
    return NULL;
  after = create_photo (meso_item_get_photo (photo)->file, 40000 + pick (40000));
  edit = meso_edit_new ("Calibrate");
  meso_edit_change_photo (edit, map, after);
  return edit;
}

static MesoEdit *
change_notes (MesoSession *session)
{
  static const char *const texts[] = { "", "Redness.", "  two\n\nlines & <more>  " };
  MesoNotes notes = { (char *) PICK_WORD (texts) };
  MesoItem *before = meso_session_get_item (session, MESO_SLOT_NOTES);
  g_autoptr (MesoItem) after = pick (4) > 0 ? meso_item_new (MESO_ITEM_NOTES, &notes, NULL, NULL) : NULL;
  MesoEdit *edit;

  if (before == NULL && after == NULL)
    return NULL;
  edit = meso_edit_new ("Change Notes");
  meso_edit_change_item (edit, MESO_SLOT_NOTES, before, after, 0);
  return edit;
}

static MesoEdit *
change_check (MesoSession *session)
{
  guint n_checks = meso_session_get_n_checks (session);
  g_autofree char *id = g_strdup_printf ("check-%d", pick (1000000));
  MesoCheck check = { .id = id, .value = 1 + pick (2) };
  MesoItem *before = n_checks > 0 && (pick (2) || n_checks > 5) ? meso_session_get_check (session, 0) : NULL;
  g_autoptr (MesoItem) after = NULL;
  MesoEdit *edit = meso_edit_new ("Change Check");

  if (before != NULL)
    check.id = meso_item_get_check (before)->id;
  after = before == NULL || pick (2) ? meso_item_new (MESO_ITEM_CHECK, &check, NULL, NULL) : NULL;
  meso_edit_change_item (edit, MESO_SLOT_CHECK, before, after, before != NULL ? 0 : n_checks);
  return edit;
}

/* Returns: (transfer full) (nullable): what the session takes; NULL when that kind of edit finds nothing to do */
MesoEdit *
random_edit_new (MesoSession *session)
{
  int choice = pick (100);

  if (choice < 20)
    return add_mark (session);
  if (choice < 25)
    return add_mirrored (session);
  if (choice < 31)
    return add_grid (session);
  if (choice < 39)
    return change_marks (session, "Remove", remove_mark);
  if (choice < 51)
    return merge_moves (session);
  if (choice < 70)
    return change_marks (session, "Change", change_mark);
  if (choice < 78)
    return change_marks (session, "Change Shape", change_node);
  if (choice < 82)
    return change_marks (session, "Move to Other Place", relist_mark);
  if (choice < 85)
    return add_product (session);
  if (choice < 88)
    return change_product (session);
  if (choice < 90)
    return remove_product (session);
  if (choice < 93)
    return add_map (session);
  if (choice < 94)
    return remove_map (session);
  if (choice < 96)
    return calibrate (session);
  return choice < 98 ? change_notes (session) : change_check (session);
}

/* Returns: (transfer full): what no session takes, whatever is in it; good changes stand before the bad one */
MesoEdit *
random_bad_edit_new (MesoSession *session)
{
  static const MesoPoint crossing[] = { { 0, 0 }, { 1000, 1000 }, { 1000, 0 }, { 0, 1000 } };
  static const MesoPoint place[] = { { 100, 100 } };
  g_autoptr (MesoMap) stranger = meso_map_new ("face-front", 1, MESO_SEX_MALE, NULL, NULL);
  MesoMap *map = pick_map (session);
  g_autoptr (MesoMark) good = create_mark (session, MESO_MARK_POINT, place, 1, NULL), bad = NULL;
  MesoMarkData data = *meso_mark_get (good);
  MesoEdit *edit = add_mark (session);

  if (edit == NULL)
    edit = meso_edit_new ("Bad");
  switch (map != NULL ? pick (6) : 0)
    {
    case 0: /* on a map that is not there */
      meso_edit_add_mark (edit, stranger, good, MESO_POSITION_END);
      break;
    case 1: /* twice */
      meso_edit_add_mark (edit, map, good, MESO_POSITION_END);
      meso_edit_add_mark (edit, map, good, 0);
      break;
    case 2: /* a zone across itself */
      bad = create_mark (session, MESO_MARK_AREA, crossing, 4, NULL);
      meso_edit_add_mark (edit, map, bad, MESO_POSITION_END);
      break;
    case 3: /* of a product that is not there */
      data.product = (char *) "p0";
      bad = meso_mark_changed (good, &data);
      meso_edit_add_mark (edit, map, bad, MESO_POSITION_END);
      break;
    case 4: /* what is not there goes */
      meso_edit_remove_mark (edit, map, good);
      break;
    default: /* beyond a metre */
      bad = meso_mark_moved (good, 1000000, 0);
      meso_edit_add_mark (edit, map, bad, MESO_POSITION_END);
      break;
    }
  return edit;
}
