//! The colours and rules that files and pictures are drawn with: those of the theme, since a
//! file cannot ask for its stylesheet.

use crate::config::Theme;

/// The rules for shapes, and the colours that they name, of the theme that comes with the
/// program: for themes that have none.
const USUAL_RULES: &str = include_str!("../../themes/cong-khai/styles/50-drawing.css");
const USUAL_TOKENS: &str = include_str!("../../themes/cong-khai/styles/10-tokens.css");

/// Where a theme has them.
const RULES: &str = "styles/50-drawing.css";
const TOKENS: &str = "styles/10-tokens.css";

/// The rules by which files and pictures are drawn.
#[derive(Clone, Debug)]
pub struct Look {
    rules: Vec<Rule>,
    colours: Vec<(Box<str>, Box<str>)>,
}

/// A rule with the classes that it is for.
#[derive(Clone, Debug)]
struct Rule {
    classes: Vec<Box<str>>,
    text: Box<str>,
}

impl Look {
    /// That of a theme.
    pub fn of(theme: &Theme) -> Self {
        let own = |path: &str| theme.file(path).map(String::from_utf8_lossy);
        let mut colours = colours_of(USUAL_TOKENS);
        let theirs = own(TOKENS).map(|text| colours_of(&text)).unwrap_or_default();
        for (name, value) in theirs {
            match colours.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = value,
                None => colours.push((name, value)),
            }
        }
        let mut look = Self { rules: Vec::new(), colours };
        let text = own(RULES).unwrap_or(USUAL_RULES.into());
        look.rules = text.lines().filter_map(|line| look.rule(line)).collect();
        look
    }

    /// A colour by its name; ink where the theme has none of it.
    pub fn colour(&self, name: &str) -> &str {
        let found = self.colours.iter().find(|(known, _)| **known == *name);
        found.map_or("#1b1f24", |(_, value)| value)
    }

    /// The colour of a status by its code.
    pub fn status(&self, code: &str) -> &str {
        let class = format!("st-{code}");
        let rule =
            self.rules.iter().find(|rule| matches!(&*rule.classes, [one] if **one == *class));
        let colour = rule.and_then(|rule| rule.text.split_once("color:"));
        let colour = colour.map(|(_, rest)| rest.trim_matches([' ', ';', '}']));
        colour.filter(|colour| is_colour(colour)).unwrap_or_else(|| self.colour("ink"))
    }

    /// The rules that these shapes need, as one text.
    pub(super) fn style(&self, shapes: &[&str]) -> String {
        let mut used: Vec<&str> = Vec::new();
        let attributes = shapes.iter().flat_map(|shapes| shapes.split("class=\"").skip(1));
        for class in attributes.flat_map(|rest| classes_at(rest).split(' ')) {
            // Most shapes are of the class of the one before, and there are a dozen classes.
            if !used.contains(&class) {
                used.push(class);
            }
        }
        let is_needed = |rule: &&Rule| rule.classes.iter().all(|class| used.contains(&&**class));
        self.rules.iter().filter(is_needed).map(|rule| &*rule.text).collect()
    }

    /// A line that is a rule for drawings, with its colours in it.
    fn rule(&self, line: &str) -> Option<Rule> {
        let rest = line.trim().strip_prefix(".drawing ")?;
        let (selector, rest) = rest.split_once('{')?;
        let (body, _) = rest.split_once('}')?;
        // What stands in a file must not end the element that it stands in.
        if line.contains(['<', '&', '@']) {
            return None;
        }
        let mut text = format!(".drawing {}{{", selector.trim());
        let mut rest = body;
        while let Some((before, after)) = rest.split_once("var(--") {
            let (name, after) = after.split_once(')')?;
            text.push_str(before.trim_start());
            text.push_str(self.colour(name));
            rest = after;
        }
        text.push_str(rest.trim());
        text.push('}');
        let classes = selector.split([' ', '.']).filter(|name| !name.is_empty() && *name != "text");
        Some(Rule { classes: classes.map(Into::into).collect(), text: text.into() })
    }
}

/// What an attribute says whose value begins here.
fn classes_at(rest: &str) -> &str {
    rest.split_once('"').map_or(rest, |(classes, _)| classes)
}

/// The colours of a stylesheet's first block, which are the light ones.
fn colours_of(style: &str) -> Vec<(Box<str>, Box<str>)> {
    let block = style.split_once(":root").and_then(|(_, rest)| rest.split_once('{'));
    let block = block.and_then(|(_, rest)| rest.split_once('}')).map_or("", |(block, _)| block);
    let colour = |declaration: &str| {
        let (name, value) = declaration.trim().strip_prefix("--")?.split_once(':')?;
        let value = value.trim();
        is_colour(value).then(|| (name.trim().into(), value.into()))
    };
    block.split(';').filter_map(colour).collect()
}

/// Whether this is a colour told by its digits: what else a stylesheet may say does not get
/// into files.
fn is_colour(value: &str) -> bool {
    value.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_colours_of_the_theme_and_only_the_rules_that_they_need() {
        let mut theme = Theme::new("own");
        theme.add("styles/10-tokens.css", b":root { --ink: #123456; --link: red; }".to_vec());
        let look = Look::of(&theme);
        assert_eq!(look.colour("ink"), "#123456");
        // What is no colour by its digits is not taken: it could be anything.
        assert_eq!(look.colour("link"), Look::of(&Theme::default()).colour("link"));
        let style =
            look.style(&["<rect\n\tclass=\"value\"/>", "<text class=\"strong on\">axis</text>"]);
        assert!(style.contains(".drawing text{fill:") || style.contains("#123456"), "{style}");
        assert!(style.contains(".drawing .value{"), "{style}");
        assert!(!style.contains("var(") && !style.contains(".axis"), "{style}");
        assert!(!style.contains(".value.about"), "{style}");
    }
}
