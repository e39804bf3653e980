# Checks of the forms: tests/pdf/run.sh speaks TAP.
check_PROGRAMS += tests/pdf/pdf_tool
tests_pdf_pdf_tool_SOURCES = tests/pdf/pdf_tool.c
tests_pdf_pdf_tool_LDADD = $(FLOOR3) $(HOUSE_LIBS)
EXTRA_DIST += tests/pdf/run.sh tests/pdf/boxes.py tests/data/form-imprint.json tests/data/form-g01.json tests/data/form-mobile.json tests/data/form-notice.json tests/data/form-receipt.json tests/data/form-result.json tests/data/form-sealscan.json tests/data/form-courier.json tests/data/form-slip.json
