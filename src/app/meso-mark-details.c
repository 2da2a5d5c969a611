/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-mark-details.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "diagram/meso-region-names.h"
#include "meso-choice-row.h"
#include "meso-note-row.h"
#include "meso-number-row.h"

/* Which marks a row is for, and whether there is something of it in the hand. */
#define FOR_LINES (1 << MESO_MARK_THREAD)
#define FOR_ZONES (1 << MESO_MARK_AREA)
#define FOR_ALL (1 << MESO_MARK_POINT | FOR_LINES | FOR_ZONES)

typedef struct
{
  MesoMarkField field;
  guint kinds;
  gboolean in_hand;
  const char *label; /* with its mnemonic */
  const char *unit;
  guint decimals;
  gint64 step, min, max;
} NumberInfo;

/* The limits are those of the format. */
static const NumberInfo gauge = { MESO_MARK_FIELD_GAUGE, FOR_ALL, TRUE, N_ ("_Gauge"), "G", 0, 1, 1, 50 };
static const NumberInfo needle = {
  MESO_MARK_FIELD_NEEDLE,
  FOR_ALL,
  TRUE,
  N_ ("Needle _length"),
  "mm",
  MESO_MM_DECIMALS,
  100,
  0,
  20000,
};
static const NumberInfo angle = {
  MESO_MARK_FIELD_ANGLE,
  FOR_ALL,
  TRUE,
  N_ ("_Angle to the skin"),
  "°",
  MESO_MM_DECIMALS,
  500,
  0,
  9000,
};
static const NumberInfo spacing = {
  MESO_MARK_FIELD_SPACING,
  FOR_ZONES,
  TRUE,
  N_ ("_Spacing"),
  "mm",
  MESO_MM_DECIMALS,
  50,
  1,
  10000,
};
static const NumberInfo punctures = {
  MESO_MARK_FIELD_PUNCTURES,
  FOR_ZONES,
  FALSE,
  N_ ("P_unctures, about"),
  "",
  0,
  10,
  0,
  100000000,
};
static const NumberInfo order = {
  MESO_MARK_FIELD_ORDER,
  FOR_ALL,
  FALSE,
  N_ ("_Order"),
  "",
  0,
  1,
  0,
  1000000,
};

struct _MesoMarkDetails
{
  GtkWidget parent_instance;

  MesoNumberRow *gauge;
  MesoNumberRow *needle;
  MesoNumberRow *angle;
  GtkLabel *reach;
  GtkWidget *use_button;
  MesoChoiceRow *direction;
  MesoChoiceRow *curve;
  GtkLabel *length;
  MesoNumberRow *spacing;
  MesoNumberRow *punctures;
  GtkLabel *area;
  MesoChoiceRow *product;
  MesoChoiceRow *region;
  MesoChoiceRow *side;
  MesoNumberRow *order;
  MesoNoteRow *note;

  MesoEditor *editor;
  MesoMarkKind kind; /* of the next mark */
  GPtrArray *products; /* their ids as the names of the row; NULL for none */
  GPtrArray *regions; /* the same of regions */
};

G_DEFINE_FINAL_TYPE (MesoMarkDetails, meso_mark_details, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
done_cb (MesoMarkDetails *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
number_changed_cb (MesoMarkDetails *self,
                   MesoNumberRow *row)
{
  const NumberInfo *info = g_object_get_data (G_OBJECT (row), "info");

  meso_mark_field_change (self->editor, self->kind, info->field,
                          (MesoMarkValue){ .number = meso_number_row_get_value (row) });
}

static MesoNumberRow *
add_number (MesoMarkDetails *self,
            const NumberInfo *info)
{
  MesoNumberRow *row = g_object_new (MESO_TYPE_NUMBER_ROW, NULL);

  meso_number_row_set_label (row, _ (info->label), info->unit);
  meso_number_row_set_range (row, info->decimals, 0, info->step, info->max);
  meso_number_row_set_min (row, info->min);
  g_object_set_data (G_OBJECT (row), "info", (gpointer) info);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (number_changed_cb), self);
  g_signal_connect_swapped (row, "done", G_CALLBACK (done_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (row), GTK_WIDGET (self));
  return row;
}

static void
choice_picked_cb (MesoMarkDetails *self,
                  MesoChoiceRow *row)
{
  MesoMarkField field = (MesoMarkField) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "field"));
  guint index = meso_choice_row_get_chosen (row);
  MesoMarkValue value = { 0 };

  if (row == self->product)
    value.text = g_ptr_array_index (self->products, index);
  else if (row == self->region)
    value.text = g_ptr_array_index (self->regions, index);
  else
    value.choice = (int) index;
  meso_mark_field_change (self->editor, self->kind, field, value);
  done_cb (self);
}

