/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-diagram-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/SAX2.h>

#include "diagram/meso-path-private.h"
#include "model/meso-error.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_NODES 1000
#define MAX_TOKEN_LENGTH 64

/* Children of the root that have a meaning; all else is art. */
typedef enum
{
  LAYER_NONE,
  LAYER_ART,
  LAYER_REGIONS,
  LAYER_LANDMARKS,
  LAYER_WARNINGS,
} LayerKind;

typedef struct
{
  MesoDiagramData *data;
  const char *name;
  xmlParserCtxtPtr context;
  GError *error; /* the first one; parsing stops there */

  /* How many elements are open. A layer is a child of the root. */
  guint depth;
  LayerKind layer;
  gboolean has_regions;

  gboolean in_title;
  GString *title;

  GHashTable *seen; /* owned "region/malar/right" -> itself */
} Loader;

/* The attributes of one start tag as libxml2 hands them over: five pointers each. */
typedef struct
{
  const xmlChar **items;
  int n_items;
} Attributes;

/* Elements that librsvg paints slowly or differently everywhere, or that reach outside the file. */
static const char *const forbidden_elements[] = {
  "text",
  "filter",
  "mask",
  "style",
  "script",
  "image",
  "clipPath",
  "foreignObject",
  "svg",
  NULL,
};

static void fail (Loader *loader,
                  MesoError code,
                  const char *format,
                  ...) G_GNUC_PRINTF (3, 4);

static void
fail (Loader *loader,
      MesoError code,
      const char *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (loader->error != NULL)
    return;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  loader->error = g_error_new (MESO_ERROR, code, "%s:%d: %s", loader->name, xmlSAX2GetLineNumber (loader->context),
                               message);
  xmlStopParser (loader->context);
}

/* Returns a copy of the attribute's value, or NULL where it is missing. */
static char *
dup_attribute (const Attributes *attributes,
               const char *namespace,
               const char *name)
{
  for (int i = 0; i < attributes->n_items; i++)
    {
      const xmlChar **item = attributes->items + 5 * i;

      if (g_str_equal ((const char *) item[0], name) && g_strcmp0 ((const char *) item[2], namespace) == 0)
        return g_strndup ((const char *) item[3], (gsize) (item[4] - item[3]));
    }

  return NULL;
}

static gboolean
has_attribute (const Attributes *attributes,
               const char *name)
{
  g_autofree char *value = dup_attribute (attributes, NULL, name);

  return value != NULL;
}

static gboolean
is_token (const char *value)
{
  gsize length = strspn (value, "abcdefghijklmnopqrstuvwxyz0123456789-");

  return length > 0 && length <= MAX_TOKEN_LENGTH && value[length] == '\0';
}

/* Reads an attribute of the diagram's namespace that must be a token. */
static char *
read_token (Loader *loader,
            const Attributes *attributes,
            const char *element,
            const char *name)
{
  g_autofree char *value = dup_attribute (attributes, MESO_DIAGRAM_NAMESPACE, name);

  if (value == NULL)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has no attribute ‘mesomap:%s’"), element, name);
      return NULL;
    }

  if (!is_token (value))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("‘mesomap:%s’ is not a name of small letters, digits and hyphens"), name);
      return NULL;
    }

  return g_steal_pointer (&value);
}

/* Reads an attribute that must be one number, with or without "mm" behind it. */
static gboolean
read_number (Loader *loader,
             const Attributes *attributes,
             const char *element,
             const char *name,
             const char *unit,
             double *number)
{
  g_autofree char *value = dup_attribute (attributes, NULL, name);
  const char *at = value;

  if (value == NULL)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has no attribute ‘%s’"), element, name);
      return FALSE;
    }

  if (!meso_path_read_number (&at, number) || !g_str_equal (at, unit))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("attribute ‘%s’ of ‘%s’ is not a number of millimetres"), name, element);
      return FALSE;
    }

  if (fabs (*number) > MESO_PATH_MAX_COORDINATE)
    {
      fail (loader, MESO_ERROR_LIMIT, _ ("attribute ‘%s’ of ‘%s’ is beyond %d mm"), name, element,
            (int) MESO_PATH_MAX_COORDINATE);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_side (Loader *loader,
           const Attributes *attributes,
           const char *element,
           MesoSide *side)
{
  g_autofree char *value = dup_attribute (attributes, MESO_DIAGRAM_NAMESPACE, "side");

  if (value == NULL)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has no attribute ‘mesomap:%s’"), element, "side");
      return FALSE;
    }

  if (g_str_equal (value, "left"))
    *side = MESO_SIDE_LEFT;
  else if (g_str_equal (value, "right"))
    *side = MESO_SIDE_RIGHT;
  else if (g_str_equal (value, "midline"))
    *side = MESO_SIDE_MIDLINE;
  else
    {
      fail (loader, MESO_ERROR_PARSE, _ ("side ‘%s’ is not left, right or midline"), value);
      return FALSE;
    }

  return TRUE;
}

