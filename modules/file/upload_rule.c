/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "modules/base/json.h"
#include "modules/base/text.h"
#include "limits.h"
#include "upload.h"

static const struct {
	enum file_type	 type;
	const char	*words;
} shown[] = {
	{ TYPE_JPG, "JPG" }, { TYPE_PNG, "PNG" }, { TYPE_BMP, "BMP" }, { TYPE_PDF, "PDF" },
};

#define NSHOWN	(sizeof(shown) / sizeof(*shown))

int
upload_types(struct work *w, const char *list, unsigned *out)
{
	unsigned bits = 0;

	for (const char *s = list; *s != '\0'; s += *s == ',') {
		size_t n = strcspn(s, ",");
		enum file_type t = type_of_name(arena_strndup(w->arena, s, n));

		if (t == TYPE_NONE)
			return refuse(w, ERR_BUG, "upload rule: unknown type in \"%s\"", list);
		bits |= t;
		s += n;
	}
	*out = bits;
	return 0;
}

const char *
upload_types_words(struct work *w, unsigned types)
{
	const char *all = "";

	for (size_t i = 0; i < NSHOWN; i++)
		if (types & shown[i].type)
			all = arena_printf(w->arena, "%s%s%s", all, *all != '\0' ? "、" : "",
			    shown[i].words);
	return all;
}

struct json *
upload_types_json(struct work *w, unsigned types)
{
	struct json *list = js_array(w);

	for (size_t i = 0; i < NSHOWN; i++)
		if (types & shown[i].type)
			js_add_text(list, type_name(shown[i].type));
	if (types & TYPE_JPG)
		js_add_text(list, "jpeg");
	return list;
}

static int
not_this_type(struct work *w, const struct upload_rule *r)
{
	return refuse_say(w, ERR_TYPE, r->slot, "%s：文件格式不符合要求，只能上传%s格式的文件",
	    r->words, upload_types_words(w, r->types));
}

int
upload_check_name(struct work *w, const struct upload_rule *r, const char *name)
{
	if (text_empty(name))
		return refuse_say(w, ERR_INVALID, r->slot, "%s：请选择要上传的文件", r->words);
	if (!utf8_ok(name, strlen(name)) || utf8_count(name) > FILE_NAME_MAX)
		return refuse_say(w, ERR_INVALID, r->slot, "%s：文件名过长或含有无法识别的字符",
		    r->words);
	if ((type_of_file_name(name) & r->types) == 0)
		return not_this_type(w, r);
	return 0;
}

/* Limits are told in KB when they are whole ones, as the guides print them. */
static const char *
bytes_words(struct work *w, int64_t n)
{
	return n % 1024 == 0 ? arena_printf(w->arena, "%lldKB", (long long)n / 1024) :
	    arena_printf(w->arena, "%lld字节", (long long)n);
}

int
upload_check_size(struct work *w, const struct upload_rule *r, int64_t bytes)
{
	int64_t max = r->max_bytes < FILE_MAX_BYTES ? r->max_bytes : FILE_MAX_BYTES;

	if (bytes == 0)
		return refuse_say(w, ERR_INVALID, r->slot, "%s：文件是空的，请重新选择", r->words);
	if (bytes < r->min_bytes)
		return refuse_say(w, ERR_INVALID, r->slot, "%s：文件大小不能小于%s", r->words,
		    bytes_words(w, r->min_bytes));
	if (bytes > max)
		return refuse_say(w, ERR_TOOBIG, r->slot, "%s：文件大小不能超过%s", r->words,
		    bytes_words(w, max));
	return 0;
}

int
upload_check_bytes(struct work *w, const struct upload_rule *r, const char *name,
    struct blob bytes, struct sniffed *out)
{
	enum sniff found;

	if (upload_check_name(w, r, name) < 0 ||
	    upload_check_size(w, r, (int64_t)bytes.n) < 0)
		return -1;
	found = sniff_bytes(bytes.p, bytes.n, out);
	if (found != SNIFF_UNKNOWN && (out->type & r->types) == 0)
		return not_this_type(w, r);
	if (found != SNIFF_OK)
		return refuse_say(w, ERR_TYPE, r->slot, "%s：%s", r->words, sniff_words(found));
	if (out->type != type_of_file_name(name))
		return refuse_say(w, ERR_TYPE, r->slot,
		    "%s：文件内容与扩展名不一致，实际内容为%s", r->words,
		    upload_types_words(w, out->type));
	return 0;
}
