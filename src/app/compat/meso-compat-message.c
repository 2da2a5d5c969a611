/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compat/meso-compat.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* AdwMessageDialog is the way of libadwaita 1.2; AdwAlertDialog came with 1.5. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
response_cb (AdwMessageDialog *dialog,
             const char *response,
             gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_boolean (task, g_str_equal (response, "accept"));
  g_object_unref (task);
}

/**
 * meso_ask:
 * @cancel: (nullable): the button that does nothing; %NULL when there is nothing to decide
 * @accept: the other button
 *
 * Says something that needs an answer.
 */
void
meso_ask (GtkWindow *parent,
          const char *heading,
          const char *body,
          const char *cancel,
          const char *accept,
          gboolean is_destructive,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, meso_ask);
  if (cancel != NULL)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", cancel);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "accept", accept);
  if (is_destructive)
    adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), cancel != NULL ? "cancel" : "accept");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           is_destructive && cancel != NULL ? "cancel" : "accept");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** meso_ask_finish: whether the answer was the accepting one. */
gboolean
meso_ask_finish (GtkWindow *parent,
                 GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

G_GNUC_END_IGNORE_DEPRECATIONS
