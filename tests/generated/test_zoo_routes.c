/* SPDX-License-Identifier: MIT */
/* Routes made from schemas/zoo.swage, answered in process: parameters of every kind, forms, patches, problems. */
#include "codec.h"

#include "zoo_routes.h"

#include <swage/app.h>

static struct swage_collector answer;
static swage_arena *arena;
static struct swage_app app;
static char seen[600];

/* ---- handlers ---- */

#define ECHO(c_name, body_type)                                                                                              \
    static int c_name(const struct zoo_##c_name##_params *in, struct zoo_##c_name##_reply *out)                           \
    {                                                                                                                        \
        return zoo_##c_name##_200(out, body_type in->body);                                                                 \
    }
ECHO(post_numbers, &)
ECHO(post_texts, &)
ECHO(post_lists, &)
ECHO(post_maps, &)
ECHO(post_unions, &)
ECHO(post_payment, &)
ECHO(post_loose, &)
ECHO(post_map, )
ECHO(post_grid, )
ECHO(post_money, &)
ECHO(post_page, &)

static int post_shape(const struct zoo_post_shape_params *in, struct zoo_post_shape_reply *out)
{
    return in->body ? zoo_post_shape_200(out, in->body) : zoo_post_shape_204(out);
}

static int post_person(const struct zoo_post_person_params *in, struct zoo_post_person_reply *out)
{
    if (in->body.id == 409)
        return zoo_post_person_409(out, &(struct swage_problem){.title = SWAGE_STR("there already")});
    return zoo_post_person_201(out, &in->body);
}

static const char stored[] = "{\"id\":\"1\",\"created\":\"2026-01-01T00:00:00Z\",\"name\":\"Ann\",\"nick\":null,"
                             "\"balance\":\"12.50 EUR\",\"friends\":{}}";

static int patch_person(const struct zoo_patch_person_params *in, struct zoo_patch_person_reply *out)
{
    struct zoo_person person;
    ck_assert_int_eq(zoo_person_decode(swage_str_from(stored), swage_request_arena(in->rq), &person, NULL), SWAGE_OK);
    if (in->id != person.id)
        return zoo_patch_person_404(out, NULL);
    int status = zoo_person_patch_apply(&person, &in->body, swage_request_arena(in->rq));
    return status == SWAGE_OK ? zoo_patch_person_200(out, &person) : status;
}

static int search(const struct zoo_search_params *in, struct zoo_search_reply *out)
{
    struct zoo_slim slim = {.id = 1, .name = SWAGE_STR("n"), .tags = in->tag};
    snprintf(seen, sizeof seen, "%.*s %.*s %.*s %d:%.*s %.*s %zu %zu %lld %d %g/%g %.*s %.*s %d", (int)in->code.len, in->code.ptr,
             (int)in->when.len, in->when.ptr, (int)in->id.len, in->id.ptr, (int)in->mood.value, (int)in->mood.text.len,
             in->mood.text.ptr, (int)in->price.len, in->price.ptr ? in->price.ptr : "", in->tag.len, in->hash.len,
             in->has.budget ? in->budget.cents : -1, (int)in->step, in->x, in->y, (int)in->trace.len,
             in->trace.ptr ? in->trace.ptr : "", (int)in->session.len, in->session.ptr ? in->session.ptr : "", (int)in->theme);
    return zoo_search_200(out, &slim);
}

static int send_form(const struct zoo_send_form_params *in, struct zoo_send_form_reply *out)
{
    snprintf(seen, sizeof seen, "%.*s %d %zu", (int)in->name.len, in->name.ptr, in->has.age ? in->age : -1, in->likes.len);
    return zoo_send_form_204(out);
}

static const struct zoo_handlers handlers = {
    .zoo_post_numbers = post_numbers, .zoo_post_texts = post_texts,   .zoo_post_lists = post_lists,     .zoo_post_maps = post_maps,
    .zoo_post_unions = post_unions,   .zoo_post_person = post_person, .zoo_patch_person = patch_person, .zoo_post_payment = post_payment,
    .zoo_post_loose = post_loose,     .zoo_post_shape = post_shape,   .zoo_post_map = post_map,         .zoo_post_grid = post_grid,
    .zoo_post_money = post_money,     .zoo_post_page = post_page,     .zoo_search = search,             .zoo_send_form = send_form,
};

/* ---- requests ---- */

static void set_up(void)
{
    swage_collector_init(&answer);
    arena = swage_arena_new(1 << 20);
    app = zoo_app_with(&handlers);
    seen[0] = '\0';
}

static void tear_down(void)
{
    swage_collector_done(&answer);
    swage_arena_free(arena);
}

/* "200 body": what comes of it. */
static const char *ask(const char *method, const char *target, const char *media, const char *body, const char *cookie)
{
    static char line[4000];
    struct swage_field fields[3];
    unsigned count = 0;
    if (media)
        fields[count++] = (struct swage_field){SWAGE_STR("Content-Type"), swage_str_from(media)};
    if (cookie)
        fields[count++] = (struct swage_field){SWAGE_STR("Cookie"), swage_str_from(cookie)};
    fields[count++] = (struct swage_field){SWAGE_STR("X-Trace"), SWAGE_STR("123e4567-e89b-12d3-a456-426614174000")};
    swage_collector_clear(&answer);
    ck_assert_int_eq(swage_dispatch(&app, swage_str_from(method), swage_str_from(target), fields, count, swage_str_from(body),
                                    &answer.sink), 0);
    snprintf(line, sizeof line, "%d %.*s", answer.status, (int)answer.body.len, answer.body.ptr ? answer.body.ptr : "");
    return line;
}

static const char *post(const char *target, const char *body)
{
    return ask("POST", target, "application/json", body, NULL);
}

static const struct {
    const char *target, *body;
} echoes[] = {
    {"/zoo/payment", "{\"kind\":\"cash\"}"},
    {"/zoo/loose", "12"},
    {"/zoo/loose", "[true,\"a\"]"},
    {"/zoo/shape", "{\"type\":\"circle\",\"value\":1}"},
    {"/zoo/map", "{\"a\":1,\"b\":2}"},
    {"/zoo/grid", "[1,-1]"},
    {"/zoo/money", "\"12.50 EUR\""},
    {"/zoo/page", "{\"items\":[],\"total\":0}"},
};

START_TEST(bodies_of_every_kind_come_back)
{
    char expected[200];
    snprintf(expected, sizeof expected, "200 %s", echoes[_i].body);
    ck_assert_str_eq(post(echoes[_i].target, echoes[_i].body), expected);
}
END_TEST

static const struct {
    const char *target, *body, *entry;
} refusals[] = {
    {"/zoo/payment", "{\"kind\":\"gold\"}", "{\"in\":\"body\",\"pointer\":\"/kind\",\"code\":\"enum\""},
    {"/zoo/loose", "null", "\"code\":\"null\""},
    {"/zoo/map", "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", "\"code\":\"too_many\""},
    {"/zoo/grid", "[1]", "\"code\":\"too_few\""},
    {"/zoo/money", "\"free of charge\"", "\"code\":\"check\""},
};

START_TEST(bodies_that_the_schema_refuses_are_422)
{
    const char *line = post(refusals[_i].target, refusals[_i].body);
    ck_assert_msg(strncmp(line, "422 ", 4) == 0 && strstr(line, refusals[_i].entry), "%s", line);
}
END_TEST

START_TEST(a_body_may_be_missing)
{
    ck_assert_str_eq(ask("POST", "/zoo/shape", NULL, NULL, NULL), "204 ");
}
END_TEST

#define SEARCH "/zoo/search/AB1/2024-02-29?id=123e4567-e89b-12d3-a456-426614174000&x=1.5"

START_TEST(parameters_of_every_kind_arrive)
{
    const char *line = ask("GET", SEARCH "&mood=bored&price=99.5&tag=a&tag=b&hash=00ff00ff&budget=1.00+EUR&step=6&y=2", NULL, NULL,
                           "session=s1; theme=BLUE; other=1");
    ck_assert_msg(strncmp(line, "200 ", 4) == 0, "%s", line);
    ck_assert_str_eq(seen, "AB1 2024-02-29 123e4567-e89b-12d3-a456-426614174000 0:bored 99.5 2 4 100 6 1.5/2 "
                           "123e4567-e89b-12d3-a456-426614174000 s1 3");
}
END_TEST

START_TEST(parameters_have_defaults)
{
    ask("GET", SEARCH, NULL, NULL, NULL);
    ck_assert_str_eq(seen, "AB1 2024-02-29 123e4567-e89b-12d3-a456-426614174000 2:sad  0 0 -1 3 1.5/0.5 "
                           "123e4567-e89b-12d3-a456-426614174000  1");
}
END_TEST

static const struct {
    const char *target, *cookie, *entry;
} wrong[] = {
    {"/zoo/search/ab/2024-02-29?id=123e4567-e89b-12d3-a456-426614174000&x=1", NULL, "\"in\":\"path\",\"name\":\"code\",\"code\":\"pattern\""},
    {"/zoo/search/AB/2023-02-29?id=123e4567-e89b-12d3-a456-426614174000&x=1", NULL, "\"in\":\"path\",\"name\":\"when\",\"code\":\"format\""},
    {"/zoo/search/AB/2024-02-29?id=1&x=1", NULL, "\"in\":\"query\",\"name\":\"id\",\"code\":\"format\""},
    {SEARCH "&price=101", NULL, "\"name\":\"price\",\"code\":\"too_large\""},
    {SEARCH "&price=1.", NULL, "\"name\":\"price\",\"code\":\"type\""},
    {SEARCH "&tag=a&tag=a", NULL, "\"name\":\"tag\",\"code\":\"unique\""},
    {SEARCH "&hash=00", NULL, "\"name\":\"hash\",\"code\":\"too_short\""},
    {SEARCH "&hash=zz", NULL, "\"name\":\"hash\",\"code\":\"encoding\""},
    {SEARCH "&budget=1", NULL, "\"name\":\"budget\""},
    {SEARCH "&step=4", NULL, "\"name\":\"step\",\"code\":\"multiple_of\""},
    {SEARCH, "theme=pink", "\"in\":\"cookie\",\"name\":\"theme\",\"code\":\"enum\""},
    {SEARCH, "session=", "\"in\":\"cookie\",\"name\":\"session\",\"code\":\"too_short\""},
    {"/zoo/search/AB/2024-02-29?id=123e4567-e89b-12d3-a456-426614174000", NULL, "\"in\":\"query\",\"name\":\"x\",\"code\":\"missing\""},
};

START_TEST(parameters_that_the_schema_refuses_are_400)
{
    const char *line = ask("GET", wrong[_i].target, NULL, NULL, wrong[_i].cookie);
    ck_assert_msg(strncmp(line, "400 ", 4) == 0 && strstr(line, wrong[_i].entry), "%s\n%s", wrong[_i].target, line);
}
END_TEST

START_TEST(forms_are_read)
{
    const char *media = "application/x-www-form-urlencoded";
    ck_assert_str_eq(ask("POST", "/zoo/form", media, "name=A+b%21&age=7&likes=red&likes=BLUE", NULL), "204 ");
    ck_assert_str_eq(seen, "A b! 7 2");
    ck_assert_str_eq(ask("POST", "/zoo/form", media, "name=x", NULL), "204 ");
    ck_assert_str_eq(seen, "x -1 0");
    const char *line = ask("POST", "/zoo/form", media, "age=0&likes=pink", NULL);
    ck_assert_msg(strncmp(line, "400 ", 4) == 0, "%s", line);
    ck_assert_ptr_nonnull(strstr(line, "\"in\":\"form\",\"name\":\"name\",\"code\":\"missing\""));
    ck_assert_ptr_nonnull(strstr(line, "\"in\":\"form\",\"name\":\"age\",\"code\":\"too_small\""));
    ck_assert_int_eq(atoi(ask("POST", "/zoo/form", "application/json", "{}", NULL)), 415);
}
END_TEST

START_TEST(patches_are_merged)
{
    const char *line = ask("PATCH", "/zoo/people/1", "application/merge-patch+json", "{\"name\":\"New\"}", NULL);
    ck_assert_msg(strncmp(line, "200 ", 4) == 0 && strstr(line, "\"name\":\"New\""), "%s", line);
    ck_assert_int_eq(atoi(ask("PATCH", "/zoo/people/1", "application/json", "{}", NULL)), 200);
    ck_assert_int_eq(atoi(ask("PATCH", "/zoo/people/1", "text/plain", "{}", NULL)), 415);
    ck_assert_int_eq(atoi(ask("PATCH", "/zoo/people/2", "application/json", "{}", NULL)), 404);
    ck_assert_int_eq(atoi(ask("PATCH", "/zoo/people/0", "application/json", "{}", NULL)), 400);
    ck_assert_int_eq(atoi(ask("PATCH", "/zoo/people/1", "application/json", "{\"name\":null}", NULL)), 422);
}
END_TEST

START_TEST(declared_problems_are_answered)
{
    char body[300];
    snprintf(body, sizeof body, "{\"id\":\"409\"%s", stored + strlen("{\"id\":\"1\""));
    const char *line = post("/zoo/people", body);
    ck_assert_msg(strncmp(line, "409 ", 4) == 0 && strstr(line, "\"title\":\"there already\""), "%s", line);
    ck_assert(swage_str_equal(swage_collector_header(&answer, SWAGE_STR("Content-Type")), SWAGE_STR("application/problem+json")));
    ck_assert_int_eq(atoi(post("/zoo/people", stored)), 201);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("zoo routes");
    TCase *tcase = tcase_create("routes");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, bodies_of_every_kind_come_back, 0, sizeof echoes / sizeof *echoes);
    tcase_add_loop_test(tcase, bodies_that_the_schema_refuses_are_422, 0, sizeof refusals / sizeof *refusals);
    tcase_add_test(tcase, a_body_may_be_missing);
    tcase_add_test(tcase, parameters_of_every_kind_arrive);
    tcase_add_test(tcase, parameters_have_defaults);
    tcase_add_loop_test(tcase, parameters_that_the_schema_refuses_are_400, 0, sizeof wrong / sizeof *wrong);
    tcase_add_test(tcase, forms_are_read);
    tcase_add_test(tcase, patches_are_merged);
    tcase_add_test(tcase, declared_problems_are_answered);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
