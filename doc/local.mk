dist_man_MANS += %D%/swage.1
nobase_dist_doc_DATA += %D%/auth.md %D%/builds.md %D%/decisions.md %D%/diagnostics.md %D%/dump.md %D%/errors.md %D%/json.md %D%/language.md %D%/limits.md %D%/lint.md %D%/patterns.md %D%/performance.md %D%/http.md %D%/server.md %D%/testing.md %D%/validate.md
