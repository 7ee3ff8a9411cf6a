//! The synthetic portal: 34 areas with 10 (S), 300 (M) or 3,000 (L) targets each, every target
//! with 12 nested achievements and a note of about 60 words in Vietnamese and in English, 100
//! resolutions. The same size gives the same bytes on every machine. Every name in it is made up.

use std::fmt::Write as _;
use std::path::Path;

const AREAS: usize = 34;
const RESOLUTIONS: usize = 100;
const SOURCES: usize = 20;
const OBSERVATIONS: usize = 12;

const VIETNAMESE: &[&str] = &[
    "chuyển",
    "đổi",
    "số",
    "tỉnh",
    "hồ",
    "sơ",
    "công",
    "việc",
    "được",
    "xử",
    "lý",
    "trên",
    "môi",
    "trường",
    "mạng",
    "người",
    "dân",
    "doanh",
    "nghiệp",
    "dịch",
    "vụ",
    "trực",
    "tuyến",
    "dữ",
    "liệu",
    "mở",
    "hạ",
    "tầng",
    "kinh",
    "tế",
    "xã",
    "hội",
    "đào",
    "tạo",
    "cán",
    "bộ",
    "kết",
    "quả",
    "thực",
    "hiện",
    "giai",
    "đoạn",
];
const ENGLISH: &[&str] = &[
    "digital",
    "transformation",
    "province",
    "files",
    "processed",
    "online",
    "citizens",
    "businesses",
    "public",
    "services",
    "open",
    "data",
    "infrastructure",
    "economy",
    "society",
    "training",
    "officials",
    "results",
    "period",
    "share",
    "network",
    "households",
    "coverage",
    "target",
    "report",
    "measured",
];

/// Numbers that look random and are the same everywhere (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn words(&mut self, words: &[&str], count: usize) -> String {
        let mut text = String::new();
        for index in 0..count {
            if index > 0 {
                text.push(' ');
            }
            let word = words[self.below(words.len())];
            match index {
                17 => write!(text, "**{word}**"),
                23 => write!(text, "*{word}*"),
                _ => write!(text, "{word}"),
            }
            .expect("writing into a String");
        }
        text
    }
}

/// How large the portal is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Size {
    S,
    M,
    L,
}

impl Size {
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        match name {
            "S" => Some(Size::S),
            "M" => Some(Size::M),
            "L" => Some(Size::L),
            _ => None,
        }
    }

    fn targets_per_area(self) -> usize {
        match self {
            Size::S => 10,
            Size::M => 300,
            Size::L => 3000,
        }
    }
}

/// Writes the portal's sources into a directory.
pub(crate) fn write(root: &Path, size: Size) -> std::io::Result<()> {
    for folder in ["areas", "organisations", "sources", "resolutions", "indicators", "targets"] {
        std::fs::create_dir_all(root.join("data").join(folder))?;
    }
    let put = |path: &str, text: String| std::fs::write(root.join(path), text);
    put(
        "site.yaml",
        "format: 1\ntitle: {vi: Cổng mô phỏng, en: Synthetic portal}\nlanguages: [vi, en]\n\
         base_url: https://example.org\nas_of: 2026-11-22\nlicence: cc-by-4.0\n"
            .to_owned(),
    )?;
    put("data/areas/all.yaml", areas())?;
    put(
        "data/organisations/press.yaml",
        "id: bao-mo-phong\nname: {vi: Báo mô phỏng, en: Synthetic Gazette}\ntype: press\n"
            .to_owned(),
    )?;
    put("data/sources/all.yaml", sources())?;
    put("data/resolutions/all.yaml", resolutions())?;
    put("data/indicators/all.yaml", indicators(size.targets_per_area()))?;
    for area in 0..AREAS {
        put(&format!("data/targets/area-{area:02}.yaml"), targets(area, size.targets_per_area()))?;
    }
    Ok(())
}

fn areas() -> String {
    let record = |area| {
        format!(
            "- id: area-{area:02}\n  name: {{vi: Tỉnh số {area}, en: Province {area}}}\n  \
             types: [{{type: province}}]\n  valid: {{from: 2025-07-01}}\n"
        )
    };
    (0..AREAS).map(record).collect()
}

fn sources() -> String {
    let record = |source| {
        format!(
            "- id: source-{source:02}\n  title: Bài báo số {source}\n  type: article\n  \
             publisher: bao-mo-phong\n  published: 2025-{:02}-01\n  tier: press\n",
            source % 12 + 1
        )
    };
    (0..SOURCES).map(record).collect()
}

fn resolutions() -> String {
    let record = |number: usize| {
        format!(
            "- id: resolution-{number:03}\n  type: resolution\n  number: {number}-NQ/TU\n  \
             issuer: bao-mo-phong\n  area: area-{:02}\n  \
             title: {{vi: Nghị quyết mô phỏng số {number}, en: Synthetic resolution {number}}}\n  \
             issued: 2021-01-{:02}\n  effective: 2021-02-01\n  sources: [{{source: source-{:02}}}]\n",
            number % AREAS,
            number % 28 + 1,
            number % SOURCES
        )
    };
    (0..RESOLUTIONS).map(record).collect()
}

/// An indicator for each target of an area: every area has one target on each of them, so that
/// the results of a target are the whole series.
fn indicators(count: usize) -> String {
    let record = |indicator| {
        format!(
            "- id: indicator-{indicator:04}\n  name: {{vi: Chỉ số mô phỏng {indicator}, en: Synthetic indicator {indicator}}}\n  \
             definition: {{vi: Định nghĩa., en: A definition.}}\n  unit: percent\n  direction: up\n"
        )
    };
    (0..count).map(record).collect()
}

fn targets(area: usize, count: usize) -> String {
    let mut numbers = Numbers(area as u64 + 1);
    let mut text = String::new();
    for target in 0..count {
        let id = format!("a{area:02}-t{target:04}");
        let (vi, en) = (numbers.words(VIETNAMESE, 8), numbers.words(ENGLISH, 6));
        let (note_vi, note_en) = (numbers.words(VIETNAMESE, 60), numbers.words(ENGLISH, 60));
        let source = numbers.below(SOURCES);
        write!(
            text,
            "- id: {id}\n  area: area-{area:02}\n  indicator: indicator-{target:04}\n  levels: [provincial]\n  \
             statement:\n    vi: \"Chỉ tiêu {target} {vi}\"\n    en: \"Target {target} {en}\"\n  \
             quantity: {{value: {}, qualifier: at_least, unit: percent}}\n  due: {}\n  \
             resolution: resolution-{:03}\n  note:\n    vi: \"{note_vi}\"\n    en: \"{note_en}\"\n  \
             sources: [{{source: source-{source:02}, locator: đoạn {}}}]\n  achievements:\n",
            50 + numbers.below(51),
            2025 + numbers.below(6),
            numbers.below(RESOLUTIONS),
            numbers.below(20) + 1,
        )
        .expect("writing into a String");
        for observation in 0..OBSERVATIONS {
            write!(
                text,
                "    - id: {id}-o{observation:02}\n      quantity: {{value: {}.{}, unit: percent}}\n      \
                 period: {}\n      sources: [{{source: source-{source:02}}}]\n",
                // Above a tenth of one another: nothing that a lint would take for a slip.
                10 + numbers.below(90),
                numbers.below(10),
                2014 + observation,
            )
            .expect("writing into a String");
        }
    }
    text
}
