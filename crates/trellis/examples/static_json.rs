//! The least that a server of this framework can do: one file, from memory, at any address. `make bench` compares with it.

use std::{error::Error, io};

use actix_web::{App, HttpResponse, HttpServer, http::header, web};

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(listen), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: static_json ADDRESS FILE".into());
    };
    let body = web::Bytes::from(std::fs::read(file)?);
    let workers = std::thread::available_parallelism()?;
    let app = move || App::new().app_data(web::Data::new(body.clone())).default_service(web::to(answer));
    let server: io::Result<()> = HttpServer::new(app).workers(workers.get()).bind(listen)?.run().await;
    Ok(server?)
}

async fn answer(body: web::Data<web::Bytes>) -> HttpResponse {
    let body = web::Bytes::clone(&body);
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(body)
}