/* @vocabulary: (nullable): what can be chosen, after "not given". */
static MesoChoiceRow *
add_choice (MesoMarkDetails *self,
            MesoMarkField field,
            const char *label,
            const MesoVocabulary *vocabulary)
{
  MesoChoiceRow *row = g_object_new (MESO_TYPE_CHOICE_ROW, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  meso_choice_row_set_label (row, label);
  g_ptr_array_add (names, (gpointer) _ ("Not given"));
  for (int i = 1; vocabulary != NULL && meso_vocabulary_get_token (vocabulary, i) != NULL; i++)
    g_ptr_array_add (names, (gpointer) meso_vocabulary_get_name (vocabulary, i));
  g_ptr_array_add (names, NULL);
  meso_choice_row_set_names (row, (const char *const *) names->pdata);
  g_object_set_data (G_OBJECT (row), "field", GINT_TO_POINTER ((int) field));
  g_signal_connect_swapped (row, "picked", G_CALLBACK (choice_picked_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (row), GTK_WIDGET (self));
  return row;
}

/* What the marks are, and cannot be set. */
static GtkLabel *
add_fact (MesoMarkDetails *self,
          const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (box, "fact-row");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), value);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  return GTK_LABEL (value);
}

static void
use_clicked_cb (MesoMarkDetails *self)
{
  meso_mark_field_use_needle_depth (self->editor, self->kind);
}

static void
add_reach (MesoMarkDetails *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->reach = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->reach, 0);
  gtk_label_set_wrap (self->reach, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->reach), TRUE);
  self->use_button = gtk_button_new_with_mnemonic (_ ("_Use as Depth"));
  gtk_widget_set_valign (self->use_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->use_button, _ ("Needle length × sin(angle) becomes the depth (Shift+D)"));
  g_signal_connect_swapped (self->use_button, "clicked", G_CALLBACK (use_clicked_cb), self);
  gtk_widget_add_css_class (box, "reach-row");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reach));
  gtk_box_append (GTK_BOX (box), self->use_button);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
note_changed_cb (MesoMarkDetails *self)
{
  meso_mark_field_change (self->editor, self->kind, MESO_MARK_FIELD_NOTE,
                          (MesoMarkValue){ .text = meso_note_row_get_text (self->note) });
}

static void
meso_mark_details_dispose (GObject *object)
{
  MesoMarkDetails *self = MESO_MARK_DETAILS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_clear_pointer (&self->regions, g_ptr_array_unref);

  G_OBJECT_CLASS (meso_mark_details_parent_class)->dispose (object);
}

static void
meso_mark_details_class_init (MesoMarkDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_mark_details_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
meso_mark_details_init (MesoMarkDetails *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "mark-details");
  self->kind = MESO_MARK_POINT;
  self->products = g_ptr_array_new_with_free_func (g_free);
  self->regions = g_ptr_array_new_with_free_func (g_free);

  self->gauge = add_number (self, &gauge);
  self->needle = add_number (self, &needle);
  self->angle = add_number (self, &angle);
  add_reach (self);
  self->direction = add_choice (self, MESO_MARK_FIELD_DIRECTION, _ ("Di_rection"), &meso_direction_vocabulary);
  self->curve = add_choice (self, MESO_MARK_FIELD_CURVE, _ ("_Curve"), &meso_curve_vocabulary);
  self->length = add_fact (self, _ ("Length"));
  self->spacing = add_number (self, &spacing);
  self->punctures = add_number (self, &punctures);
  self->area = add_fact (self, _ ("Area"));
  self->product = add_choice (self, MESO_MARK_FIELD_PRODUCT, _ ("Product"), NULL);
  self->region = add_choice (self, MESO_MARK_FIELD_REGION, _ ("_Region"), NULL);
  self->side = add_choice (self, MESO_MARK_FIELD_SIDE, _ ("S_ide"), &meso_side_vocabulary);
  self->order = add_number (self, &order);
  self->note = g_object_new (MESO_TYPE_NOTE_ROW, NULL);
  g_signal_connect_swapped (self->note, "changed", G_CALLBACK (note_changed_cb), self);
  g_signal_connect_swapped (self->note, "done", G_CALLBACK (done_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->note), GTK_WIDGET (self));
}

