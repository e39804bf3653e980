# The gate's files; an installation fills in caportal.conf.in as nginx/up does.
nginxdir = $(pkgdatadir)/nginx
dist_nginx_DATA = %D%/caportal.conf.in %D%/errors.conf %D%/errors-html.conf \
	%D%/fastcgi.conf %D%/headers.conf %D%/mime.types
nginxerrorsdir = $(nginxdir)/errors
dist_nginxerrors_DATA = %D%/errors/404.html %D%/errors/413.html %D%/errors/502.html \
	%D%/errors/503.html %D%/errors/error.css
EXTRA_DIST += %D%/up %D%/packages

# What is copied as whole folders: pages (with the built site, when it was
# made), tests and docs.
dist-hook:
	(cd $(srcdir) && tar -cf - --exclude=node_modules --exclude=out nginx/web tests docs) | \
		(cd $(distdir) && tar -xf -)
