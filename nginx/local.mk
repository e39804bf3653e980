# The gate's files; an installation fills in caportal.conf.in as nginx/up does.
nginxdir = $(pkgdatadir)/nginx
dist_nginx_DATA = %D%/caportal.conf.in %D%/errors.conf %D%/errors-html.conf \
	%D%/fastcgi.conf %D%/headers.conf %D%/mime.types
nginxerrorsdir = $(nginxdir)/errors
dist_nginxerrors_DATA = %D%/errors/400.html %D%/errors/404.html %D%/errors/413.html %D%/errors/502.html \
	%D%/errors/503.html %D%/errors/error.css
EXTRA_DIST += %D%/up %D%/build-site %D%/packages

# The web pages: `make site`, `make install` and `make dist` make them, plain
# `make` does not.  A tarball brings them along, then Node is not needed.
.PHONY: site
if SITE_SHIPPED
SITE = $(srcdir)/nginx/web/dist
site:
else
SITE = nginx/site/dist
if HAVE_NODE
site:
	$(srcdir)/nginx/build-site nginx/site
else
site:
	@echo "the web pages are not built: configure found no node and npm" >&2
endif
endif

webdir = $(pkgdatadir)/web
install-data-local: site
	test ! -f $(SITE)/index.html || { \
		rm -rf "$(DESTDIR)$(webdir)" && $(MKDIR_P) "$(DESTDIR)$(webdir)" && \
		cp -R $(SITE)/. "$(DESTDIR)$(webdir)" && \
		chmod -R a+rX,u+w,go-w "$(DESTDIR)$(webdir)"; }
uninstall-local:
	rm -rf "$(DESTDIR)$(webdir)"
clean-local:
	rm -rf nginx/site
	find . -name '*.gcno' -o -name '*.gcda' | xargs rm -f

# What is copied as whole folders: pages, tests and docs.  A build inside the
# source tree leaves programs and objects there; they stay behind.
dist-hook: site
	(cd $(srcdir) && tar -cf - --exclude=node_modules --exclude=out --exclude=.deps \
		--exclude=.dirstamp --exclude='*.o' --exclude='*.log' --exclude='*.trs' \
		--exclude='*.gcno' --exclude='*.gcda' nginx/web tests docs) | \
		(cd $(distdir) && tar -xf -)
	cd $(distdir) && rm -f $(check_PROGRAMS)
	test ! -f $(SITE)/index.html || { mkdir -p $(distdir)/nginx/web/dist && \
		cp -R $(SITE)/. $(distdir)/nginx/web/dist && chmod -R u+w $(distdir)/nginx/web/dist; }

# The installed program with the installed forms.
installcheck-local:
	test -n "$(DESTDIR)" || { cd / && "$(bindir)/caportal-admin" form --check; }
