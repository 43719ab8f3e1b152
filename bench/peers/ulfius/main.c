/* ulfius with jansson, as its documentation has it, the checks by hand: server PORT */
#include <arpa/inet.h>
#include <jansson.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <ulfius.h>
#include <unistd.h>

static int create_user(const struct _u_request *request, struct _u_response *response, void *arg)
{
    json_t *user = ulfius_get_json_body_request(request, NULL), *made;
    json_t *id = json_object_get(user, "id"), *name = json_object_get(user, "name"), *email = json_object_get(user, "email");
    (void)arg;
    if (!json_is_integer(id) || !json_is_string(name) || !json_is_string(email)) {
        ulfius_set_string_body_response(response, 400, "");
    } else {
        made = json_pack("{sIssss}", "id", json_integer_value(id), "name", json_string_value(name), "email",
                         json_string_value(email));
        ulfius_set_json_body_response(response, 200, made);
        json_decref(made);
    }
    json_decref(user);
    return U_CALLBACK_CONTINUE;
}

int main(int argc, char **argv)
{
    struct _u_instance instance;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)(argc > 1 ? atoi(argv[1]) : 0)),
                             .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (ulfius_init_instance(&instance, ntohs(at.sin_port), &at, NULL) != U_OK)
        return 1;
    ulfius_add_endpoint_by_val(&instance, "POST", "/user", NULL, 0, create_user, NULL);
    if (ulfius_start_framework(&instance) != U_OK)
        return 1;
    for (;;)
        pause();
}
