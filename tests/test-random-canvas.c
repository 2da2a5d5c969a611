/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "canvas/meso-canvas-images.h"
#include "meso-model-fixture.h"
#include "meso-random-edits.h"

/*
 * What has been painted edit by edit over a long random session is what is painted of the same marks at once. The seed
 * is printed; `test-random-canvas --seed SEED` runs the same again.
 */

#define N_STEPS 4000
#define CHECK_EVERY 40

/*
 * Lines and hatches that are clipped where an edit has touched them are a little different along their edges: so many
 * pixels of a tile may be by more than the tolerance. A mark that is missing, or left over, has more.
 */
#define TOLERANCE 40
#define TILE 8
#define MAX_ODD 10

typedef struct
{
  MesoSession *session;
  MesoViewport *viewport;
  MesoCanvasImages *images;
  MesoMap *map; /* the one that is shown; NULL: none */
  guint n_compared; /* pictures with marks */
} World;

static void
take_snapshot (MesoCanvasImages *images)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  meso_canvas_images_snapshot (images, snapshot, TRUE);
  node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&node, gsk_render_node_unref);
}

/* As the editor does: a view that is gone cannot stay in sight. */
static void
edited_cb (World *world,
           MesoEdit *edit)
{
  GListStore *maps = G_LIST_STORE (meso_session_get_maps (world->session));

  if (world->map != NULL && g_list_store_find (maps, world->map, NULL))
    {
      meso_canvas_images_edited (world->images, edit);
      return;
    }
  g_set_object (&world->map, meso_session_get_map (world->session, 0));
  meso_canvas_images_set_source (world->images, NULL, world->map);
}

/* How many pixels of the tile at (@x, @y) are not the same. */
static guint
count_odd (cairo_surface_t *a,
           cairo_surface_t *b,
           int x,
           int y)
{
  int stride = cairo_image_surface_get_stride (a);
  guint n_odd = 0;

  for (int row = y; row < y + TILE; row++)
    for (int column = x; column < x + TILE; column++)
      {
        const guchar *p = cairo_image_surface_get_data (a) + row * stride + 4 * column;
        const guchar *q = cairo_image_surface_get_data (b) + row * stride + 4 * column;
        int most = 0;

        for (int i = 0; i < 4; i++)
          most = MAX (most, abs (p[i] - q[i]));
        n_odd += most > TOLERANCE;
      }
  return n_odd;
}

static void
compare (World *world)
{
  g_autoptr (MesoCanvasImages) fresh = meso_canvas_images_new (world->viewport);
  cairo_surface_t *a, *b;
  int width, height;

  meso_canvas_images_set_source (fresh, NULL, world->map);
  take_snapshot (fresh);
  take_snapshot (world->images);
  a = meso_canvas_images_get_marks (world->images)->surface;
  b = meso_canvas_images_get_marks (fresh)->surface;
  cairo_surface_flush (a);
  cairo_surface_flush (b);
  width = cairo_image_surface_get_width (a);
  height = cairo_image_surface_get_height (a);
  g_assert_cmpint (width, ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));
  for (int y = 0; y + TILE <= height; y += TILE)
    for (int x = 0; x + TILE <= width; x += TILE)
      {
        guint n_odd = count_odd (a, b, x, y);

        if (n_odd > MAX_ODD)
          g_test_message ("%u pixels differ at %d, %d", n_odd, x, y);
        g_assert_cmpuint (n_odd, <=, MAX_ODD);
      }
  world->n_compared += world->map != NULL && meso_map_get_n_marks (world->map) > 10;
}

static void
do_step (World *world)
{
  MesoHistory *history = meso_session_get_history (world->session);
  int choice = g_test_rand_int_range (0, 10);
  g_autoptr (MesoEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (choice < 2)
    meso_history_undo (history);
  else if (choice < 3)
    meso_history_redo (history);
  else
    edit = random_edit_new (world->session);
  if (edit != NULL)
    meso_session_apply (world->session, edit, &error);
  g_assert_no_error (error);
  /* A frame now and then, as fast as a screen allows. */
  if (g_test_rand_int_range (0, 3) == 0)
    take_snapshot (world->images);
}

static void
test_random_canvas (void)
{
  const cairo_rectangle_t bounds = { -100, -140, 200, 260 };
  World world = { .session = fixture_session_with_points (0) };

  world.viewport = meso_viewport_new ();
  meso_viewport_set_bounds (world.viewport, &bounds);
  meso_viewport_set_size (world.viewport, 500, 600, 1);
  world.images = meso_canvas_images_new (world.viewport);
  g_set_object (&world.map, meso_session_get_map (world.session, 0));
  meso_canvas_images_set_source (world.images, NULL, world.map);
  g_signal_connect_swapped (world.session, "edited", G_CALLBACK (edited_cb), &world);
  for (guint i = 1; i <= N_STEPS; i++)
    {
      do_step (&world);
      if (i % CHECK_EVERY == 0)
        compare (&world);
    }
  g_test_message ("%u pictures were compared", world.n_compared);
  g_assert_cmpuint (world.n_compared, >, N_STEPS / CHECK_EVERY / 4);

  g_clear_object (&world.map);
  g_assert_finalize_object (world.images);
  g_assert_finalize_object (world.session);
  g_assert_finalize_object (world.viewport);
}

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/random-canvas", test_random_canvas);
  return g_test_run ();
}
