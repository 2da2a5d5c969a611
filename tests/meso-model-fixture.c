/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-model-fixture.h"

static void
load_head (MesoSession *session)
{
  MesoPatient patient = { (char *) "d2719d4c-1f1c-4c6c-9c39-6f5e1d6f7a11",
                          (char *) "M-0001",
                          (char *) "Test Patient",
                          (char *) "1984-05-02",
                          MESO_SEX_FEMALE,
                          2 };
  MesoVisit visit = { .start = (char *) "2026-11-21T10:30:00+01:00" };
  g_autoptr (MesoItem) patient_item = meso_item_new (MESO_ITEM_PATIENT, &patient, NULL, NULL);
  g_autoptr (MesoItem) visit_item = meso_item_new (MESO_ITEM_VISIT, &visit, NULL, NULL);

  meso_session_load_item (session, patient_item);
  meso_session_load_item (session, visit_item);
}

/* Points m1 to m<n_points>, one to a millimetre, on a map of the face. */
MesoSession *
fixture_session_with_points (guint n_points)
{
  MesoSession *session = meso_session_new ("5b0d3c8e-6e0b-4b53-9a52-0f4f6f0f7e21");
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  load_head (session);
  for (guint i = 0; i < n_points; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i + 1);

      g_ptr_array_add (marks, fixture_point (id, (int) i * 100, 0));
    }
  meso_session_load_map (session, map);
  meso_session_load_marks (session, map, marks);
  return session;
}

MesoMark *
fixture_point (const char *id,
               int x,
               int y)
{
  MesoPoint place = { x, y };
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.id = (char *) id;
  data.points = &place;
  data.n_points = 1;
  data.layer = MESO_LAYER_MID_DERMIS;
  data.state = MESO_STATE_DONE;
  return meso_mark_new (&data, NULL);
}

MesoItem *
fixture_product (const char *id,
                 const char *name,
                 MesoUnit unit)
{
  MesoProduct *product = meso_item_data_new (MESO_ITEM_PRODUCT);
  MesoItem *item;

  product->id = g_strdup (id);
  product->name = g_strdup (name);
  product->unit = unit;
  item = meso_item_new (MESO_ITEM_PRODUCT, product, NULL, NULL);
  meso_item_data_free (MESO_ITEM_PRODUCT, product);
  return item;
}

void
fixture_apply (MesoSession *session,
               MesoEdit *edit)
{
  g_autoptr (GError) error = NULL;

  meso_session_apply (session, edit, &error);
  g_assert_no_error (error);
}

static void
add (MesoSession *session,
     int x,
     int y,
     const char *product,
     gint64 dose,
     MesoState state)
{
  g_autofree char *id = meso_session_allocate_id (session, "m");
  g_autoptr (MesoMark) point = fixture_point (id, x, y);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Point");
  g_autoptr (MesoMark) mark = NULL;
  MesoMarkData data = *meso_mark_get (point);

  data.product = (char *) product;
  data.dose = dose;
  data.state = state;
  mark = meso_mark_changed (point, &data);
  meso_edit_add_mark (edit, meso_session_get_map (session, 0), mark, MESO_POSITION_END);
  fixture_apply (session, edit);
}

void
fixture_add_point (MesoSession *session,
                   int x,
                   int y)
{
  add (session, x, y, NULL, MESO_UNSET, MESO_STATE_DONE);
}

void
fixture_add_dosed_point (MesoSession *session,
                         const char *product,
                         gint64 dose)
{
  add (session, 0, 0, product, dose, MESO_STATE_DONE);
}

void
fixture_add_planned_point (MesoSession *session,
                           const char *product,
                           gint64 dose)
{
  add (session, 0, 0, product, dose, MESO_STATE_PLANNED);
}

/* Every mark's id and place, in order. */
char *
fixture_describe (MesoMap *map)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      MesoPoint place = meso_mark_get_place (mark);

      g_string_append_printf (text, "%s(%d,%d) ", meso_mark_get_id (mark), place.x, place.y);
    }
  return g_string_free (text, FALSE);
}

void
fixture_assert_ids (MesoMap *map,
                    const char *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", meso_mark_get_id (meso_map_get_mark (map, i)));
  g_assert_cmpstr (text->str, ==, ids);
  g_string_free (text, TRUE);
}
