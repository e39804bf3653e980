/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work.h"
#include "xml.h"

#define FLAGS	(XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

static xmlNode *
node(const struct xml *e)
{
	return (xmlNode *)(uintptr_t)e;
}

static void
drop_doc(void *doc)
{
	xmlFreeDoc(doc);
}

/* libxml2 stops here, but still returns a document: hence the flag. */
static void
doctype_seen(void *ctx, const xmlChar *name, const xmlChar *id, const xmlChar *sys)
{
	xmlParserCtxt *c = ctx;

	(void)name;
	(void)id;
	(void)sys;
	*(int *)c->_private = 1;
	xmlStopParser(c);
}

static xmlParserInput *
load_nothing(const char *url, const char *id, xmlParserCtxt *c)
{
	(void)url;
	(void)id;
	(void)c;
	return NULL;
}

/* One parse with every external road closed; NULL when not well formed. */
static xmlDoc *
read_doc(const char *text, size_t len, const char *name)
{
	xmlParserCtxt *c;
	xmlDoc *doc;
	int doctype = 0;

	xmlSetExternalEntityLoader(load_nothing);
	if ((c = xmlNewParserCtxt()) == NULL)
		return NULL;
	c->_private = &doctype;
	c->sax->internalSubset = doctype_seen;
	c->sax->externalSubset = doctype_seen;
	doc = xmlCtxtReadMemory(c, text, (int)len, name, NULL, FLAGS);
	if (doc != NULL && (doctype || !c->wellFormed || xmlDocGetRootElement(doc) == NULL)) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(c);
	return doc;
}

int
xml_parse(struct work *w, const char *text, size_t len, struct xml **root)
{
	xmlDoc *doc;

	if (len > XML_BODY_MAX)
		return refuse(w, ERR_TOOBIG, "xml of %zu bytes", len);
	if ((doc = read_doc(text, len, "body")) == NULL)
		return refuse(w, ERR_INVALID, "xml not well formed or with a DOCTYPE");
	arena_defer(w->arena, drop_doc, doc);
	*root = (struct xml *)xmlDocGetRootElement(doc);
	return 0;
}

static char *
read_file(struct work *w, const char *path, size_t *len)
{
	char *text = arena_alloc(w->arena, XML_BODY_MAX + 1);
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return NULL;
	*len = fread(text, 1, XML_BODY_MAX + 1, f);
	fclose(f);
	return *len > XML_BODY_MAX ? NULL : text;
}

struct complaint {
	struct work	*w;
	const char	*path;
};

static void
complain(void *arg, xmlError *e)
{
	struct complaint *c = arg;

	refuse(c->w, ERR_INVALID, "%s:%d: %.*s", c->path, e->line,
	    (int)strcspn(e->message, "\n"), e->message);
}

static int
validate(struct work *w, xmlDoc *doc, const char *path, const char *schema_path)
{
	struct complaint who = { w, path };
	size_t len = 0;
	char *text = read_file(w, schema_path, &len);	/* no loader: see read_doc */
	xmlRelaxNGParserCtxt *p = text == NULL ? NULL :
	    xmlRelaxNGNewMemParserCtxt(text, (int)len);
	xmlRelaxNG *schema = p == NULL ? NULL : xmlRelaxNGParse(p);
	xmlRelaxNGValidCtxt *v = schema == NULL ? NULL : xmlRelaxNGNewValidCtxt(schema);
	int rc = -1;

	if (v != NULL) {
		xmlRelaxNGSetValidStructuredErrors(v, complain, &who);
		rc = xmlRelaxNGValidateDoc(v, doc);
	}
	xmlRelaxNGFreeValidCtxt(v);
	xmlRelaxNGFree(schema);
	xmlRelaxNGFreeParserCtxt(p);
	if (rc == 0)
		return 0;
	return refuse(w, ERR_BUG, "%s does not fit %s", path, schema_path);
}

int
xml_load(struct work *w, const char *path, const char *schema_path, struct xml **root)
{
	size_t len = 0;
	char *text = read_file(w, path, &len);
	xmlDoc *doc;

	if (text == NULL)
		return refuse(w, ERR_BUG, "cannot read %s", path);
	if ((doc = read_doc(text, len, path)) == NULL)
		return refuse(w, ERR_INVALID, "%s is not well formed", path);
	arena_defer(w->arena, drop_doc, doc);
	if (validate(w, doc, path, schema_path) < 0)
		return -1;
	*root = (struct xml *)xmlDocGetRootElement(doc);
	return 0;
}

const char *
xml_name(const struct xml *e)
{
	return (const char *)node(e)->name;
}

int
xml_line(const struct xml *e)
{
	return (int)xmlGetLineNo(node(e));
}

static const char *
keep(struct work *w, xmlChar *s)
{
	const char *out = arena_strdup(w->arena, (const char *)s);

	xmlFree(s);
	return out;
}

const char *
xml_attr(struct work *w, const struct xml *e, const char *name)
{
	return keep(w, xmlGetNoNsProp(node(e), (const xmlChar *)name));
}

const char *
xml_text(struct work *w, const struct xml *e)
{
	return keep(w, xmlNodeGetContent(node(e)));
}

static struct xml *
element_from(xmlNode *n)
{
	while (n != NULL && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return (struct xml *)n;
}

struct xml *
xml_child(const struct xml *e)
{
	return element_from(node(e)->children);
}

struct xml *
xml_after(const struct xml *e)
{
	return element_from(node(e)->next);
}
