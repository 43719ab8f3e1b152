dist_check_SCRIPTS += %D%/validators.sh
EXTRA_DIST += %D%/package.json %D%/package-lock.json %D%/redocly.yaml %D%/spectral.yaml %D%/tsconfig.json %D%/validate.mjs
