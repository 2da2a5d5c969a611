/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * How much a record may hold. A file is refused as soon as it passes one of these, before the model of it is built, so
 * that memory stays bounded whatever is opened. The number of marks is MESO_MAX_MARKS, of points in one of them
 * MESO_MAX_THREAD_POINTS and MESO_MAX_AREA_POINTS.
 */
#define MESO_RECORD_MAX_BYTES (64 * 1024 * 1024)

/* Maps, products, alerts, checks, reactions and so on, taken together. */
#define MESO_RECORD_MAX_ITEMS 20000

#define MESO_RECORD_MAX_MAPS 1000

/* A tag with its attributes. libxml2 takes no more than 10 million bytes; what it refuses is not written either. */
#define MESO_RECORD_MAX_TAG_BYTES 9900000

/* What is kept of other namespaces. Each piece declares the namespaces it uses, so that a long one can multiply. */
#define MESO_RECORD_MAX_FOREIGN_BYTES (16 * 1024 * 1024)
