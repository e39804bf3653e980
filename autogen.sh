#!/bin/sh
# Makes configure from a clone.  A release tarball needs none of this.
set -e
cd "$(dirname "$0")"
exec autoreconf -fi
