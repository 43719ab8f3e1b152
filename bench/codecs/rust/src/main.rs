// SPDX-License-Identifier: MIT
//! serde_json and sonic-rs for the codec benchmark: serde's derive, texts borrowed where they have no escapes.
//! Understands the commands that ../native.c lists.
use serde::{Deserialize, Serialize};
use std::hint::black_box;
use std::io::{BufRead, Write};

mod support {
    use serde::{Deserialize, Deserializer, Serialize};
    use std::borrow::Cow;

    #[allow(dead_code)]
    /// The benchmark's maps are sorted, so that this one keeps their order.
    pub type Map<K, V> = std::collections::BTreeMap<K, V>;

    /// A text that is borrowed where it can be: Cow alone in an Option or Vec would always own.
    #[derive(Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
    #[serde(transparent)]
    pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

    /// A member that may be missing, but not null.
    pub fn some<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
        T::deserialize(from).map(Some)
    }

    /// A member that may be null, but not missing.
    pub fn required<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
        Option::<T>::deserialize(from)
    }
}

mod shapes {
    include!(concat!(env!("SHAPES"), "/shapes.rs"));
}

fn die(what: &str) -> ! {
    eprintln!("codec-peers: {what}");
    std::process::exit(1)
}

fn cpu_ns() -> i64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut now) };
    now.tv_sec as i64 * 1_000_000_000 + now.tv_nsec as i64
}

struct Input {
    path: String,
    texts: Vec<Vec<u8>>,
}

impl Input {
    fn load(&mut self, path: &str) {
        if self.path == path {
            return;
        }
        let all = std::fs::read(path).unwrap_or_else(|_| die(path));
        self.texts = if path.ends_with(".lines") {
            all.split(|b| *b == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect()
        } else {
            vec![all]
        };
        self.path = path.to_string();
    }
}

/// What is measured.
trait Library {
    fn read<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Option<T>;
    fn write<T: Serialize>(out: &mut Vec<u8>, value: &T) -> bool;
}

struct SerdeJson;

impl Library for SerdeJson {
    fn read<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Option<T> {
        serde_json::from_slice(text).ok()
    }

    fn write<T: Serialize>(out: &mut Vec<u8>, value: &T) -> bool {
        serde_json::to_writer(out, value).is_ok()
    }
}

struct SonicRs;

impl Library for SonicRs {
    fn read<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Option<T> {
        sonic_rs::from_slice(text).ok()
    }

    fn write<T: Serialize>(out: &mut Vec<u8>, value: &T) -> bool {
        sonic_rs::to_writer(out, value).is_ok()
    }
}

fn must_read<'a, L: Library, T: Deserialize<'a>>(text: &'a [u8]) -> T {
    L::read(text).unwrap_or_else(|| die("a text was refused while time was taken"))
}

fn check<'a, L: Library, T: Deserialize<'a> + Serialize>(texts: &'a [Vec<u8>], path: &str) -> String {
    let mut out = Vec::new();
    for text in texts {
        match L::read::<T>(text) {
            Some(value) if L::write(&mut out, &value) => out.push(b'\n'),
            _ => return "refused".to_string(),
        }
    }
    std::fs::write(path, out).unwrap_or_else(|_| die(path));
    "ok".to_string()
}

fn attempt<'a, L: Library, T: Deserialize<'a> + Serialize>(texts: &'a [Vec<u8>]) -> String {
    let is_read = L::read::<T>(&texts[0]).is_some();
    if is_read { "yes" } else { "no" }.to_string()
}

fn decode<'a, L: Library, T: Deserialize<'a> + Serialize>(texts: &'a [Vec<u8>], times: u64) -> String {
    let began = cpu_ns();
    for _ in 0..times {
        for text in texts {
            black_box(&must_read::<L, T>(black_box(text)));
        }
    }
    (cpu_ns() - began).to_string()
}

fn encode<'a, L: Library, T: Deserialize<'a> + Serialize>(texts: &'a [Vec<u8>], times: u64) -> String {
    let values: Vec<T> = texts.iter().map(|text| must_read::<L, T>(text)).collect();
    let mut out = Vec::new();
    let began = cpu_ns();
    for _ in 0..times {
        for value in &values {
            out.clear();
            if !L::write(&mut out, black_box(value)) {
                die("a value was refused while time was taken");
            }
            black_box(&out);
        }
    }
    (cpu_ns() - began).to_string()
}

/// The answer to a command.
fn answer<L: Library>(words: &[&str], input: &mut Input) -> String {
    let (what, shape) = (words[0], words[2]);
    if what != "run" {
        input.path.clear(); // a file of the same name may have other bytes now
    }
    input.load(if what == "try" { words[3] } else { words[4] });
    let texts = &input.texts;
    if what == "try" {
        return shapes::with_shape!(shape, attempt::<L>(texts));
    }
    let last = words[5];
    match (what, words[3]) {
        ("check", _) => shapes::with_shape!(shape, check::<L>(texts, last)),
        ("run", "decode") => shapes::with_shape!(shape, decode::<L>(texts, last.parse().unwrap_or(0))),
        ("run", "encode") => shapes::with_shape!(shape, encode::<L>(texts, last.parse().unwrap_or(0))),
        _ => die("a command that is not understood"),
    }
}

fn obey(line: &str, input: &mut Input) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.get(1).copied() {
        None => format!("serde_json {} both,sonic-rs {} both", env!("SERDE_JSON"), env!("SONIC_RS")),
        Some(_) if words.len() < 4 => die("a command that is not understood"),
        Some("serde_json") => answer::<SerdeJson>(&words, input),
        Some("sonic-rs") => answer::<SonicRs>(&words, input),
        Some(other) => die(other),
    }
}

fn main() {
    let mut input = Input { path: String::new(), texts: Vec::new() };
    let words: Vec<String> = std::env::args().skip(1).collect();
    if !words.is_empty() {
        println!("{}", obey(&words.join(" "), &mut input));
        return;
    }
    for line in std::io::stdin().lock().lines() {
        println!("{}", obey(&line.unwrap_or_default(), &mut input));
        let _ = std::io::stdout().flush();
    }
}
