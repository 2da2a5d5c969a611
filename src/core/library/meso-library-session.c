/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/meso-library-session.h"

#include <string.h>

#include "library/meso-session-files.h"

#define N_UNITS (MESO_UNIT_U + 1)

struct _MesoLibrarySession
{
  GObject parent_instance;

  char *folder;
  GError *error;
  char *problem;
  char *id;
  gint64 revision;
  MesoStatus status;
  MesoItem *visit;
  MesoItem *treatment;
  GPtrArray *products; /* MesoItem */
  char **diagrams;
  GDateTime *time;

  /* By unit; the first is of all marks, and its dose says nothing. */
  MesoTally done[N_UNITS];
  MesoTally planned[N_UNITS];
};

G_DEFINE_FINAL_TYPE (MesoLibrarySession, meso_library_session, G_TYPE_OBJECT)

static void
add_tally (MesoTally *sum,
           const MesoTally *tally)
{
  sum->n_points += tally->n_points;
  sum->n_threads += tally->n_threads;
  sum->n_areas += tally->n_areas;
  sum->dose += tally->dose;
}

static void
add_totals (MesoLibrarySession *self,
            MesoSession *session)
{
  g_autoptr (MesoTotals) totals = meso_totals_new (session, NULL, MESO_TOTALS_BY_NOTHING);

  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      add_tally (&self->done[MESO_UNIT_UNSET], &row->done);
      add_tally (&self->planned[MESO_UNIT_UNSET], &row->planned);
      if (row->unit == MESO_UNIT_UNSET)
        continue;
      add_tally (&self->done[row->unit], &row->done);
      add_tally (&self->planned[row->unit], &row->planned);
    }
}

static char **
list_diagrams (MesoSession *session)
{
  GPtrArray *diagrams = g_ptr_array_new ();

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    g_ptr_array_add (diagrams, g_strdup (meso_map_get_diagram (meso_session_get_map (session, i))));
  g_ptr_array_add (diagrams, NULL);
  return (char **) g_ptr_array_free (diagrams, FALSE);
}

static void
fill_in (MesoLibrarySession *self,
         MesoSession *session)
{
  self->id = g_strdup (meso_session_get_id (session));
  self->revision = meso_session_get_revision (session);
  self->status = meso_session_get_status (session);
  g_set_object (&self->visit, meso_session_get_item (session, MESO_SLOT_VISIT));
  g_set_object (&self->treatment, meso_session_get_item (session, MESO_SLOT_TREATMENT));
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    g_ptr_array_add (self->products, g_object_ref (meso_session_get_product (session, i)));
  self->diagrams = list_diagrams (session);
  add_totals (self, session);
}

/* The visit's time as its folder is called, for a session that cannot be read. */
static GDateTime *
guess_time (const char *folder)
{
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *text = NULL;

  if (strlen (name) < 15)
    return NULL;
  text = g_strdup_printf ("%.13s:%.2s:00Z", name, name + 13);
  return meso_time_parse (text);
}

static void
meso_library_session_finalize (GObject *object)
{
  MesoLibrarySession *self = MESO_LIBRARY_SESSION (object);

  g_free (self->folder);
  g_clear_error (&self->error);
  g_free (self->problem);
  g_free (self->id);
  g_clear_object (&self->visit);
  g_clear_object (&self->treatment);
  g_ptr_array_unref (self->products);
  g_strfreev (self->diagrams);
  g_clear_pointer (&self->time, g_date_time_unref);

  G_OBJECT_CLASS (meso_library_session_parent_class)->finalize (object);
}

static void
meso_library_session_class_init (MesoLibrarySessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_library_session_finalize;
}

