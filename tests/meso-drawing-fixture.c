/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-drawing-fixture.h"

#define SESSION_ID "0b6f1c1e-5d6e-4c3e-9a55-3f5d2c9b7a10"
#define PATIENT_ID "7c0e2d64-8a51-4f0b-b1a5-0c6a1d2e3f40"
#define COURSE_ID "5f4e3d2c-1b0a-4987-8654-3210fedcba98"

/* What marks are made from, one after the other. */
typedef struct
{
  MesoDiagram *diagram;
  GPtrArray *marks;
  guint *next_id;
} Maker;

static void
add_mark (Maker *maker,
          MesoMarkData *data)
{
  g_autofree char *id = g_strdup_printf ("m%u", ++*maker->next_id);
  g_autoptr (MesoMark) mark = NULL;

  data->id = id;
  mark = meso_mark_new (data, NULL);
  g_assert_true (meso_mark_check (mark, NULL));
  g_ptr_array_add (maker->marks, g_steal_pointer (&mark));
}

MesoMark *
meso_fixture_point_new (const char *id,
                        int x,
                        int y,
                        MesoLayer layer,
                        MesoState state)
{
  MesoPoint place = { x, y };
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.id = (char *) id;
  data.points = &place;
  data.n_points = 1;
  data.layer = layer;
  data.state = state;
  return meso_mark_new (&data, NULL);
}

/* A grid of points over a region, @step mm apart and 3 mm from its border, at most @limit. */
static void
fill_region (Maker *maker,
             const char *region_id,
             MesoSide side,
             double step,
             guint limit,
             const MesoMarkData *look)
{
  const MesoRegion *region = meso_diagram_lookup_region (maker->diagram, region_id, side);
  cairo_rectangle_t box;
  MesoPath *path;

  if (region == NULL)
    g_error ("The diagram has no region %s", region_id);
  path = meso_region_get_path (region);
  box = meso_path_get_bounds (path);
  for (double y = box.y + 2; y < box.y + box.height && limit > 0; y += step)
    for (double x = box.x + 2; x < box.x + box.width && limit > 0; x += step)
      {
        MesoPoint place = { (int) (x * 100), (int) (y * 100) };
        MesoMarkData data = *look;

        if (!meso_path_contains (path, x, y, MESO_FILL_NONZERO) || meso_path_get_distance (path, x, y) < 2.5)
          continue;
        data.points = &place;
        data.n_points = 1;
        data.region = (char *) region_id;
        data.side = side;
        add_mark (maker, &data);
        limit--;
      }
}

static void
fill_both (Maker *maker,
           const char *region,
           double step,
           guint limit,
           const MesoMarkData *look)
{
  fill_region (maker, region, MESO_SIDE_RIGHT, step, limit, look);
  fill_region (maker, region, MESO_SIDE_LEFT, step, limit, look);
}

static MesoMarkData
describe_point (MesoLayer layer,
                double depth,
                const char *product,
                double dose,
                MesoTechnique technique)
{
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.layer = layer;
  data.depth = MESO_MM (depth);
  data.product = (char *) product;
  data.dose = MESO_AMOUNT (dose);
  data.technique = technique;
  data.device = MESO_DEVICE_NEEDLE;
  data.gauge = 30;
  data.needle = MESO_MM (4);
  data.state = MESO_STATE_DONE;
  return data;
}

static void
add_line (Maker *maker,
          const MesoPoint *points,
          guint n_points,
          MesoCurve curve,
          MesoState state,
          const char *region,
          MesoSide side)
{
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_THREAD);
  data.points = (MesoPoint *) points;
  data.n_points = n_points;
  data.curve = curve;
  data.layer = MESO_LAYER_DEEP_DERMIS;
  data.depth = MESO_MM (1);
  data.product = (char *) "p2";
  data.dose = MESO_AMOUNT (0.06);
  data.technique = MESO_TECHNIQUE_LINEAR_RETROGRADE;
  data.state = state;
  data.region = (char *) region;
  data.side = side;
  add_mark (maker, &data);
}

