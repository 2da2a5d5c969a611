/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-application.h"
#include "meso-window.h"

G_BEGIN_DECLS

#define FIXTURE_WAIT_MS 10000

/* Waits until a condition holds; a test that waits in vain fails. */
#define fixture_wait_for(condition)                                                    \
  G_STMT_START                                                                         \
  {                                                                                    \
    gint64 end = g_get_monotonic_time () + FIXTURE_WAIT_MS * G_GINT64_CONSTANT (1000); \
    while (!(condition) && g_get_monotonic_time () < end)                              \
      {                                                                                \
        g_main_context_iteration (NULL, FALSE);                                        \
        g_usleep (1000);                                                               \
      }                                                                                \
    g_assert_true (condition);                                                         \
  }                                                                                    \
  G_STMT_END

/* A window with a library of its own. */
typedef struct
{
  char *folder;
  MesoWindow *window;
} WindowFixture;

int fixture_run (int argc,
                 char **argv,
                 void (*add_tests) (void));
void fixture_set_up_window (WindowFixture *f,
                            gconstpointer data);
void fixture_tear_down_window (WindowFixture *f,
                               gconstpointer data);
void fixture_wait_ms (guint ms);
void fixture_xdotool (const char *verb,
                      const char *argument);
GtkWidget *fixture_find_child (GtkWidget *widget,
                               GType type);
GtkWidget *fixture_find_named (GtkWidget *widget,
                               const char *tooltip);

G_END_DECLS
