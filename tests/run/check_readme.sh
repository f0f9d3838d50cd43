#!/bin/bash
# TAP: every SQL example of README.md gives the output that it shows.
set -eu
exec perl tests/run/readme.pl check
