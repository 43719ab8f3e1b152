dist_check_SCRIPTS += \
  %D%/completion.sh \
  %D%/depfile.sh \
  %D%/dump.sh \
  %D%/errors.sh \
  %D%/explain.sh \
  %D%/files.sh \
  %D%/fmt.sh \
  %D%/gen.sh \
  %D%/hard_names.sh \
  %D%/help.sh \
  %D%/lint.sh \
  %D%/scaffold.sh \
  %D%/schema.sh \
  %D%/usage.sh \
  %D%/validate.sh

EXTRA_DIST += \
  %D%/dump.json %D%/dump.swage %D%/dump_grain.swage \
  %D%/explain.swage %D%/explain.txt \
  %D%/fmt.swage \
  %D%/hard_names.swage \
  %D%/lint/allowed.err %D%/lint/allowed.swage \
  %D%/lint/other.swage %D%/lint/part.swage \
  %D%/lint/rules.err %D%/lint/rules.swage \
  %D%/lint/strict.err %D%/lint/strict.swage \
  %D%/errors/auth.err %D%/errors/auth.swage \
  %D%/errors/cors.err %D%/errors/cors.swage %D%/errors/uploads.err %D%/errors/uploads.swage \
  %D%/errors/examples.err %D%/errors/examples.swage \
  %D%/errors/imports.err %D%/errors/imports.swage \
  %D%/errors/deep.err \
  %D%/errors/encoding.err \
  %D%/errors/encoding.swage \
  %D%/errors/files.err %D%/errors/files.swage %D%/errors/files/.hidden \
  %D%/errors/grammar.err \
  %D%/errors/grammar.json \
  %D%/errors/grammar.swage \
  %D%/errors/large.err \
  %D%/errors/missing.err \
  %D%/errors/model.err \
  %D%/errors/model.json \
  %D%/errors/model.swage \
  %D%/errors/tokens.err \
  %D%/errors/tokens.swage \
  %D%/errors/names.err %D%/errors/names.swage \
  %D%/errors/skip.err %D%/errors/skip.swage \
  %D%/errors/part.err %D%/errors/part.swage \
  %D%/errors/routes.err %D%/errors/routes.swage \
  %D%/errors/syntax.err %D%/errors/syntax.swage \
  %D%/errors/types.err %D%/errors/types.swage
