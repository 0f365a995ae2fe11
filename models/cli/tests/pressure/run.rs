//! The program under one kind of pressure.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use snapbox::cmd::cargo_bin;

use super::disk::Disk;
use super::files::{CHANGING, Files, change};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pressure {
    Memory,
    Descriptors,
    Disk,
    Streams,
    Reader,
    Signals,
    Changes,
}

impl Pressure {
    pub(super) const ALL: [Pressure; 7] = [
        Pressure::Memory,
        Pressure::Descriptors,
        Pressure::Disk,
        Pressure::Streams,
        Pressure::Reader,
        Pressure::Signals,
        Pressure::Changes,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Pressure::Memory => "little memory",
            Pressure::Descriptors => "few open files",
            Pressure::Disk => "a full disk",
            Pressure::Streams => "closed or full streams",
            Pressure::Reader => "a reader that goes away",
            Pressure::Signals => "a signal",
            Pressure::Changes => "files that change",
        }
    }
}

/// A run to be.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) pressure: Pressure,
    /// Commands of the shell before it becomes the program.
    limits: String,
    arguments: Vec<String>,
    pub(super) split: Option<Split>,
    /// Redirections of the streams.
    pub(super) redirection: &'static str,
    /// A signal, and how many microseconds after the start.
    pub(super) signal: Option<(&'static str, u64)>,
    /// The length of the report that is read.
    reads: usize,
    seed: u64,
}

/// Where the two files belong.
#[derive(Debug)]
pub(super) struct Split {
    pub(super) folder: PathBuf,
    /// The content of the files before the run.
    pub(super) before: Option<&'static str>,
}

/// The result of a run.
pub(super) struct End {
    pub(super) status: ExitStatus,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl End {
    pub(super) fn words(&self) -> String {
        match self.status.code() {
            Some(code) => format!("exit {code}"),
            None => format!("signal {}", self.status.signal().unwrap_or_default()),
        }
    }
}

impl std::fmt::Debug for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let stdout: String = self.stdout.chars().take(500).collect();
        let (words, stderr) = (self.words(), &self.stderr);
        write!(f, "{words}\nstdout: {stdout}\nstderr: {stderr}")
    }
}

impl Plan {
    pub(super) fn new(
        random: &mut fastrand::Rng,
        pressure: Pressure,
        files: &Files,
        disk: &Disk,
    ) -> Self {
        let limits = limits(random, pressure, disk);
        let threads = random.usize(1..5).to_string();
        let mut arguments: Vec<String> =
            ["validate", "--max-problems", "all", "--threads", &threads]
                .map(str::to_owned)
                .to_vec();
        let is_split = pressure == Pressure::Disk || pressure != Pressure::Changes && random.bool();
        let split = is_split.then(|| split(random, pressure, files, disk));
        if let Some(Split { folder, .. }) = &split {
            let folder = folder.display();
            arguments.push(format!("--split={folder}/good,{folder}/bad"));
        }
        arguments.extend(files.contents.keys().cloned());
        let mut signal = None;
        let mut redirection = "";
        let mut reads = usize::MAX;
        match pressure {
            Pressure::Streams => {
                let all = [
                    ">&-",
                    "<&-",
                    "2>&-",
                    ">&- 2>&-",
                    "<&- >&- 2>&-",
                    ">/dev/full",
                ];
                redirection = random.choice(all).unwrap();
            }
            Pressure::Reader => reads = random.usize(..2_000),
            Pressure::Signals => {
                let signals = ["INT", "TERM", "KILL", "HUP", "PIPE"];
                signal = Some((random.choice(signals).unwrap(), random.u64(..40_000)));
            }
            Pressure::Changes => arguments.push(CHANGING.to_owned()),
            Pressure::Memory | Pressure::Descriptors | Pressure::Disk => {}
        }
        Plan {
            pressure,
            limits,
            arguments,
            split,
            redirection,
            signal,
            reads,
            seed: random.u64(..),
        }
    }

