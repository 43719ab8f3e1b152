/* SPDX-License-Identifier: MIT */
/* Routes made from schemas/shop.swage, answered in process: parameters, bodies, statuses, refusals. */
#include "codec.h"

#include "shop_routes.h"

#include <swage/app.h>

static struct swage_collector answer;
static swage_arena *arena;
static struct swage_app app;

/* What the last handler saw. */
static struct {
    struct shop_get_item_params get_item;
    struct shop_list_items_params list_items;
    struct shop_order_file_params order_file;
    struct shop_toggle_params toggle;
    char text[200];
} seen;

static const struct shop_item *sample(void)
{
    static const char json[] = "{\"id\":7,\"name\":\"bolt\",\"price\":1,\"comment\":null,\"tags\":[],\"ratings\":[],"
                               "\"rgb\":[1,2,3],\"createdAt\":0}";
    static struct shop_item item;
    ck_assert_int_eq(shop_item_decode(swage_str_from(json), arena, &item, NULL), SWAGE_OK);
    return &item;
}

/* ---- handlers ---- */

static int get_item(const struct shop_get_item_params *in, struct shop_get_item_reply *out)
{
    seen.get_item = *in;
    snprintf(seen.text, sizeof seen.text, "%.*s", (int)in->request_id.len, in->request_id.ptr ? in->request_id.ptr : "-");
    for (size_t i = 0; i < in->expand.len; i++)
        snprintf(seen.text + strlen(seen.text), sizeof seen.text - strlen(seen.text), "|%.*s", (int)in->expand.ptr[i].len,
                 in->expand.ptr[i].ptr);
    return in->id == 404 ? shop_get_item_404(out) : shop_get_item_200(out, sample());
}

static int list_items(const struct shop_list_items_params *in, struct shop_list_items_reply *out)
{
    seen.list_items = *in;
    struct shop_page page = {.items = {sample(), 1}};
    return shop_list_items_200(out, &page);
}

static int put_item(const struct shop_put_item_params *in, struct shop_put_item_reply *out)
{
    if (in->id == 1)
        return shop_put_item_201(out, &in->body);
    if (in->id == 2)
        return shop_put_item_409(out, SWAGE_STR("it is \"there\""));
    return shop_put_item_200(out, &in->body);
}

static int delete_item(const struct shop_delete_item_params *in, struct shop_delete_item_reply *out)
{
    (void)in;
    return shop_delete_item_204(out);
}

static int place_order(const struct shop_place_order_params *in, struct shop_place_order_reply *out)
{
    struct shop_receipt receipt = {.total = (double)in->body.len, .lines = {in->body.ptr, in->body.len}};
    const struct shop_place_order_201_head head = {
        .location = SWAGE_STR("/orders/2024/7"), .last_order = 7, .has = {.last_order = in->body.len > 1}};
    return shop_place_order_201(out, &head, &receipt);
}

static int count_orders(const struct shop_count_orders_params *in, struct shop_count_orders_reply *out)
{
    (void)in;
    return shop_count_orders_200(out, UINT32_MAX);
}

static int order_file(const struct shop_order_file_params *in, struct shop_order_file_reply *out)
{
    swage_str parts[] = {SWAGE_STR_INIT("a"), in->file};
    seen.order_file = *in;
    return shop_order_file_200(out, (swage_str_array){parts, 2});
}

static int add(const struct shop_add_params *in, struct shop_add_reply *out)
{
    return shop_add_200(out, in->amount + in->body);
}

static int toggle(const struct shop_toggle_params *in, struct shop_toggle_reply *out)
{
    seen.toggle = *in;
    return in->has.body ? shop_toggle_200(out, !in->body) : shop_toggle_204(out);
}

/* list_items has a handler, get_item too; one is left out by a test of its own. */
static const struct shop_handlers handlers = {
    .shop_get_item = get_item,
    .shop_list_items = list_items,
    .shop_put_item = put_item,
    .shop_delete_item = delete_item,
    .shop_place_order = place_order,
    .shop_count_orders = count_orders,
    .shop_order_file = order_file,
    .shop_add = add,
    .shop_toggle = toggle,
};

