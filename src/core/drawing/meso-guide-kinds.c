/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-guide-kinds.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"
#include "drawing/meso-guides-private.h"
#include "model/meso-error.h"

const MesoVocabulary meso_guide_vocabulary = {
  (const char *const[]){ "midline", "thirds", "fifths", "frankfort", "grid", "regions", "warnings", NULL },
  (const char *const[]){ N_ ("Midline"),
                         N_ ("Facial thirds"),
                         N_ ("Facial fifths"),
                         N_ ("Frankfort line"),
                         N_ ("Grid of 10 mm"),
                         N_ ("Names and outlines"),
                         N_ ("Warning zones (advisory)"),
                         NULL },
};

/**
 * meso_guide_flags_parse:
 * @text: tokens with commas between them, such as "midline,grid"; empty for none
 * @flags: (out): the guides, unchanged where this fails
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID, which names the word that is no guide.
 */
gboolean
meso_guide_flags_parse (const char *text,
                        MesoGuideFlags *flags,
                        GError **error)
{
  g_auto (GStrv) words = NULL;
  MesoGuideFlags result = MESO_GUIDE_NONE;

  g_return_val_if_fail (text != NULL && flags != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  words = g_strsplit (text, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);
      int value = meso_vocabulary_find (&meso_guide_vocabulary, word);

      if (value == 0)
        {
          g_autofree char *all = g_strjoinv (", ", (GStrv) meso_guide_vocabulary.tokens);

          /* Translators: the first is what somebody wrote, the second a list of words that are not translated */
          g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, _ ("There is no guide “%s”; there are %s"), word, all);
          return FALSE;
        }
      result |= 1u << (value - 1);
    }
  *flags = result;
  return TRUE;
}

/** meso_guide_flags_describe: (transfer full): their names, for people; "" for none. */
char *
meso_guide_flags_describe (MesoGuideFlags flags)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MESO_N_GUIDES; i++)
    if ((flags & (1u << i)) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              meso_vocabulary_get_name (&meso_guide_vocabulary, (int) i + 1));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * meso_guide_flags_get_available:
 * @diagram: (nullable): %NULL where none is installed, which leaves the sheet its grid
 *
 * Returns: the guides that there is something to show of: thirds need their landmarks, a grid needs millimetres.
 */
MesoGuideFlags
meso_guide_flags_get_available (MesoDiagram *diagram)
{
  MesoGuideFlags flags = MESO_GUIDE_NONE;

  g_return_val_if_fail (diagram == NULL || MESO_IS_DIAGRAM (diagram), MESO_GUIDE_NONE);

  if (diagram == NULL)
    return MESO_GUIDE_GRID;
  if (meso_diagram_has_scale (diagram))
    flags |= MESO_GUIDE_GRID;
  if (meso_diagram_get_n_regions (diagram) > 0)
    flags |= MESO_GUIDE_REGIONS;
  if (meso_diagram_get_n_warnings (diagram) > 0)
    flags |= MESO_GUIDE_WARNINGS;
  return flags | meso_guide_lines_get_available (diagram);
}

/** meso_guide_flags_get_available_in_session: those that at least one of its maps has. */
MesoGuideFlags
meso_guide_flags_get_available_in_session (MesoSession *session,
                                           MesoDiagramSet *diagrams)
{
  MesoGuideFlags flags = MESO_GUIDE_NONE;

  g_return_val_if_fail (MESO_IS_SESSION (session), MESO_GUIDE_NONE);
  g_return_val_if_fail (MESO_IS_DIAGRAM_SET (diagrams), MESO_GUIDE_NONE);

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      g_autoptr (MesoDiagram) diagram = meso_map_dup_diagram (meso_session_get_map (session, i), diagrams);

      flags |= meso_guide_flags_get_available (diagram);
    }
  return flags;
}
