// axum with its Json extractor: server PORT THREADS
use axum::{routing::post, Json, Router};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
struct User {
    id: i64,
    name: String,
    email: String,
}

async fn create_user(Json(user): Json<User>) -> Json<User> {
    Json(User { id: user.id, name: user.name, email: user.email })
}

fn main() {
    let mut args = std::env::args().skip(1);
    let port: u16 = args.next().and_then(|text| text.parse().ok()).expect("PORT");
    let threads: usize = args.next().and_then(|text| text.parse().ok()).expect("THREADS");
    let mut builder = if threads == 1 {
        tokio::runtime::Builder::new_current_thread()
    } else {
        tokio::runtime::Builder::new_multi_thread()
    };
    if threads > 1 {
        builder.worker_threads(threads);
    }
    builder.enable_all().build().expect("runtime").block_on(async move {
        use axum::serve::ListenerExt;
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("listen").tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, Router::new().route("/user", post(create_user))).await.expect("serve");
    });
}
