#!/bin/bash
# Tests the texts of the page: the label files and the stylesheet.  TAP on
# standard output; needs no server.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

perl tests/run/labels.pl
