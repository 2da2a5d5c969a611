/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-report-parts.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "drawing/meso-caption.h"

#define TEXT_SIZE 3.1
#define LABEL_WIDTH 30

/* One block a line, so that a long note goes over as many pages as it needs. */
static void
add_paragraph (GPtrArray *list,
               const char *label,
               const char *text,
               double width)
{
  double x = label != NULL ? LABEL_WIDTH : 0;
  g_autoptr (PangoLayout) layout = meso_text_new (text, TEXT_SIZE, MESO_TEXT_PLAIN, width - x);
  const char *whole = pango_layout_get_text (layout);

  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      g_autofree char *words = g_strndup (whole + line->start_index, line->length);
      MesoBlock *block = meso_block_new ();

      if (label != NULL && i == 0)
        meso_block_add_text (block,
                             label,
                             TEXT_SIZE,
                             MESO_TEXT_PLAIN,
                             MESO_TONE_SOFT,
                             MESO_ANCHOR_START,
                             0,
                             0,
                             LABEL_WIDTH - 2);
      meso_block_add_text (block, words, TEXT_SIZE, MESO_TEXT_PLAIN, MESO_TONE_INK, MESO_ANCHOR_START, x, 0, -1);
      g_ptr_array_add (list, block);
    }
}

static void
add_heading (GPtrArray *list,
             const char *title,
             double width)
{
  g_ptr_array_add (list, meso_report_create_heading (title, width, 3));
}

static void
add_pair (GString *line,
          const char *name,
          const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  /* Translators: what was asked or seen, and the answer: Consent: yes */
  g_string_append_printf (line, C_ ("name and value", "%s: %s"), name, value);
}

/* Ids are tokens such as "fitness-to-treat". */
static char *
dup_token_name (const char *token)
{
  g_autofree char *words = g_strdelimit (g_strdup (token), "-", ' ');

  words[0] = g_ascii_toupper (words[0]);
  return g_steal_pointer (&words);
}

static char *
describe_checks (MesoSession *session)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < meso_session_get_n_checks (session); i++)
    {
      const MesoCheck *check = meso_item_get_check (meso_session_get_check (session, i));
      const char *answer = meso_vocabulary_get_name (&meso_answer_vocabulary, check->value);
      g_autofree char *name = dup_token_name (check->id);
      g_autofree char *value = NULL;

      value = check->note != NULL && *check->note != '\0' ? g_strdup_printf ("%s (%s)", answer, check->note)
                                                          : g_strdup (answer);
      add_pair (line, name, value);
    }
  return g_string_free (line, FALSE);
}

static void
describe_reaction (GString *line,
                   MesoItem *child)
{
  const MesoReaction *reaction = meso_item_get_reaction (child);
  g_autofree char *name = dup_token_name (reaction->kind != NULL ? reaction->kind : "reaction");
  g_autofree char *time = reaction->time != NULL ? meso_caption_dup_day_and_time (reaction->time) : NULL;
  g_autoptr (GString) value = g_string_new (reaction->note != NULL ? reaction->note : "");

  if (time != NULL)
    g_string_append_printf (value, "%s%s", value->len > 0 ? ", " : "", time);
  if (reaction->lot != NULL)
    g_string_append_printf (value, "%s%s %s", value->len > 0 ? ", " : "", _ ("lot"), reaction->lot);
  if (reaction->mark != NULL)
    g_string_append_printf (value, "%s%s", value->len > 0 ? ", " : "", reaction->mark);
  add_pair (line, name, value->len > 0 ? value->str : _ ("Yes"));
}

static char *
describe_outcome (MesoSession *session)
{
  MesoItem *item = meso_session_get_item (session, MESO_SLOT_OUTCOME);
  const MesoOutcome *outcome = item != NULL ? meso_item_get_outcome (item) : NULL;
  GString *line = g_string_new (NULL);
  g_autofree char *next = NULL;

  if (outcome == NULL)
    return g_string_free (line, FALSE);
  add_pair (line, _ ("Endpoint"), outcome->endpoint);
  for (guint i = 0; i < meso_item_get_n_children (item); i++)
    {
      MesoItem *child = meso_item_get_child (item, i);

      if (meso_item_get_kind (child) == MESO_ITEM_REACTION)
        describe_reaction (line, child);
      else if (meso_item_get_kind (child) == MESO_ITEM_SCORE)
        add_pair (line, meso_item_get_score (child)->id, meso_item_get_score (child)->value);
    }
  add_pair (line, _ ("Aftercare given"), meso_vocabulary_get_name (&meso_yes_no_vocabulary, outcome->aftercare));
  next = outcome->next != NULL ? meso_caption_dup_date (outcome->next) : NULL;
  add_pair (line, _ ("Next visit"), next);
  return g_string_free (line, FALSE);
}

static void
add_notes (GPtrArray *list,
           const char *notes,
           double width)
{
  g_auto (GStrv) paragraphs = g_strsplit (notes, "\n", -1);

  add_heading (list, _ ("Notes"), width);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    add_paragraph (list, NULL, paragraphs[i], width);
}

/** meso_report_create_remarks: checks, outcome, notes, and who closed the record or amended it. */
GPtrArray *
meso_report_create_remarks (MesoSession *session,
                            double width)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) meso_block_unref);
  g_autofree char *checks = describe_checks (session), *outcome = describe_outcome (session);
  const char *notes = meso_session_get_notes (session);
  gboolean final = meso_session_get_finalized (session) != NULL;

  if (*checks != '\0' || *outcome != '\0' || final)
    add_heading (list, _ ("Checks and outcome"), width);
  if (*checks != '\0')
    add_paragraph (list, _ ("Before"), checks, width);
  if (*outcome != '\0')
    add_paragraph (list, _ ("After"), outcome, width);
  if (final)
    {
      const MesoFinalized *finalized = meso_item_get_finalized (meso_session_get_finalized (session));
      g_autofree char *at = meso_caption_dup_day_and_time (finalized->at);
      /* Translators: a person, date and time */
      g_autofree char *line = g_strdup_printf (_ ("%s, %s"), finalized->by, at);

      add_paragraph (list, _ ("Made final by"), line, width);
    }
  for (guint i = 0; i < meso_session_get_n_amendments (session); i++)
    {
      const MesoAmendment *amendment = meso_item_get_amendment (meso_session_get_amendment (session, i));
      g_autofree char *at = meso_caption_dup_day_and_time (amendment->at);
      g_autofree char *line = g_strdup_printf ("%s, %s: %s", amendment->by, at, amendment->reason);

      add_paragraph (list, _ ("Amended by"), line, width);
    }
  if (notes != NULL && *notes != '\0')
    add_notes (list, notes, width);
  return list;
}