/** meso_mark_details_set_editor: can be set once. */
void
meso_mark_details_set_editor (MesoMarkDetails *self,
                              MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_MARK_DETAILS (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
}

/**
 * meso_mark_summary_format_reach:
 *
 * Returns: (transfer full): how deep the needle reaches at its angle, such as "4 mm at 15° ≈ 1.04 mm"; "" where that
 *   is not known
 */
char *
meso_mark_summary_format_reach (const MesoMarkSummary *summary)
{
  gint64 depth = meso_mark_data_get_needle_depth (&summary->data);
  g_autofree char *length_text = NULL;
  g_autofree char *angle_text = NULL;
  g_autofree char *depth_text = NULL;

  if (meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_DEVICE) ||
      meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_ANGLE))
    /* Translators: beside the needle of several marks that differ */
    return g_strdup (_ ("Each by its own needle"));
  if (depth == MESO_UNSET)
    return g_strdup ("");
  length_text = meso_number_format_local (summary->data.needle, MESO_MM_DECIMALS, 0);
  depth_text = meso_number_format_local (depth, MESO_MM_DECIMALS, 2);
  if (summary->data.angle == MESO_UNSET)
    /* Translators: the length of an upright needle, and so how deep it reaches */
    return g_strdup_printf (_ ("%s mm upright = %s mm"), length_text, depth_text);
  angle_text = meso_number_format_local (summary->data.angle, MESO_MM_DECIMALS, 0);
  /* Translators: length of a needle, angle in degrees, and how deep it reaches so */
  return g_strdup_printf (_ ("%s mm at %s° ≈ %s mm"), length_text, angle_text, depth_text);
}

static void
show_row (gpointer row,
          const MesoMarkSummary *summary,
          guint kinds,
          gboolean in_hand)
{
  gboolean visible = summary->n > 0 || in_hand;
  gboolean has_kind = FALSE;

  for (MesoMarkKind kind = MESO_MARK_POINT; kind <= MESO_MARK_AREA; kind++)
    has_kind |= summary->n_of_kind[kind] > 0 && (kinds & (1U << kind)) != 0;
  gtk_widget_set_visible (row, visible && has_kind);
}

static void
show_number (MesoNumberRow *row,
             const MesoMarkSummary *summary,
             gint64 value)
{
  const NumberInfo *info = g_object_get_data (G_OBJECT (row), "info");

  meso_number_row_set_live (row, summary->n == 0);
  meso_number_row_set_value (row, value, meso_mark_summary_is_mixed (summary, info->field));
  show_row (row, summary, info->kinds, info->in_hand);
}

static void
show_reach (MesoMarkDetails *self,
            const MesoMarkSummary *summary)
{
  g_autofree char *text = meso_mark_summary_format_reach (summary);

  gtk_widget_set_sensitive (self->use_button, *text != '\0');
  gtk_label_set_text (self->reach, *text != '\0' ? text : _ ("Length and angle give a depth"));
  if (*text != '\0')
    gtk_widget_remove_css_class (GTK_WIDGET (self->reach), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->reach), "dim-label");
}

static guint
find_id (GPtrArray *ids,
         const char *id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (ids, i), id) == 0)
      return i;
  return MESO_CHOICE_NONE;
}

static void
show_product (MesoMarkDetails *self,
              const MesoMarkSummary *summary)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (self->products, 0);
  g_ptr_array_add (self->products, NULL);
  g_ptr_array_add (names, g_strdup (_ ("No product")));
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    {
      MesoItem *item = meso_session_get_product (session, i);
      const MesoProduct *product = meso_item_get_product (item);

      /* The lot first: in the row it is the name that is cut. */
      g_ptr_array_add (self->products, g_strdup (product->id));
      g_ptr_array_add (names, product->lot != NULL ? g_strdup_printf ("%s · %s", product->lot, product->name)
                                                   : g_strdup (product->name));
    }
  g_ptr_array_add (names, NULL);
  meso_choice_row_set_names (self->product, (const char *const *) names->pdata);
  meso_choice_row_set_chosen (self->product, find_id (self->products, summary->data.product),
                              meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_PRODUCT));
}

static void
add_region (MesoMarkDetails *self,
            const char *id,
            GPtrArray *names)
{
  if (find_id (self->regions, id) != MESO_CHOICE_NONE)
    return;
  g_ptr_array_add (self->regions, g_strdup (id));
  g_ptr_array_add (names, meso_region_format_name (id, MESO_SIDE_UNSET));
}

