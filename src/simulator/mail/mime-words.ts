/** A header value with its RFC 2047 encoded words decoded; what cannot be decoded stays as it is. */
export const decodeWords = (value: string): string =>
  value
    .replaceAll(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[bq]\?)/gi, "$1")
    .replaceAll(/=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi, (whole, charset: string, encoding: string, text: string) => {
      const bytes =
        encoding.toLowerCase() === "b" ? Buffer.from(text, "base64") : quotedPrintable(text.replaceAll("_", "=20"));
      return decodeText(bytes, charset) ?? whole;
    });

/** The bytes of quoted-printable text (RFC 2045, 6.7). */
export const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll(/=[ \t]*\r?\n/g, "")
      .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

/** The bytes as text, or undefined for a character set nobody here knows. */
export const decodeText = (bytes: Buffer, charset: string): string | undefined => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
};