/* ---- requests ---- */

static void set_up(void)
{
    arena = swage_arena_new(1 << 20);
    app = shop_app_with(&handlers);
    swage_collector_init(&answer);
    memset(&seen, 0, sizeof seen);
}

static void tear_down(void)
{
    swage_collector_done(&answer);
    swage_arena_free(arena);
}

static int call(const char *method, const char *target, const char *body)
{
    struct swage_field fields[] = {{SWAGE_STR_INIT("Content-Type"), SWAGE_STR_INIT("application/json")},
                                   {SWAGE_STR_INIT("x-unused"), SWAGE_STR_INIT("1")},
                                   {SWAGE_STR_INIT("request-ID"), SWAGE_STR_INIT("r-1")}};
    swage_collector_done(&answer);
    swage_collector_init(&answer);
    int status = swage_dispatch(&app, swage_str_from(method), swage_str_from(target), fields, 3,
                                body ? swage_str_from(body) : (swage_str){NULL, 0}, &answer.sink);
    ck_assert_int_eq(status, SWAGE_OK);
    ck_assert(answer.done);
    ck_assert_int_eq(swage_buffer_add(&answer.body, "", 1), SWAGE_OK);
    return answer.status;
}

static bool says(const char *words)
{
    return strstr(answer.body.ptr, words) != NULL;
}

#define ITEM                                                                                                     \
    "{\"id\":7,\"name\":\"bolt\",\"unit\":\"piece\",\"price\":1,\"active\":true,\"comment\":null,"              \
    "\"phone\":null,\"limit\":20,\"tags\":[],\"ratings\":[],\"rgb\":[1,2,3],\"createdAt\":0}"

START_TEST(path_query_and_header_parameters_arrive)
{
    ck_assert_int_eq(call("GET", "/items/7?expand=a+b&limit=5&expand=%63&unit=kg", NULL), 200);
    ck_assert_str_eq(answer.body.ptr, ITEM);
    ck_assert_int_eq(seen.get_item.id, 7);
    ck_assert_int_eq(seen.get_item.limit, 5);
    ck_assert(seen.get_item.has.unit);
    ck_assert_int_eq(seen.get_item.unit, SHOP_UNIT_KILOGRAM);
    ck_assert_str_eq(seen.text, "r-1|a b|c");
}
END_TEST

START_TEST(what_is_left_out_has_its_default_or_is_absent)
{
    ck_assert_int_eq(call("GET", "/items/7", NULL), 200);
    ck_assert_int_eq(seen.get_item.limit, 20);
    ck_assert(!seen.get_item.has.unit);
    ck_assert_uint_eq(seen.get_item.expand.len, 0);
    ck_assert_int_eq(call("GET", "/items", NULL), 200);
    ck_assert_int_eq(seen.list_items.level, SHOP_LEVEL_LOW);
    ck_assert_ptr_null(seen.list_items.after.ptr);
    ck_assert_str_eq(answer.body.ptr, "{\"items\":[" ITEM "]}");
}
END_TEST

static const struct {
    const char *target;
    const char *code, *in, *name;
} bad_parameters[] = {
    {"/items/0", "too_small", "path", "id"},
    {"/items/x", "type", "path", "id"},
    {"/items/1.5", "type", "path", "id"},
    {"/items/9223372036854775808", "range", "path", "id"},
    {"/items/7?limit=0", "too_small", "query", "limit"},
    {"/items/7?limit=101", "too_large", "query", "limit"},
    {"/items/7?limit=", "type", "query", "limit"},
    {"/items/7?limit=1&limit=2", "duplicate", "query", "limit"},
    {"/items/7?unit=ton", "enum", "query", "unit"},
    {"/items/7?expand=1&expand=2&expand=3&expand=4&expand=5&expand=6&expand=7&expand=8&expand=9", "too_many", "query", "expand"},
    {"/items/7?expand=123456789012345678901234567890123", "too_long", "query", "expand"},
    {"/items?after=", "too_short", "query", "after"},
    {"/items?level=3", "enum", "query", "level"},
    {"/orders/1999/a", "too_small", "path", "year"},
};

