//! A drawing as a picture: PNG of as few bytes as a drawing needs, which has few colours.

use crate::chart::{FONT_FAMILY, FONTS};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The fonts that come with the program; those of the machine would make other pictures on
/// another one.
static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    FONTS.iter().for_each(|font| database.load_font_data(font.to_vec()));
    database.set_sans_serif_family(FONT_FAMILY);
    Arc::new(database)
});

/// How hard repeats are looked for, of 9.
const LEVEL: u8 = 4;

/// The most colours that a picture with a palette has.
const MOST_COLOURS: usize = 256;

/// A drawing of our own as PNG, with so many dots for a pixel. Empty if it is no SVG or too
/// large to be held, which none of ours is.
pub fn picture(svg: &str, scale: f32) -> Vec<u8> {
    let options = usvg::Options {
        fontdb: DATABASE.clone(),
        font_family: FONT_FAMILY.to_owned(),
        ..usvg::Options::default()
    };
    let Ok(tree) = usvg::Tree::from_str(svg, &options) else { return Vec::new() };
    let size = tree.size();
    let (width, height) = ((size.width() * scale).ceil(), (size.height() * scale).ceil());
    // A drawing is at most some thousand dots wide and high.
    let Some(mut pixmap) = Pixmap::new(width as u32, height as u32) else { return Vec::new() };
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    encode(&pixmap).unwrap_or_default()
}

/// The picture as PNG: by a palette, where it has few colours or can be given few.
fn encode(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let (palette, dots) = reduced(pixmap);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    // What the crate calls fast looks for no repeats, of which a drawing is full: the card of a
    // target had 358 kB by it, and has 40 kB so, in less time to write.
    encoder.set_deflate_compression(png::DeflateCompression::Level(LEVEL));
    // Neighbours in a palette are not alike: what filters take away from each other is noise.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&dots)?;
    writer.finish()?;
    Ok(bytes)
}

/// The colours of a picture, as few as a palette holds, and for each dot which of them it has.
/// Letters have hundreds of shades at their edges, of which nobody sees a half: colours are
/// taken by fewer and fewer steps, until they are few enough.
fn reduced(pixmap: &Pixmap) -> (Vec<u8>, Vec<u8>) {
    for bits in (1..=8).rev() {
        if let Some(found) = with_steps(pixmap, bits) {
            return found;
        }
    }
    (vec![0; 3], vec![0; pixmap.pixels().len()])
}

/// The palette and the dots, with so many bits of each colour kept; none if there are too many.
fn with_steps(pixmap: &Pixmap, bits: u32) -> Option<(Vec<u8>, Vec<u8>)> {
    let lost = 8 - bits;
    // The highest bits stand for the lower ones too, so that white stays white.
    let kept = |part: u8| {
        let part = part >> lost << lost;
        part | part.checked_shr(bits).unwrap_or(0)
    };
    let (mut palette, mut known) = (Vec::new(), BTreeMap::new());
    let mut last = None;
    let mut dots = Vec::with_capacity(pixmap.pixels().len());
    for pixel in pixmap.pixels() {
        // A drawing has a ground: no dot is seen through.
        let colour = [pixel.red(), pixel.green(), pixel.blue()];
        if let Some((same, index)) = last
            && same == colour
        {
            dots.push(index);
            continue;
        }
        let few = colour.map(kept);
        let index = match known.get(&few) {
            Some(index) => *index,
            None if known.len() == MOST_COLOURS => return None,
            None => {
                // At most 255, as was just asked.
                let index = known.len() as u8;
                known.insert(few, index);
                palette.extend(few);
                index
            }
        };
        last = Some((colour, index));
        dots.push(index);
    }
    Some((palette, dots))
}
