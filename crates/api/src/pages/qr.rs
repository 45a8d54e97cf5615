//! A QR code as the `d` of an SVG path: one unit a module, with the quiet zone of four modules that scanners need
//! (ISO/IEC 18004).

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The modules of white around a code.
const QUIET: usize = 4;

/// A code, ready for the template.
#[derive(Debug)]
pub(super) struct Qr {
    /// Width and height in modules, the quiet zone included.
    pub(super) side: usize,
    /// The dark modules.
    pub(super) path: String,
}

impl Qr {
    /// The code of an address, readable with up to a quarter of it spoilt; none if the address is longer than codes can be.
    pub(super) fn new(address: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(address, EcLevel::Q).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (number, module) in code.into_colors().into_iter().enumerate() {
            if module == Color::Dark {
                let (x, y) = (number % width + QUIET, number / width + QUIET);
                // Writing to a string cannot fail.
                let _written = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Some(Self { side: width + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_drawn_inside_its_quiet_zone() {
        let qr = Qr::new("https://trellis.example/n/bexley").unwrap();
        assert_eq!(qr.side, 29 + 2 * QUIET);
        assert!(qr.path.starts_with("M4 4h1v1h-1z"), "the first finder pattern begins at the edge of the quiet zone");
        assert!(Qr::new(&"x".repeat(5_000)).is_none());
    }
}
