# Globs, as in db: a new page needs no line here.
dist_doc_DATA += $(srcdir)/docs/*.md
decisionsdir = $(docdir)/decisions
dist_decisions_DATA = $(srcdir)/docs/decisions/*.md
