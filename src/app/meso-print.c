/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-print.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "compat/meso-compat.h"

#define MM_PER_POINT (25.4 / 72.0)

/* What one print needs; freed with the operation. */
typedef struct
{
  MesoSession *snapshot;
  MesoGuideFlags guides;
  MesoReport *report;
} PrintJob;

static void
print_job_free (PrintJob *job)
{
  g_clear_object (&job->snapshot);
  g_clear_object (&job->report);
  g_free (job);
}

/* Everything that is not Letter is laid out for A4 and scaled to the sheet. */
static MesoPaper
choose_paper (GtkPageSetup *setup)
{
  const char *name = gtk_paper_size_get_name (gtk_page_setup_get_paper_size (setup));

  return g_str_equal (name, GTK_PAPER_NAME_LETTER) ? MESO_PAPER_LETTER : MESO_PAPER_A4;
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext *context,
                PrintJob *job)
{
  job->report = meso_report_new (job->snapshot, choose_paper (gtk_print_context_get_page_setup (context)),
                                 job->guides);
  gtk_print_operation_set_n_pages (operation, (int) meso_report_get_n_pages (job->report));
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              PrintJob *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height, scale;

  meso_report_get_page_size (job->report, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height);
  cairo_save (cr);
  cairo_translate (cr, (gtk_print_context_get_width (context) - width * scale) / 2, 0);
  cairo_scale (cr, scale, scale);
  meso_report_draw_page (job->report, (guint) page, cr);
  cairo_restore (cr);
}

/* A page of the dialog of its own, only where there is something to choose. */
static GtkWidget *
create_options_cb (GtkPrintOperation *operation,
                   PrintJob *job)
{
  g_autofree char *names = meso_guide_flags_describe (job->guides);
  /* Translators: a list of guides such as Midline, Grid of 10 mm */
  g_autofree char *label = g_strdup_printf (_ ("Print the _guides: %s"), names);
  GtkWidget *button;

  if (job->guides == MESO_GUIDE_NONE)
    return NULL;
  button = gtk_check_button_new_with_mnemonic (label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_start (button, 12);
  gtk_widget_set_margin_top (button, 12);
  return button;
}

static void
apply_options_cb (GtkPrintOperation *operation,
                  GtkWidget *button,
                  PrintJob *job)
{
  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (button)))
    job->guides = MESO_GUIDE_NONE;
}

static GtkPrintOperation *
create_operation (MesoSession *session,
                  MesoGuideFlags guides,
                  MesoPaper paper)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (paper == MESO_PAPER_LETTER ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);
  const MesoPatient *patient = meso_session_get_patient (session);
  g_autofree char *name = NULL;
  PrintJob *job = g_new0 (PrintJob, 1);

  job->snapshot = meso_session_snapshot (session);
  job->guides = guides;
  g_object_set_data_full (G_OBJECT (operation), "job", job, (GDestroyNotify) print_job_free);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  /* The report keeps its own margins. */
  gtk_print_operation_set_use_full_page (operation, TRUE);

  /* What a print queue shows to others names nobody. */
  name = g_strdup_printf ("Mesomap %s", patient != NULL ? patient->code : "");
  gtk_print_operation_set_job_name (operation, name);

  gtk_print_operation_set_custom_tab_label (operation, _ ("Guides"));
  g_signal_connect (operation, "create-custom-widget", G_CALLBACK (create_options_cb), job);
  g_signal_connect (operation, "custom-widget-apply", G_CALLBACK (apply_options_cb), job);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);

  return operation;
}

static MesoPaper
get_paper_setting (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  return (MesoPaper) g_settings_get_enum (settings, "paper");
}

static void
ignore_answer_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  meso_ask_finish (GTK_WINDOW (object), result);
}

static void
done_cb (GtkPrintOperation *operation,
         GtkPrintOperationResult result,
         GtkWindow *parent)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  meso_ask (parent, _ ("Printing failed"), error->message, NULL, _ ("_Close"), FALSE, NULL, ignore_answer_cb, NULL);
}

/** meso_print_run: shows GTK's print dialog for the sheets of @session as it is now; it asks whether with @guides. */
void
meso_print_run (GtkWindow *parent,
                MesoSession *session,
                MesoGuideFlags guides)
{
  g_autoptr (GtkPrintOperation) operation = NULL;

  g_return_if_fail (MESO_IS_SESSION (session));

  operation = create_operation (session, guides, get_paper_setting ());
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), parent, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

/** meso_print_to_file: prints into a PDF file, in the way of the printer. For tests. */
gboolean
meso_print_to_file (MesoSession *session,
                    MesoGuideFlags guides,
                    MesoPaper paper,
                    const char *filename,
                    GError **error)
{
  g_autoptr (GtkPrintOperation) operation = NULL;

  g_return_val_if_fail (MESO_IS_SESSION (session), FALSE);

  operation = create_operation (session, guides, paper);
  gtk_print_operation_set_export_filename (operation, filename);

  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, error) !=
         GTK_PRINT_OPERATION_RESULT_ERROR;
}
