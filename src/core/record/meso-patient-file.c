/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-patient-file.h"

#include "model/meso-error.h"
#include "model/meso-session.h"
#include "record/meso-record-parser-private.h"
#include "record/meso-record-writer-private.h"
#include "record/meso-xml-text-private.h"

typedef struct
{
  gint64 revision;
} Head;

static const MesoField head_fields[] = {
  { "revision",
    MESO_FIELD_NUMBER,
    G_STRUCT_OFFSET (Head, revision),
    .required = TRUE,
    .min = 1,
    .max = G_MAXINT32 },
  MESO_FIELDS_END,
};

enum
{
  PATIENT,
  ALERT,
  N_RULES
};

static const MesoRecordRule rules[N_RULES] = {
  [PATIENT] = { "patient",
                -1,
                .type = MESO_RULE_ITEM,
                .kind = MESO_ITEM_PATIENT,
                .head_fields = head_fields,
                .head_size = sizeof (Head) },
  [ALERT] = { "alert", PATIENT, 1, .many = TRUE, .type = MESO_RULE_ITEM, .kind = MESO_ITEM_ALERT },
};

typedef struct
{
  MesoItem *patient;
  gint64 revision;
  int minor;
} Reader;

static gboolean
close_element (MesoRecordParser *parser,
               const MesoRecordFrame *frame,
               MesoItem *item,
               gpointer owner,
               GError **error)
{
  Reader *self = owner;

  self->patient = g_object_ref (item);
  self->revision = ((const Head *) frame->head)->revision;
  self->minor = meso_record_parser_get_minor (parser);
  return TRUE;
}

static const MesoRecordFormat patient_format = {
  .what = "patient",
  .namespace_stem = MESO_PATIENT_NAMESPACE_STEM,
  .rules = rules,
  .n_rules = N_RULES,
  .close = close_element,
};

/**
 * meso_patient_read:
 * @name: of the file, for messages
 * @revision: (out) (optional): of the file
 *
 * Reads patient.xml: what a session says of its patient, with the attributes format and revision. A newer minor format
 * is refused: unlike a session, a patient that cannot be changed is of no use.
 *
 * Returns: (transfer full): the patient, or %NULL with %MESO_ERROR and one message "NAME:LINE: …"
 */
MesoItem *
meso_patient_read (GBytes *bytes,
                   const char *name,
                   gint64 *revision,
                   GError **error)
{
  Reader self = { NULL };

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!meso_record_parse_bytes (&patient_format, &self, bytes, name, error))
    {
      g_clear_object (&self.patient);
      return NULL;
    }
  if (self.minor > MESO_FORMAT_MINOR)
    {
      g_set_error (error,
                   MESO_ERROR,
                   MESO_ERROR_UNSUPPORTED,
                   "%s:1: the patient has the newer format %d.%d, which this version of Mesomap cannot read",
                   name,
                   MESO_FORMAT_MAJOR,
                   self.minor);
      g_clear_object (&self.patient);
      return NULL;
    }
  if (revision != NULL)
    *revision = self.revision;
  return self.patient;
}

/**
 * meso_patient_write:
 * @patient: an item of the kind %MESO_ITEM_PATIENT
 * @revision: from 1
 *
 * Returns: (transfer full): the bytes of patient.xml, or %NULL with %MESO_ERROR
 */
GBytes *
meso_patient_write (MesoItem *patient,
                    gint64 revision,
                    GError **error)
{
  MesoRecordElement element;
  Head head = { revision };
  GString *xml;

  g_return_val_if_fail (MESO_IS_ITEM (patient) && meso_item_get_kind (patient) == MESO_ITEM_PATIENT, NULL);
  g_return_val_if_fail (revision >= 1, NULL);

  if (!meso_item_check (patient, error))
    return NULL;
  xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  meso_record_start (&element, xml, "patient", 0, meso_item_get_extras (patient));
  g_string_append_printf (xml,
                          " xmlns=\"" MESO_PATIENT_NAMESPACE "\" format=\"%d.%d\"",
                          MESO_FORMAT_MAJOR,
                          MESO_FORMAT_MINOR);
  meso_record_write_fields (xml, head_fields, &head);
  meso_record_write_fields (xml, meso_item_kind_get_fields (MESO_ITEM_PATIENT), meso_item_get_patient (patient));
  meso_record_write_item_content (&element, patient);
  return meso_record_finish (xml, error);
}
