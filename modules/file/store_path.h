/* SPDX-License-Identifier: MIT */
/*
 * Inside the store: where a file lies and how a piece is sealed; shared by
 * writing, reading and sweeping.
 *
 * On disk: 8 bytes head ("CPF1", key id, three zero bytes), then pieces of
 * iv, sealed bytes, tag.  Every piece but the last holds STORE_PIECE bytes;
 * the last holds 1 to STORE_PIECE (0 only in an empty file).
 */
#ifndef FILE_STORE_PATH_H
#define FILE_STORE_PATH_H

#include "modules/base/conf.h"
#include "modules/base/crypto.h"
#include "db/seal.h"
#include "store.h"

#define STORE_MAGIC	"CPF1"
#define STORE_HEAD	8
#define SEALED_PIECE	(STORE_PIECE + GCM_OVERHEAD)
#define AAD_LEN		96

const char	*store_dir_of(struct work *w, const struct pid *pid);	/* <store>/ab */
const char	*store_path_of(struct work *w, const struct pid *pid);
const char	*store_tmp(struct work *w);				/* <store>/tmp */
void		 store_key(struct work *w, const struct pid *pid, unsigned char key[KEY_LEN]);
void		 store_aad(char aad[AAD_LEN], const struct pid *pid, uint64_t piece, int last);

#endif