static void
add_zone (Maker *maker,
          MesoState state,
          int left,
          MesoSide side)
{
  MesoPoint points[] = { { left, 6600 }, { left + 1500, 6300 }, { left + 2100, 7600 }, { left + 1000, 8300 } };
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_AREA);
  data.points = points;
  data.n_points = G_N_ELEMENTS (points);
  data.depth = MESO_MM (1.5);
  data.passes = 4;
  data.technique = MESO_TECHNIQUE_MICRONEEDLING;
  data.device = MESO_DEVICE_PEN;
  data.state = state;
  data.region = (char *) "chin";
  data.side = side;
  add_mark (maker, &data);
}

static void
mark_face (Maker *maker,
           gboolean simple)
{
  static const MesoPoint right[] = { { -2100, 4500 }, { -2500, 5200 }, { -3000, 5900 }, { -3200, 6700 } };
  static const MesoPoint left[] = { { 2100, 4500 }, { 2500, 5200 }, { 3000, 5900 }, { 3200, 6700 } };
  static const MesoPoint temple[] = { { 6000, -1500 }, { 5000, -200 } };
  MesoMarkData nappage = describe_point (MESO_LAYER_SUPERFICIAL_DERMIS, 0.4, "p1", 0.01, MESO_TECHNIQUE_NAPPAGE);
  MesoMarkData papule = describe_point (MESO_LAYER_MID_DERMIS, 0.7, "p1", 0.02, MESO_TECHNIQUE_MICROPAPULE);
  MesoMarkData drop = describe_point (MESO_LAYER_DEEP_DERMIS, 1, "p2", 0.02, MESO_TECHNIQUE_MICRODROPLET);
  MesoMarkData film = describe_point (MESO_LAYER_EPIDERMIS, 0.1, "p3", 0.005, MESO_TECHNIQUE_INTRA_EPIDERMAL);
  MesoMarkData bolus = describe_point (MESO_LAYER_HYPODERMIS, 4, "p2", 0.05, MESO_TECHNIQUE_BOLUS);

  fill_region (maker, "forehead-central", MESO_SIDE_MIDLINE, 7, 40, &nappage);
  fill_both (maker, "anterior-cheek", 5, 40, &nappage);
  if (simple)
    return;
  fill_both (maker, "malar", 6, 20, &papule);
  fill_both (maker, "submalar", 7, 10, &drop);
  fill_region (maker, "chin", MESO_SIDE_MIDLINE, 7, 8, &film);
  papule.state = MESO_STATE_PLANNED;
  fill_region (maker, "forehead-lateral", MESO_SIDE_LEFT, 8, 7, &papule);
  film.state = drop.state = bolus.state = MESO_STATE_PLANNED;
  fill_region (maker, "temple", MESO_SIDE_RIGHT, 8, 3, &drop);
  fill_region (maker, "temple", MESO_SIDE_LEFT, 8, 3, &film);
  bolus.state = MESO_STATE_DONE;
  fill_both (maker, "preauricular", 9, 5, &bolus);
  add_line (maker, right, 4, MESO_CURVE_SMOOTH, MESO_STATE_DONE, "nasolabial-mid", MESO_SIDE_RIGHT);
  add_line (maker, left, 4, MESO_CURVE_SMOOTH, MESO_STATE_PLANNED, "nasolabial-mid", MESO_SIDE_LEFT);
  add_line (maker, temple, 2, MESO_CURVE_STRAIGHT, MESO_STATE_DONE, "temple", MESO_SIDE_LEFT);
  add_zone (maker, MESO_STATE_DONE, -4700, MESO_SIDE_RIGHT);
  add_zone (maker, MESO_STATE_PLANNED, 2700, MESO_SIDE_LEFT);
}

