/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"
#include "diagram/meso-region-names.h"
#include "model/meso-totals.h"

/* Text for people: names and numbers of their language, columns that line up. */

#define LABEL_WIDTH 34

static char *
format_amount (gint64 amount,
               MesoUnit unit)
{
  g_autofree char *number = meso_number_format_local (amount, MESO_AMOUNT_DECIMALS, unit == MESO_UNIT_U ? 0 : 2);

  return g_strdup_printf ("%s %s", number, meso_unit_get_symbol (unit));
}

static const char *
get_name (const MesoVocabulary *vocabulary,
          int value)
{
  const char *name = value != 0 ? meso_vocabulary_get_name (vocabulary, value) : NULL;

  return name != NULL ? name : meso_vocabulary_get_token (vocabulary, value);
}

static void
append_part (GString *line,
             const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

static void
append_line (GString *text,
             GString *line)
{
  g_string_append_printf (text, "%s\n", line->str);
  g_string_free (line, TRUE);
}

/* The time as it was recorded, without its offset: the wall clock of the visit. */
static char *
format_time (const char *time)
{
  return time != NULL ? g_strdup_printf ("%.10s %.5s", time, time + 11) : NULL;
}

static void
describe_patient (GString *text,
                  MesoSession *session)
{
  const MesoPatient *patient = meso_session_get_patient (session);
  MesoItem *item = meso_session_get_item (session, MESO_SLOT_PATIENT);
  GString *line = g_string_new (NULL);

  append_part (line, patient->code);
  append_part (line, patient->name);
  append_part (line, get_name (&meso_sex_vocabulary, (int) patient->sex));
  append_part (line, patient->birth_date);
  if (patient->phototype != 0)
    {
      const char *token = meso_vocabulary_get_token (&meso_phototype_vocabulary, patient->phototype);
      g_autofree char *phototype = g_strdup_printf (_ ("phototype %s"), token);

      append_part (line, phototype);
    }
  append_line (text, line);

  for (guint i = 0; i < meso_item_get_n_children (item); i++)
    {
      const MesoAlert *alert = meso_item_get_alert (meso_item_get_child (item, i));

      g_string_append_printf (text, "%s: %s\n", get_name (&meso_alert_vocabulary, alert->kind), alert->text);
    }
}

static char *
describe_course (const MesoTreatment *treatment)
{
  if (treatment->number == MESO_UNSET)
    return NULL;
  if (treatment->planned == MESO_UNSET)
    return g_strdup_printf (_ ("session %d"), (int) treatment->number);
  /* translators: which session of how many */
  return g_strdup_printf (_ ("session %d of %d"), (int) treatment->number, (int) treatment->planned);
}

static void
describe_visit (GString *text,
                MesoSession *session)
{
  const MesoVisit *visit = meso_session_get_visit (session);
  const MesoTreatment *treatment = meso_session_get_treatment (session);
  g_autofree char *time = format_time (visit->start);
  GString *line = g_string_new (NULL);

  append_part (line, time);
  if (treatment != NULL)
    {
      g_autofree char *course = describe_course (treatment);

      append_part (line, course);
      append_part (line, get_name (&meso_method_vocabulary, treatment->method));
      append_part (line, get_name (&meso_strategy_vocabulary, treatment->strategy));
      append_part (line, treatment->reason);
    }
  append_part (line, get_name (&meso_status_vocabulary, (int) meso_session_get_status (session)));
  append_line (text, line);

  line = g_string_new (NULL);
  append_part (line, visit->practitioner);
  append_part (line, visit->place);
  if (line->len > 0)
    append_line (text, line);
  else
    g_string_free (line, TRUE);
}

static char *
describe_tally (const MesoTally *tally,
                MesoUnit unit)
{
  GString *line = g_string_new (NULL);

  if (tally->n_points > 0)
    g_string_append_printf (line, ngettext ("%u point", "%u points", tally->n_points), tally->n_points);
  if (tally->n_threads > 0)
    {
      g_autofree char *part = g_strdup_printf (ngettext ("%u line", "%u lines", tally->n_threads), tally->n_threads);

      append_part (line, part);
    }
  if (tally->n_areas > 0)
    {
      g_autofree char *part = g_strdup_printf (ngettext ("%u zone", "%u zones", tally->n_areas), tally->n_areas);

      append_part (line, part);
    }
  if (unit != MESO_UNIT_UNSET)
    {
      g_autofree char *dose = format_amount (tally->dose, unit);

      append_part (line, dose);
    }
  return g_string_free (line, FALSE);
}

/* Pads by characters, not bytes. */
static void
append_label (GString *text,
              const char *label)
{
  glong width = g_utf8_strlen (label, -1);

  g_string_append_printf (text, "  %s", label);
  for (; width < LABEL_WIDTH; width++)
    g_string_append_c (text, ' ');
  g_string_append_c (text, ' ');
}

static void
append_row (GString *text,
            const char *label,
            const MesoTotalsRow *row)
{
  g_autofree char *done = describe_tally (&row->done, row->unit);

  append_label (text, label);
  g_string_append (text, meso_tally_get_n_marks (&row->done) > 0 ? done : "–");
  if (meso_tally_get_n_marks (&row->planned) > 0)
    {
      g_autofree char *planned = describe_tally (&row->planned, row->unit);

      /* translators: what is planned and not yet done stands beside the totals in brackets */
      g_string_append_printf (text, _ (" [planned: %s]"), planned);
    }
  g_string_append_c (text, '\n');
}

static char *
make_label (const MesoTotalsRow *row,
            MesoTotalsKey key)
{
  switch ((int) key)
    {
    case MESO_TOTALS_BY_PRODUCT:
      return g_strdup (row->product != NULL ? meso_item_get_product (row->product)->name : _ ("No product"));
    case MESO_TOTALS_BY_LAYER:
      return g_strdup (row->layer != MESO_LAYER_UNSET ? meso_layer_get_name (row->layer) : _ ("No layer"));
    case MESO_TOTALS_BY_REGION:
      return row->region != NULL ? meso_region_format_name (row->region, MESO_SIDE_UNSET) : g_strdup (_ ("No region"));
    case MESO_TOTALS_BY_SIDE:
      return g_strdup (row->side != MESO_SIDE_UNSET ? get_name (&meso_side_vocabulary, (int) row->side)
                                                    : _ ("No side"));
    default:
      return g_strdup (_ ("All"));
    }
}

static void
describe_totals (GString *text,
                 MesoSession *session,
                 const char *title,
                 MesoTotalsKey key)
{
  g_autoptr (MesoTotals) totals = meso_totals_new (session, NULL, key);

  if (meso_totals_get_n_rows (totals) == 0)
    return;
  g_string_append_printf (text, "\n%s\n", title);
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);
      g_autofree char *label = make_label (row, key);

      append_row (text, label, row);
    }
}

