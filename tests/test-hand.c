/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-hand.h"

static MesoMarkData
get (MesoHand *hand,
     MesoMarkKind kind)
{
  MesoMarkData data;

  meso_hand_fill (hand, kind, &data);
  return data;
}

static void
count_cb (MesoHand *hand,
          guint *n)
{
  (void) hand;
  (*n)++;
}

/* What is in a new hand can be recorded as it is, for every kind. */
static void
test_starts_with (void)
{
  g_autoptr (MesoHand) hand = meso_hand_new ();
  MesoPoint points[] = { { 0, 0 }, { 100, 0 }, { 0, 100 } };

  for (MesoMarkKind kind = MESO_MARK_POINT; kind <= MESO_MARK_AREA; kind++)
    {
      MesoMarkData data = get (hand, kind);
      g_autoptr (MesoMark) mark = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (data.kind, ==, kind);
      g_assert_cmpuint (data.n_points, ==, 0);
      g_assert_cmpint (data.state, ==, MESO_STATE_DONE);
      g_assert_cmpint (data.dose, ==, MESO_UNSET);
      data.id = (char *) "m1";
      data.points = points;
      data.n_points = kind;
      mark = meso_mark_new (&data, NULL);
      g_assert_true (meso_mark_check (mark, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (get (hand, MESO_MARK_AREA).layer, ==, MESO_LAYER_UNSET);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).passes, ==, 4);
  g_assert_cmpint (get (hand, MESO_MARK_POINT).passes, ==, MESO_UNSET);
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).direction, ==, MESO_DIRECTION_RETROGRADE);
  g_assert_cmpint (get (hand, MESO_MARK_POINT).direction, ==, MESO_DIRECTION_UNSET);
}

/* A setup for points stays in the hand; a zone gets none of its needle. */
static void
test_zone_gets_no_needle (void)
{
  g_autoptr (MesoHand) hand = meso_hand_new ();
  MesoMarkData setup;

  meso_mark_data_init (&setup, MESO_MARK_POINT);
  setup.layer = MESO_LAYER_DEEP_DERMIS;
  setup.depth = MESO_MM (1);
  setup.product = (char *) "p1";
  setup.dose = MESO_AMOUNT (0.02);
  setup.technique = MESO_TECHNIQUE_MICRODROPLET;
  setup.device = MESO_DEVICE_NEEDLE;
  setup.gauge = 32;
  setup.needle = MESO_MM (4);
  setup.angle = MESO_MM (15);
  meso_hand_take_from (hand, &setup);

  g_assert_cmpint (get (hand, MESO_MARK_POINT).gauge, ==, 32);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).device, ==, MESO_DEVICE_PEN);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).gauge, ==, MESO_UNSET);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).needle, ==, MESO_UNSET);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).depth, ==, MESO_MM (0.5));
  g_assert_cmpint (get (hand, MESO_MARK_AREA).dose, ==, MESO_UNSET);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).technique, ==, MESO_TECHNIQUE_MICRONEEDLING);
  g_assert_cmpstr (get (hand, MESO_MARK_AREA).product, ==, "p1");

  /* How deep it goes is one choice for all needles; which needle a line takes is not. */
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).layer, ==, MESO_LAYER_DEEP_DERMIS);
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).depth, ==, MESO_MM (1));
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).gauge, ==, 30);
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).needle, ==, MESO_MM (13));
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).dose, ==, MESO_AMOUNT (0.05));
}

static void
test_zone_setup_leaves_points (void)
{
  g_autoptr (MesoHand) hand = meso_hand_new ();
  MesoMarkData setup;

  meso_mark_data_init (&setup, MESO_MARK_AREA);
  setup.depth = MESO_MM (1.5);
  setup.technique = MESO_TECHNIQUE_MICRONEEDLING;
  setup.device = MESO_DEVICE_ROLLER;
  setup.passes = 6;
  setup.layer = MESO_LAYER_EPIDERMIS; /* a zone has none, whatever is said */
  meso_hand_take_from (hand, &setup);

  g_assert_cmpint (get (hand, MESO_MARK_AREA).passes, ==, 6);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).device, ==, MESO_DEVICE_ROLLER);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).depth, ==, MESO_MM (1.5));
  g_assert_cmpint (get (hand, MESO_MARK_POINT).depth, ==, MESO_MM (0.4));
  g_assert_cmpint (get (hand, MESO_MARK_POINT).device, ==, MESO_DEVICE_NEEDLE);
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_SUPERFICIAL_DERMIS);
}

/* Needling and an injected field keep their own depth and instrument, each for when it comes again. */
static void
test_zone_is_one_of_two (void)
{
  g_autoptr (MesoHand) hand = meso_hand_new ();
  guint n = 0;

  g_signal_connect (hand, "changed", G_CALLBACK (count_cb), &n);
  meso_hand_set_technique (hand, MESO_MARK_AREA, MESO_TECHNIQUE_MICROPAPULE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).technique, ==, MESO_TECHNIQUE_MICROPAPULE);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).device, ==, MESO_DEVICE_NEEDLE);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).depth, ==, MESO_MM (0.4));
  g_assert_cmpint (get (hand, MESO_MARK_AREA).passes, ==, MESO_UNSET);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).spacing, ==, MESO_MM (5));

  meso_hand_set_technique (hand, MESO_MARK_AREA, MESO_TECHNIQUE_MICRONEEDLING);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).device, ==, MESO_DEVICE_PEN);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).passes, ==, 4);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).spacing, ==, MESO_UNSET);

  /* The technique of before, and the other one again: that is a change although nothing is kept anew. */
  meso_hand_set_technique (hand, MESO_MARK_AREA, MESO_TECHNIQUE_MICROPAPULE);
  g_assert_cmpuint (n, ==, 3);
  meso_hand_set_technique (hand, MESO_MARK_AREA, MESO_TECHNIQUE_UNSET);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).device, ==, MESO_DEVICE_NEEDLE);
  g_assert_cmpint (get (hand, MESO_MARK_POINT).technique, ==, MESO_TECHNIQUE_NAPPAGE);
}

