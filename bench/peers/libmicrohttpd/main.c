/* libmicrohttpd with json-c, the checks by hand, epoll and as many threads as it is told: server PORT THREADS */
#define _GNU_SOURCE
#include <json-c/json.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BODY_MAX = 4096 };

struct request {
    size_t len;
    char body[BODY_MAX];
};

/* NULL: it is no User. */
static struct json_object *make_user(const char *text, size_t len)
{
    struct json_tokener *tokener = json_tokener_new();
    struct json_object *user = json_tokener_parse_ex(tokener, text, (int)len), *made = NULL, *id, *name, *email;
    int is_whole = json_tokener_get_error(tokener) == json_tokener_success && json_tokener_get_parse_end(tokener) == len;
    json_tokener_free(tokener);
    if (is_whole && json_object_is_type(user, json_type_object) && json_object_object_get_ex(user, "id", &id) &&
        json_object_is_type(id, json_type_int) && json_object_object_get_ex(user, "name", &name) &&
        json_object_is_type(name, json_type_string) && json_object_object_get_ex(user, "email", &email) &&
        json_object_is_type(email, json_type_string)) {
        made = json_object_new_object();
        json_object_object_add(made, "id", json_object_new_int64(json_object_get_int64(id)));
        json_object_object_add(made, "name", json_object_new_string(json_object_get_string(name)));
        json_object_object_add(made, "email", json_object_new_string(json_object_get_string(email)));
    }
    json_object_put(user);
    return made;
}

static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, const char *text, size_t len)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(len, (void *)(size_t)text, MHD_RESPMEM_MUST_COPY);
    if (status == 200)
        MHD_add_response_header(response, "Content-Type", "application/json");
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result create_user(struct MHD_Connection *connection, const struct request *request)
{
    size_t len;
    struct json_object *user = request->len > 0 ? make_user(request->body, request->len) : NULL;
    if (!user)
        return answer(connection, 400, "", 0);
    const char *text = json_object_to_json_string_length(user, JSON_C_TO_STRING_PLAIN, &len);
    enum MHD_Result result = answer(connection, 200, text, len);
    json_object_put(user);
    return result;
}

static enum MHD_Result handle(void *arg, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *data, size_t *len, void **state)
{
    struct request *request = *state;
    (void)arg, (void)version;
    if (!request) {
        *state = request = malloc(sizeof *request);
        if (request)
            request->len = 0;
        return request ? MHD_YES : MHD_NO;
    }
    if (*len > 0) {
        if (*len > BODY_MAX - request->len)
            return MHD_NO;
        memcpy(request->body + request->len, data, *len);
        request->len += *len;
        *len = 0;
        return MHD_YES;
    }
    if (strcmp(url, "/user") != 0 || strcmp(method, "POST") != 0)
        return answer(connection, 404, "", 0);
    return create_user(connection, request);
}

static void forget(void *arg, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code)
{
    (void)arg, (void)connection, (void)code;
    free(*state);
}

int main(int argc, char **argv)
{
    int port = argc > 1 ? atoi(argv[1]) : 0, threads = argc > 2 ? atoi(argv[2]) : 1;
    struct MHD_OptionItem pool[] = {{MHD_OPTION_THREAD_POOL_SIZE, threads, NULL}, {MHD_OPTION_END, 0, NULL}};
    if (threads < 2)
        pool[0] = pool[1];
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_USE_ERROR_LOG, (uint16_t)port, NULL, NULL, handle, NULL,
                         MHD_OPTION_NOTIFY_COMPLETED, forget, NULL, MHD_OPTION_CONNECTION_LIMIT, 20000u, MHD_OPTION_ARRAY, pool,
                         MHD_OPTION_END);
    if (!daemon)
        return 1;
    for (;;)
        pause();
}
