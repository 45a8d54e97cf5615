//! Lines of at most 75 octets. The library's own folding leaves lines of 76, so they are folded anew.

/// The most octets of a line, without its end.
const LIMIT: usize = 75;

/// The same text with its lines folded (RFC 5545, section 3.1), never inside a character.
pub(super) fn folded(text: &str) -> String {
    let whole = text.replace("\r\n ", "");
    let mut folded = String::with_capacity(whole.len() + whole.len() / 32);
    for line in whole.split_inclusive("\r\n") {
        let mut octets = 0;
        for c in line.chars() {
            let end = matches!(c, '\r' | '\n');
            if !end && octets + c.len_utf8() > LIMIT {
                folded.push_str("\r\n ");
                octets = 1;
            }
            octets += c.len_utf8();
            folded.push(c);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_75_stays_and_one_of_76_does_not() {
        let line = |octets: usize| "x".repeat(octets) + "\r\n";
        assert_eq!(folded(&line(75)), line(75));
        assert_eq!(folded(&line(76)), format!("{}\r\n x\r\n", "x".repeat(75)));
        assert_eq!(folded(&line(150)), format!("{}\r\n {}\r\n x\r\n", "x".repeat(75), "x".repeat(74)));
        assert_eq!(folded(&format!("{}ŵ\r\n", "x".repeat(74))), format!("{}\r\n ŵ\r\n", "x".repeat(74)));
    }
}
