/* SPDX-License-Identifier: MIT */
/* Decoders, the collector and `swage validate` agree on random documents of the schemas. */
#include "agree.h"
#include "opinion.h"

#include <check.h>
#include <stdlib.h>

#include "shop.h"
#include "user.h"

enum { MUTATIONS = 20000 };

static const char *const users[] = {"{\"id\": 1, \"name\": \"user\", \"email\": \"user@email.com\"}", NULL};
AGREE_TYPE(user, users);

static const char *const items[] = {
    "{\"id\":7,\"name\":\"Ladder\",\"unit\":\"piece\",\"level\":2,\"price\":12.5,\"weight\":1.25,\"active\":true,\"note\":\"n\","
    "\"comment\":null,\"site\":null,\"phone\":\"1\",\"stock\":null,\"limit\":20,\"tags\":[{\"key\":\"k\",\"value\":\"v\"}],"
    "\"labels\":[\"a\"],\"ratings\":[1,-5],\"rgb\":[1,2,3],\"matrix\":[[1,2],[3,4]],\"maker\":{\"name\":\"m\",\"address\":"
    "{\"street\":\"s\",\"city\":\"c\",\"country\":\"de\"}},\"parts\":[],\"createdAt\":1}",
    "{\"name\":\"x\",\"id\":1,\"price\":0,\"comment\":\"c\",\"tags\":[],\"ratings\":[],\"rgb\":[0,0,0],\"createdAt\":0,"
    "\"extra\":{\"a\":[1,{}]}}",
    NULL};
AGREE_TYPE(shop_item, items);

static const struct agree_type *const types[] = {&entry_user, &entry_shop_item};

START_TEST(all_readers_agree)
{
    agree_everywhere(types[_i], 1, MUTATIONS);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("agree");
    TCase *tcase = tcase_create("agree");
    tcase_add_loop_test(tcase, all_readers_agree, 0, sizeof types / sizeof *types);
    suite_add_tcase(suite, tcase);
    opinion_open("user.swage");
    opinion_open("shop.swage");
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    opinion_close();
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
