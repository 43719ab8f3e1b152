#!/bin/sh
# nginx with a constant answer: start.sh PORT WORKERS. Its files are temporary.
set -eu
folder=$(mktemp -d)
program=$(PATH=$PATH:/usr/sbin command -v nginx)
cat >"$folder/nginx.conf" <<END
daemon off; worker_processes $2; pid $folder/nginx.pid; error_log stderr crit; worker_rlimit_nofile 20000;
events { worker_connections 18000; }
http {
    access_log off; keepalive_requests 1000000000; keepalive_timeout 10m;
    client_body_temp_path $folder; proxy_temp_path $folder; fastcgi_temp_path $folder;
    uwsgi_temp_path $folder; scgi_temp_path $folder;
    server {
        listen 127.0.0.1:$1 reuseport;
        location = /user { default_type application/json; return 200 '{"id":1,"name":"user","email":"user@email.com"}'; }
    }
}
END
exec "$program" -e stderr -p "$folder" -c "$folder/nginx.conf"