START_TEST(a_bad_parameter_is_400_and_named)
{
    char code[40], in[40], name[40];
    snprintf(code, sizeof code, "\"code\":\"%s\"", bad_parameters[_i].code);
    snprintf(in, sizeof in, "\"in\":\"%s\"", bad_parameters[_i].in);
    snprintf(name, sizeof name, "\"name\":\"%s\"", bad_parameters[_i].name);
    ck_assert_int_eq(call("GET", bad_parameters[_i].target, NULL), 400);
    ck_assert_msg(says(code) && says(in) && says(name), "%s: %s", bad_parameters[_i].target, answer.body.ptr);
    ck_assert(swage_str_equal(swage_collector_header(&answer, SWAGE_STR("content-type")), SWAGE_STR("application/problem+json")));
}
END_TEST

START_TEST(each_declared_status_can_be_sent)
{
    ck_assert_int_eq(call("GET", "/items/404", NULL), 404);
    ck_assert_int_eq(call("PUT", "/items/7", ITEM), 200);
    ck_assert_str_eq(answer.body.ptr, ITEM);
    ck_assert_int_eq(call("PUT", "/items/1", ITEM), 201);
    ck_assert_int_eq(call("PUT", "/items/2", ITEM), 409);
    ck_assert_str_eq(answer.body.ptr, "\"it is \\\"there\\\"\"");
    ck_assert_int_eq(call("DELETE", "/items/2", NULL), 204);
    ck_assert_uint_eq(answer.body.len, 1); /* the NUL of the test */
}
END_TEST

START_TEST(replies_send_declared_headers_and_cookies)
{
    static const char order[] = "{\"item\":1,\"count\":2,\"where\":null}";
    char orders[200];
    snprintf(orders, sizeof orders, "[%s,%s]", order, order);
    ck_assert_int_eq(call("POST", "/orders", orders), 201);
    ck_assert(swage_str_equal(swage_collector_header(&answer, SWAGE_STR("Location")), SWAGE_STR("/orders/2024/7")));
    ck_assert(swage_str_equal(swage_collector_header(&answer, SWAGE_STR("Set-Cookie")),
                              SWAGE_STR("last_order=7; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax")));
    snprintf(orders, sizeof orders, "[%s]", order);
    ck_assert_int_eq(call("POST", "/orders", orders), 201);
    ck_assert(swage_str_equal(swage_collector_header(&answer, SWAGE_STR("Location")), SWAGE_STR("/orders/2024/7")));
    ck_assert_ptr_null(swage_collector_header(&answer, SWAGE_STR("Set-Cookie")).ptr);
}
END_TEST

START_TEST(bodies_may_be_arrays_and_scalars)
{
    ck_assert_int_eq(call("POST", "/orders", "[{\"item\":1,\"count\":2,\"where\":null}]"), 201);
    ck_assert_str_eq(answer.body.ptr, "{\"total\":1,\"lines\":[{\"item\":1,\"count\":2,\"where\":null}]}");
    ck_assert_int_eq(call("POST", "/orders", "[]"), 422);
    ck_assert(says("too_few"));
    ck_assert_int_eq(call("POST", "/add/0.5", " 2 "), 200);
    ck_assert_str_eq(answer.body.ptr, "2.5");
    ck_assert_int_eq(call("POST", "/add/0.5", "2 3"), 400);
    ck_assert_int_eq(call("POST", "/add/0.5", "2.5"), 422);
    ck_assert_int_eq(call("POST", "/add/nan", "2"), 400);
    ck_assert_int_eq(call("POST", "/switch", "true"), 200);
    ck_assert_str_eq(answer.body.ptr, "false");
    ck_assert_int_eq(call("POST", "/switch", NULL), 204);
    ck_assert_int_eq(call("POST", "/switch", "null"), 422);
    ck_assert_int_eq(call("GET", "/orders/count", NULL), 200);
    ck_assert_str_eq(answer.body.ptr, "4294967295");
}
END_TEST

