/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-report-parts.h"

#include <glib/gi18n-lib.h>

#include "drawing/meso-caption.h"

#define LABEL_SIZE 2.5
#define VALUE_SIZE 3.3

static double
add_status (MesoBlock *block,
            MesoSession *session,
            double width)
{
  const char *word;

  switch (meso_session_get_status (session))
    {
    case MESO_STATUS_FINAL:
      /* Translators: on the upper right of a page that cannot change any more */
      word = C_ ("status", "FINAL");
      break;
    case MESO_STATUS_VOID:
      /* Translators: on the upper right of a page that no longer counts */
      word = C_ ("status", "VOID");
      break;
    case MESO_STATUS_DRAFT:
    case MESO_STATUS_UNSET:
    default:
      /* Translators: on the upper right of a page that may still change */
      word = C_ ("status", "DRAFT");
      break;
    }
  return meso_block_add_tag (block, word, 4, MESO_TONE_INK, MESO_ANCHOR_END, width, 0.4);
}

/* How wide the word before them is, and how high they are. */
static void
measure_alerts (const char *line,
                double width,
                double *tag,
                double *height)
{
  g_autoptr (PangoLayout) word = meso_text_new (_ ("ALERT"), 4, MESO_TEXT_BOLD, -1);
  g_autoptr (PangoLayout) words = NULL;

  meso_text_get_size (word, tag, NULL);
  *tag += 4;
  words = meso_text_new (line, 4, MESO_TEXT_BOLD, width - *tag - 4);
  meso_text_get_size (words, NULL, height);
}

static double
add_alerts (MesoBlock *block,
            MesoSession *session,
            double y,
            double width)
{
  g_autoptr (GPtrArray) alerts = meso_caption_list_alerts (session);
  g_autofree char *line = NULL;
  double tag, end, frame = 0.5;

  if (alerts->len == 0)
    return meso_block_add_text (block,
                                _ ("No alerts recorded"),
                                LABEL_SIZE,
                                MESO_TEXT_PLAIN,
                                MESO_TONE_SOFT,
                                MESO_ANCHOR_START,
                                0,
                                y,
                                width);
  g_ptr_array_add (alerts, NULL);
  line = g_strjoinv ("   ·   ", (char **) alerts->pdata);
  measure_alerts (line, width, &tag, &end);
  /* The frame is a box with a box of paper in it: unmistakable on any printer. */
  meso_block_add_box (block, 0, y, width, end + 3, MESO_TONE_ALERT);
  meso_block_add_box (block, tag, y + frame, width - tag - frame, end + 3 - 2 * frame, MESO_TONE_PAPER);
  meso_block_add_text (block,
                       _ ("ALERT"),
                       4,
                       MESO_TEXT_BOLD,
                       MESO_TONE_PAPER,
                       MESO_ANCHOR_START,
                       2,
                       y + 1.5,
                       -1);
  meso_block_add_text (block,
                       line,
                       4,
                       MESO_TEXT_BOLD,
                       MESO_TONE_ALERT,
                       MESO_ANCHOR_START,
                       tag + 2,
                       y + 1.5,
                       width - tag - 4);
  return y + end + 3;
}

/* Enough of @text to know it by: a header that fills its page would leave no room for the map. */
static char *
shorten (const char *text)
{
  const glong max_length = 160;
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= max_length)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, max_length - 1);
  return g_strconcat (start, "…", NULL);
}

/* A small label over its value. */
static void
add_field (MesoBlock *block,
           const char *label,
           const char *value,
           double x,
           double y,
           double width)
{
  g_autofree char *shown = NULL;
  double end;

  if (value == NULL || *value == '\0')
    return;
  shown = shorten (value);
  end = meso_block_add_text (block,
                             label,
                             LABEL_SIZE,
                             MESO_TEXT_PLAIN,
                             MESO_TONE_SOFT,
                             MESO_ANCHOR_START,
                             x,
                             y,
                             width);
  meso_block_add_text (block,
                       shown,
                       VALUE_SIZE,
                       MESO_TEXT_PLAIN,
                       MESO_TONE_INK,
                       MESO_ANCHOR_START,
                       x,
                       end,
                       width);
}

static double
add_visit (MesoBlock *block,
           MesoSession *session,
           double y,
           double width)
{
  const MesoVisit *visit = meso_session_get_visit (session);
  const MesoTreatment *treatment = meso_session_get_treatment (session);
  g_autofree char *course = meso_caption_dup_course (session), *method = meso_caption_dup_method (session);
  g_autofree char *day = visit != NULL ? meso_caption_dup_day_and_time (visit->start) : NULL;
  g_autofree char *practitioner = NULL;
  double column = width / 12, gap = 3, next;

  if (visit != NULL && visit->practitioner != NULL)
    practitioner = visit->registration != NULL
                     ? g_strdup_printf ("%s (%s)", visit->practitioner, visit->registration)
                     : g_strdup (visit->practitioner);
  add_field (block, _ ("Visit"), day, 0, y, 3 * column - gap);
  add_field (block, _ ("Treatment"), method, 3 * column, y, 3 * column - gap);
  add_field (block, _ ("Practitioner"), practitioner, 6 * column, y, 3 * column - gap);
  add_field (block, _ ("Place"), visit != NULL ? visit->place : NULL, 9 * column, y, 3 * column);
  next = meso_block_get_height (block) + 1.2;
  add_field (block, _ ("Course"), course, 0, next, 3 * column - gap);
  if (treatment != NULL)
    {
      add_field (block, _ ("Reason"), treatment->reason, 3 * column, next, 6 * column - gap);
      add_field (block, _ ("Anaesthesia"), treatment->anaesthesia, 9 * column, next, 3 * column);
    }
  return meso_block_get_height (block);
}

/**
 * meso_report_create_header:
 * @full: with the facts of the visit, for the first page; else for those that follow
 *
 * Who, and what must not be overlooked: on every page.
 */
MesoBlock *
meso_report_create_header (MesoSession *session,
                           double width,
                           gboolean full)
{
  g_autoptr (MesoBlock) block = meso_block_new ();
  g_autofree char *full_name = meso_caption_dup_name (session), *name = shorten (full_name);
  g_autofree char *person = meso_caption_dup_person (session);
  double tag = add_status (block, session, width), y;

  y = meso_block_add_text (block,
                           name,
                           full ? 6.4 : 4.6,
                           MESO_TEXT_BOLD,
                           MESO_TONE_INK,
                           MESO_ANCHOR_START,
                           0,
                           full ? -1.2 : -0.4,
                           width - tag - 4);
  if (!full)
    {
      const MesoVisit *visit = meso_session_get_visit (session);
      g_autofree char *day = visit != NULL ? meso_caption_dup_day (visit->start) : g_strdup ("");
      g_autofree char *line = g_strjoin (" · ", person, day, NULL);

      g_free (person);
      person = g_steal_pointer (&line);
    }
  y = meso_block_add_text (block,
                           person,
                           full ? 3.6 : VALUE_SIZE,
                           MESO_TEXT_PLAIN,
                           MESO_TONE_INK,
                           MESO_ANCHOR_START,
                           0,
                           y + 0.2,
                           width);
  y = add_alerts (block, session, y + 1.8, width);
  if (full)
    y = add_visit (block, session, y + 2.2, width);
  meso_block_add_rule (block, 0, width, y + 2, 0.25, MESO_TONE_INK);
  meso_block_set_height (block, y + 2.2);
  return g_steal_pointer (&block);
}
