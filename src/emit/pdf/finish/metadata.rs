//! XMP metadata and the output intent.

use super::super::pack::{Packed, pack};
use super::Imprint;
use super::writer::{Id, Writer};
use std::sync::LazyLock;

/// Who made the document.
pub(super) const PRODUCER: &str = concat!("communique ", env!("CARGO_PKG_VERSION"));

/// The output condition: sRGB (IEC 61966-2-1). Provenance of the profile: `assets/icc/README.md`.
const SRGB: &[u8] = include_bytes!("../../../../assets/icc/sRGB-v2-magic.icc");

static PACKED_SRGB: LazyLock<Packed> = LazyLock::new(|| {
    pack(SRGB, flate2::Compression::best()).unwrap_or_else(|_| Packed { bytes: SRGB.to_vec(), times: 0 })
});

/// Writes the metadata stream (ISO 19005-3, 6.6.2; ISO 14289-1, 5), readable without decoding.
pub(super) fn stream(w: &mut Writer, imprint: &Imprint) -> Id {
    w.stream("/Type/Metadata/Subtype/XML", &Packed { bytes: xmp(imprint).into_bytes(), times: 0 })
}

/// Writes the profile and gives the output intent (ISO 19005-3, 6.2.3).
pub(super) fn output_intent(w: &mut Writer) -> String {
    let profile = w.stream("/N 3", &PACKED_SRGB);
    format!(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/RegistryName(http://www.color.org)\
         /Info(sRGB IEC61966-2.1)/DestOutputProfile {profile}>>"
    )
}

fn xmp(imprint: &Imprint) -> String {
    let title = escape(imprint.title);
    let lang = escape(imprint.lang);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{EXTENSION}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
}

/// PDF/A asks that a schema it does not know, here that of PDF/UA, describes itself (ISO 19005-3, 6.6.2.3.3).
const EXTENSION: &str = r#"<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"#;

/// Text for XML; what XML 1.0 cannot hold becomes the replacement character.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
