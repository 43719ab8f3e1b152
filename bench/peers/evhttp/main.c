/* libevent's own HTTP server with json-c, the checks by hand: server PORT THREADS */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <json-c/json.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int port;

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

static void create_user(struct evhttp_request *rq, void *arg)
{
    (void)arg;
    if (evhttp_request_get_command(rq) != EVHTTP_REQ_POST) {
        evhttp_send_error(rq, 405, NULL);
        return;
    }
    struct evbuffer *in = evhttp_request_get_input_buffer(rq);
    size_t len = evbuffer_get_length(in);
    struct json_object *user = len > 0 ? make_user((const char *)evbuffer_pullup(in, -1), len) : NULL;
    if (!user) {
        evhttp_send_error(rq, 400, NULL);
        return;
    }
    const char *text = json_object_to_json_string_length(user, JSON_C_TO_STRING_PLAIN, &len);
    evhttp_add_header(evhttp_request_get_output_headers(rq), "Content-Type", "application/json");
    evbuffer_add(evhttp_request_get_output_buffer(rq), text, len);
    evhttp_send_reply(rq, 200, "OK", NULL);
    json_object_put(user);
}

static int listen_on_port(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(fd, 1024) != 0) {
        perror("listen");
        exit(1);
    }
    return fd;
}

/* A loop a thread, each with a socket of its own. */
static void *serve(void *arg)
{
    struct event_base *base = event_base_new();
    struct evhttp *http = evhttp_new(base);
    evhttp_set_cb(http, "/user", create_user, NULL);
    evhttp_accept_socket(http, listen_on_port());
    event_base_dispatch(base);
    return arg;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    port = argc > 1 ? atoi(argv[1]) : 0;
    for (int i = argc > 2 ? atoi(argv[2]) : 1; i > 1; i--)
        pthread_create(&thread, NULL, serve, NULL);
    serve(NULL);
}
