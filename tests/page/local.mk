dist_check_SCRIPTS += %D%/page.sh
EXTRA_DIST += %D%/package.json %D%/package-lock.json %D%/page.mjs
