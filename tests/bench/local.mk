dist_check_SCRIPTS += %D%/peers.sh
EXTRA_DIST += %D%/page.md %D%/result.json %D%/test_peers.py
