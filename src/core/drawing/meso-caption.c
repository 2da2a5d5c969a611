/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-caption.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-region-names.h"

static char *
format_date (GDateTime *date)
{
  /* Translators: a date in words, see the manual of strftime: 24 June 2026 */
  return g_date_time_format (date, C_ ("date", "%-d %B %Y"));
}

/** meso_caption_dup_date: (transfer full): a date of the record in words; what is no date stays as it is. */
char *
meso_caption_dup_date (const char *date)
{
  g_autoptr (GDateTime) parsed = NULL;
  int year, month, day;

  g_return_val_if_fail (date != NULL, NULL);

  if (sscanf (date, "%4d-%2d-%2d", &year, &month, &day) == 3)
    parsed = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return parsed != NULL ? format_date (parsed) : g_strdup (date);
}

/** meso_caption_dup_day: (transfer full): the date of a time of the record, where it was recorded. */
char *
meso_caption_dup_day (const char *time)
{
  g_autoptr (GDateTime) parsed = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  parsed = meso_time_parse (time);
  return parsed != NULL ? format_date (parsed) : g_strdup (time);
}

/** meso_caption_dup_day_and_time: (transfer full): date and clock of a time of the record, where it was recorded. */
char *
meso_caption_dup_day_and_time (const char *time)
{
  g_autoptr (GDateTime) parsed = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  parsed = meso_time_parse (time);
  /* Translators: date and time, see the manual of strftime: 24 June 2026, 10:30 */
  return parsed != NULL ? g_date_time_format (parsed, C_ ("date", "%-d %B %Y, %H:%M")) : g_strdup (time);
}