static void
load_item (MesoSession *session,
           MesoItemKind kind,
           gconstpointer data,
           MesoItem *child,
           MesoItem *second_child)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoItem) item = NULL;

  if (child != NULL)
    g_ptr_array_add (children, child);
  if (second_child != NULL)
    g_ptr_array_add (children, second_child);
  item = meso_item_new (kind, data, children, NULL);
  g_assert_true (meso_item_check (item, NULL));
  meso_session_load_item (session, item);
}

static void
load_product (MesoSession *session,
              const char *id,
              const char *name,
              const char *classes,
              double opened,
              const char *lot,
              const char *expires)
{
  MesoProduct *product = meso_item_data_new (MESO_ITEM_PRODUCT);

  product->id = g_strdup (id);
  product->name = g_strdup (name);
  product->classes = g_strdup (classes);
  product->unit = MESO_UNIT_ML;
  product->opened = MESO_AMOUNT (opened);
  product->lot = g_strdup (lot);
  product->expires = g_strdup (expires);
  load_item (session, MESO_ITEM_PRODUCT, product, NULL, NULL);
  meso_item_data_free (MESO_ITEM_PRODUCT, product);
}

static void
load_header (MesoSession *session,
             MesoFixtureFlags flags)
{
  MesoAlert allergy = { .kind = 1, .text = (char *) "lidocaine" };
  MesoAlert aspirin = { .kind = 2, .text = (char *) "aspirin 75 mg" };
  MesoPatient patient = {
    .id = (char *) PATIENT_ID,
    .code = (char *) "M-0105",
    .name = (char *) "Kim Soo-jin 김수진",
    .birth_date = (char *) "1963-05-30",
    .sex = MESO_SEX_FEMALE,
    .phototype = 3,
  };
  MesoVisit visit = {
    .start = (char *) "2026-06-24T10:30:00+02:00",
    .practitioner = (char *) "Dr Sample Practitioner",
    .place = (char *) "Sample Clinic",
  };
  MesoTreatment *treatment = meso_item_data_new (MESO_ITEM_TREATMENT);

  load_item (session,
             MESO_ITEM_PATIENT,
             &patient,
             meso_item_new (MESO_ITEM_ALERT, &allergy, NULL, NULL),
             meso_item_new (MESO_ITEM_ALERT, &aspirin, NULL, NULL));
  load_item (session, MESO_ITEM_VISIT, &visit, NULL, NULL);
  treatment->method = 1;
  treatment->strategy = 1;
  treatment->course = g_strdup (COURSE_ID);
  treatment->number = 2;
  treatment->planned = 4;
  treatment->reason = g_strdup ("Dehydrated, dull skin with fine lines");
  load_item (session, MESO_ITEM_TREATMENT, treatment, NULL, NULL);
  meso_item_data_free (MESO_ITEM_TREATMENT, treatment);

  load_product (session,
                "p1",
                "Non-cross-linked HA 5 mg/mL with vitamins and amino acids",
                "hyaluronic-acid vitamins amino-acids",
                3,
                "N2604A",
                "2027-08-31");
  if ((flags & MESO_FIXTURE_SIMPLE) != 0)
    return;
  load_product (session, "p2", "Stabilised HA 20 mg/mL", "hyaluronic-acid", 2, "S1188", "2027-03-31");
  load_product (session, "p3", "Polynucleotides 20 mg/mL", "polynucleotides", 2, "PN2431-LONG-LOT/0007", "2026-05-31");
  for (guint i = 4; (flags & MESO_FIXTURE_LONG) != 0 && i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);
      g_autofree char *name = g_strdup_printf ("Further product %u, whose name is so long that it is broken twice", i);
      g_autofree char *lot = g_strdup_printf ("LOT-%04u-X", i);

      load_product (session, id, name, "other", 1, lot, "2027-01-31");
    }
}

