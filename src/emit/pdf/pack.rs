//! Streams, packed as a PDF stores them.
//!
//! Handed: bytes. Gives: zlib data whose last byte no reader takes for a part of a line end. Knows nothing about what they
//! say.

use anyhow::Result;
use flate2::{Compress, Compression, FlushCompress, Status};
use std::cell::RefCell;
use std::collections::HashMap;

/// A stream's data as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) bytes: Vec<u8>,
    /// How many times PDF's FlateDecode must be applied.
    pub(super) times: usize,
}

/// Compresses a stream's data.
///
/// Data that ends in a carriage return is compressed once more: before the line feed that the standards ask for ahead of
/// `endstream`, its last byte would pass for a part of that line end (ISO 19005-3, 6.1.7.1), and the checksum that ends
/// zlib data is the same at every level of compression.
pub(super) fn pack(bytes: &[u8], level: Compression) -> Result<Packed> {
    let mut packed = Packed { bytes: deflate(bytes, level)?, times: 1 };
    while packed.bytes.ends_with(b"\r") {
        packed = Packed { bytes: deflate(&packed.bytes, level)?, times: packed.times + 1 };
    }
    Ok(packed)
}

/// Compresses what is new in every document, for which nothing else is quick enough: what is packed so is a tenth larger.
pub(super) fn pack_quickly(bytes: &[u8]) -> Result<Packed> {
    pack(bytes, Compression::fast())
}

fn deflate(bytes: &[u8], level: Compression) -> Result<Vec<u8>> {
    thread_local! {
        // Setting a compressor up costs as much as compressing a page; one for each level is kept and begun anew.
        static KEPT: RefCell<HashMap<u32, Compress>> = RefCell::default();
    }
    KEPT.with_borrow_mut(|kept| {
        let compressor = kept.entry(level.level()).or_insert_with(|| Compress::new(level, true));
        compressor.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 128);
        loop {
            let done = compressor.total_in() as usize;
            match compressor.compress_vec(&bytes[done..], &mut out, FlushCompress::Finish)? {
                // Of a long document, what is packed is kept for all pages.
                Status::StreamEnd => {
                    out.shrink_to_fit();
                    return Ok(out);
                }
                _ => out.reserve(out.capacity().max(128)),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn packed_data_never_end_in_a_carriage_return() {
        let mut twice = 0;
        for i in 0..2000_u32 {
            for packed in [pack(&i.to_le_bytes(), Compression::new(6)), pack_quickly(&i.to_le_bytes())] {
                let Packed { mut bytes, times } = packed.unwrap();
                assert!(!bytes.ends_with(b"\r"));
                twice += usize::from(times == 2);
                for _ in 0..times {
                    let mut out = Vec::new();
                    flate2::read::ZlibDecoder::new(&bytes[..]).read_to_end(&mut out).unwrap();
                    bytes = out;
                }
                assert_eq!(bytes, i.to_le_bytes());
            }
        }
        assert!(twice > 0);
    }
}
