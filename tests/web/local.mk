# The web tests' own client; `tests/run web` runs tests/web/t*.sh.
check_PROGRAMS += tests/web/fcgi_client
tests_web_fcgi_client_SOURCES = tests/web/fcgi_client.c
tests_web_fcgi_client_LDADD =