START_TEST(a_rest_parameter_takes_the_segments_that_are_left)
{
    ck_assert_int_eq(call("GET", "/orders/2024/a/b%20c/d", NULL), 200);
    ck_assert_int_eq(seen.order_file.year, 2024);
    ck_assert_str_eq(answer.body.ptr, "[\"a\",\"a/b c/d\"]");
    ck_assert_int_eq(call("GET", "/orders/2024", NULL), 404);
}
END_TEST

START_TEST(every_fault_of_a_body_is_listed)
{
    ck_assert_int_eq(call("PUT", "/items/7", "{\"id\":0,\"name\":\"\",\"price\":\"x\",\"comment\":1,\"tags\":[{\"key\":1}],"
                                             "\"ratings\":[9],\"rgb\":[1]}"),
                     422);
    static const char *const words[] = {"/id", "too_small", "/name", "too_short", "/price", "type", "/comment",
                                        "/tags/0/key", "/tags/0/value", "missing", "/ratings/0", "/rgb", "/createdAt"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        ck_assert_msg(says(words[i]), "%s is not in %s", words[i], answer.body.ptr);
    ck_assert_int_eq(call("PUT", "/items/7", "{\"id\":1"), 400);
    ck_assert(says("syntax"));
    ck_assert_int_eq(call("PUT", "/items/7", NULL), 400);
}
END_TEST

START_TEST(input_is_not_echoed)
{
    call("PUT", "/items/7", "{\"id\":\"secret-value\",\"secret-key\":1}");
    ck_assert(!says("secret-value"));
    call("GET", "/items/secret-value", NULL);
    ck_assert(!says("secret-value"));
}
END_TEST

START_TEST(what_no_route_takes_is_refused_by_itself)
{
    ck_assert_int_eq(call("GET", "/nothing", NULL), 404);
    ck_assert_int_eq(call("GET", "/items/", NULL), 404);
    ck_assert_int_eq(call("GET", "//items", NULL), 404);
    ck_assert_int_eq(call("POST", "/items/7", ITEM), 405);
    swage_str allow = swage_collector_header(&answer, SWAGE_STR("Allow"));
    ck_assert_ptr_nonnull(allow.ptr);
    char list[100];
    snprintf(list, sizeof list, "%.*s", (int)allow.len, allow.ptr);
    ck_assert(strstr(list, "GET") && strstr(list, "HEAD") && strstr(list, "PUT") && strstr(list, "DELETE"));
    ck_assert_ptr_null(strstr(list, "POST"));
    ck_assert_int_eq(call("OPTIONS", "/items/7", NULL), 204);
}
END_TEST

START_TEST(a_handler_that_is_left_out_answers_501)
{
    struct shop_handlers fewer = handlers;
    fewer.shop_get_item = NULL;
    app = shop_app_with(&fewer);
    ck_assert_int_eq(call("GET", "/items/7", NULL), 501);
    ck_assert_int_eq(call("GET", "/items", NULL), 200);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("generated shop routes");
    TCase *tests = tcase_create("routes");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, path_query_and_header_parameters_arrive);
    tcase_add_test(tests, what_is_left_out_has_its_default_or_is_absent);
    tcase_add_loop_test(tests, a_bad_parameter_is_400_and_named, 0, sizeof bad_parameters / sizeof *bad_parameters);
    tcase_add_test(tests, each_declared_status_can_be_sent);
    tcase_add_test(tests, replies_send_declared_headers_and_cookies);
    tcase_add_test(tests, bodies_may_be_arrays_and_scalars);
    tcase_add_test(tests, a_rest_parameter_takes_the_segments_that_are_left);
    tcase_add_test(tests, every_fault_of_a_body_is_listed);
    tcase_add_test(tests, input_is_not_echoed);
    tcase_add_test(tests, what_no_route_takes_is_refused_by_itself);
    tcase_add_test(tests, a_handler_that_is_left_out_answers_501);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
