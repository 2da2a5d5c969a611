/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-edit-actions.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "meso-context-menu.h"
#include "meso-editor-clipboard.h"

#define CSV "text/csv"
/* More is no session of ours. */
#define MAX_SIZE (64 * 1024 * 1024)

static const char *const samenesses[MESO_N_SAMENESSES] = {
  "region",
  "layer",
  "product",
  "technique",
  "pattern",
  "state",
};

/* What is being pasted, until the clipboard has answered. */
typedef struct
{
  GWeakRef page;
  MesoPoint centre;
} Request;

static GdkClipboard *
get_clipboard (MesoDrawingPage *page)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (page));
}

static void
copy_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  g_autoptr (GBytes) bytes = meso_editor_copy_selection (meso_drawing_page_get_editor (user_data));
  g_autoptr (GdkContentProvider) content = NULL;
  GdkContentProvider *providers[2];
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  providers[0] = gdk_content_provider_new_for_bytes (CSV, bytes);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  content = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (get_clipboard (user_data), content);
}

static void
cut_cb (GSimpleAction *action,
        GVariant *parameter,
        gpointer user_data)
{
  copy_cb (action, parameter, user_data);
  meso_editor_delete_selection (meso_drawing_page_get_editor (user_data));
}

static void
delete_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer user_data)
{
  meso_editor_delete_selection (meso_drawing_page_get_editor (user_data));
}

static void
duplicate_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  meso_editor_duplicate_selection (meso_drawing_page_get_editor (user_data));
}

/* @bytes: (nullable): what the clipboard gave. */
static void
finish_paste (Request *request,
              GBytes *bytes)
{
  g_autoptr (MesoDrawingPage) page = g_weak_ref_get (&request->page);
  MesoEditor *editor = page != NULL ? meso_drawing_page_get_editor (page) : NULL;

  if (editor != NULL && bytes != NULL && g_bytes_get_size (bytes) <= MAX_SIZE)
    meso_editor_paste (editor, bytes, request->centre);
  else if (editor != NULL)
    g_signal_emit_by_name (editor, "message", _ ("What was copied is no longer there."), TRUE);
  g_weak_ref_clear (&request->page);
  g_free (request);
}

static void
spliced_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (object);
  gboolean good = g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, NULL) >= 0;
  g_autoptr (GBytes) bytes = good ? g_memory_output_stream_steal_as_bytes (memory) : NULL;

  finish_paste (user_data, bytes);
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      finish_paste (user_data, NULL);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, spliced_cb, user_data);
}

static void
read_text_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;

  finish_paste (user_data, bytes);
}

/* Our table where it is offered; else text, which may be such a table out of an editor. */
static void
paste_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer user_data)
{
  static const char *types[] = { CSV, NULL };
  GdkClipboard *clipboard = get_clipboard (user_data);
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->page, user_data);
  request->centre = meso_canvas_get_target (meso_drawing_page_get_canvas (user_data));
  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), CSV))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, read_cb, request);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, read_text_cb, request);
}

static void
select_all_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  meso_editor_select_all (meso_drawing_page_get_editor (user_data));
}

/* With nothing selected a region is still meant by the crosshair or the pointer. */
static void
select_same_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  MesoEditor *editor = meso_drawing_page_get_editor (user_data);
  MesoSameness what = MESO_SAME_REGION;
  MesoPoint place;

  while (what < MESO_N_SAMENESSES && !g_str_equal (samenesses[what], g_variant_get_string (parameter, NULL)))
    what++;
  if (what == MESO_N_SAMENESSES)
    return;
  if (meso_editor_can_select_same (editor, what))
    meso_editor_select_same (editor, what);
  else if (what == MESO_SAME_REGION && meso_canvas_get_place (meso_drawing_page_get_canvas (user_data), &place))
    meso_editor_select_region_at (editor, place);
  else if (meso_selection_get_size (meso_editor_get_selection (editor)) > 0)
    g_signal_emit_by_name (editor, "message", _ ("No pattern made what is selected."), FALSE);
  else
    g_signal_emit_by_name (editor, "message", _ ("Select a mark first."), FALSE);
}

static void
change_state_cb (MesoMarkData *data,
                 gpointer user_data)
{
  data->state = (MesoState) GPOINTER_TO_INT (user_data);
}

static void
set_state_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  int state = meso_vocabulary_find (&meso_state_vocabulary, g_variant_get_string (parameter, NULL));

  if (state != MESO_STATE_UNSET)
    meso_editor_change_selection (meso_drawing_page_get_editor (user_data),
                                  state == MESO_STATE_PLANNED ? _ ("Mark as Planned") : _ ("Mark as Done"),
                                  change_state_cb, GINT_TO_POINTER (state));
}

