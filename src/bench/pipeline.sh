#!/bin/sh
# The openssl recipe: pipeline.sh HOST PORT
openssl s_client -starttls smtp -connect "$1:$2" </dev/null 2>/dev/null |
  sed -ne '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p'
