/* The program: `@name@ --help` lists its flags. */
#include "@name@_routes.h"

#include <swage/server.h>

int main(int argc, char **argv)
{
    return swage_serve(argc, argv, &@name@_app);
}