static void
load_notes (MesoSession *session,
            guint n_paragraphs)
{
  g_autoptr (GString) text = g_string_new ("Bruise on the right cheek spared. Skin more supple than three weeks ago.");
  MesoNotes notes;

  for (guint i = 1; i <= n_paragraphs; i++)
    g_string_append_printf (text,
                            "\nParagraph %03u. The patient was told to keep out of the sun, to drink, and to come back "
                            "when the swelling stays for longer than two days.",
                            i);
  notes.text = text->str;
  load_item (session, MESO_ITEM_NOTES, &notes, NULL, NULL);
}

static void
load_map (MesoSession *session,
          const char *diagram_id,
          guint *next_id,
          gboolean simple)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoMap) map = meso_map_new (diagram_id, 1, MESO_SEX_FEMALE, NULL, NULL);
  Maker maker = { meso_diagram_set_lookup (meso_diagram_set_get_default (), diagram_id, "female"), marks, next_id };
  MesoMarkData point = describe_point (MESO_LAYER_DEEP_DERMIS, 1.5, "p2", 0.05, MESO_TECHNIQUE_POINT_BY_POINT);

  g_assert_nonnull (maker.diagram);
  if (g_str_has_prefix (diagram_id, "face"))
    mark_face (&maker, simple);
  else
    fill_region (&maker, "scalp-vertex", MESO_SIDE_MIDLINE, 10, 20, &point);
  meso_session_load_map (session, map);
  meso_session_load_marks (session, map, marks);
}

/* One visit of an invented patient. */
MesoSession *
meso_fixture_session_new (MesoFixtureFlags flags)
{
  MesoSession *session = meso_session_new (SESSION_ID);
  gboolean final = (flags & MESO_FIXTURE_FINAL) != 0;
  MesoOutcome outcome = { .endpoint = (char *) "erythema", .aftercare = 1, .next = (char *) "2026-07-15" };
  MesoCheck consent = { .id = (char *) "consent", .value = 1 };
  g_autofree char *digest = g_strnfill (64, '0');
  MesoFinalized finalized = {
    .by = (char *) "Dr Sample Practitioner",
    .at = (char *) "2026-06-24T11:02:00+02:00",
    .digest = digest,
  };
  guint next_id = 0;

  meso_session_load_head (session, 0, 12, final ? MESO_STATUS_FINAL : MESO_STATUS_DRAFT, 2000);
  load_header (session, flags);
  load_item (session, MESO_ITEM_CHECK, &consent, NULL, NULL);
  load_map (session, "face-front", &next_id, (flags & MESO_FIXTURE_SIMPLE) != 0);
  if ((flags & MESO_FIXTURE_TWO_MAPS) != 0)
    load_map (session, "scalp-top", &next_id, FALSE);
  load_item (session, MESO_ITEM_OUTCOME, &outcome, NULL, NULL);
  load_notes (session, (flags & MESO_FIXTURE_LONG) != 0 ? 60 : 0);
  if (final)
    load_item (session, MESO_ITEM_FINALIZED, &finalized, NULL, NULL);
  return session;
}

/* Points by the thousand over the face, one product, five layers, one in ten planned. */
MesoSession *
meso_fixture_crowd_new (guint n_points)
{
  MesoSession *session = meso_session_new (SESSION_ID);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint next_id = 0;
  Maker maker = { NULL, marks, &next_id };

  meso_session_load_head (session, 0, 1, MESO_STATUS_DRAFT, n_points + 1);
  load_header (session, MESO_FIXTURE_SIMPLE);
  for (guint i = 0; i < n_points; i++)
    {
      MesoLayer layer = MESO_LAYER_EPIDERMIS + g_rand_int_range (rand, 0, 5);
      MesoMarkData data = describe_point (layer, 0.4, "p1", 0.0001, MESO_TECHNIQUE_NAPPAGE);
      MesoPoint place = { g_rand_int_range (rand, -6500, 6500), g_rand_int_range (rand, -9000, 11000) };

      data.points = &place;
      data.n_points = 1;
      if (i % 10 == 0)
        data.state = MESO_STATE_PLANNED;
      add_mark (&maker, &data);
    }
  meso_session_load_map (session, map);
  meso_session_load_marks (session, map, marks);
  return session;
}