static void
describe_products (GString *text,
                   MesoSession *session)
{
  if (meso_session_get_n_products (session) == 0)
    return;
  g_string_append_printf (text, "\n%s\n", _ ("Products"));
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    {
      const MesoProduct *product = meso_item_get_product (meso_session_get_product (session, i));
      GString *line = g_string_new ("  ");

      g_string_append (line, product->name);
      append_part (line, product->concentration);
      if (product->lot != NULL)
        {
          g_autofree char *lot = g_strdup_printf (_ ("lot %s"), product->lot);

          append_part (line, lot);
        }
      if (product->expires != NULL)
        {
          g_autofree char *expires = g_strdup_printf (_ ("expires %s"), product->expires);

          append_part (line, expires);
        }
      if (product->opened != MESO_UNSET)
        {
          g_autofree char *amount = format_amount (product->opened, product->unit);
          g_autofree char *opened = g_strdup_printf (_ ("opened %s"), amount);

          append_part (line, opened);
        }
      append_line (text, line);
    }
}

static void
append_fixed (GString *line,
              gint64 value,
              guint decimals,
              const char *unit)
{
  g_autofree char *number = NULL;
  g_autofree char *part = NULL;

  if (value == MESO_UNSET)
    return;
  number = meso_number_format_local (value, decimals, decimals);
  part = g_strdup_printf ("%s %s", number, unit);
  append_part (line, part);
}