/* Notes a region or landmark, and refuses the second of a name and side. */
static gboolean
note_unique (Loader *loader,
             const char *kind,
             const char *id,
             MesoSide side)
{
  const char *side_token = meso_vocabulary_get_token (&meso_side_vocabulary, (int) side);

  if (g_hash_table_size (loader->seen) >= MAX_NODES)
    {
      fail (loader, MESO_ERROR_LIMIT, _ ("the diagram has more than %d regions and landmarks"), MAX_NODES);
      return FALSE;
    }

  if (!g_hash_table_add (loader->seen, g_strdup_printf ("%s/%s/%s", kind, id, side_token)))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("%s ‘%s’ is there twice on side ‘%s’"), kind, id, side_token);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_view_box (Loader *loader,
               const Attributes *attributes,
               double *numbers)
{
  g_autofree char *value = dup_attribute (attributes, NULL, "viewBox");
  const char *at = value;

  if (value == NULL)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has no attribute ‘%s’"), "svg", "viewBox");
      return FALSE;
    }

  for (int i = 0; i < 4; i++)
    {
      at += strspn (at, i > 0 ? " \t\r\n," : " \t\r\n");
      if (!meso_path_read_number (&at, &numbers[i]) || fabs (numbers[i]) > MESO_PATH_MAX_COORDINATE)
        {
          fail (loader, MESO_ERROR_PARSE, _ ("‘viewBox’ is not four numbers within %d mm"),
                (int) MESO_PATH_MAX_COORDINATE);
          return FALSE;
        }
    }

  at += strspn (at, " \t\r\n");
  if (*at != '\0' || numbers[2] <= 0 || numbers[3] <= 0)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("‘viewBox’ is not a place and a size"));
      return FALSE;
    }

  return TRUE;
}

/* One user unit must be 1 mm. */
static gboolean
read_size (Loader *loader,
           const Attributes *attributes)
{
  double view_box[4];
  double width, height;

  if (!read_view_box (loader, attributes, view_box) ||
      !read_number (loader, attributes, "svg", "width", "mm", &width) ||
      !read_number (loader, attributes, "svg", "height", "mm", &height))
    return FALSE;

  if (fabs (width - view_box[2]) > 1e-6 || fabs (height - view_box[3]) > 1e-6)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("width and height differ from the viewBox, so that a unit is not 1 mm"));
      return FALSE;
    }

  loader->data->bounds = (cairo_rectangle_t){ view_box[0], view_box[1], view_box[2], view_box[3] };

  return TRUE;
}

static gboolean
read_variant (Loader *loader,
              const Attributes *attributes)
{
  g_autofree char *value = dup_attribute (attributes, MESO_DIAGRAM_NAMESPACE, "variant");

  if (value != NULL && meso_vocabulary_find (&meso_variant_vocabulary, value) == 0)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("variant ‘%s’ is not female or male"), value);
      return FALSE;
    }

  loader->data->variant = g_steal_pointer (&value);

  return TRUE;
}

static gboolean
read_version (Loader *loader,
              const Attributes *attributes)
{
  g_autofree char *value = dup_attribute (attributes, MESO_DIAGRAM_NAMESPACE, "version");
  guint64 version;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 1, 1000000, &version, NULL))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("‘mesomap:version’ is not a whole number from 1"));
      return FALSE;
    }

  loader->data->version = (int) version;

  return TRUE;
}

