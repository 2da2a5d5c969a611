/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "compat/meso-compat.h"
#include "diagram/meso-diagram-set.h"
#include "drawing/meso-svg-writer.h"
#include "library/meso-file-writer.h"
#include "model/meso-error.h"
#include "report/meso-export.h"
#include "report/meso-report.h"

#define PNG_DPI 200.0

struct _MesoExportDialog
{
  AdwWindow parent_instance;

  GtkWidget *accept_button;
  GtkCheckButton *pdf_button;
  GtkCheckButton *svg_button;
  GtkCheckButton *png_button;
  GtkWidget *guides_group;
  AdwActionRow *guides_row;
  GtkSwitch *guides_switch;

  MesoSession *session;
  MesoGuideFlags guides;
};

G_DEFINE_FINAL_TYPE (MesoExportDialog, meso_export_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  MesoSession *snapshot;
  MesoExportFormat format;
  MesoPaper paper;
  MesoGuideFlags guides;
  char *path;
} ExportJob;

static const MesoFileKind file_kinds[] = {
  { N_ ("PDF documents"), "*.pdf" },
  { N_ ("SVG pictures"), "*.svg" },
  { N_ ("PNG images"), "*.png" },
};

static void
export_job_free (ExportJob *job)
{
  g_clear_object (&job->snapshot);
  g_free (job->path);
  g_free (job);
}

static GBytes *
create_bytes (MesoSession *snapshot,
              MesoExportFormat format,
              MesoPaper paper,
              MesoGuideFlags guides,
              GError **error)
{
  g_autoptr (MesoReport) report = NULL;

  switch (format)
    {
    case MESO_EXPORT_SVG:
      return meso_session_write_svg (snapshot, meso_diagram_set_get_default (), guides, error);

    case MESO_EXPORT_PNG:
      return meso_export_png (snapshot, NULL, PNG_DPI, guides, error);

    case MESO_EXPORT_PDF:
    default:
      report = meso_report_new (snapshot, paper, guides);
      return meso_report_to_pdf (report, error);
    }
}

static MesoPaper
get_paper_setting (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  return (MesoPaper) g_settings_get_enum (settings, "paper");
}

static void
export_in_thread (GTask *task,
                  gpointer source,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  ExportJob *job = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = create_bytes (job->snapshot, job->format, job->paper, job->guides, &error);

  if (bytes != NULL && meso_file_replace (job->path, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ignore_answer_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  meso_ask_finish (GTK_WINDOW (object), result);
}

static void
exported_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  GtkWindow *parent = GTK_WINDOW (object);
  const ExportJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *name = g_path_get_basename (job->path);
      /* Translators: the name of a file */
      g_autofree char *text = g_strdup_printf (_ ("Exported %s"), name);

      gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", text);
    }
  else
    meso_ask (parent, _ ("The export failed"), error->message, NULL, _ ("_Close"), FALSE, NULL, ignore_answer_cb, NULL);
}

static void
chosen_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ExportJob *job = user_data;
  g_autoptr (GFile) file = meso_choose_save_file_finish (GTK_WINDOW (object), result, NULL);
  g_autoptr (GTask) task = NULL;

  if (file == NULL)
    {
      export_job_free (job);
      return;
    }

  job->path = g_file_get_path (file);
  task = g_task_new (object, NULL, exported_cb, NULL);
  g_task_set_source_tag (task, chosen_cb);
  g_task_set_task_data (task, job, (GDestroyNotify) export_job_free);
  if (job->path == NULL)
    g_task_return_new_error (task, MESO_ERROR, MESO_ERROR_IO, _ ("Only files on this computer can be written."));
  else
    g_task_run_in_thread (task, export_in_thread);
}

static void
accept_cb (MesoExportDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  ExportJob *job = g_new0 (ExportJob, 1);
  g_autofree char *name = NULL;
  MesoFileKind kind;

  if (gtk_check_button_get_active (self->svg_button))
    job->format = MESO_EXPORT_SVG;
  else if (gtk_check_button_get_active (self->png_button))
    job->format = MESO_EXPORT_PNG;
  else
    job->format = MESO_EXPORT_PDF;
  job->snapshot = meso_session_snapshot (self->session);
  job->paper = get_paper_setting ();
  job->guides = gtk_switch_get_active (self->guides_switch) ? self->guides : MESO_GUIDE_NONE;

  kind = file_kinds[job->format];
  kind.name = _ (kind.name);
  name = meso_export_suggest_name (self->session, job->format);
  gtk_window_close (GTK_WINDOW (self));
  meso_choose_save_file (parent, _ ("Export"), name, &kind, NULL, chosen_cb, job);
}

static void
meso_export_dialog_dispose (GObject *object)
{
  MesoExportDialog *self = MESO_EXPORT_DIALOG (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (meso_export_dialog_parent_class)->dispose (object);
}

static void
meso_export_dialog_class_init (MesoExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_export_dialog_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoExportDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, MesoExportDialog, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, MesoExportDialog, svg_button);
  gtk_widget_class_bind_template_child (widget_class, MesoExportDialog, png_button);
  gtk_widget_class_bind_template_child (widget_class, MesoExportDialog, guides_group);
  gtk_widget_class_bind_template_child (widget_class, MesoExportDialog, guides_row);
  gtk_widget_class_bind_template_child (widget_class, MesoExportDialog, guides_switch);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
meso_export_dialog_init (MesoExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept_button);
}

/**
 * meso_export_dialog_present:
 * @guides: those that show now, which can be left out
 *
 * Returns: (transfer none): the dialog, which closes itself.
 */
GtkWidget *
meso_export_dialog_present (GtkWindow *parent,
                            MesoSession *session,
                            MesoGuideFlags guides)
{
  MesoExportDialog *self;
  g_autofree char *names = meso_guide_flags_describe (guides);

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  self = g_object_new (MESO_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->guides = guides;
  adw_action_row_set_subtitle (self->guides_row, names);
  gtk_widget_set_visible (self->guides_group, guides != MESO_GUIDE_NONE);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->accept_button);

  return GTK_WIDGET (self);
}

/** meso_export_suggest_name: (transfer full): as M-0101_2026-06-24_mesomap.pdf: a code and no name. */
char *
meso_export_suggest_name (MesoSession *session,
                          MesoExportFormat format)
{
  const MesoPatient *patient;
  const MesoVisit *visit;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  patient = meso_session_get_patient (session);
  visit = meso_session_get_visit (session);

  return g_strdup_printf ("%s_%.10s_mesomap%s", patient != NULL ? patient->code : "session",
                          visit != NULL ? visit->start : "undated", file_kinds[format].pattern + 1);
}

/** meso_export_to_file: writes a file now, as the dialog does. */
gboolean
meso_export_to_file (MesoSession *session,
                     MesoExportFormat format,
                     MesoGuideFlags guides,
                     const char *path,
                     GError **error)
{
  g_autoptr (MesoSession) snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (MESO_IS_SESSION (session), FALSE);

  snapshot = meso_session_snapshot (session);
  bytes = create_bytes (snapshot, format, get_paper_setting (), guides, error);

  return bytes != NULL && meso_file_replace (path, bytes, error);
}
