#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads the #include lines and fails where one points the wrong way:
#   core knows nobody; json and http know core; app knows core, json and http; server knows all and alone includes libevent.
#   In the compiler emitters do not know the tree, and the tree and the model do not know each other.
set -eu
cd "$SRCDIR"
failed=0

# refuse WHERE PATTERN WHY: no file below WHERE may include what matches PATTERN.
refuse() {
    if grep -rnE "^ *# *include *[<\"]($2)" $1; then
        echo "wrong way: $3" >&2
        failed=1
    fi
}

# The public headers that belong to a room are named after it.
json='swage/(read|write|type|explain|swage)\.h|json/'
http='swage/(http|route)\.h|http/'
app='swage/(app|auth|request)\.h|app/'
server='swage/server\.h|server/'
test='swage/(test|suite)\.h|test/'

jwt='swage/jwt\.h|jwt/'
crypto='openssl/'

refuse "runtime/core runtime/json runtime/http runtime/app runtime/server" "$jwt|$crypto" 'only programs with jwt in their schema know it'
refuse "runtime/test runtime/swage" "jwt/|$crypto" 'only jwt/ knows OpenSSL'
refuse "runtime/jwt" "$server|$test|app/|http/|json/" 'jwt knows public headers'
refuse "runtime/core" "$json|$http|$app|$server|$test" 'core knows nobody'
refuse "runtime/json" "$http|$app|$server|$test" 'json knows core'
refuse "runtime/http" "$json|$app|$server|$test" 'http knows core'
refuse "runtime/app" "$server|$test" 'app does not know server'
refuse "runtime/server" "$test" 'server does not know test'
refuse "runtime/test" "$server|check\\.h" 'test knows app, json and core, and no test framework'
refuse "runtime/core runtime/json runtime/http runtime/app runtime/test runtime/swage" 'event2?/|event\.h|evhttp|bufferevent' 'only server/ knows libevent'
refuse "runtime/server" 'event2/(http|bufferevent|evhttp)' 'libevent is the loop and nothing more'
refuse "compiler/emit" 'syntax/(ast|parse|lexer|filter|comments)' 'emitters read the model only'
refuse "compiler/sample" 'syntax/(ast|parse|lexer|filter|comments)|emit/|command/|validate/' 'samples are made from the model only'
refuse "compiler/syntax" 'model/|emit/|command/' 'syntax knows nobody'
refuse "compiler/dump" 'syntax/(ast|parse|lexer|filter|comments)|emit/|command/' 'the dump reads the model only'
refuse "compiler/scaffold" 'model/|emit/|command/|syntax/(ast|parse|lexer|filter|comments)' 'scaffold knows C and no schema'
refuse "compiler/format" 'model/|emit/|command/' 'format knows the text and not what it means'
refuse "compiler/dev" 'emit/|command/|model/|syntax/|server/[b-z]' 'dev knows commands and files, and addresses as the server reads them'
refuse "compiler/project" 'emit/|command/|syntax/(ast|parse|lexer|filter|comments)|model/model' 'a new project knows names and texts'
refuse "compiler/help" 'model/|emit/|command/|dump/|format/|validate/' 'pages know codes only'
refuse "compiler/model/model.h" 'syntax/ast' 'the model does not know the tree'
refuse "compiler/model" 'emit/|command/' 'model does not know emit'
refuse "compiler/validate" 'swage/|(core|json|http|app|server)/|syntax/(ast|parse|lexer|filter|comments)|emit/|sample/|command/|model/(wire|document|judge|pattern|number)' \
    'the second opinion of documents is its own: the model, and nothing that decoders are made of'
refuse "examples" 'event2?/|(core|json|http|app|server)/' 'examples use public headers'

# The test itself must be able to fail.
if ! printf '#include <event2/event.h>\n' | grep -qE '^ *# *include *[<"](event2?/)'; then
    echo 'the pattern finds nothing' >&2
    failed=1
fi
exit $failed