static gboolean
read_right_side (Loader *loader,
                 const Attributes *attributes)
{
  g_autofree char *value = dup_attribute (attributes, MESO_DIAGRAM_NAMESPACE, "right-side");

  if (g_strcmp0 (value, "viewer-left") == 0)
    loader->data->right_side = MESO_RIGHT_SIDE_VIEWER_LEFT;
  else if (g_strcmp0 (value, "viewer-right") == 0)
    loader->data->right_side = MESO_RIGHT_SIDE_VIEWER_RIGHT;
  else
    {
      fail (loader, MESO_ERROR_PARSE, _ ("‘mesomap:right-side’ is not viewer-left or viewer-right"));
      return FALSE;
    }

  return TRUE;
}

static void
start_root (Loader *loader,
            const char *name,
            const char *namespace,
            const Attributes *attributes)
{
  if (!g_str_equal (name, "svg") || g_strcmp0 (namespace, SVG_NAMESPACE) != 0)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("not an SVG picture"));
      return;
    }

  if (has_attribute (attributes, "transform"))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has a transform"), name);
      return;
    }

  loader->data->id = read_token (loader, attributes, name, "id");
  if (loader->data->id == NULL)
    return;

  if (!read_variant (loader, attributes) || !read_version (loader, attributes))
    return;

  loader->data->origin = read_token (loader, attributes, name, "origin");
  if (loader->data->origin == NULL || !read_right_side (loader, attributes))
    return;

  read_size (loader, attributes);
}

static void
start_layer (Loader *loader,
             const char *name,
             const Attributes *attributes)
{
  g_autofree char *id = dup_attribute (attributes, NULL, "id");

  loader->layer = LAYER_NONE;
  if (!g_str_equal (name, "g"))
    return;

  if (g_strcmp0 (id, "art") == 0)
    loader->layer = LAYER_ART;
  else if (g_strcmp0 (id, "regions") == 0)
    loader->layer = LAYER_REGIONS;
  else if (g_strcmp0 (id, "landmarks") == 0)
    loader->layer = LAYER_LANDMARKS;
  else if (g_strcmp0 (id, "warnings") == 0)
    loader->layer = LAYER_WARNINGS;

  if (loader->layer == LAYER_REGIONS)
    loader->has_regions = TRUE;
}

static MesoPath *
read_path (Loader *loader,
           const Attributes *attributes,
           const char *id)
{
  g_autoptr (MesoPath) path = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = dup_attribute (attributes, NULL, "d");

  if (value == NULL)
    {
      fail (loader, MESO_ERROR_PARSE, _ ("region ‘%s’ has no path"), id);
      return NULL;
    }

  path = meso_path_new_from_string (value, &error);
  if (path == NULL)
    {
      fail (loader, (MesoError) error->code, _ ("region ‘%s’: %s"), id, error->message);
      return NULL;
    }

  if (!(meso_path_get_area (path) > 0))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("region ‘%s’ has no area"), id);
      return NULL;
    }

  return g_steal_pointer (&path);
}

static void
start_region (Loader *loader,
              const char *name,
              const Attributes *attributes)
{
  g_autofree char *id = NULL;
  MesoPath *path;
  MesoRegion *region;
  MesoSide side;
  cairo_rectangle_t bounds;

  if (!g_str_equal (name, "path"))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ is among the regions, which are paths"), name);
      return;
    }

  id = read_token (loader, attributes, name, "region");
  if (id == NULL || !read_side (loader, attributes, name, &side) || !note_unique (loader, "region", id, side))
    return;

  path = read_path (loader, attributes, id);
  if (path == NULL)
    return;

  bounds = meso_path_get_bounds (path);

  region = g_new0 (MesoRegion, 1);
  region->id = g_steal_pointer (&id);
  region->side = side;
  region->path = path;
  region->x1 = bounds.x;
  region->y1 = bounds.y;
  region->x2 = bounds.x + bounds.width;
  region->y2 = bounds.y + bounds.height;
  g_ptr_array_add (loader->data->regions, region);
}

static void
start_landmark (Loader *loader,
                const char *name,
                const Attributes *attributes)
{
  g_autofree char *id = NULL;
  MesoLandmark *landmark;
  MesoSide side;
  double x, y;

  if (!g_str_equal (name, "circle"))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ is among the landmarks, which are circles"), name);
      return;
    }

  id = read_token (loader, attributes, name, "landmark");
  if (id == NULL || !read_side (loader, attributes, name, &side) || !note_unique (loader, "landmark", id, side) ||
      !read_number (loader, attributes, name, "cx", "", &x) || !read_number (loader, attributes, name, "cy", "", &y))
    return;

  landmark = g_new0 (MesoLandmark, 1);
  landmark->id = g_steal_pointer (&id);
  landmark->side = side;
  landmark->x = x;
  landmark->y = y;
  g_ptr_array_add (loader->data->landmarks, landmark);
}