/** meso_caption_get_age: in whole years at @time (a date or a time of the record), or -1 when it cannot be known. */
int
meso_caption_get_age (const char *birth_date,
                      const char *time)
{
  int year, month, day, then_year, then_month, then_day;

  if (birth_date == NULL || time == NULL)
    return -1;
  if (sscanf (birth_date, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return -1;
  if (sscanf (time, "%4d-%2d-%2d", &then_year, &then_month, &then_day) != 3)
    return -1;
  return MAX (then_year - year - (then_month < month || (then_month == month && then_day < day)), -1);
}

/** meso_caption_dup_name: (transfer full): of the patient; the code when there is no name. */
char *
meso_caption_dup_name (MesoSession *session)
{
  const MesoPatient *patient;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  patient = meso_session_get_patient (session);
  if (patient == NULL)
    return g_strdup (_ ("No patient"));
  return g_strdup (patient->name != NULL && *patient->name != '\0' ? patient->name : patient->code);
}

static void
join (GString *string,
      const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (string->len > 0)
    g_string_append (string, " · ");
  g_string_append (string, part);
}

/** meso_caption_dup_person: (transfer full): birth date with the age at the visit, sex, phototype, code. */
char *
meso_caption_dup_person (MesoSession *session)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const MesoPatient *patient;
  const MesoVisit *visit;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  patient = meso_session_get_patient (session);
  visit = meso_session_get_visit (session);
  if (patient == NULL)
    return g_strdup ("");
  if (patient->birth_date != NULL)
    {
      int age = meso_caption_get_age (patient->birth_date, visit != NULL ? visit->start : NULL);
      g_autofree char *date = meso_caption_dup_date (patient->birth_date);
      g_autofree char *with_age = NULL;

      /* Translators: a birth date and the age in years at the visit */
      with_age = age >= 0 ? g_strdup_printf (C_ ("birth date (age)", "%s (%d)"), date, age) : g_strdup (date);
      join (line, with_age);
    }
  join (line, meso_vocabulary_get_name (&meso_sex_vocabulary, patient->sex));
  if (patient->phototype != 0)
    {
      g_autofree char *phototype = NULL;

      /* Translators: the Fitzpatrick phototype, I to VI */
      phototype = g_strdup_printf (_ ("phototype %s"),
                                   meso_vocabulary_get_name (&meso_phototype_vocabulary, patient->phototype));
      join (line, phototype);
    }
  join (line, patient->code);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/** meso_caption_dup_course: (transfer full) (nullable): "Session 2 of 4". */
char *
meso_caption_dup_course (MesoSession *session)
{
  g_autofree char *number = NULL, *planned = NULL;
  const MesoTreatment *treatment;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  treatment = meso_session_get_treatment (session);
  if (treatment == NULL || treatment->number == MESO_UNSET)
    return NULL;
  number = meso_number_format (treatment->number, 0, 0);
  if (treatment->planned == MESO_UNSET)
    return g_strdup_printf (_ ("Session %s"), number);
  planned = meso_number_format (treatment->planned, 0, 0);
  /* Translators: its number in the course of treatment, and how many are planned */
  return g_strdup_printf (_ ("Session %s of %s"), number, planned);
}

/** meso_caption_dup_method: (transfer full) (nullable): method and strategy. */
char *
meso_caption_dup_method (MesoSession *session)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const MesoTreatment *treatment;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  treatment = meso_session_get_treatment (session);
  if (treatment == NULL)
    return NULL;
  join (line, meso_vocabulary_get_name (&meso_method_vocabulary, treatment->method));
  join (line, meso_vocabulary_get_name (&meso_strategy_vocabulary, treatment->strategy));
  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

/** meso_caption_dup_status: (transfer full): "Draft", "Void", or who made it final and when. */
char *
meso_caption_dup_status (MesoSession *session)
{
  MesoItem *item;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  item = meso_session_get_finalized (session);
  if (meso_session_get_status (session) == MESO_STATUS_FINAL && item != NULL)
    {
      const MesoFinalized *finalized = meso_item_get_finalized (item);
      g_autofree char *at = meso_caption_dup_day_and_time (finalized->at);

      /* Translators: a person, date and time */
      return g_strdup_printf (_ ("Final: %s, %s"), finalized->by, at);
    }
  return g_strdup (meso_vocabulary_get_name (&meso_status_vocabulary, meso_session_get_status (session)));
}

/** meso_caption_list_alerts: (transfer full) (element-type utf8): such as "Allergy: lidocaine". */
GPtrArray *
meso_caption_list_alerts (MesoSession *session)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  MesoItem *patient;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  patient = meso_session_get_item (session, MESO_SLOT_PATIENT);
  for (guint i = 0; patient != NULL && i < meso_item_get_n_children (patient); i++)
    {
      MesoItem *child = meso_item_get_child (patient, i);
      const MesoAlert *alert;

      if (meso_item_get_kind (child) != MESO_ITEM_ALERT)
        continue;
      alert = meso_item_get_alert (child);
      if (alert->text == NULL)
        continue;
      if (alert->kind != 0)
        /* Translators: the kind of an alert and its words: Allergy: lidocaine */
        g_ptr_array_add (list,
                         g_strdup_printf (C_ ("alert", "%s: %s"),
                                          meso_vocabulary_get_name (&meso_alert_vocabulary, alert->kind),
                                          alert->text));
      else
        g_ptr_array_add (list, g_strdup (alert->text));
    }
  return g_steal_pointer (&list);
}

/** meso_caption_dup_amount: (transfer full): with at least two decimals and the unit. */
char *
meso_caption_dup_amount (gint64 amount,
                         MesoUnit unit)
{
  g_autofree char *number = meso_number_format_local (amount, MESO_AMOUNT_DECIMALS, unit == MESO_UNIT_U ? 0 : 2);

  return unit != MESO_UNIT_UNSET ? g_strdup_printf ("%s %s", number, meso_unit_get_symbol (unit))
                                 : g_steal_pointer (&number);
}

static char *
dup_lower (const char *text)
{
  g_autofree char *first = NULL, *lower = NULL;
  const char *rest = g_utf8_next_char (text);

  if (*text == '\0')
    return g_strdup (text);
  first = g_strndup (text, rest - text);
  lower = g_utf8_strdown (first, -1);
  return g_strconcat (lower, rest, NULL);
}

static void
append_part (GString *line,
             const char *part)
{
  if (line->len > 0)
    g_string_append (line, ", ");
  g_string_append (line, part);
}

static void
append_layer (GString *line,
              const MesoMarkData *data)
{
  g_autoptr (GString) part = g_string_new (NULL);

  if (data->layer != MESO_LAYER_UNSET)
    {
      g_autofree char *layer = dup_lower (meso_layer_get_name (data->layer));

      g_string_append (part, layer);
    }
  if (data->depth != MESO_UNSET)
    {
      g_autofree char *depth = meso_number_format_local (data->depth, MESO_MM_DECIMALS, 0);

      g_string_append_printf (part, "%s%s mm", part->len > 0 ? " " : "", depth);
    }
  if (data->passes != MESO_UNSET)
    g_string_append_printf (part, "%s× %" G_GINT64_FORMAT, part->len > 0 ? " " : "", data->passes);
  if (part->len > 0)
    append_part (line, part->str);
}

static void
append_product (GString *line,
                MesoSession *session,
                const MesoMarkData *data)
{
  MesoItem *item = data->product != NULL ? meso_session_lookup_product (session, data->product) : NULL;
  const MesoProduct *product;
  g_autofree char *dose = NULL, *part = NULL;

  if (item == NULL)
    return;
  product = meso_item_get_product (item);
  if (data->dose == MESO_UNSET)
    {
      append_part (line, product->name);
      return;
    }
  dose = meso_caption_dup_amount (data->dose, product->unit);
  part = g_strdup_printf ("%s %s", product->name, dose);
  append_part (line, part);
}

/**
 * meso_caption_dup_mark:
 *
 * Returns: (transfer full): what a mark says in one line, such as
 * "Point, mid dermis 0.7 mm, HA with vitamins 0.02 mL, right anterior cheek, done"
 */
char *
meso_caption_dup_mark (MesoSession *session,
                       MesoMark *mark)
{
  g_autoptr (GString) line = NULL;
  const MesoMarkData *data;
  g_autofree char *state = NULL;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (MESO_IS_MARK (mark), NULL);

  data = meso_mark_get (mark);
  line = g_string_new (meso_mark_kind_get_name (data->kind));
  append_layer (line, data);
  append_product (line, session, data);
  if (data->region != NULL)
    {
      g_autofree char *region = meso_region_format_name (data->region, data->side);
      g_autofree char *lower = dup_lower (region);

      append_part (line, lower);
    }
  state = dup_lower (meso_vocabulary_get_name (&meso_state_vocabulary,
                                               meso_mark_is_planned (mark) ? MESO_STATE_PLANNED : MESO_STATE_DONE));
  append_part (line, state);
  return g_string_free (g_steal_pointer (&line), FALSE);
}