/* The regions of the diagram, and one that a mark has nevertheless. */
static void
show_region (MesoMarkDetails *self,
             const MesoMarkSummary *summary)
{
  MesoDiagram *diagram = meso_editor_get_diagram (self->editor);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (self->regions, 0);
  g_ptr_array_add (self->regions, NULL);
  g_ptr_array_add (names, g_strdup (_ ("Not given")));
  for (guint i = 0; diagram != NULL && i < meso_diagram_get_n_regions (diagram); i++)
    add_region (self, meso_region_get_id (meso_diagram_get_region (diagram, i)), names);
  if (summary->data.region != NULL)
    add_region (self, summary->data.region, names);
  g_ptr_array_add (names, NULL);
  meso_choice_row_set_names (self->region, (const char *const *) names->pdata);
  meso_choice_row_set_chosen (self->region, find_id (self->regions, summary->data.region),
                              meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_REGION));
}

static void
show_lines (MesoMarkDetails *self,
            const MesoMarkSummary *summary)
{
  g_autofree char *number = meso_number_format_local (llround (summary->length * 10), 1, 1);
  /* Translators: a length */
  g_autofree char *text = g_strdup_printf (_ ("%s mm"), number);

  show_row (self->direction, summary, FOR_LINES, TRUE);
  show_row (self->curve, summary, FOR_LINES, FALSE);
  show_row (gtk_widget_get_parent (GTK_WIDGET (self->length)), summary, FOR_LINES, FALSE);
  meso_choice_row_set_chosen (self->direction, (guint) summary->data.direction,
                              meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_DIRECTION));
  meso_choice_row_set_chosen (self->curve, (guint) summary->data.curve,
                              meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_CURVE));
  gtk_label_set_text (self->length, text);
}

/* A puncture stands in each square of the spacing, once in each pass. */
static void
show_estimate (MesoMarkDetails *self,
               const MesoMarkSummary *summary)
{
  gint64 pitch = summary->data.spacing;
  gint64 passes = summary->data.passes != MESO_UNSET ? summary->data.passes : 1;
  g_autofree char *text = NULL;

  if (summary->n == 1 && pitch != MESO_UNSET && pitch > 0)
    {
      double squares = summary->area / ((double) pitch * (double) pitch / 10000);

      text = g_strdup_printf ("≈ %" G_GINT64_FORMAT, (gint64) llround (squares * (double) passes));
    }
  meso_number_row_set_hint (self->punctures, text);
}

static void
show_zones (MesoMarkDetails *self,
            const MesoMarkSummary *summary)
{
  g_autofree char *number = meso_number_format_local (llround (summary->area / 10), 1, 1);
  /* Translators: an area */
  g_autofree char *text = g_strdup_printf (_ ("%s cm²"), number);

  show_row (gtk_widget_get_parent (GTK_WIDGET (self->area)), summary, FOR_ZONES, FALSE);
  gtk_label_set_text (self->area, text);
  show_estimate (self, summary);
  show_number (self->spacing, summary, summary->data.spacing);
  show_number (self->punctures, summary, summary->data.punctures);
}

/** meso_mark_details_show: @summary: of the marks that are selected, or of the next mark. */
void
meso_mark_details_show (MesoMarkDetails *self,
                        const MesoMarkSummary *summary)
{
  g_return_if_fail (MESO_IS_MARK_DETAILS (self));
  g_return_if_fail (summary != NULL);

  self->kind = summary->data.kind;
  show_number (self->gauge, summary, summary->data.gauge);
  show_number (self->needle, summary, summary->data.needle);
  show_number (self->angle, summary, summary->data.angle);
  show_reach (self, summary);
  show_lines (self, summary);
  show_zones (self, summary);
  show_product (self, summary);
  show_region (self, summary);
  show_row (self->region, summary, FOR_ALL, FALSE);
  show_row (self->side, summary, FOR_ALL, FALSE);
  meso_choice_row_set_chosen (self->side, (guint) summary->data.side,
                              meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_SIDE));
  show_number (self->order, summary, summary->data.order);
  show_row (self->note, summary, FOR_ALL, FALSE);
  meso_note_row_set_text (self->note, summary->data.note, meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_NOTE));
}

/** meso_mark_details_focus: the first field gets the focus. */
void
meso_mark_details_focus (MesoMarkDetails *self)
{
  g_return_if_fail (MESO_IS_MARK_DETAILS (self));

  meso_number_row_focus (self->gauge);
}