static void
describe_mark (GString *text,
               MesoSession *session,
               MesoMark *mark)
{
  const MesoMarkData *data = meso_mark_get (mark);
  MesoItem *product = data->product != NULL ? meso_session_lookup_product (session, data->product) : NULL;
  MesoPoint place = meso_mark_get_place (mark);
  g_autofree char *x = meso_number_format_local (place.x, MESO_MM_DECIMALS, 1);
  g_autofree char *y = meso_number_format_local (place.y, MESO_MM_DECIMALS, 1);
  GString *line = g_string_new ("  ");

  g_string_append_printf (line, "%s: %s (%s; %s)", data->id, meso_mark_kind_get_name (data->kind), x, y);
  if (data->region != NULL)
    {
      g_autofree char *region = meso_region_format_name (data->region, data->side);

      append_part (line, region);
    }
  if (data->layer != MESO_LAYER_UNSET)
    append_part (line, meso_layer_get_name (data->layer));
  append_fixed (line, data->depth, MESO_MM_DECIMALS, "mm");
  if (product != NULL)
    append_part (line, meso_item_get_product (product)->name);
  if (product != NULL && data->dose != MESO_UNSET)
    {
      g_autofree char *dose = format_amount (data->dose, meso_item_get_product (product)->unit);

      append_part (line, dose);
    }
  if (data->technique != MESO_TECHNIQUE_UNSET)
    append_part (line, meso_technique_get_name (data->technique));
  if (meso_mark_is_planned (mark))
    append_part (line, _ ("planned"));
  append_part (line, data->note);
  append_line (text, line);
}

static void
describe_maps (GString *text,
               MesoSession *session,
               gboolean with_marks)
{
  if (meso_session_get_n_maps (session) == 0)
    return;
  g_string_append_printf (text, "\n%s\n", _ ("Maps"));
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      guint n_marks = meso_map_get_n_marks (map);
      g_autofree char *name = meso_session_dup_map_name (session, map);
      g_autofree char *count = g_strdup_printf (ngettext ("%u mark", "%u marks", n_marks), n_marks);

      append_label (text, name);
      g_string_append_printf (text, "%s\n", count);
      for (guint k = 0; with_marks && k < n_marks; k++)
        describe_mark (text, session, meso_map_get_mark (map, k));
    }
}

/**
 * meso_tool_describe:
 * @with_marks: also list each mark
 *
 * Returns: (transfer full): what @session says, in the user's language and with the user's numbers
 */
char *
meso_tool_describe (MesoSession *session,
                    gboolean with_marks)
{
  GString *text = g_string_new (NULL);

  describe_patient (text, session);
  describe_visit (text, session);
  describe_products (text, session);
  describe_maps (text, session, with_marks);
  describe_totals (text, session, _ ("Marks"), MESO_TOTALS_BY_NOTHING);
  describe_totals (text, session, _ ("By product"), MESO_TOTALS_BY_PRODUCT);
  describe_totals (text, session, _ ("By layer"), MESO_TOTALS_BY_LAYER);
  describe_totals (text, session, _ ("By region"), MESO_TOTALS_BY_REGION);
  describe_totals (text, session, _ ("By side"), MESO_TOTALS_BY_SIDE);
  if (meso_session_get_notes (session) != NULL)
    g_string_append_printf (text, "\n%s\n", meso_session_get_notes (session));
  return g_string_free (text, FALSE);
}