static void
context_menu_cb (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  meso_context_menu_show (user_data);
}

static const GActionEntry entries[] = {
  { .name = "cut", .activate = cut_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "paste", .activate = paste_cb },
  { .name = "duplicate", .activate = duplicate_cb },
  { .name = "delete", .activate = delete_cb },
  { .name = "select-all", .activate = select_all_cb },
  { .name = "select-same", .activate = select_same_cb, .parameter_type = "s" },
  { .name = "set-state", .activate = set_state_cb, .parameter_type = "s" },
  { .name = "context-menu", .activate = context_menu_cb },
};

static void
set_enabled (GActionMap *actions,
             const char *name,
             gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, name)), enabled);
}

static gboolean
can_paste (MesoDrawingPage *page)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (get_clipboard (page));

  return gdk_content_formats_contain_mime_type (formats, CSV) ||
         gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") ||
         gdk_content_formats_contain_mime_type (formats, "text/plain") ||
         gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
}

/** meso_edit_actions_update: after an edit, or when another selection, another clipboard or a lock is there. */
void
meso_edit_actions_update (GActionMap *actions,
                          MesoDrawingPage *page)
{
  MesoEditor *editor = meso_drawing_page_get_editor (page);
  MesoMap *map = meso_editor_get_map (editor);
  gboolean is_editable = meso_session_is_editable (meso_editor_get_session (editor));
  gboolean has_selection = meso_selection_get_size (meso_editor_get_selection (editor)) > 0;
  gboolean has_marks = map != NULL && meso_map_get_n_marks (map) > 0;

  set_enabled (actions, "cut", is_editable && has_selection);
  set_enabled (actions, "copy", has_selection);
  set_enabled (actions, "paste", is_editable && map != NULL && can_paste (page));
  set_enabled (actions, "duplicate", is_editable && has_selection);
  set_enabled (actions, "delete", is_editable && has_selection);
  set_enabled (actions, "set-state", is_editable && has_selection);
  set_enabled (actions, "select-all", has_marks);
  set_enabled (actions, "select-same", has_marks);
}

static void
changed_cb (MesoDrawingPage *page)
{
  meso_edit_actions_update (G_ACTION_MAP (meso_drawing_page_get_actions (page)), page);
}

/** meso_edit_actions_add: adds them to the group "draw" of @page. */
void
meso_edit_actions_add (GActionMap *actions,
                       MesoDrawingPage *page)
{
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
  g_signal_connect_object (meso_editor_get_selection (meso_drawing_page_get_editor (page)), "changed",
                           G_CALLBACK (changed_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_clipboard (page), "changed", G_CALLBACK (changed_cb), page, G_CONNECT_SWAPPED);
}

static void
append_section (GMenu *menu,
                const char *const (*items)[2],
                guint n_items)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < n_items; i++)
    g_menu_append (section, _ (items[i][0]), items[i][1]);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/** meso_edit_actions_create_menu: (transfer full): @is_context: on the canvas, with what is elsewhere in the window. */
GMenu *
meso_edit_actions_create_menu (gboolean is_context)
{
  static const char *const edit[][2] = {
    { N_ ("Cu_t"), "draw.cut" },
    { N_ ("_Copy"), "draw.copy" },
    { N_ ("_Paste"), "draw.paste" },
    { N_ ("D_uplicate"), "draw.duplicate" },
    { N_ ("_Delete"), "draw.delete" },
  };
  static const char *const select_all[][2] = { { N_ ("_All"), "draw.select-all" } };
  static const char *const select[][2] = {
    { N_ ("Same _Region"), "draw.select-same::region" },
    { N_ ("Same _Layer"), "draw.select-same::layer" },
    { N_ ("Same _Product"), "draw.select-same::product" },
    { N_ ("Same _Technique"), "draw.select-same::technique" },
    { N_ ("Same Pa_ttern"), "draw.select-same::pattern" },
    { N_ ("Same _State"), "draw.select-same::state" },
  };
  static const char *const mirror[][2] = { { N_ ("_Mirror Selection"), "draw.mirror-selection" } };
  static const char *const state[][2] = {
    { N_ ("Mark as D_one"), "draw.set-state::done" },
    { N_ ("Mark as Pla_nned"), "draw.set-state::planned" },
  };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) selecting = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  append_section (menu, edit, G_N_ELEMENTS (edit));
  append_section (selecting, select_all, G_N_ELEMENTS (select_all));
  append_section (selecting, select, G_N_ELEMENTS (select));
  g_menu_append_submenu (section, _ ("_Select"), G_MENU_MODEL (selecting));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  if (is_context)
    append_section (menu, mirror, G_N_ELEMENTS (mirror));
  append_section (menu, state, G_N_ELEMENTS (state));
  return menu;
}
