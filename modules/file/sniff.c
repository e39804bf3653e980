/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "sniff.h"
#include "sniff_walk.h"

static const struct {
	enum file_type	 type;
	const char	*name, *mime;
} types[] = {
	{ TYPE_JPG, "jpg", "image/jpeg" },
	{ TYPE_PNG, "png", "image/png" },
	{ TYPE_BMP, "bmp", "image/bmp" },
	{ TYPE_PDF, "pdf", "application/pdf" },
	{ TYPE_JPG, "jpeg", "image/jpeg" },	/* after jpg: names go out by the first row */
};

#define NTYPES	(sizeof(types) / sizeof(*types))

const char *
type_name(enum file_type t)
{
	for (size_t i = 0; i < NTYPES; i++)
		if (types[i].type == t)
			return types[i].name;
	return NULL;
}

const char *
type_mime(enum file_type t)
{
	for (size_t i = 0; i < NTYPES; i++)
		if (types[i].type == t)
			return types[i].mime;
	return "application/octet-stream";
}

enum file_type
type_of_name(const char *name)
{
	for (size_t i = 0; i < NTYPES; i++)
		if (strcasecmp(types[i].name, name) == 0)
			return types[i].type;
	return TYPE_NONE;
}

enum file_type
type_of_file_name(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot == NULL ? TYPE_NONE : type_of_name(dot + 1);
}

const char *
sniff_words(enum sniff s)
{
	static const char *const words[SNIFF__MAX] = {
		[SNIFF_OK] = "",
		[SNIFF_UNKNOWN] = "文件内容不是可识别的图片或PDF",
		[SNIFF_CUT] = "文件不完整，请重新扫描或导出后上传",
		[SNIFF_BROKEN] = "文件已损坏，请重新扫描或导出后上传",
		[SNIFF_ODD] = "图片的编码方式不受支持，请另存为普通的彩色或灰度图片后上传",
		[SNIFF_PIXELS] = "图片尺寸过大，每边不能超过12000像素，总像素不能超过4000万",
		[SNIFF_TRAIL] = "文件末尾含有多余数据，请用图片软件另存后上传",
	};

	return words[s];
}

enum sniff
sniff_size(struct sniffed *out, uint64_t width, uint64_t height)
{
	if (width == 0 || height == 0)
		return SNIFF_BROKEN;
	if (width > PIXELS_A_SIDE || height > PIXELS_A_SIDE ||
	    width * height > PIXELS_IN_ALL)
		return SNIFF_PIXELS;
	out->width = (int)width;
	out->height = (int)height;
	return SNIFF_OK;
}

enum sniff
sniff_bytes(const unsigned char *p, size_t n, struct sniffed *out)
{
	static const struct {
		enum file_type	 type;
		size_t		 n;
		const char	*magic;
		enum sniff	(*walk)(struct bytes, struct sniffed *);
	} heads[] = {
		{ TYPE_JPG, 3, "\xff\xd8\xff", sniff_jpg },
		{ TYPE_PNG, 8, "\x89PNG\r\n\x1a\n", sniff_png },
		{ TYPE_BMP, 2, "BM", sniff_bmp },
		{ TYPE_PDF, 5, "%PDF-", sniff_pdf },
	};

	*out = (struct sniffed){ .orientation = 1 };
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (n >= heads[i].n && memcmp(p, heads[i].magic, heads[i].n) == 0) {
			out->type = heads[i].type;
			return heads[i].walk((struct bytes){ p, n }, out);
		}
	return SNIFF_UNKNOWN;
}