    fn command(&self, files: &Files) -> Command {
        let mut command = Command::new("sh");
        let script = format!("{}exec \"$0\" \"$@\" {}", self.limits, self.redirection);
        command
            .args(["-c", &script])
            .arg(cargo_bin!("export-session"))
            .args(&self.arguments)
            .current_dir(files.path())
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::from(log(files)));
        command
    }

    pub(super) fn run(&self, files: &Files) -> End {
        if let Some(Split {
            folder,
            before: Some(text),
        }) = &self.split
        {
            fs::write(folder.join("good"), text).unwrap();
            fs::write(folder.join("bad"), text).unwrap();
        }
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            if self.pressure == Pressure::Changes {
                let path = files.path().join(CHANGING);
                let mut random = fastrand::Rng::with_seed(self.seed);
                change(&path, &mut random);
                let is_over = &is_over;
                scope.spawn(move || {
                    while !is_over.load(Ordering::Relaxed) {
                        change(&path, &mut random);
                        thread::sleep(Duration::from_micros(random.u64(..500)));
                    }
                });
            }
            let end = self.end(files);
            is_over.store(true, Ordering::Relaxed);
            end
        })
    }

    fn end(&self, files: &Files) -> End {
        let mut child = self.command(files).spawn().unwrap();
        if let Some((signal, after)) = self.signal {
            thread::sleep(Duration::from_micros(after));
            send(&child, signal);
        }
        let mut stdout = Vec::new();
        let pipe = child.stdout.take().unwrap();
        // A limit that is reached closes the pipe.
        pipe.take(self.reads as u64)
            .read_to_end(&mut stdout)
            .unwrap();
        let status = child.wait().unwrap();
        let stderr = fs::read(files.path().join(LOG)).unwrap();
        fs::remove_file(files.path().join(LOG)).unwrap();
        End {
            status,
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    /// The same without pressure.
    pub(super) fn again(&self, files: &Files) -> io::Result<ExitStatus> {
        Command::new(cargo_bin!("export-session"))
            .args(&self.arguments)
            .current_dir(files.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
    }
}

/// Standard error must not fill a pipe without a reader.
const LOG: &str = "stderr.log";

fn log(files: &Files) -> File {
    File::create(files.path().join(LOG)).unwrap()
}

fn limits(random: &mut fastrand::Rng, pressure: Pressure, disk: &Disk) -> String {
    match pressure {
        Pressure::Memory => {
            let least = least_memory();
            format!("ulimit -v {}; ", random.u64(least..least + 200_000))
        }
        Pressure::Descriptors => format!("ulimit -n {}; ", random.u32(4..20)),
        // In blocks of 512 bytes.
        Pressure::Disk if disk.path().is_none() || random.u8(..4) == 0 => {
            format!("ulimit -f {}; ", random.u32(1..60))
        }
        _ => String::new(),
    }
}

/// The least memory in which the system loads the program, in KiB: with less it cannot report
/// anything.
fn least_memory() -> u64 {
    static LEAST: LazyLock<u64> = LazyLock::new(|| {
        let is_enough = |limit: &u64| {
            let script = format!("ulimit -v {limit}; exec \"$0\" --version");
            let mut shell = Command::new("sh");
            shell
                .args(["-c", &script])
                .arg(cargo_bin!("export-session"));
            let code = shell.output().unwrap().status.code();
            matches!(code, Some(0 | 3))
        };
        (4_000..).step_by(1_000).find(is_enough).unwrap()
    });
    *LEAST
}

fn split(random: &mut fastrand::Rng, pressure: Pressure, files: &Files, disk: &Disk) -> Split {
    let small = disk.folder().filter(|_| pressure == Pressure::Disk);
    let folder = small.unwrap_or_else(|| {
        let folder = files.path().join("split");
        fs::create_dir(&folder).unwrap();
        folder
    });
    let before = random.bool().then_some("as it was\n");
    Split { folder, before }
}

/// To the program, or to the shell that becomes it.
fn send(child: &Child, signal: &str) {
    let kill = format!("kill -{signal} {}", child.id());
    let sent = Command::new("sh").args(["-c", &kill]).output();
    // It may have ended before.
    drop(sent);
}