static void
change_many_cb (MesoMarkData *data,
                gpointer user_data)
{
  (void) user_data;
  data->kind = MESO_MARK_POINT;
  data->layer = MESO_LAYER_UNSET;
  data->state = MESO_STATE_PLANNED;
  data->product = (char *) "p2";
  data->passes = 8;
}

static void
test_change (void)
{
  g_autoptr (MesoHand) hand = meso_hand_new ();
  guint n = 0;

  g_signal_connect (hand, "changed", G_CALLBACK (count_cb), &n);
  meso_hand_change (hand, MESO_MARK_AREA, change_many_cb, NULL);
  g_assert_cmpuint (n, ==, 1);
  meso_hand_change (hand, MESO_MARK_AREA, change_many_cb, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).kind, ==, MESO_MARK_AREA);
  g_assert_cmpint (get (hand, MESO_MARK_AREA).passes, ==, 8);
  g_assert_cmpint (get (hand, MESO_MARK_POINT).passes, ==, MESO_UNSET);
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).state, ==, MESO_STATE_PLANNED);
  g_assert_cmpstr (get (hand, MESO_MARK_POINT).product, ==, "p2");

  /* A point always has a layer. */
  meso_hand_change (hand, MESO_MARK_THREAD, change_many_cb, NULL);
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_SUPERFICIAL_DERMIS);
}

static void
change_direction_cb (MesoMarkData *data,
                     gpointer user_data)
{
  meso_mark_data_set_direction (data, (MesoDirection) GPOINTER_TO_INT (user_data));
}

/* A technique with a direction in its name and the direction of the line are one fact. */
static void
test_direction_follows (void)
{
  g_autoptr (MesoHand) hand = meso_hand_new ();

  meso_hand_set_technique (hand, MESO_MARK_THREAD, MESO_TECHNIQUE_LINEAR_ANTEROGRADE);
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).direction, ==, MESO_DIRECTION_ANTEROGRADE);
  meso_hand_change (hand, MESO_MARK_THREAD, change_direction_cb, GINT_TO_POINTER (MESO_DIRECTION_RETROGRADE));
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).technique, ==, MESO_TECHNIQUE_LINEAR_RETROGRADE);
  meso_hand_set_technique (hand, MESO_MARK_THREAD, MESO_TECHNIQUE_FANNING);
  meso_hand_change (hand, MESO_MARK_THREAD, change_direction_cb, GINT_TO_POINTER (MESO_DIRECTION_ANTEROGRADE));
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).technique, ==, MESO_TECHNIQUE_FANNING);
  g_assert_cmpint (get (hand, MESO_MARK_THREAD).direction, ==, MESO_DIRECTION_ANTEROGRADE);
  meso_hand_change (hand, MESO_MARK_POINT, change_direction_cb, GINT_TO_POINTER (MESO_DIRECTION_ANTEROGRADE));
  g_assert_cmpint (get (hand, MESO_MARK_POINT).direction, ==, MESO_DIRECTION_UNSET);
}

/* The strings that a mark is filled with belong to the hand; what is taken from them must not be lost on the way. */
static void
test_takes_what_it_gave (void)
{
  g_autoptr (MesoHand) hand = meso_hand_new ();
  MesoMarkData data;

  meso_hand_set_product (hand, "p1");
  data = get (hand, MESO_MARK_AREA);
  meso_hand_set_depth (hand, MESO_MM (2));
  data = get (hand, MESO_MARK_POINT);
  data.dose = MESO_AMOUNT (0.5);
  meso_hand_take_from (hand, &data);
  g_assert_cmpstr (meso_hand_get_product (hand), ==, "p1");
  g_assert_cmpint (meso_hand_get_dose (hand, MESO_MARK_POINT), ==, MESO_AMOUNT (0.5));
  meso_hand_set_product (hand, NULL);
  g_assert_cmpint (get (hand, MESO_MARK_POINT).dose, ==, MESO_UNSET);
  g_assert_cmpint (meso_hand_get_dose (hand, MESO_MARK_POINT), ==, MESO_AMOUNT (0.5));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hand/starts-with", test_starts_with);
  g_test_add_func ("/hand/zone-gets-no-needle", test_zone_gets_no_needle);
  g_test_add_func ("/hand/zone-setup-leaves-points", test_zone_setup_leaves_points);
  g_test_add_func ("/hand/zone-is-one-of-two", test_zone_is_one_of_two);
  g_test_add_func ("/hand/change", test_change);
  g_test_add_func ("/hand/direction-follows", test_direction_follows);
  g_test_add_func ("/hand/takes-what-it-gave", test_takes_what_it_gave);
  return g_test_run ();
}