/* Nothing may be read through the picture but the picture. */
static gboolean
check_references (Loader *loader,
                  const char *element,
                  const Attributes *attributes)
{
  for (int i = 0; i < attributes->n_items; i++)
    {
      const xmlChar **item = attributes->items + 5 * i;
      const char *name = (const char *) item[0];
      const char *namespace = (const char *) item[2];
      g_autofree char *value = g_ascii_strdown ((const char *) item[3], item[4] - item[3]);

      if (namespace != NULL && !g_str_equal (namespace, XLINK_NAMESPACE))
        continue;

      if (g_str_equal (name, "href") && value[0] != '#')
        {
          fail (loader, MESO_ERROR_UNSUPPORTED, _ ("element ‘%s’ refers to another file"), element);
          return FALSE;
        }

      for (const char *url = strstr (value, "url("); url != NULL; url = strstr (url + 4, "url("))
        if (url[4 + strspn (url + 4, " '\"")] != '#')
          {
            fail (loader, MESO_ERROR_UNSUPPORTED, _ ("element ‘%s’ refers to another file"), element);
            return FALSE;
          }

      if (namespace == NULL && g_str_has_prefix (name, "on"))
        {
          fail (loader, MESO_ERROR_UNSUPPORTED, _ ("element ‘%s’ has a script"), element);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_element (Loader *loader,
               const char *name,
               const Attributes *attributes)
{
  g_autofree char *style = NULL;

  if (loader->depth > 0 && g_strv_contains (forbidden_elements, name))
    {
      fail (loader, MESO_ERROR_UNSUPPORTED, _ ("element ‘%s’ is not allowed in a diagram"), name);
      return FALSE;
    }

  if (!check_references (loader, name, attributes))
    return FALSE;

  if (loader->layer != LAYER_REGIONS && loader->layer != LAYER_LANDMARKS)
    return TRUE;

  style = dup_attribute (attributes, NULL, "style");
  if (has_attribute (attributes, "transform") || (style != NULL && strstr (style, "transform") != NULL))
    {
      fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has a transform"), name);
      return FALSE;
    }

  return TRUE;
}

static void
start_svg_element (Loader *loader,
                   const char *name,
                   const Attributes *attributes)
{
  gboolean is_container;

  if (loader->depth == 1)
    start_layer (loader, name, attributes);

  if (!check_element (loader, name, attributes))
    return;

  loader->in_title = loader->depth == 1 && g_str_equal (name, "title");

  is_container = g_str_equal (name, "g") || g_str_equal (name, "title") || g_str_equal (name, "desc");
  if (loader->depth == 1 || is_container)
    return;

  if (loader->layer == LAYER_REGIONS)
    start_region (loader, name, attributes);
  else if (loader->layer == LAYER_LANDMARKS)
    start_landmark (loader, name, attributes);
}

static void
start_element_cb (void *user_data,
                  const xmlChar *local_name,
                  const xmlChar *prefix,
                  const xmlChar *uri,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **items)
{
  Loader *loader = user_data;
  Attributes attributes = { items, n_attributes };
  const char *name = (const char *) local_name;
  const char *namespace = (const char *) uri;

  g_assert (loader != NULL);

  if (loader->error != NULL)
    return;

  if (loader->depth == 0)
    start_root (loader, name, namespace, &attributes);
  else if (g_strcmp0 (namespace, SVG_NAMESPACE) == 0)
    start_svg_element (loader, name, &attributes);
  else if (loader->depth == 1)
    loader->layer = LAYER_NONE;

  loader->depth++;
}

static void
end_element_cb (void *user_data,
                const xmlChar *local_name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Loader *loader = user_data;

  g_assert (loader != NULL);

  if (loader->error != NULL)
    return;

  loader->depth--;
  loader->in_title = FALSE;

  if (loader->depth == 0 && !loader->has_regions)
    fail (loader, MESO_ERROR_PARSE, _ ("the diagram has no layer ‘regions’"));
}

static void
characters_cb (void *user_data,
               const xmlChar *text,
               int length)
{
  Loader *loader = user_data;

  g_assert (loader != NULL);

  if (loader->in_title)
    g_string_append_len (loader->title, (const char *) text, length);
}

static void
doctype_cb (void *user_data,
            const xmlChar *name,
            const xmlChar *public_id,
            const xmlChar *system_id)
{
  fail (user_data, MESO_ERROR_PARSE, _ ("a document type declaration is not allowed"));
}

static void
processing_instruction_cb (void *user_data,
                           const xmlChar *target,
                           const xmlChar *text)
{
  fail (user_data, MESO_ERROR_UNSUPPORTED, _ ("processing instruction ‘%s’ is not allowed in a diagram"),
        (const char *) target);
}

/* Takes libxml2's first complaint. Not through fail (): here the position is libxml2's own. */
static void
parser_error_cb (void *user_data,
                 const xmlError *xml_error)
{
  Loader *loader = user_data;
  g_autofree char *message = NULL;

  g_assert (loader != NULL);

  if (loader->error != NULL || xml_error->level < XML_ERR_ERROR)
    return;

  message = g_strchomp (g_strdup (xml_error->message != NULL ? xml_error->message : _ ("not well-formed")));
  loader->error = g_error_new (MESO_ERROR, MESO_ERROR_PARSE, "%s:%d: %s", loader->name, xml_error->line, message);
  xmlStopParser (loader->context);
}

static void
set_handlers (xmlSAXHandler *handlers)
{
  memset (handlers, 0, sizeof *handlers);
  handlers->initialized = XML_SAX2_MAGIC;
  handlers->startElementNs = start_element_cb;
  handlers->endElementNs = end_element_cb;
  handlers->characters = characters_cb;
  handlers->cdataBlock = characters_cb;
  handlers->internalSubset = doctype_cb;
  handlers->processingInstruction = processing_instruction_cb;
  /* The parameter became const in libxml2 2.12. */
  handlers->serror = (xmlStructuredErrorFunc) parser_error_cb;
}

static void
parse (Loader *loader,
       GBytes *bytes)
{
  xmlParserCtxtPtr context;
  xmlDocPtr document;
  const char *contents;
  gsize size;

  contents = g_bytes_get_data (bytes, &size);

  xmlInitParser ();
  context = xmlNewParserCtxt ();
  set_handlers (context->sax);
  context->userData = loader;
  loader->context = context;

  document = xmlCtxtReadMemory (context, contents, (int) size, NULL, NULL, XML_PARSE_NONET);
  if (document != NULL)
    xmlFreeDoc (document);

  if (loader->error == NULL && !context->wellFormed)
    fail (loader, MESO_ERROR_PARSE, _ ("not well-formed"));

  loader->context = NULL;
  xmlFreeParserCtxt (context);
}

static void
take_title (Loader *loader)
{
  g_strstrip (loader->title->str);
  loader->data->title = g_strdup (loader->title->str[0] != '\0' ? loader->title->str : loader->data->id);
}

/*
 * meso_diagram_load:
 * @data: empty data; undefined but clearable after an error
 * @bytes: the file
 * @name: its name for messages
 *
 * Reads a diagram file.
 *
 * Returns: whether it is a diagram; if not, @error says where and why
 */
gboolean
meso_diagram_load (MesoDiagramData *data,
                   GBytes *bytes,
                   const char *name,
                   GError **error)
{
  Loader loader = { .data = data, .name = name };

  if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > MAX_BYTES)
    {
      g_set_error (error, MESO_ERROR, g_bytes_get_size (bytes) == 0 ? MESO_ERROR_PARSE : MESO_ERROR_LIMIT,
                   g_bytes_get_size (bytes) == 0 ? _ ("%s:1: the file is empty") : _ ("%s:1: the file is too large"),
                   name);
      return FALSE;
    }

  loader.title = g_string_new (NULL);
  loader.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  parse (&loader, bytes);
  if (loader.error == NULL)
    take_title (&loader);

  g_string_free (loader.title, TRUE);
  g_hash_table_unref (loader.seen);

  if (loader.error != NULL)
    {
      g_propagate_error (error, loader.error);
      return FALSE;
    }

  return TRUE;
}