static void
meso_library_session_init (MesoLibrarySession *self)
{
  self->products = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * meso_library_session_new:
 * @folder: of the session
 *
 * Reads the session. May be called on any thread.
 *
 * Returns: (transfer full): never %NULL
 */
MesoLibrarySession *
meso_library_session_new (const char *folder)
{
  MesoLibrarySession *self;
  g_auto (MesoSessionFile) file = { NULL };

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (MESO_TYPE_LIBRARY_SESSION, NULL);
  self->folder = g_strdup (folder);
  if (meso_session_file_load (&file, folder, &self->error))
    {
      self->problem = g_steal_pointer (&file.problem);
      fill_in (self, file.session);
    }
  if (self->visit != NULL)
    self->time = meso_time_parse (meso_item_get_visit (self->visit)->start);
  if (self->time == NULL)
    self->time = guess_time (folder);
  return self;
}

/** meso_library_session_get_folder: what meso_store_open() takes. */
const char *
meso_library_session_get_folder (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);

  return self->folder;
}

/** meso_library_session_get_error: (nullable): why it cannot be read; then only folder and time are known. */
const GError *
meso_library_session_get_error (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);

  return self->error;
}

/** meso_library_session_get_problem: (nullable): a sentence when it had to be read from its picture. */
const char *
meso_library_session_get_problem (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);

  return self->problem;
}

/** meso_library_session_get_id: (nullable). */
const char *
meso_library_session_get_id (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);

  return self->id;
}

/** meso_library_session_get_revision: of the file; what a picture made from it is good for. */
gint64
meso_library_session_get_revision (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), 0);

  return self->revision;
}

/** meso_library_session_get_status: unset when it cannot be read. */
MesoStatus
meso_library_session_get_status (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), MESO_STATUS_UNSET);

  return self->status;
}

/** meso_library_session_get_visit: (nullable). */
const MesoVisit *
meso_library_session_get_visit (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);

  return self->visit != NULL ? meso_item_get_visit (self->visit) : NULL;
}

/** meso_library_session_get_treatment: (nullable). */
const MesoTreatment *
meso_library_session_get_treatment (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);

  return self->treatment != NULL ? meso_item_get_treatment (self->treatment) : NULL;
}

/** meso_library_session_get_time: (transfer none) (nullable): of the visit, with the offset it was recorded with. */
GDateTime *
meso_library_session_get_time (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);

  return self->time;
}

/** meso_library_session_get_n_products: how many products it has. */
guint
meso_library_session_get_n_products (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), 0);

  return self->products->len;
}

/** meso_library_session_get_product: name, lot and the rest. */
const MesoProduct *
meso_library_session_get_product (MesoLibrarySession *self,
                                  guint index)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);
  g_return_val_if_fail (index < self->products->len, NULL);

  return meso_item_get_product (g_ptr_array_index (self->products, index));
}

/** meso_library_session_get_diagrams: (nullable): the ids of the diagrams of its maps, in order. */
const char *const *
meso_library_session_get_diagrams (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);

  return (const char *const *) self->diagrams;
}

/** meso_library_session_get_done: what was done with products of @unit; unset: all marks, without a sum of doses. */
const MesoTally *
meso_library_session_get_done (MesoLibrarySession *self,
                               MesoUnit unit)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);
  g_return_val_if_fail (unit < N_UNITS, NULL);

  return &self->done[unit];
}

/** meso_library_session_get_planned: the same for what is planned. */
const MesoTally *
meso_library_session_get_planned (MesoLibrarySession *self,
                                  MesoUnit unit)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), NULL);
  g_return_val_if_fail (unit < N_UNITS, NULL);

  return &self->planned[unit];
}

/** meso_library_session_has_marks: whether anything is drawn in it, done or planned. */
gboolean
meso_library_session_has_marks (MesoLibrarySession *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_SESSION (self), FALSE);

  return meso_tally_get_n_marks (&self->done[MESO_UNIT_UNSET]) > 0 ||
         meso_tally_get_n_marks (&self->planned[MESO_UNIT_UNSET]) > 0;
}

/** meso_library_session_compare: a #GCompareDataFunc that puts the newest first. */
int
meso_library_session_compare (gconstpointer a,
                              gconstpointer b,
                              gpointer unused)
{
  const MesoLibrarySession *x = a, *y = b;
  int order = 0;

  if (x->time != NULL && y->time != NULL)
    order = g_date_time_compare (y->time, x->time);
  else if (x->time != NULL || y->time != NULL)
    order = x->time != NULL ? -1 : 1;
  return order != 0 ? order : strcmp (y->folder, x->folder);
}
