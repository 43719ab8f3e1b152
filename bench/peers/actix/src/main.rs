// actix-web with its Json extractor: server PORT WORKERS
use actix_web::{post, web, App, HttpServer, Responder};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
struct User {
    id: i64,
    name: String,
    email: String,
}

#[post("/user")]
async fn create_user(user: web::Json<User>) -> impl Responder {
    let user = user.into_inner();
    web::Json(User { id: user.id, name: user.name, email: user.email })
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let port: u16 = args.next().and_then(|text| text.parse().ok()).expect("PORT");
    let workers: usize = args.next().and_then(|text| text.parse().ok()).expect("WORKERS");
    HttpServer::new(|| App::new().service(create_user)).workers(workers).bind(("127.0.0.1", port))?.run().await
}
