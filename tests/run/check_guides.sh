#!/bin/bash
# TAP: the guides say what is so: no helper is named to users, error codes are
# those that the sources raise, links lead somewhere, the README is short.
exec perl tests/run/guides.pl
