/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/meso-extras.h"
#include "model/meso-field.h"
#include "model/meso-number.h"

G_BEGIN_DECLS

/*
 * The parts of a session that are not marks. Each kind is one element of the format, with one plain structure below for
 * what it says; strings are NULL, enumerations 0 and numbers MESO_UNSET when not given.
 */
typedef enum
{
  MESO_ITEM_PATIENT, /* children: alerts */
  MESO_ITEM_ALERT,
  MESO_ITEM_VISIT,
  MESO_ITEM_TREATMENT,
  MESO_ITEM_PRODUCT,
  MESO_ITEM_CHECK,
  MESO_ITEM_PHOTO,
  MESO_ITEM_OUTCOME, /* children: reactions, scores */
  MESO_ITEM_REACTION,
  MESO_ITEM_SCORE,
  MESO_ITEM_NOTES,
  MESO_ITEM_FINALIZED,
  MESO_ITEM_AMENDMENT,
  MESO_N_ITEM_KINDS
} MesoItemKind;

typedef struct
{
  char *id;
  char *code;
  char *name;
  char *birth_date;
  MesoSex sex;
  int phototype; /* meso_phototype_vocabulary */
} MesoPatient;

typedef struct
{
  int kind; /* meso_alert_vocabulary */
  char *text;
} MesoAlert;

typedef struct
{
  char *start;
  char *end;
  char *entered;
  char *practitioner;
  char *registration;
  char *place;
} MesoVisit;

typedef struct
{
  int method; /* meso_method_vocabulary */
  int strategy; /* meso_strategy_vocabulary */
  char *course;
  gint64 number;
  gint64 planned;
  gint64 interval_days;
  char *reason;
  char *anaesthesia;
} MesoTreatment;

typedef struct
{
  char *id;
  char *name;
  char *classes; /* tokens */
  MesoUnit unit;
  char *concentration;
  char *dilution;
  gint64 opened; /* 1/10,000 of the unit */
  gint64 discarded; /* 1/10,000 of the unit */
  char *lot;
  char *expires;
  char *gtin;
  char *manufacturer;
  char *note;
} MesoProduct;

typedef struct
{
  char *id;
  int value; /* meso_answer_vocabulary */
  char *note;
  char *date;
} MesoCheck;

typedef struct
{
  char *file;
  char *sha256;
  gint64 width;
  gint64 height;
  gint64 px_per_mm; /* 1/10,000 */
  int right_side; /* meso_right_side_vocabulary */
  gint64 midline; /* of the face, in px from the left edge; unset: the middle of the picture */
} MesoPhoto;

typedef struct
{
  char *endpoint;
  int aftercare; /* meso_yes_no_vocabulary */
  char *next;
} MesoOutcome;

typedef struct
{
  char *kind;
  char *mark;
  char *lot;
  char *time;
  char *note;
} MesoReaction;

typedef struct
{
  char *id;
  char *value;
} MesoScore;

typedef struct
{
  char *text;
} MesoNotes;

typedef struct
{
  char *by;
  char *at;
  char *digest;
  char *previous;
} MesoFinalized;

typedef struct
{
  char *by;
  char *at;
  char *reason;
  gint64 revision;
} MesoAmendment;

/**
 * MesoItem:
 *
 * One such part: what it says, its children and its extras. Immutable; a change is a new item.
 */
#define MESO_TYPE_ITEM (meso_item_get_type ())
G_DECLARE_FINAL_TYPE (MesoItem, meso_item, MESO, ITEM, GObject)

const char *meso_item_kind_get_element (MesoItemKind kind);
const MesoField *meso_item_kind_get_fields (MesoItemKind kind);
const MesoField *meso_item_kind_get_text_field (MesoItemKind kind);
gboolean meso_item_kind_may_contain (MesoItemKind parent,
                                     MesoItemKind child);
gpointer meso_item_data_new (MesoItemKind kind);
void meso_item_data_free (MesoItemKind kind,
                          gpointer data);

MesoItem *meso_item_new (MesoItemKind kind,
                         gconstpointer data,
                         GPtrArray *children,
                         MesoExtras *extras);
MesoItem *meso_item_new_unread_product (const MesoProduct *source,
                                        const char *id);
MesoItem *meso_item_changed (MesoItem *self,
                             gconstpointer data);
MesoItemKind meso_item_get_kind (MesoItem *self);
gconstpointer meso_item_get (MesoItem *self,
                             MesoItemKind kind);
guint meso_item_get_n_children (MesoItem *self);
MesoItem *meso_item_get_child (MesoItem *self,
                               guint index);
MesoExtras *meso_item_get_extras (MesoItem *self);
const char *meso_item_get_id (MesoItem *self);
gsize meso_item_get_size (MesoItem *self);
gboolean meso_item_check (MesoItem *self,
                          GError **error);
gboolean meso_item_equal (MesoItem *a,
                          MesoItem *b);

#define meso_item_get_patient(item) ((const MesoPatient *) meso_item_get ((item), MESO_ITEM_PATIENT))
#define meso_item_get_alert(item) ((const MesoAlert *) meso_item_get ((item), MESO_ITEM_ALERT))
#define meso_item_get_visit(item) ((const MesoVisit *) meso_item_get ((item), MESO_ITEM_VISIT))
#define meso_item_get_treatment(item) ((const MesoTreatment *) meso_item_get ((item), MESO_ITEM_TREATMENT))
#define meso_item_get_product(item) ((const MesoProduct *) meso_item_get ((item), MESO_ITEM_PRODUCT))
#define meso_item_get_check(item) ((const MesoCheck *) meso_item_get ((item), MESO_ITEM_CHECK))
#define meso_item_get_photo(item) ((const MesoPhoto *) meso_item_get ((item), MESO_ITEM_PHOTO))
#define meso_item_get_outcome(item) ((const MesoOutcome *) meso_item_get ((item), MESO_ITEM_OUTCOME))
#define meso_item_get_reaction(item) ((const MesoReaction *) meso_item_get ((item), MESO_ITEM_REACTION))
#define meso_item_get_score(item) ((const MesoScore *) meso_item_get ((item), MESO_ITEM_SCORE))
#define meso_item_get_notes(item) ((const MesoNotes *) meso_item_get ((item), MESO_ITEM_NOTES))
#define meso_item_get_finalized(item) ((const MesoFinalized *) meso_item_get ((item), MESO_ITEM_FINALIZED))
#define meso_item_get_amendment(item) ((const MesoAmendment *) meso_item_get ((item), MESO_ITEM_AMENDMENT))

G_END_DECLS
